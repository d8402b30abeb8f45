"""What a new document says from the start: the least that it needs to be right, and what to fill in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from drammenworks.authoring.days import format_day
from drammenworks.authoring.event_times import EventTimes, parse_day, parse_when
from drammenworks.authoring.scaffold import todo_marker
from drammenworks.content.models import Kind
from drammenworks.content.models.common import NamedMeta
from drammenworks.content.placeholders import FILL_IN_NAME
from drammenworks.errors import Phrase

_DATED = ("article", "video", "report", "project")
"""The kinds whose documents are from a day, which is today unless another is named."""

_CAPTIONS = "tekster.vtt"


@dataclass(frozen=True, slots=True)
class Archetype:
    """What a new document begins with."""

    values: Mapping[str, Any]
    """Its fields, in the order in which they are to stand."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """Field → what is to be said of its value."""
    examples: Mapping[str, Any] = field(default_factory=dict)
    """Field that it does not have → a value that would go with the others."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """File beside it → its text."""
    understood: str = ""
    """What the date was taken for."""


def archetype(kind: Kind, title: str, *, said: str | None, now: datetime, site: str | None) -> Archetype:
    """Return what a new document of a kind begins with.

    :param said: the date, as somebody wrote it.
    :param now: the present instant in the time zone of the site.
    :raises UsageError: if the date cannot be understood.
    """
    today = now.date()
    needed: dict[str, Any] = {}
    notes: dict[str, str] = {}
    examples: dict[str, Any] = {}
    beside: dict[str, str] = {}
    understood = ""
    if kind.name == "event":
        when = parse_when(said, now=now) if said is not None else _in_a_week(today)
        needed |= _event_times(when)
        examples["end"] = _later(when)
        understood = _interpretation(when, now)
        if said is None:
            notes["start"] = todo_marker("tidspunktet er bare et eksempel.")
    elif said is not None or kind.name in _DATED:
        day = parse_day(said, today=today) if said is not None else today
        needed["date"] = day
        if said is not None:
            understood = Phrase("Datert {day}.", day=format_day(day))
    if kind.name == "report":
        needed["year"] = _year(title, today)
    if kind.name == "place":
        needed["category"] = "shop"
        notes["category"] = todo_marker("velg det som passer.")
    if kind.name == "video":
        needed |= {"provider": "youtube", "id": FILL_IN_NAME, "captions": [{"lang": "nb", "src": _CAPTIONS}]}
        notes["id"] = todo_marker("det som står etter «v=» i adressen til videoen.")
        beside[_CAPTIONS] = f"WEBVTT\n\n00:00.000 --> 00:02.000\n{todo_marker('teksten til videoen')}\n"
    named = issubclass(kind.model, NamedMeta)
    values = {
        "name" if named else "title": title,
        **needed,
        "summary": todo_marker("én eller to setninger om hva siden handler om"),
        **({"sites": [site]} if site is not None else {}),
        "draft": True,
    }
    return Archetype(values, notes, examples, beside, understood)


def _in_a_week(today: date) -> EventTimes:
    return EventTimes(today + timedelta(days=7), time(18))


def _event_times(when: EventTimes) -> dict[str, Any]:
    if when.clock is None:
        return {"start": when.day, "all_day": True}
    offset = datetime.combine(when.day, when.clock, when.offset).isoformat()[19:] if when.offset else ""
    times = {"start": f"{when.day} {when.clock:%H:%M}{offset}"}
    if when.end is not None:
        times["end"] = f"{when.day} {when.end:%H:%M}"
    return times


def _later(when: EventTimes) -> date | str:
    """Return an end for an event that has none, in the evening of its day."""
    return when.day if when.clock is None else f"{when.day} 23:59"


def _instant(when: EventTimes, now: datetime) -> datetime:
    # What lasts all day is over at its end.
    return datetime.combine(when.day, when.clock or time(23, 59), when.offset or now.tzinfo)


def _interpretation(when: EventTimes, now: datetime) -> Phrase:
    day = format_day(when.day)
    if when.clock is None:
        told = Phrase("Varer hele dagen {day}.", day=day)
    elif when.end is None:
        told = Phrase("Begynner {day} kl. {clock}.", day=day, clock=f"{when.clock:%H.%M}")
    else:
        told = Phrase(
            "Varer {day} kl. {clock}–{end}.", day=day, clock=f"{when.clock:%H.%M}", end=f"{when.end:%H.%M}"
        )
    if _instant(when, now) < now:
        return Phrase("{told} Det er forbi, så arrangementet kommer blant de tidligere.", told=told)
    return told


def _year(title: str, today: date) -> int:
    found = re.search(r"\b(1\d{3}|2\d{3})\b", title)
    return int(found[1]) if found is not None else today.year - 1
