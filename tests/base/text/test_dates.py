"""Dates and times are written as Norwegian and English readers expect."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

import pytest

from drammenworks.base.text.dates import (
    DateStyle,
    format_clock,
    format_date,
    format_date_range,
    format_duration,
    format_time,
    format_time_range,
    format_year_range,
)
from tests.golden import GoldenCase, read_golden

GOLDEN = read_golden(Path(__file__).parent / "fixtures" / "dates.md")


def written(line: str) -> str:
    """Return what a line of the golden file asks for."""
    lang, what, *arguments = line.split()
    if what == "times":
        return format_time_range(*map(dt.time.fromisoformat, arguments), lang=lang)
    if what in ("time", "clock"):
        write = format_time if what == "time" else format_clock
        return write(dt.time.fromisoformat(arguments[0]), lang=lang)
    if what == "years":
        return format_year_range(*map(int, arguments))
    if what == "duration":
        hours, minutes, seconds = map(int, arguments[0].split(":"))
        duration = dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
        return format_duration(duration, lang=lang)
    days = [dt.date.fromisoformat(argument) for argument in arguments]
    if what == "range":
        return format_date_range(*days, lang=lang)
    style = "long" if what == "date" else what
    return format_date(*days, lang=lang, style=cast("DateStyle", style))


@pytest.mark.parametrize("case", GOLDEN, ids=str)
def test_golden(case: GoldenCase) -> None:
    """Each line of the golden file is written as on the line that is expected."""
    assert case.expected.splitlines() == [written(line) for line in case.source.splitlines()]


def test_date_of_a_datetime() -> None:
    """An event's start, with time and zone, has the date it has there."""
    start = dt.datetime(2026, 11, 21, 0, 30, tzinfo=ZoneInfo("Europe/Oslo"))
    assert format_date(start, lang="nb") == "21. november 2026"
    assert format_clock(start, lang="nb") == "kl.\N{NO-BREAK SPACE}00.30"


def test_one_instant_in_two_zones() -> None:
    """Each has the date of its own zone, whichever was written first, though Python takes them for equal."""
    new_year = dt.datetime(2026, 1, 1, 0, 30, tzinfo=ZoneInfo("Europe/Oslo"))
    assert format_date(new_year, lang="nb") == "1. januar 2026"
    assert format_date(new_year.astimezone(dt.UTC), lang="nb") == "31. desember 2025"


def test_range_of_a_datetime_and_a_date() -> None:
    """A range may begin in a datetime and end in a date."""
    start = dt.datetime(2026, 6, 3, 18, tzinfo=ZoneInfo("Europe/Oslo"))
    assert format_date_range(start, dt.date(2026, 6, 6), lang="nb") == "3.–6. juni 2026"
    assert format_date_range(start, start.replace(hour=20), lang="nb") == "3. juni 2026"


def test_backward_ranges() -> None:
    """A range that ends before it starts is refused."""
    with pytest.raises(ValueError, match="ends 2026-06-03 before it starts 2026-06-06"):
        format_date_range(dt.date(2026, 6, 6), dt.date(2026, 6, 3), lang="nb")
    with pytest.raises(ValueError, match="before it starts"):
        format_year_range(2020, 2017)


def test_fractions_of_a_second() -> None:
    """A video's length is rounded to the second, halves up, and 59.9 seconds more is a minute."""
    assert format_duration(dt.timedelta(seconds=2.5), lang="nb") == "3 sekunder"
    assert format_duration(dt.timedelta(seconds=59.9), lang="nb") == "1 minutt"
    assert format_duration(dt.timedelta(minutes=59, seconds=59.9), lang="nb") == "1 time"


def test_negative_duration() -> None:
    """A negative duration is refused."""
    with pytest.raises(ValueError, match="negative"):
        format_duration(dt.timedelta(seconds=-1), lang="nb")


def test_unknown_language() -> None:
    """A language without formats is refused by every function that has one."""
    day, time = dt.date(2026, 6, 3), dt.time(18)
    with pytest.raises(ValueError, match="'sv'"):
        format_date(day, lang="sv")
    with pytest.raises(ValueError, match="'sv'"):
        format_date_range(day, day, lang="sv")
    with pytest.raises(ValueError, match="'sv'"):
        format_time(time, lang="sv")
    with pytest.raises(ValueError, match="'sv'"):
        format_clock(time, lang="sv")
    with pytest.raises(ValueError, match="'sv'"):
        format_time_range(time, time, lang="sv")
    with pytest.raises(ValueError, match="'sv'"):
        format_duration(dt.timedelta(), lang="sv")


def test_unknown_style() -> None:
    """A style that there is not is refused, and so are the parts of ranges."""
    with pytest.raises(ValueError, match="no date style"):
        format_date(dt.date(2026, 6, 3), lang="nb", style=cast("DateStyle", "medium"))
