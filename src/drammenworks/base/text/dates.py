"""Format dates, times, ranges and durations in bokmål, nynorsk and English.

The forms are defined here, because Babel's long ones add seconds and CET, and applying its patterns takes
ten times as long. The names of months and
days are Babel's. Spaces are ordinary, so that a long date can break in a narrow column; only «kl.» has a
no-break space after it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import get_day_names, get_month_names, get_timezone_location

DateStyle = Literal["long", "weekday", "short", "month"]
"""«21. november 2026», «lørdag 21. november 2026», «21.11.2026» and «november 2026»."""

LocalTime = dt.time | dt.datetime
"""A local time of day. This module converts no time zones."""

_NORWEGIAN = {
    "long": "{d.day}. {month} {d.year}",
    "weekday": "{weekday} {d.day}. {month} {d.year}",
    "short": "{d.day:02}.{d.month:02}.{d.year}",
    "month": "{month} {d.year}",
    "day and month": "{d.day}. {month}",
    "day": "{d.day}.",
}
_ENGLISH = {
    "long": "{d.day} {month} {d.year}",
    "weekday": "{weekday} {d.day} {month} {d.year}",
    "short": "{d.day:02}/{d.month:02}/{d.year}",
    "month": "{month} {d.year}",
    "day and month": "{d.day} {month}",
    "day": "{d.day}",
}
_PATTERNS = {"nb": _NORWEGIAN, "nn": _NORWEGIAN, "en": _ENGLISH}

_SEASONS = {
    "nb": {"spring": "våren", "summer": "sommeren", "autumn": "høsten", "winter": "vinteren"},
    "nn": {"spring": "våren", "summer": "sommaren", "autumn": "hausten", "winter": "vinteren"},
    "en": {"spring": "spring", "summer": "summer", "autumn": "autumn", "winter": "winter"},
}
_UNKNOWN = {"nb": "dato ukjent", "nn": "ukjend dato", "en": "date unknown"}

_UNITS = {
    "nb": (("time", "timer"), ("minutt", "minutter"), ("sekund", "sekunder")),
    "nn": (("time", "timar"), ("minutt", "minutt"), ("sekund", "sekund")),
    "en": (("hour", "hours"), ("minute", "minutes"), ("second", "seconds")),
}
"""Hour, minute and second, each as (one, many)."""

_CACHE_SIZE = 1 << 13
"""Dates. Each is formatted on its page and in several lists, and the number of days is small."""

_EN_DASH = "\N{EN DASH}"
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def format_date(d: dt.date, *, lang: str, style: DateStyle = "long") -> str:
    """Return ``d`` in a style: «21. november 2026» (nb, nn), ``21 November 2026`` (en)."""
    return _formatted(_day(d), lang, style)


def format_partial_date(
    year: int | None, *, month: int | None = None, season: str | None = None, lang: str
) -> str:
    """Return what is known of a date: «september 2017», «våren 2016», «2017» or «dato ukjent»."""
    _check_language(lang)
    if year is None:
        return _UNKNOWN[lang]
    if season is not None:
        return f"{_SEASONS[lang][season]} {year}"
    return _formatted(dt.date(year, month, 1), lang, "month") if month is not None else str(year)


def format_date_range(start: dt.date, end: dt.date, *, lang: str) -> str:
    """Return the days from ``start`` to ``end``, with common parts once: «3.–6. juni 2026».

    Norwegian has no spaces around the dash, also between parts that contain spaces,
    «30. mai–2. juni 2026»: Språkrådet has the example «1. mai–10. september» (sprakradet.no,
    «Mellomrom ved tankestrek»), and CLDR's intervals for nb and nn agree. English has spaces
    there, ``30 May – 2 June 2026``, but not between days alone, ``3–6 June 2026``.

    A range of one day is that day. Raises ValueError when ``end`` is before ``start``.
    """
    start, end = _day(start), _day(end)
    if end < start:
        raise ValueError(f"the range ends {end} before it starts {start}")
    until = _formatted(end, lang, "long")
    if start == end:
        return until
    if (start.year, start.month) == (end.year, end.month):
        return f"{_formatted(start, lang, 'day')}{_EN_DASH}{until}"
    since = _formatted(start, lang, "day and month" if start.year == end.year else "long")
    return f"{since} {_EN_DASH} {until}" if lang == "en" else f"{since}{_EN_DASH}{until}"


def format_year_range(start: int, end: int) -> str:
    """Return «2017–2020», the same in every language. A range of one year is that year."""
    if end < start:
        raise ValueError(f"the range ends {end} before it starts {start}")
    return str(start) if start == end else f"{start}{_EN_DASH}{end}"


def format_time(t: LocalTime, *, lang: str) -> str:
    """Return hour and minute: «18.00» (nb, nn) or ``18:00`` (en)."""
    _check_language(lang)
    # Not Babel's format_time, which assumes UTC for a time without a zone.
    return f"{t.hour:02d}:{t.minute:02d}" if lang == "en" else f"{t.hour:02d}.{t.minute:02d}"


def format_clock(t: LocalTime, *, lang: str) -> str:
    """Return the time as in a sentence: «kl. 18.00» (nb, nn; no-break space) or ``18:00`` (en)."""
    formatted = format_time(t, lang=lang)
    return formatted if lang == "en" else f"kl.{_NO_BREAK_SPACE}{formatted}"


def format_time_range(start: LocalTime, end: LocalTime, *, lang: str) -> str:
    """Return «18.00–20.00» (nb, nn) or ``18:00–20:00`` (en); «22.00–02.00» extends past midnight."""
    return f"{format_time(start, lang=lang)}{_EN_DASH}{format_time(end, lang=lang)}"


def format_zone(zone: ZoneInfo, *, lang: str) -> str:
    """Return a time zone by its city, as Norwegian puts it, «New York-tid», or ``New York time`` (en).

    A zone of no city has its own name: «UTC».
    """
    _check_language(lang)
    city = get_timezone_location(zone.key, locale=lang, return_city=True).rpartition("/")[2]
    if "/" not in zone.key or zone.key.startswith("Etc/"):
        return zone.key.removeprefix("Etc/")
    return f"{city} time" if lang == "en" else f"{city}-tid"


def format_duration(duration: dt.timedelta, *, lang: str) -> str:
    """Return hours and minutes, «1 time 5 minutter», or less: «3 minutter 20 sekunder».

    It is rounded to the minute from one hour upwards, otherwise to the second. There are no days:
    «25 timer». Raises ValueError for a negative duration.
    """
    _check_language(lang)
    if duration < dt.timedelta():
        raise ValueError(f"a duration cannot be negative: {duration}")
    # Integers, halves rounded up: round() rounds halves to even.
    seconds = (duration + dt.timedelta(milliseconds=500)) // dt.timedelta(seconds=1)
    if seconds >= 3600:
        seconds = (seconds + 30) // 60 * 60
    counts = (seconds // 3600, seconds // 60 % 60, seconds % 60)
    parts = [
        f"{count} {one if count == 1 else many}"
        for count, (one, many) in zip(counts, _UNITS[lang], strict=True)
        if count
    ]
    return " ".join(parts) or f"0 {_UNITS[lang][2][1]}"


def _day(d: dt.date) -> dt.date:
    """Return the day of a date or a datetime.

    Datetimes of the same instant are equal, even if it is 1 January in one zone and 31 December in the other.
    And Python cannot compare datetimes with dates.
    """
    return d.date() if isinstance(d, dt.datetime) else d


@lru_cache(maxsize=_CACHE_SIZE)
def _formatted(d: dt.date, lang: str, form: str) -> str:
    """Return ``d`` formatted by one of the patterns above."""
    _check_language(lang)
    patterns = _PATTERNS[lang]
    if form not in patterns:
        raise ValueError(f"no date style {form!r}; there are long, weekday, short and month")
    months, weekdays = _names(lang)
    return patterns[form].format(d=d, month=months[d.month], weekday=weekdays[d.weekday()])


@cache
def _names(lang: str) -> tuple[Mapping[int, str], Mapping[int, str]]:
    """Return the months of a language from 1 and its weekdays from 0, which is Monday."""
    return dict(get_month_names(locale=lang)), dict(get_day_names(locale=lang))


def _check_language(lang: str) -> None:
    """Raise ValueError for an unsupported language."""
    if lang not in _PATTERNS:
        raise ValueError(f"no date format for language {lang!r}; there are nb, nn and en")
