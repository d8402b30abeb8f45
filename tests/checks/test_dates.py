"""Dates to come, and times of publishing that clocks skip or repeat."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from drammenworks.checks.publication_times import check_future_dates, check_statuses
from drammenworks.errors import Finding
from tests.documents import AT, OSLO, Plan, document, site

SECTIONS = """
  article: {nb: /aktuelt/, en: /news/}
  report: {nb: /rapporter/, en: /reports/}
  event: {nb: /arrangementer/, en: /events/}
  page: {nb: /, en: /}
"""
A = site("a", sections=SECTIONS)


def _told(path: str, fields: str, at: datetime = AT) -> list[Finding]:
    one = document(path, fields)
    plan = Plan(one, sites=[A], at=at)
    return list(check_future_dates(plan.ask, [one], at))


@pytest.mark.parametrize(
    ("path", "fields", "is_told"),
    [
        ("news/n.md", "date: 2026-11-21", False),
        ("news/n.md", "date: 2026-11-22", True),
        ("news/n.md", "date: 2062-11-20", True),
        ("news/n.md", "date: 2062-11-20\ndraft: true", False),
        ("news/n.md", "date: 2026-12-01\npublish_at: 2026-12-01 08:00", False),
        ("news/n.md", "date: 2026-12-01\npublish_at: 2026-12-02 08:00", False),
        ("news/n.md", "date: 2062-12-01\npublish_at: 2026-11-20 08:00", True),
        ("pages/p.md", "date: 2062-12-01", True),
        ("reports/r.md", "date: 2062-12-01\nyear: 2061", True),
        ("events/e.md", "date: 2062-12-01\nstart: 2062-12-01 08:00", False),
    ],
)
def test_a_published_document_of_a_day_to_come_is_told_of(path: str, fields: str, is_told: bool) -> None:
    """It would be the newest until then. What waits for its day is right, and what is no document of a day."""
    assert len(_told(path, fields)) == is_told


def test_a_day_that_comes_is_no_longer_told_of() -> None:
    """From its midnight on the site's clocks."""
    midnight = datetime(2026, 11, 22, tzinfo=OSLO)
    assert len(_told("news/n.md", "date: 2026-11-22", midnight - timedelta(minutes=1))) == 1
    assert _told("news/n.md", "date: 2026-11-22", midnight) == []
    assert _told("news/n.md", "date: 2026-11-22", midnight.astimezone(UTC)) == []


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ("publish_at: 2027-03-28 02:30", ["DW251"]),
        ("expire_at: 2027-03-28 02:30", ["DW251"]),
        ("publish_at: 2027-03-28 02:30Z", []),
        ("publish_at: 2027-03-28 03:00", []),
        ("publish_at: 2026-10-25 02:30", ["DW252"]),
        ("publish_at: 2026-10-25 02:30+01:00", []),
        ("publish_at: 2027-03-28 02:30\ndraft: true", ["DW251"]),
    ],
)
def test_a_time_of_publishing_that_clocks_skip_or_repeat_is_refused(fields: str, codes: list[str]) -> None:
    """In the time zone of the site."""
    plan = Plan(document("pages/p.md", fields), sites=[A])
    assert [finding.code for finding in plan.findings("DW251", "DW252")] == codes


def test_each_site_has_its_own_clocks() -> None:
    """Clocks in Tokyo are never changed."""
    tokyo = site("b", "\ntimezone: Asia/Tokyo", sections=SECTIONS)
    fields = "publish_at: 2027-03-28 02:30\nsites: [b]"
    assert Plan(document("pages/p.md", fields), sites=[A, tokyo]).findings("DW251") == []


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ("period: {from: 2017, to: 2020}\nstatus: active", True),
        ("period: {from: 2017, to: 2026}\nstatus: active", False),
        ("period: {from: 2017, to: 2026-10}\nstatus: active", True),
        ("period: {from: 2017, to: 2026-autumn}\nstatus: active", False),
        ("period: {from: 2017}", False),
        ("period: {from: 2017, to: 2020}\nstatus: completed", False),
        ("period: {from: 2026-09, to: 2028}\nstatus: planned", True),
        ("period: {from: 2026, to: 2028}\nstatus: planned", False),
        ("status: planned", False),
    ],
)
def test_a_status_that_its_period_contradicts_is_told_of(fields: str, is_told: bool) -> None:
    """When all of the period is over, or all of the time when it was to begin."""
    found = list(check_statuses([document("projects/p.md", fields)], AT))
    assert [finding.code for finding in found] == ["DW263"] * is_told
