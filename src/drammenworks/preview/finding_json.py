"""A finding as JSON values, for a page to show."""

from __future__ import annotations

from typing import Any

from drammenworks.errors import Finding
from drammenworks.preview.editor_context import EditorContext


def finding_json(finding: Finding, context: EditorContext) -> dict[str, Any]:
    """Return a finding's code, severity, message, hint and location, with the link that opens its file."""
    location = finding.location
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": context.say(finding.message),
        "hint": context.say(finding.hint),
        "place": str(location),
        "href": context.link(location.path, location.line, location.column),
    }
