"""Parse the time of an event: «neste torsdag 08.00», ``next Thursday 08.00``, ISO 8601 and similar.

The parser is strict: an ambiguous text is an error that names both meanings, and every word must be
understood. Bokmål, nynorsk and English are all accepted; the names of months and days are Babel's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from drammenworks.authoring.days import (
    DAY_EXAMPLES,
    EXAMPLES,
    Request,
    either_or,
    format_day,
    iso_day,
    parse_day_phrase,
)
from drammenworks.base.clock_changes import readings
from drammenworks.content.models.event import END_OF_NIGHT
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
_NOON = time(12)
_AN_EXAMPLE = " kl. 18.00"
_HELE_DAGEN = " hele dagen"
_ALL_DAY = re.compile(r"\b(?:hele dagen|heile dagen|all day)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EventTimes:
    """The start and end of an event, for its front matter."""

    day: date
    clock: time | None = None
    """None for an all-day event."""
    end: time | None = None
    offset: timezone | None = None
    """The offset, if specified; for a time that occurs twice when clocks are set back."""
    other_day: date | None = field(default=None, compare=False)
    """A day that some people mean by the same words: on a Monday, «neste torsdag» is in three days or ten."""

    @property
    def end_day(self) -> date:
        """The day of the end: the next one for an event that lasts past midnight."""
        is_past_midnight = self.clock is not None and self.end is not None and self.end <= self.clock
        return self.day + timedelta(days=1) if is_past_midnight else self.day


def parse_day(text: str, *, today: date) -> date:
    """Return the day in ``text``.

    :raises UsageError: if it is invalid or ambiguous, or has a time.
    """
    words = _normalise(text, DAY_EXAMPLES)
    iso = _ISO.fullmatch(words)
    if iso is not None and iso["clock"] is None:
        return iso_day(iso["day"])
    if iso is not None or _match_time(words):
        raise UsageError(
            Phrase("«{text}» har et klokkeslett, men her skal det bare være en dato.", text=text)
        )
    return parse_day_phrase(words, Request(text, today)).day


def parse_when(text: str, *, now: datetime) -> EventTimes:
    """Return the time of an event.

    :param now: the current time, in the time zone of the event.
    :raises UsageError: if ``text`` is invalid or ambiguous, or a time that the clocks skip.
    """
    words = _normalise(text, EXAMPLES)
    assert isinstance(now.tzinfo, ZoneInfo)
    iso = _ISO.fullmatch(words)
    if iso is not None and iso["clock"] is not None:
        when = _parse_iso(iso, text)
    else:
        when = _parse_words(words, text, now.date())
    if when.clock is not None and when.offset is None:
        _check_clock_exists(datetime.combine(when.day, when.clock), now.tzinfo)
    if when.end is not None:
        _check_clock_exists(datetime.combine(when.end_day, when.end), now.tzinfo, is_end=True)
    return when


def _normalise(text: str, examples: Phrase) -> str:
    words = " ".join(text.casefold().split())
    if not words:
        raise UsageError(Phrase("Datoen er tom. Skriv for eksempel {examples}.", examples=examples))
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
        day, other = parse_day_phrase(without, Request(text, today, _HELE_DAGEN, EXAMPLES))
        return EventTimes(day, other_day=other)
    times = _match_time(words)
    if times is None:
        day, _ = parse_day_phrase(words, Request(text, today, _AN_EXAMPLE, EXAMPLES))
        raise UsageError(
            Phrase(
                "«{text}» er {day}, men klokkeslettet mangler. "
                "Skriv for eksempel «{text} kl. 18.00», eller «{text} hele dagen».",
                text=text,
                day=format_day(day),
            )
        )
    asked = Request(text, today, f" {times[0].strip()}", EXAMPLES)
    day, other = parse_day_phrase(words[: times.start()].strip(" ,"), asked)
    clock, end = _time(times, "from_", text), _time(times, "to_", text)
    assert clock is not None
    # An event that begins in the evening may end in the morning; any other earlier end is a mistake.
    is_past_midnight = end is not None and end <= END_OF_NIGHT and clock >= _NOON
    if end is not None and end <= clock and not is_past_midnight:
        raise UsageError(Phrase("«{text}» slutter før det begynner, eller samtidig.", text=text))
    return EventTimes(day, clock, end, other_day=other)


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


def _check_clock_exists(moment: datetime, zone: ZoneInfo, *, is_end: bool = False) -> None:
    instants = readings(moment, zone)
    instant = Phrase("{day} kl. {clock}", day=format_day(moment.date()), clock=f"{moment:%H.%M}")
    if len(instants) == 1:
        return
    if not instants:
        raise UsageError(
            Phrase(
                "{shown} finnes ikke: da stilles klokken en time fram. Velg et annet klokkeslett.",
                shown=instant,
            )
        )
    shown = "«end: {name}»" if is_end else "«{name}»"
    names = either_or(*(shown.format(name=reading.isoformat(" ", "minutes")) for reading in instants))
    if is_end:
        raise UsageError(
            Phrase(
                "{shown} er to ganger, for da stilles klokken tilbake. Skriv bare når det begynner her, og "
                "{readings} i filen.",
                shown=instant,
                readings=names,
            )
        )
    raise UsageError(
        Phrase(
            "{shown} er to ganger, for da stilles klokken tilbake. Skriv {readings}.",
            shown=instant,
            readings=names,
        )
    )
