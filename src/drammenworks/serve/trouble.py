"""What is wrong, with the lines of the file where it is, for people to see in the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drammenworks.base.source_text import read_source
from drammenworks.errors import ContentError, Finding, Location, Severity
from drammenworks.preview.editor_context import EditorContext
from drammenworks.preview.finding_json import finding_json

_AROUND = 3
"""Lines shown before and after the one that is wrong."""
_WIDTH = 160
"""Characters shown of a line: a paragraph is often one."""
_MOST = 20
"""Findings shown; who has more than that mends these first."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the sites are not shown as they were last saved; nothing in it when they are."""

    findings: tuple[Finding, ...] = ()
    message: str = ""
    """What failed that is not the content's fault."""

    @property
    def is_none(self) -> bool:
        """Tell whether all is well."""
        return not self.findings and not self.message


def trouble_in(findings: Iterable[Finding]) -> Trouble:
    """Return the trouble that a build's findings are: its errors."""
    return Trouble(tuple(finding for finding in findings if finding.severity is Severity.ERROR))


def as_plain(trouble: Trouble, root: Path, context: EditorContext) -> dict[str, Any]:
    """Return trouble in plain types, each finding with the lines around it.

    :param root: the project's folder.
    """
    return {
        "message": trouble.message,
        "findings": [
            finding_json(finding, context) | {"lines": _lines(finding.location, root)}
            for finding in trouble.findings[:_MOST]
        ],
        "count": len(trouble.findings),
    }


def _lines(location: Location, root: Path) -> list[dict[str, Any]]:
    """Return the lines around a place: number, text, and in the one that is wrong from where to where."""
    if location.line is None:
        return []
    file = root / location.path
    if not file.resolve().is_relative_to(root.resolve()):
        return []
    try:
        # What is wrong may be that it cannot be read as it should.
        text = read_source(file, path=location.path).decode("utf-8-sig", "replace")
    except ContentError:
        return []
    if "\0" in text:
        return []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = max(1, location.line - _AROUND)
    # All shown lines are cut at the same place, so that they stay below each other.
    start = max(0, (location.column or 1) - 1 - _WIDTH // 2) if (location.column or 1) > _WIDTH else 0
    return [
        _line(number, lines[number - 1], start, location)
        for number in range(first, min(len(lines), location.line + _AROUND) + 1)
    ]


def _line(number: int, text: str, start: int, location: Location) -> dict[str, Any]:
    line: dict[str, Any] = {"number": number, "text": text[start : start + _WIDTH], "marked": None}
    if number == location.line:
        column = min((location.column or 1) - 1, len(text))
        word = len(text[column:].split(" ", 1)[0]) if location.column else len(text)
        line["marked"] = [column - start, min(column - start + max(1, word), _WIDTH)]
    return line
