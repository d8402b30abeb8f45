"""Findings as GitLab shows them on a merge request: a Code Quality report.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from drammenworks.base.digests import digest_parts
from drammenworks.errors import Finding, Severity, Translate

_SEVERITIES: Final = {Severity.ERROR: "blocker", Severity.WARNING: "major", Severity.INFO: "info"}


def as_code_quality(findings: Sequence[Finding], translate: Translate) -> str:
    """Return findings as the JSON of a report. What stays where it was keeps its fingerprint."""
    seen: dict[tuple[str, str, str], int] = {}
    entries = []
    for finding in findings:
        place = finding.location
        # Lines move when text is added above: a fingerprint with them would make old findings new.
        about = (finding.code, place.path, finding.message)
        seen[about] = seen.get(about, 0) + 1
        entries.append(
            {
                "description": f"{translate(finding.message)} {translate(finding.hint)}",
                "check_name": finding.code,
                "fingerprint": digest_parts(*about, str(seen[about])),
                "severity": _SEVERITIES[finding.severity],
                "location": {"path": place.path, "lines": {"begin": place.line or 1}},
            }
        )
    return json.dumps(entries, ensure_ascii=False, indent=2)
