"""What a run reports."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from drammenworks.errors import Location, Rule, Severity
from drammenworks.pipeline.report import Report, SiteReport

ERROR = Rule("DW001", Severity.ERROR, "a", "b")
WARNING = Rule("DW002", Severity.WARNING, "c", "d")
INFO = Rule("DW003", Severity.INFO, "e", "f")


@pytest.mark.parametrize(
    ("rules", "fails", "fails_strictly"),
    [([], False, False), ([INFO], False, False), ([WARNING], False, True), ([ERROR, INFO], True, True)],
)
def test_errors_fail_and_warnings_only_strictly(rules: list[Rule], fails: bool, fails_strictly: bool) -> None:
    """A remark never fails."""
    report = Report(findings=tuple(rule.at(Location("a.md")) for rule in rules))
    assert report.failed(strict=False) is fails
    assert report.failed(strict=True) is fails_strictly


def test_a_report_as_json_has_what_is_promised() -> None:
    """Every key is there, also when it has nothing to say."""
    assert Report().as_json() == {
        "sites": {},
        "rendered": 0,
        "reused": 0,
        "images": {"encoded": 0, "reused": 0},
        "seconds": 0.0,
        "next_change": None,
        "findings": [],
    }
    report = Report(
        sites={"a": SiteReport(1, 2, 3, 4)},
        rendered=5,
        reused=6,
        images_encoded=7,
        images_reused=8,
        seconds=1.23456,
        next_change=datetime(2026, 12, 1, 18, tzinfo=ZoneInfo("Europe/Oslo")),
        findings=(WARNING.at(Location("a.md", 3)),),
    )
    assert report.as_json() == {
        "sites": {"a": {"pages": 1, "files": 2, "written": 3, "removed": 4}},
        "rendered": 5,
        "reused": 6,
        "images": {"encoded": 7, "reused": 8},
        "seconds": 1.235,
        "next_change": "2026-12-01T18:00:00+01:00",
        "findings": [
            {
                "code": "DW002",
                "severity": "warning",
                "path": "a.md",
                "line": 3,
                "column": None,
                "message": "c",
                "hint": "d",
            }
        ],
    }
