"""The shortcuts of our parser lead where markdown-it's own rules lead."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drammenworks.content.markdown import Body, parse
from drammenworks.content.markdown.syntax.parser import make_parser
from drammenworks.errors import Finding

_FIXTURES = Path(__file__).parent / "fixtures"

# fmt: off
_PIECES = [
    "ord", "a", "å", "Et ord til.", " ", " ", "\n", "\n", "\n\n", "\n\n", "\n  ", "\n    ", "\t", "\x85",
    "*", "**", "_", "***", "*ord*", "**to ord**", " *ord* ", " **ord**,", "_ord_", "(*ord*)", "«**ord**»",
    "[", "]", "(", ")", "[ord](a)", "[to ord](a/b)", "[ord](a){lang=en}", "[a](b\\)", "[a](<b>)", "![a](b)",
    "[ord]", "[^1]", "[^1]: ", "[a]: b", "{", "}", "{#a}", "{lang=en}", "!", "`", "```", "~~~", "~", "<", ">",
    "> ", "\n- ord\n- to *ord*\n\n", "- ord", "\n* [a](b)\n\n\n", "\n- 12 ord\n- (a)", "\n+ `a`\n+ **b** c\n\n", "\n## Ord\n", "Ord.\n\n", "- ", "* ", "+ ", "1. ", "2) ", "12", "# ", "## ", "#", "---", "***", "===", "=", "-", "|", "|---|",
    ":", ": ", "~ ", ":::", "::: facts", "\\", "\\*", "&", "&amp;", "<a@b.no>", '"', "'", "\N{NO-BREAK SPACE}",
]
# fmt: on


def shortest_and_longest_way(text: str) -> tuple[tuple[Body, tuple[Finding, ...]], ...]:
    """Return what our parser makes of a text, and what it would make without its shortcuts."""
    found = parse(text, path="x.md", first_line=1, lang="nb")
    plain = make_parser()
    with mock.patch("drammenworks.content.markdown.parsing.parser", return_value=plain):
        return found, parse(text, path="x.md", first_line=1, lang="nb")


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_no_text_shows_a_shortcut(text: str) -> None:
    """Trying all rules everywhere gives the same body and the same findings."""
    short, long = shortest_and_longest_way(text)
    assert long == short


@pytest.mark.parametrize("name", sorted(file.name for file in _FIXTURES.glob("*.md")))
def test_no_golden_file_shows_a_shortcut(name: str) -> None:
    """The golden files hold a case for everything that Markdown may say here."""
    short, long = shortest_and_longest_way((_FIXTURES / name).read_text(encoding="utf-8"))
    assert long == short
