"""Parse the time of an event: «neste torsdag 08.00», ``next Thursday 08.00``, ISO 8601 and similar.

The parser is strict: an ambiguous text is an error that names both meanings, and every word must be
understood. Bokmål, nynorsk and English are all accepted; the names of months and days are Babel's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timezone
from zoneinfo import ZoneInfo

from drammenworks.authoring.days import EXAMPLES, either_or, format_day, iso_day, parse_day_phrase
from drammenworks.base.clock_changes import readings
from drammenworks.errors import Phrase, UsageError

_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ](?P<clock>\d\d:\d\d)(?::00)?(?P<offset>Z|[-+]\d\d:\d\d)?)?",
    re.IGNORECASE,
)
_CLOCK = r"(?P<{0}h>\d{{1,2}})(?:[.:](?P<{0}m>\d\d))?\s*(?P<{0}half>[ap]\.?m\.?(?!\w))?"
_TIMES = re.compile(
    r"(?:\b(?P<prefix>kl\.?|klokka|klokken|at)\s*|(?<![\w.:/]))"
    + _CLOCK.format("from_")
    + r"(?:\s*[-–]\s*(?:kl\.?\s*)?"
    + _CLOCK.format("to_")
    + r")?(?![\w.:/]*\d)\s*$",
    re.IGNORECASE,
)
_ALL_DAY = re.compile(r"\b(?:hele dagen|heile dagen|all day)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EventTimes:
    """The start and end of an event, for its front matter."""

    day: date
    clock: time | None = None
    """None for an all-day event."""
    end: time | None = None
    """On the same day."""
    offset: timezone | None = None
    """The offset, if specified; for a time that occurs twice when clocks are set back."""


def parse_day(text: str, *, today: date) -> date:
    """Return the day in ``text``.

    :raises UsageError: if it is invalid or ambiguous, or has a time.
    """
    words = _normalise(text)
    iso = _ISO.fullmatch(words)
    if iso is not None and iso["clock"] is None:
        return iso_day(iso["day"])
    if iso is not None or _match_time(words):
        raise UsageError(
            Phrase("«{text}» har et klokkeslett, men her skal det bare være en dato.", text=text)
        )
    return parse_day_phrase(words, text, today)


def parse_when(text: str, *, now: datetime) -> EventTimes:
    """Return the time of an event.

    :param now: the current time, in the time zone of the event.
    :raises UsageError: if ``text`` is invalid or ambiguous, or a time that the clocks skip.
    """
    words = _normalise(text)
    assert isinstance(now.tzinfo, ZoneInfo)
    iso = _ISO.fullmatch(words)
    if iso is not None and iso["clock"] is not None:
        when = _parse_iso(iso, text)
    else:
        when = _parse_words(words, text, now.date())
    for clock in (when.clock, when.end):
        if clock is not None and when.offset is None:
            _check_clock_exists(datetime.combine(when.day, clock), now.tzinfo)
    return when


def _normalise(text: str) -> str:
    words = " ".join(text.casefold().split())
    if not words:
        raise UsageError(Phrase("Datoen er tom. Skriv for eksempel {examples}.", examples=EXAMPLES))
    return words


# --- ISO 8601 ------------------------------------------------------------------------------------


def _parse_iso(iso: re.Match[str], text: str) -> EventTimes:
    day = iso_day(iso["day"])
    try:
        clock = time.fromisoformat(iso["clock"])
        offset = datetime.fromisoformat(f"2000-01-01T00:00{iso['offset']}".upper()) if iso["offset"] else None
    except ValueError:
        raise UsageError(Phrase("«{text}» har et klokkeslett som ikke finnes.", text=text)) from None
    if offset is None:
        return EventTimes(day, clock)
    difference = offset.utcoffset()
    assert difference is not None
    return EventTimes(day, clock, offset=timezone(difference))


# --- words ---------------------------------------------------------------------------------------


def _parse_words(words: str, text: str, today: date) -> EventTimes:
    without = _ALL_DAY.sub("", words).strip(" ,")
    if without != words:
        if _match_time(without):
            raise UsageError(
                Phrase("«{text}» sier både et klokkeslett og hele dagen. Ta bort det ene.", text=text)
            )
        return EventTimes(parse_day_phrase(without, text, today))
    times = _match_time(words)
    if times is None:
        day = parse_day_phrase(words, text, today)
        raise UsageError(
            Phrase(
                "«{text}» er {day}, men klokkeslettet mangler. "
                "Skriv for eksempel «{text} kl. 18.00», eller «{text} hele dagen».",
                text=text,
                day=format_day(day),
            )
        )
    day = parse_day_phrase(words[: times.start()].strip(" ,"), text, today)
    clock, end = _time(times, "from_", text), _time(times, "to_", text)
    assert clock is not None
    if end is not None and end <= clock:
        raise UsageError(Phrase("«{text}» slutter før det begynner, eller samtidig.", text=text))
    return EventTimes(day, clock, end)


def _match_time(words: str) -> re.Match[str] | None:
    """Return the time at the end of ``words``, if it is unambiguous and not part of a date."""
    found = _TIMES.search(words)
    if found is None or (found["prefix"] is None and found["from_m"] is None and found["from_half"] is None):
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
            Phrase("«{text}» har et klokkeslett som ikke finnes. Klokken går fra 00.00 til 23.59.", text=text)
        ) from None


def _check_clock_exists(moment: datetime, zone: ZoneInfo) -> None:
    instants = readings(moment, zone)
    if len(instants) == 1:
        return
    instant = Phrase("{day} kl. {clock}", day=format_day(moment.date()), clock=f"{moment:%H.%M}")
    if not instants:
        raise UsageError(
            Phrase(
                "{shown} finnes ikke: da stilles klokken en time fram. Velg et annet klokkeslett.",
                shown=instant,
            )
        )
    names = (Phrase("«{name}»", name=reading.isoformat(" ", "minutes")) for reading in instants)
    raise UsageError(
        Phrase(
            "{shown} er to ganger, for da stilles klokken tilbake. Skriv {readings}.",
            shown=instant,
            readings=either_or(*names),
        )
    )
