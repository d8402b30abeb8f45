"""A finding in plain types, for a page to show."""

from __future__ import annotations

from typing import Any

from drammenworks.errors import Finding
from drammenworks.preview.desk import Desk


def told(finding: Finding, desk: Desk) -> dict[str, Any]:
    """Return what is wrong, what to do about it, and where; with a link there, if there is one."""
    location = finding.location
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": desk.say(finding.message),
        "hint": desk.say(finding.hint),
        "place": str(location),
        "href": desk.link(location.path, location.line, location.column),
    }
