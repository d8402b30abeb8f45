"""Suggestions for dates and times in a notation that the fields do not accept."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from drammenworks.errors.invisible import without_invisible

_WEEKDAY = r"(?:[a-zæøå]+dag,?\s+(?:den\s+)?)?"
_BY_DAY = re.compile(
    _WEEKDAY
    + r"(?P<day>[0-9]{1,2})[\s./-]+(?P<month>[0-9]{1,2}|[a-zæøå]{3,9})[\s./-]+(?P<year>[0-9]{4}|[0-9]{2})"
)
"""«12.11.2026», «12/11-26» and «torsdag 12. november 2026»."""
_BY_YEAR = re.compile(
    r"(?P<year>[0-9]{4})(?P<between>[\s./-]?)(?P<month>[0-9]{1,2})(?P=between)(?P<day>[0-9]{1,2})"
)
"""«2026-1-5», «2026.11.12», «20261112» and «0026-11-12»."""
_CLOCK = re.compile(
    r"(?:[\s,]*(?:kl\b\.?|klokken|at)|[\s,]+|t)\s*(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?"
)
"""«kl. 08.00» and « 8»."""
_TIME_ALONE = re.compile(r"(?:kl\b\.?|klokken|klokka)?\s*(?P<hour>[0-9]{1,2})(?:[:.,](?P<minute>[0-9]{2}))?")

# The substitutes for hyphens and spaces that word processors and phones insert.
_NORMALISED = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | {"\xa0": " "})
_CENTURY = 2000


def suggest_day(text: str) -> str | None:
    """Return the day in the notation that fields accept; None when it is unclear."""
    found, rest = _parse_day(_normalise(text))
    return str(found) if found is not None and not rest else None


def suggest_moment(text: str) -> str | None:
    """Return the day and time in the notation that fields accept; None when either is unclear."""
    found, rest = _parse_day(_normalise(text))
    clock = _CLOCK.fullmatch(rest)
    if found is None or clock is None:
        return None
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    return f"{found} {hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def suggest_clock(text: str) -> str | None:
    """Return the time of day in the notation that fields accept: «kl. 9», «9,30» and «24:00» are clear."""
    found = _TIME_ALONE.fullmatch(_normalise(text))
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if (hour, minute) == (24, 0):
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def suggest_event_time(text: str) -> str | None:
    """Return the day in the notation that fields accept, with the time if the text has one."""
    return suggest_moment(text) or suggest_day(text)


def _normalise(text: str) -> str:
    return " ".join(without_invisible(text).translate(_NORMALISED).casefold().split())


def _parse_day(text: str) -> tuple[date | None, str]:
    """Return the day at the start of a text, and the rest of the text."""
    for pattern in (_BY_YEAR, _BY_DAY):
        if (found := pattern.match(text)) is None:
            continue
        name = found["month"]
        month = int(name) if name.isdigit() else _month_numbers().get(name.rstrip("."), 0)
        year = int(found["year"])
        year += _CENTURY if year < 100 else 0
        try:
            return date(year, month, int(found["day"])), text[found.end() :]
        except ValueError:
            return None, ""
    return None, ""


@cache
def _month_numbers() -> dict[str, int]:
    # Babel is loaded only for a month written as a word.
    from babel.dates import get_month_names  # noqa: PLC0415

    return {
        name.casefold().rstrip("."): number
        for lang in ("nb", "nn", "en")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, "format", lang).items()
    }
