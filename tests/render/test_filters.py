"""When something is, as short as is clear."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from drammenworks.content.models.event import EventMeta
from drammenworks.content.models.project import ProjectMeta
from drammenworks.render.filters import event_was, event_when, iso, period
from tests.documents import OSLO, document


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
    assert event_when(meta, "nb", OSLO).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ("start: 2026-12-05 22:00\nend: 2026-12-06 02:00", "lørdag 5. desember 2026 kl. 22.00–02.00"),
        ("start: 2026-12-05 18:00\nend: 2026-12-06 00:00", "lørdag 5. desember 2026 kl. 18.00–00.00"),
        ("start: 2026-12-31 20:00\nend: 2027-01-01 06:00", "torsdag 31. desember 2026 kl. 20.00–06.00"),
        ("start: 2026-12-05 22:00\nend: 2026-12-06 06:30", "5.–6. desember 2026, kl. 22.00"),
        ("start: 2026-12-05 01:00\nend: 2026-12-06 02:00", "5.–6. desember 2026, kl. 01.00"),
        ("start: 2026-12-05 22:00\nend: 2026-12-07 02:00", "5.–7. desember 2026, kl. 22.00"),
        ("start: 2026-12-05 21:00Z\nend: 2026-12-06 01:00Z", "lørdag 5. desember 2026 kl. 22.00–02.00"),
        ("start: 2026-12-05 23:30Z\nend: 2026-12-06 01:00Z", "søndag 6. desember 2026 kl. 00.30–02.00"),
    ],
)
def test_the_night_belongs_to_the_day_before(fields: str, shown: str) -> None:
    """A party that ends after midnight is on one day, as readers count it."""
    meta = document("events/e.md", fields).meta
    assert isinstance(meta, EventMeta)
    assert event_when(meta, "nb", OSLO).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("fields", "lang", "shown"),
    [
        ("start: 2026-12-30 10:00\ntimezone: America/New_York", "nb", "kl. 10.00 (New York-tid)"),
        ("start: 2026-12-30 10:00\ntimezone: America/New_York", "nn", "kl. 10.00 (New York-tid)"),
        ("start: 2026-12-30 10:00\ntimezone: America/New_York", "en", "10:00 (New York time)"),
        ("start: 2026-12-30 10:00\ntimezone: Europe/London", "nb", "kl. 10.00 (London-tid)"),
        ("start: 2026-12-30 10:00\ntimezone: UTC", "nb", "kl. 10.00 (UTC)"),
        ("start: 2026-12-30 10:00\ntimezone: Etc/GMT+5", "nb", "kl. 10.00 (GMT+5)"),
        ("start: 2026-12-30 10:00\ntimezone: Europe/Stockholm", "nb", "desember 2026 kl. 10.00"),
        ("start: 2026-12-30\nall_day: true\ntimezone: Asia/Tokyo", "nb", "onsdag 30. desember 2026"),
        (
            "start: 2026-12-30 10:00\nend: 2026-12-31 12:00\ntimezone: Asia/Tokyo",
            "nb",
            "kl. 10.00 (Tokyo-tid)",
        ),
        (
            "start: 2026-12-30 10:00\nend: 2026-12-30 11:00\ntimezone: America/Argentina/Buenos_Aires",
            "nb",
            "kl. 10.00–11.00 (Buenos Aires-tid)",
        ),
    ],
)
def test_a_time_zone_is_named_where_its_clocks_differ(fields: str, lang: str, shown: str) -> None:
    """From those of the site; Stockholm's are the same."""
    meta = document("events/e.md", fields).meta
    assert isinstance(meta, EventMeta)
    assert event_when(meta, lang, OSLO).replace("\u00a0", " ").endswith(shown)


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


@pytest.mark.parametrize(
    ("fields", "nb", "en"),
    [
        ("start: 2017-09", "september 2017", "September 2017"),
        ("start: 2016-spring", "våren 2016", "spring 2016"),
        ("start: 2017", "2017", "2017"),
        ("start: unknown", "dato ukjent", "date unknown"),
        ("start: 2017-09\nall_day: true", "september 2017", "September 2017"),
        ("start: 2017-09\nend: 2018-02", "september 2017 – februar 2018", "September 2017 – February 2018"),
        (
            "start: 2017-09-14\nend: 2017-autumn\nall_day: true",
            "14. september 2017 – høsten 2017",
            "14 September 2017 – autumn 2017",
        ),
    ],
)
def test_no_day_is_said_that_is_not_known(fields: str, nb: str, en: str) -> None:
    """A month, a season or a year stands as it is."""
    meta = document("events/e.md", fields).meta
    assert isinstance(meta, EventMeta)
    assert [event_when(meta, lang, OSLO) for lang in ("nb", "en")] == [nb, en]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ("{from: 2017, to: 2020}", "2017–2020"),
        ("{from: 2017, to: 2017}", "2017"),
        ("{from: 2017}", "2017–"),
        ("{to: 2017}", "–2017"),
        ("{from: 2016-spring, to: 2016-spring}", "våren 2016"),
        ("{from: 2017-09, to: 2018-02}", "september 2017 – februar 2018"),
        ("{from: 2016-spring, to: 2018}", "våren 2016 – 2018"),
        ("{from: 2016-spring}", "våren 2016–"),
    ],
)
def test_a_period_says_what_it_has(fields: str, shown: str) -> None:
    """What is the same at both ends is said once."""
    meta = document("projects/p.md", f"period: {fields}").meta
    assert isinstance(meta, ProjectMeta)
    assert meta.period is not None
    assert period(meta.period, "nb") == shown


@pytest.mark.parametrize(
    ("previous", "shown"),
    [
        ("2026-12-01 18:00", "tirsdag 1. desember 2026 kl. 18.00"),
        ("2026-12-01", "tirsdag 1. desember 2026"),
        ("2026-autumn", "høsten 2026"),
    ],
)
def test_a_postponed_event_says_when_it_was_to_be(previous: str, shown: str) -> None:
    """As exactly as that was known."""
    meta = document("events/e.md", f"start: 2027-01-14 18:00\nprevious_start: {previous}").meta
    assert isinstance(meta, EventMeta)
    assert event_was(meta, "nb").replace("\u00a0", " ") == shown
