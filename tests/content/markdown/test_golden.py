"""The chunks and findings of Markdown texts: one topic per file in ``fixtures/``."""

from __future__ import annotations

from pathlib import Path

import pytest

from drammenworks.content.markdown import parse_markdown
from tests.content.markdown.serialise import describe, serialise
from tests.golden import GoldenCase, read_golden

_FIXTURES = Path(__file__).parent / "fixtures"


def cases_in(folder: Path) -> list[object]:
    return [
        pytest.param(case, id=f"{file.stem}:{case}")
        for file in sorted(folder.glob("*.md"))
        for case in read_golden(file)
    ]


@pytest.mark.parametrize("case", cases_in(_FIXTURES))
def test_body(case: GoldenCase) -> None:
    """Markdown becomes the HTML and the nodes of the fixture."""
    body, _ = parse_markdown(case.source, path="x.md", first_line=1, lang="nb")
    assert serialise(body.chunks).rstrip("\n") == case.expected


@pytest.mark.parametrize("case", cases_in(_FIXTURES / "findings"))
def test_findings(case: GoldenCase) -> None:
    """The findings have the location, code, severity, message and hint of the fixture."""
    _, findings = parse_markdown(case.source, path="x.md", first_line=1, lang="nb")
    assert describe(findings).rstrip("\n") == case.expected
