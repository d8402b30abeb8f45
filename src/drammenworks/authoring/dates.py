"""Reads when an event begins: «neste torsdag 08.00», ``next Thursday 08.00``, ISO 8601 and the like.

Exact rather than clever: what may mean two things is an error that names both, and every word must be
understood. Bokmål, nynorsk and English are read at once; the names of months and days are Babel's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import NoReturn
from zoneinfo import ZoneInfo

from drammenworks.authoring.calendar_words import (
    DAYS_FROM_TODAY,
    MONTHS,
    NUMBERS,
    THE_FIRST,
    THE_NEXT,
    UNITS,
    WEEKDAYS,
)
from drammenworks.base.text.dates import format_date
from drammenworks.errors import UsageError
from drammenworks.errors.nearest import did_you_mean

_EXAMPLES = "«neste torsdag 08.00», «21. november 2026 kl. 18» eller «2026-11-21 18:00»"

_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ](?P<clock>\d\d:\d\d)(?::00)?(?P<offset>Z|[-+]\d\d:\d\d)?)?",
    re.IGNORECASE,
)
_CLOCK = r"(?P<{0}h>\d{{1,2}})(?:[.:](?P<{0}m>\d\d))?\s*(?P<{0}half>[ap]\.?m\.?(?!\w))?"
_TIMES = re.compile(
    r"(?:\b(?P<said>kl\.?|klokka|klokken|at)\s*|(?<![\w.:/]))"
    + _CLOCK.format("from_")
    + r"(?:\s*[-–]\s*(?:kl\.?\s*)?"
    + _CLOCK.format("to_")
    + r")?(?![\w.:/]*\d)\s*$",
    re.IGNORECASE,
)
_ALL_DAY = re.compile(r"\b(?:hele dagen|heile dagen|all day)\b", re.IGNORECASE)
_NUMERIC = re.compile(r"(\d{1,2})([./])(\d{1,2})(?:\2(\d{4}))?\.?")
_WRITTEN = re.compile(
    r"(?:(?P<day>\d{1,2})(?:\.|st|nd|rd|th)?\s+(?:of\s+)?(?P<month>[^\W\d]+)\.?"
    r"|(?P<month2>[^\W\d]+)\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?)(?:,?\s+(?P<year>\d{4}))?"
)
_FROM_NOW = re.compile(r"(?:om|in)\s+(?P<number>\w+)\s+(?P<unit>\w+)")
_FILLERS = re.compile(r"^(?:på|den|on|the)\s+")


@dataclass(frozen=True, slots=True)
class When:
    """When something begins and ends, as its front matter says it."""

    day: date
    clock: time | None = None
    """None when it lasts all day."""
    end: time | None = None
    """On the same day."""
    offset: timezone | None = None
    """Where it was given, for a time that the clocks pass twice."""


def parse_day(text: str, *, today: date) -> date:
    """Return the day that ``text`` means.

    :raises UsageError: if it means none, several, or has a time of day.
    """
    words = _normal(text)
    iso = _ISO.fullmatch(words)
    if iso is not None and iso["clock"] is None:
        return _iso_day(iso["day"])
    if iso is not None or _clocked(words):
        raise UsageError(f"«{text}» har et klokkeslett, men her skal det bare være en dato.")
    return _day(words, text, today)


def parse_when(text: str, *, now: datetime) -> When:
    """Return when an event is.

    :param now: the present instant, in the time zone of the event.
    :raises UsageError: if ``text`` means no instant, or several, or one that the clocks skip.
    """
    words = _normal(text)
    assert isinstance(now.tzinfo, ZoneInfo)
    iso = _ISO.fullmatch(words)
    if iso is not None and iso["clock"] is not None:
        when = _iso(iso, text)
    else:
        when = _spoken(words, text, now.date())
    for clock in (when.clock, when.end):
        if clock is not None and when.offset is None:
            _check_clock_exists(datetime.combine(when.day, clock), now.tzinfo)
    return when


def _normal(text: str) -> str:
    words = " ".join(text.casefold().split())
    if not words:
        raise UsageError(f"Datoen er tom. Skriv for eksempel {_EXAMPLES}.")
    return words


# --- ISO 8601 ------------------------------------------------------------------------------------


def _iso(iso: re.Match[str], text: str) -> When:
    day = _iso_day(iso["day"])
    try:
        clock = time.fromisoformat(iso["clock"])
        offset = datetime.fromisoformat(f"2000-01-01T00:00{iso['offset']}".upper()) if iso["offset"] else None
    except ValueError:
        raise UsageError(f"«{text}» har et klokkeslett som ikke finnes.") from None
    if offset is None:
        return When(day, clock)
    difference = offset.utcoffset()
    assert difference is not None
    return When(day, clock, offset=timezone(difference))


def _iso_day(text: str) -> date:
    try:
        return _sensible(date.fromisoformat(text))
    except ValueError:
        raise UsageError(f"«{text}» finnes ikke i kalenderen.") from None


# --- words ---------------------------------------------------------------------------------------


def _spoken(words: str, text: str, today: date) -> When:
    without = _ALL_DAY.sub("", words).strip(" ,")
    if without != words:
        if _clocked(without):
            raise UsageError(f"«{text}» sier både et klokkeslett og hele dagen. Ta bort det ene.")
        return When(_day(without, text, today))
    times = _clocked(words)
    if times is None:
        day = _day(words, text, today)
        raise UsageError(
            f"«{text}» er {_shown(day)}, men klokkeslettet mangler. "
            f"Skriv for eksempel «{text} kl. 18.00», eller «{text} hele dagen»."
        )
    day = _day(words[: times.start()].strip(" ,"), text, today)
    clock, end = _time(times, "from_", text), _time(times, "to_", text)
    assert clock is not None
    if end is not None and end <= clock:
        raise UsageError(f"«{text}» slutter før det begynner, eller samtidig.")
    return When(day, clock, end)


def _clocked(words: str) -> re.Match[str] | None:
    """Return the time of day at the end of ``words``, if there is one that cannot be taken for a date."""
    found = _TIMES.search(words)
    if found is None or (found["said"] is None and found["from_m"] is None and found["from_half"] is None):
        return None
    return found


def _time(found: re.Match[str], which: str, text: str) -> time | None:
    if found[f"{which}h"] is None:
        return None
    hour, minute = int(found[f"{which}h"]), int(found[f"{which}m"] or 0)
    half = found[f"{which}half"]
    if half is not None and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    elif half is not None:
        hour = 24
    try:
        return time(hour, minute)
    except ValueError:
        raise UsageError(
            f"«{text}» har et klokkeslett som ikke finnes. Klokken går fra 00.00 til 23.59."
        ) from None


def _day(words: str, text: str, today: date) -> date:
    """Return the day that ``words`` mean; they are part of ``text``, which errors quote."""
    if not words:
        raise UsageError(f"«{text}» sier ikke hvilken dag. Skriv for eksempel {_EXAMPLES}.")
    words = _FILLERS.sub("", words)
    if _ISO.fullmatch(words):
        return _iso_day(words)
    if words in DAYS_FROM_TODAY:
        return today + timedelta(days=DAYS_FROM_TODAY[words])
    from_now = _FROM_NOW.fullmatch(words)
    if from_now is not None:
        return _days_from_now(from_now, text, today)
    first, _, rest = words.partition(" ")
    first = first.rstrip(",.")
    if first in WEEKDAYS and rest and rest not in THE_NEXT:
        day = _calendar_day(rest, text, today)
        if day.weekday() != WEEKDAYS[first]:
            raise UsageError(f"«{text}» stemmer ikke: det er {_shown(day)}.")
        return day
    weekday = _weekday(words, text, today)
    return weekday if weekday is not None else _calendar_day(words, text, today)


def _weekday(words: str, text: str, today: date) -> date | None:
    """Return the day of «torsdag», «førstkommende torsdag», «neste torsdag» and «torsdag neste uke»."""
    name, _, week = words.partition(" ")
    qualifier, _, named = words.rpartition(" ")
    if name in WEEKDAYS and (not week or week in THE_NEXT):
        qualifier, named = week, name
    if named not in WEEKDAYS or (qualifier and qualifier not in (*THE_FIRST, *THE_NEXT)):
        return None
    coming = today + timedelta(days=(WEEKDAYS[named] - today.weekday()) % 7)
    in_next_week = today + timedelta(days=7 - today.weekday() + WEEKDAYS[named])
    if THE_NEXT.get(qualifier):
        return in_next_week
    if qualifier in THE_FIRST:
        return coming if coming != today else today + timedelta(days=7)
    if qualifier:
        # «Neste torsdag» said on a Monday is in three days to some, and in ten to others.
        return _one_of({coming if coming != today else in_next_week, in_next_week}, text)
    return _one_of({coming, in_next_week} if coming == today else {coming}, text)


def _days_from_now(found: re.Match[str], text: str, today: date) -> date:
    number, unit = found["number"], found["unit"]
    count = int(number) if number.isdigit() and len(number) < 4 else NUMBERS.get(number)
    if count is None or unit not in UNITS:
        _not_understood(text, number if count is None else unit)
    return _sensible(today + timedelta(days=count * UNITS[unit]))


def _calendar_day(words: str, text: str, today: date) -> date:
    if _ISO.fullmatch(words):
        return _iso_day(words)
    numeric = _NUMERIC.fullmatch(words)
    if numeric is not None:
        first, second = int(numeric[1]), int(numeric[3])
        year = int(numeric[4]) if numeric[4] else None
        if numeric[2] == "/" and first != second and max(first, second) <= 12:
            # The third of April to a Briton, the fourth of March to an American.
            return _one_of(
                {
                    _in_calendar(first, second, year, text, today),
                    _in_calendar(second, first, year, text, today),
                },
                text,
            )
        if numeric[2] == "/" and second > 12:
            first, second = second, first
        return _in_calendar(first, second, year, text, today)
    written = _WRITTEN.fullmatch(words)
    if written is None:
        _not_understood(text, words)
    name = written["month"] or written["month2"]
    if name not in MONTHS:
        _not_understood(text, name)
    year = int(written["year"]) if written["year"] else None
    return _in_calendar(int(written["day"] or written["day2"]), MONTHS[name], year, text, today)


def _in_calendar(day: int, month: int, year: int | None, text: str, today: date) -> date:
    """Return a day of the calendar; without a year, the next one that has it, today included."""
    # 29 February is at most eight years away.
    for candidate in (year,) if year is not None else range(today.year, today.year + 9):
        try:
            found = _sensible(date(candidate, month, day))
        except ValueError:
            continue
        if year is not None or found >= today:
            return found
    raise UsageError(f"«{text}» finnes ikke i kalenderen.")


# --- what cannot be ------------------------------------------------------------------------------


def _sensible(day: date) -> date:
    if not 1000 <= day.year <= 2999:
        raise UsageError(f"Året {day.year} kan ikke være riktig. Skriv et år med fire sifre.")
    return day


def _one_of(days: set[date], text: str) -> date:
    if len(days) == 1:
        return days.pop()
    choices = " eller ".join(_shown(day) for day in sorted(days))
    raise UsageError(f"«{text}» kan være {choices}. Skriv datoen, for eksempel «{min(days)}».")


def _not_understood(text: str, word: str) -> NoReturn:
    suggestion = did_you_mean(word, [*MONTHS, *WEEKDAYS, *DAYS_FROM_TODAY])
    raise UsageError(f"Forstår ikke «{word}» i «{text}».{suggestion} Skriv for eksempel {_EXAMPLES}.")


def _check_clock_exists(moment: datetime, zone: ZoneInfo) -> None:
    early, late = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    shown = f"{_shown(moment.date())} kl. {moment:%H.%M}"
    if early.utcoffset() == late.utcoffset():
        return
    # Of a time that is skipped, the first reading is later than the second (PEP 495).
    if early.astimezone(UTC) > late.astimezone(UTC):
        raise UsageError(f"{shown} finnes ikke: da stilles klokken en time fram. Velg et annet klokkeslett.")
    readings = " eller ".join(f"«{reading.isoformat(' ', 'minutes')}»" for reading in (early, late))
    raise UsageError(f"{shown} er to ganger, for da stilles klokken tilbake. Skriv {readings}.")


def _shown(day: date) -> str:
    return format_date(day, lang="nb", style="weekday")
