"""Parse a day: «neste torsdag», ``next Thursday``, «21. november», 21.11.2026."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple, NoReturn

from drammenworks.authoring.date_vocabulary import (
    MONTHS,
    NEAREST_QUALIFIERS,
    NEXT_QUALIFIERS,
    NUMBERS,
    RELATIVE_DAYS,
    UNITS,
    WEEKDAYS,
)
from drammenworks.base.fields.date_suggestions import suggest_span
from drammenworks.errors import Phrase, UsageError
from drammenworks.errors.nearest import did_you_mean

EXAMPLES = Phrase("«neste torsdag 08.00», «21. november 2026 kl. 18» eller «2026-11-21 18:00»")
"""Of times of events."""
DAY_EXAMPLES = Phrase("«neste torsdag», «21. november 2026» eller «2026-11-21»")

_WEEKDAYS = (
    Phrase("mandag"),
    Phrase("tirsdag"),
    Phrase("onsdag"),
    Phrase("torsdag"),
    Phrase("fredag"),
    Phrase("lørdag"),
    Phrase("søndag"),
)
_MONTHS = (
    Phrase("januar"),
    Phrase("februar"),
    Phrase("mars"),
    Phrase("april"),
    Phrase("mai"),
    Phrase("juni"),
    Phrase("juli"),
    Phrase("august"),
    Phrase("september"),
    Phrase("oktober"),
    Phrase("november"),
    Phrase("desember"),
)

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMERIC = re.compile(r"(\d{1,2})([./])(\d{1,2})(?:\2(\d{4}))?\.?")
_WRITTEN = re.compile(
    r"(?:(?P<day>\d{1,2})(?:\.|st|nd|rd|th)?\s+(?:of\s+)?(?P<month>[^\W\d]+)\.?"
    r"|(?P<month2>[^\W\d]+)\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?)(?:,?\s+(?P<year>\d{4}))?"
)
_FROM_NOW = re.compile(r"(?:om|in)\s+(?P<number>\w+)\s+(?P<unit>\w+)")
_WEEK = re.compile(r"\b(?:uke|veke|week)\s*\d{1,2}\b", re.IGNORECASE)
_DAYS = re.compile(
    r"\b(?P<first>\d{1,2})\.?\s*(?:[-–]|til|to)\s*\d{1,2}\.?\s*(?P<month>[^\W\d]{3,})", re.IGNORECASE
)
_FILLERS = re.compile(r"^(?:på|den|on|the)\s+")


class Request(NamedTuple):
    """What was entered, for the advice in errors, which must be accepted when it is typed as it stands."""

    text: str
    """All of it."""
    today: date
    time: str = ""
    """What follows the day, with a space before it; for an event, an example if nothing does."""
    examples: Phrase = DAY_EXAMPLES


class Reading(NamedTuple):
    """A day, and a second one that some people mean by the same words."""

    day: date
    other: date | None = None


def parse_day_phrase(words: str, asked: Request) -> Reading:
    """Return the day in ``words``, which are part of what was entered.

    :raises UsageError: if they are invalid or ambiguous.
    """
    text, today = asked.text, asked.today
    if not words:
        raise UsageError(
            Phrase(
                "«{text}» sier ikke hvilken dag. Skriv for eksempel {examples}.",
                text=text,
                examples=asked.examples,
            )
        )
    words = _FILLERS.sub("", words)
    if _ISO_DAY.fullmatch(words):
        return Reading(iso_day(words))
    if words in RELATIVE_DAYS:
        return Reading(today + timedelta(days=RELATIVE_DAYS[words]))
    from_now = _FROM_NOW.fullmatch(words)
    if from_now is not None:
        return Reading(_days_from_now(from_now, asked))
    first, _, rest = words.partition(" ")
    first = first.rstrip(",.")
    if first in WEEKDAYS and rest and rest not in NEXT_QUALIFIERS:
        day = _calendar_day(_FILLERS.sub("", rest), asked)
        if day.weekday() != WEEKDAYS[first]:
            raise UsageError(Phrase("«{text}» stemmer ikke: det er {day}.", text=text, day=format_day(day)))
        return Reading(day)
    return _weekday(words, asked) or Reading(_calendar_day(words, asked))


def _weekday(words: str, asked: Request) -> Reading | None:
    """Return the day of «torsdag», «førstkommende torsdag», «neste torsdag» and «torsdag neste uke»."""
    today = asked.today
    name, _, week = words.partition(" ")
    qualifier, _, named = words.rpartition(" ")
    if name in WEEKDAYS and (not week or week in NEXT_QUALIFIERS):
        qualifier, named = week, name
    if named not in WEEKDAYS or (qualifier and qualifier not in (*NEAREST_QUALIFIERS, *NEXT_QUALIFIERS)):
        return None
    coming = today + timedelta(days=(WEEKDAYS[named] - today.weekday()) % 7)
    in_next_week = today + timedelta(days=7 - today.weekday() + WEEKDAYS[named])
    if NEXT_QUALIFIERS.get(qualifier):
        return Reading(in_next_week)
    after_today = coming if coming != today else in_next_week
    if qualifier in NEAREST_QUALIFIERS:
        return Reading(after_today)
    if qualifier:
        # On a Monday, «neste torsdag» means in three days to some people, and in ten days to others.
        return Reading(after_today, in_next_week if in_next_week != after_today else None)
    return Reading(_unambiguous({coming, in_next_week} if coming == today else {coming}, asked))


def _days_from_now(found: re.Match[str], asked: Request) -> date:
    number, unit = found["number"], found["unit"]
    count = int(number) if number.isdecimal() and len(number) < 4 else NUMBERS.get(number)
    if count is None or unit not in UNITS:
        _not_understood(asked, number if count is None else unit)
    return _check_year(asked.today + timedelta(days=count * UNITS[unit]))


def _calendar_day(words: str, asked: Request) -> date:
    if _ISO_DAY.fullmatch(words):
        return iso_day(words)
    numeric = _NUMERIC.fullmatch(words)
    if numeric is not None:
        first, second = int(numeric[1]), int(numeric[3])
        year = int(numeric[4]) if numeric[4] else None
        if numeric[2] == "/" and first != second and max(first, second) <= 12:
            # 3/4 is 3 April in Britain, and 4 March in the USA.
            return _unambiguous(
                {_in_calendar(first, second, year, asked), _in_calendar(second, first, year, asked)}, asked
            )
        if numeric[2] == "/" and second > 12:
            first, second = second, first
        return _in_calendar(first, second, year, asked)
    written = _WRITTEN.fullmatch(words)
    if written is None:
        _not_understood(asked, words)
    name = written["month"] or written["month2"]
    if name not in MONTHS:
        _not_understood(asked, name)
    year = int(written["year"]) if written["year"] else None
    return _in_calendar(int(written["day"] or written["day2"]), MONTHS[name], year, asked)


def _in_calendar(day: int, month: int, year: int | None, asked: Request) -> date:
    """Return a calendar day; without a year, the next one from today."""
    today = asked.today
    # 29 February is at most eight years away.
    for candidate in (year,) if year is not None else range(today.year, today.year + 9):
        try:
            found = _check_year(date(candidate, month, day))
        except ValueError:
            continue
        if year is not None or found >= today:
            return found
    raise UsageError(Phrase("«{text}» finnes ikke i kalenderen.", text=asked.text))


def iso_day(text: str) -> date:
    """Return the day in ISO 8601 notation.

    :raises UsageError: if it does not exist.
    """
    try:
        return _check_year(date.fromisoformat(text))
    except ValueError:
        raise UsageError(Phrase("«{text}» finnes ikke i kalenderen.", text=text)) from None


def _check_year(day: date) -> date:
    if not 1000 <= day.year <= 2999:
        raise UsageError(
            Phrase("Året {year} kan ikke være riktig. Skriv et år med fire sifre.", year=day.year)
        )
    return day


def _unambiguous(days: set[date], asked: Request) -> date:
    if len(days) == 1:
        return days.pop()
    first, second = sorted(days)
    choices = either_or(format_day(first), format_day(second))
    raise UsageError(
        Phrase(
            "«{text}» kan være {choices}. Skriv datoen, for eksempel «{iso}».",
            text=asked.text,
            choices=choices,
            iso=f"{first}{asked.time}",
        )
    )


def _check_is_one_day(asked: Request) -> None:
    """Say what to write instead of a week, of several days, and of a month or a season of no year.

    :raises UsageError: if the text is one of these.
    """
    text = asked.text.strip()
    if _WEEK.search(text):
        raise UsageError(
            Phrase(
                "«{text}» er en uke, og ikke en dag. Skriv for eksempel {examples}.",
                text=text,
                examples=asked.examples,
            )
        )
    days = _DAYS.search(text)
    if days is not None:
        first = f"{days['first']}. {days['month']}"
        raise UsageError(
            Phrase(
                "«{text}» er flere dager. Skriv den første, for eksempel «{first}», og den siste på linjen "
                "«end» i filen.",
                text=text,
                first=f"{first}{asked.time}",
            )
            if asked.time
            else Phrase("«{text}» er flere dager. Skriv én, for eksempel «{first}».", text=text, first=first)
        )
    with_year = f"{text} {asked.today.year + 1}"
    if suggest_span(with_year) is not None:
        raise UsageError(
            Phrase(
                "«{text}» mangler året, eller dagen. Skriv for eksempel «{with_year}».",
                text=text,
                with_year=with_year,
            )
        )


def _not_understood(asked: Request, word: str) -> NoReturn:
    _check_is_one_day(asked)
    known = [name for name in (*MONTHS, *WEEKDAYS, *RELATIVE_DAYS) if name != word.lower()]
    suggestion = did_you_mean(word, known)
    raise UsageError(
        Phrase(
            "Forstår ikke «{word}» i «{text}».{suggestion} Skriv for eksempel {examples}.",
            word=word,
            text=asked.text,
            suggestion=suggestion,
            examples=asked.examples,
        )
    )


def either_or(one: str, other: str) -> Phrase:
    """Return two alternatives as text."""
    return Phrase("{one} eller {other}", one=one, other=other)


def format_day(day: date) -> Phrase:
    """Return a day in messages: «torsdag 26. november 2026»."""
    return Phrase(
        "{weekday} {number}. {month} {year}",
        weekday=_WEEKDAYS[day.weekday()],
        number=day.day,
        month=_MONTHS[day.month - 1],
        year=day.year,
    )
