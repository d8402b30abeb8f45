"""Suggestions for dates and times in a notation that the fields do not accept."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from drammenworks.errors.invisible_characters import without_invisible

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

_SEASONS = {
    "spring": ("vår", "våren", "spring"),
    "summer": ("sommer", "sommeren", "sommar", "sommaren", "summer"),
    "autumn": ("høst", "høsten", "haust", "hausten", "autumn", "fall"),
    "winter": ("vinter", "vinteren", "winter"),
}
_SEASON_NAMES = {name: season for season, names in _SEASONS.items() for name in names}
_SPAN = re.compile(
    r"(?:(?:i|om|in|the)\s+)*(?:"
    r"(?P<name>[a-zæøå]+|[0-9]{1,2})[\s./-]+(?:of\s+|i\s+)?(?P<year>[0-9]{4})"
    r"|(?P<year2>[0-9]{4})[\s./-]*(?P<name2>[a-zæøå]+|[0-9]{1,2})?)"
)
"""«september 2017», «våren 2016», «9/2017», «2017-9», «2016 vår» and «i 2017»."""
_UNKNOWN = re.compile(
    r"\?+|-+|(?:(?:dato(?:en)?|dag(?:en)?|tid(?:spunkt(?:et)?)?|date)\s+(?:er\s+|is\s+)?)?(?:ukjent|ukjend|unknown)"
    r"|vet ikke|veit ikkje|vites ikke|usikker|usikkert|ikke kjent|n/?a"
)

# The substitutes for hyphens and spaces that word processors and phones insert.
_NORMALISED = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | {"\xa0": " "})
_CENTURY = 2000


def suggest_day(text: str) -> str | None:
    """Return the day in the notation that fields accept; None when it is unclear."""
    found, rest = _parse_day(_normalise(text))
    return str(found) if found is not None and not rest else None


def suggest_date(text: str) -> str | None:
    """Return the day, month, season or year in the notation that fields accept; None when it is unclear."""
    return suggest_day(text) or suggest_span(text)


def suggest_span(text: str) -> str | None:
    """Return a month, a season, a year or ``unknown`` in the notation that fields accept; None for a day."""
    text = _normalise(text)
    if _UNKNOWN.fullmatch(text):
        return "unknown"
    found = _SPAN.fullmatch(text)
    if found is None:
        return None
    year, name = found["year"] or found["year2"], found["name"] or found["name2"]
    if year[0] not in "12":
        return None
    if name is None:
        return year
    if name in _SEASON_NAMES:
        return f"{year}-{_SEASON_NAMES[name]}"
    month = int(name) if name.isdigit() else _month_numbers().get(name, 0)
    return f"{year}-{month:02}" if 1 <= month <= 12 else None


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
    """Return the day in the notation that fields accept, with any time; or what is known of it."""
    return suggest_moment(text) or suggest_date(text)


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

    return {"sept": 9} | {
        name.casefold().rstrip("."): number
        for lang in ("nb", "nn", "en")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, "format", lang).items()
    }
