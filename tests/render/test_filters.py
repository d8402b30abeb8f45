"""When something is, as short as is clear."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from drammenworks.content.models.event import EventMeta
from drammenworks.content.models.project import ProjectMeta
from drammenworks.render.filters import event_when, iso, period
from tests.documents import document


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ("start: 2026-12-01 18:00\nend: 2026-12-01 20:30", "tirsdag 1. desember 2026 kl. 18.00–20.30"),
        ("start: 2026-12-01 18:00", "tirsdag 1. desember 2026 kl. 18.00"),
        ("start: 2026-12-01\nall_day: true", "tirsdag 1. desember 2026"),
        ("start: 2026-12-01\nend: 2026-12-01\nall_day: true", "tirsdag 1. desember 2026"),
        ("start: 2026-12-01\nend: 2026-12-03\nall_day: true", "1.–3. desember 2026"),
        ("start: 2026-12-01 18:00\nend: 2026-12-03 12:00", "1.–3. desember 2026, kl. 18.00"),
    ],
)
def test_an_event_says_its_day_and_hours(fields: str, shown: str) -> None:
    """What is the same at both ends is said once."""
    meta = document("events/e.md", fields).meta
    assert isinstance(meta, EventMeta)
    assert event_when(meta, "nb").replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        ("{from: 2017, to: 2020}", "2017–2020"),
        ("{from: 2017}", "2017–"),
        ("{to: 2020}", "–2020"),
        ("{from: 2017-09, to: 2018-03}", "september 2017 – mars 2018"),
        ("{from: 2017, to: 2018-03-01}", "2017 – 1. mars 2018"),
    ],
)
def test_a_period_is_as_exact_as_it_was_written(span: str, shown: str) -> None:
    """Years, months or days, and an open end stays open."""
    meta = document("projects/p.md", f"period: {span}").meta
    assert isinstance(meta, ProjectMeta)
    assert meta.period is not None
    assert period(meta.period, "nb").replace("\u00a0", " ") == shown


def test_machine_readable_times_are_those_of_html() -> None:
    """To the minute, and with an offset where there is one."""
    assert iso(date(2026, 11, 21)) == "2026-11-21"
    assert iso(time(9, 30)) == "09:30"
    assert iso(datetime(2026, 11, 21, 18, tzinfo=ZoneInfo("Europe/Oslo"))) == "2026-11-21T18:00+01:00"
