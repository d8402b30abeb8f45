"""The content of the error overlay: the errors of the last build, with excerpts of the source files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drammenworks.base.source_text import read_source
from drammenworks.errors import ContentError, Finding, Location, Severity
from drammenworks.preview.editor_context import EditorContext
from drammenworks.preview.finding_json import finding_json

_CONTEXT_LINES = 3
"""Lines shown before and after the line with the error."""
_MAX_WIDTH = 160
"""Characters shown of a line: a line is often a whole paragraph."""
_MAX_FINDINGS = 20
"""Findings shown at once; the rest appears when these are fixed."""


@dataclass(frozen=True, slots=True)
class ErrorOverlay:
    """Why the pages do not show the last saved state; empty when they do."""

    findings: tuple[Finding, ...] = ()
    message: str = ""
    """A failure that is not caused by the content."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.findings and not self.message


def overlay_of(findings: Iterable[Finding]) -> ErrorOverlay:
    """Return the overlay for a build's findings; it contains those that are errors."""
    return ErrorOverlay(tuple(finding for finding in findings if finding.severity is Severity.ERROR))


def overlay_json(overlay: ErrorOverlay, root: Path, context: EditorContext) -> dict[str, Any]:
    """Return an overlay as JSON values, each finding with an excerpt of its file.

    :param root: the project's folder.
    """
    return {
        "message": overlay.message,
        "findings": [
            finding_json(finding, context) | {"lines": _excerpt(finding.location, root)}
            for finding in overlay.findings[:_MAX_FINDINGS]
        ],
        "count": len(overlay.findings),
    }


def _excerpt(location: Location, root: Path) -> list[dict[str, Any]]:
    """Return the lines around a location: number, text and, in the line of the location, the marked span."""
    if location.line is None:
        return []
    file = root / location.path
    if not file.resolve().is_relative_to(root.resolve()):
        return []
    try:
        # The error may be invalid UTF-8, so undecodable bytes are replaced.
        text = read_source(file, path=location.path).decode("utf-8-sig", "replace")
    except ContentError:
        return []
    if "\0" in text:
        return []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = max(1, location.line - _CONTEXT_LINES)
    # All lines start at the same column, so that they stay aligned.
    start = max(0, (location.column or 1) - 1 - _MAX_WIDTH // 2) if (location.column or 1) > _MAX_WIDTH else 0
    return [
        _line(number, lines[number - 1], start, location)
        for number in range(first, min(len(lines), location.line + _CONTEXT_LINES) + 1)
    ]


def _line(number: int, text: str, start: int, location: Location) -> dict[str, Any]:
    line: dict[str, Any] = {"number": number, "text": text[start : start + _MAX_WIDTH], "marked": None}
    if number == location.line:
        column = min((location.column or 1) - 1, len(text))
        word = len(text[column:].split(" ", 1)[0]) if location.column else len(text)
        line["marked"] = [column - start, min(column - start + max(1, word), _MAX_WIDTH)]
    return line
