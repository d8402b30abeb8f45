"""The initial content of new documents: required fields, and markers for what to fill in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from drammenworks.authoring.commented_yaml import todo_marker
from drammenworks.authoring.days import format_day
from drammenworks.authoring.event_times import EventTimes, parse_day, parse_when
from drammenworks.base.fields.date_suggestions import suggest_span
from drammenworks.content.models import Kind
from drammenworks.content.models.common import NamedMeta
from drammenworks.content.todo_markers import FILL_IN, FILL_IN_NAME
from drammenworks.errors import Phrase

_WRITTEN_TODAY = ("article",)
"""The kinds whose date is that of writing: today by default."""
_DATED = ("video",)
"""The kinds that need a date which only the author knows."""

_CAPTIONS = "tekster.vtt"
_FIGURES = "figures.yaml"
_FIGURES_TEXT = """\
# Tallene i årsrapporten. Hvert tall står ett sted, her, og teksten viser til det: [figure:medlemmer]
# Bruk de samme navnene (id) som året før. Da blir endringen regnet ut.
#
# Ta bort [] under, og skriv tallene slik, med to mellomrom først på hver linje:
#
#   - id: medlemmer
#     label: Medlemmer
#     value: 950
#     key: true
figures: []
"""
_EXAMPLE_TIMES = EventTimes(date(2026, 11, 21), time(18))
"""As in the examples of the fields."""


@dataclass(frozen=True, slots=True)
class Archetype:
    """The initial content of a document."""

    values: Mapping[str, Any]
    """Its fields, in order."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """Field → a note about its value."""
    examples: Mapping[str, Any] = field(default_factory=dict)
    """Unset field → an example that is consistent with ``values``."""
    extra_files: Mapping[str, str] = field(default_factory=dict)
    """Name of an additional file → its text."""
    date_note: str = ""
    """The interpretation of the date."""


def archetype(
    kind: Kind, title: str, *, date_text: str | None, now: datetime, sites: Sequence[str], lang: str
) -> Archetype:
    """Return the archetype of a kind.

    :param date_text: the date, as entered.
    :param now: the current time in the time zone of the site.
    :param sites: the ids of the sites that publish it.
    :param lang: its language.
    :raises UsageError: if the date is invalid or ambiguous.
    """
    today = now.date()
    partly = suggest_span(date_text) if date_text is not None else None
    required: dict[str, Any] = {}
    # A value that the author has not chosen is a placeholder, which is not published.
    notes: dict[str, str] = {}
    examples: dict[str, Any] = {}
    extra_files: dict[str, str] = {}
    date_note = ""
    if kind.name == "event":
        if date_text is None:
            required["start"] = FILL_IN
            examples["end"] = _example_end(_EXAMPLE_TIMES)
        elif partly is not None:
            required["start"] = partly
            date_note = Phrase("Tiden er {day}, uten dag.", day=partly)
        else:
            when = parse_when(date_text, now=now)
            required |= _event_times(when)
            examples["end"] = _example_end(when)
            date_note = _interpretation(when, now)
    elif partly is not None:
        required["date"] = partly
        date_note = Phrase("Datert {day}, uten dag.", day=partly)
    elif date_text is not None or kind.name in _WRITTEN_TODAY:
        day = parse_day(date_text, today=today) if date_text is not None else today
        required["date"] = day
        date_note = Phrase("Datert {day}.", day=format_day(day))
    elif kind.name in _DATED:
        required["date"] = FILL_IN
    if kind.name == "report":
        required |= {"year": _year(title), "data": [_FIGURES]}
        extra_files[_FIGURES] = _FIGURES_TEXT
    if kind.name == "place":
        required["category"] = FILL_IN
    if kind.name == "video":
        required |= {
            "provider": FILL_IN,
            "id": FILL_IN_NAME,
            "captions": [{"lang": lang, "src": _CAPTIONS}],
        }
        notes["id"] = todo_marker("adressen til videoen hos YouTube eller Vimeo.")
        extra_files[_CAPTIONS] = f"WEBVTT\n\n00:00.000 --> 00:02.000\n{todo_marker('teksten til videoen')}\n"
    named = issubclass(kind.model, NamedMeta)
    values = {
        "name" if named else "title": title,
        **required,
        "summary": todo_marker("én eller to setninger om hva siden handler om"),
        "sites": [*sites],
        "draft": True,
    }
    return Archetype(values, notes, examples, extra_files, date_note)


def _event_times(when: EventTimes) -> dict[str, Any]:
    if when.clock is None:
        return {"start": when.day, "all_day": True}
    offset = datetime.combine(when.day, when.clock, when.offset).isoformat()[19:] if when.offset else ""
    times = {"start": f"{when.day} {when.clock:%H:%M}{offset}"}
    if when.end is not None:
        times["end"] = f"{when.end_day} {when.end:%H:%M}"
    return times


def _example_end(when: EventTimes) -> date | str:
    """Return an example end for an event without one: the evening of its day."""
    return when.day if when.clock is None else f"{when.day} 23:59"


def _instant(when: EventTimes, now: datetime) -> datetime:
    # An all-day event ends at the end of the day.
    return datetime.combine(when.day, when.clock or time(23, 59), when.offset or now.tzinfo)


def _interpretation(when: EventTimes, now: datetime) -> Phrase:
    day = format_day(when.day)
    if when.clock is None:
        interpretation = Phrase("Varer hele dagen {day}.", day=day)
    elif when.end is None:
        interpretation = Phrase("Begynner {day} kl. {clock}.", day=day, clock=f"{when.clock:%H.%M}")
    else:
        interpretation = Phrase(
            "Varer {day} kl. {clock}–{end}.", day=day, clock=f"{when.clock:%H.%M}", end=f"{when.end:%H.%M}"
        )
    if when.other_day is not None:
        other = format_day(when.other_day)
        return Phrase("{told} Mente du {other}, retter du datoen i filen.", told=interpretation, other=other)
    if _instant(when, now) < now:
        return Phrase("{told} Det er forbi, så arrangementet kommer blant de tidligere.", told=interpretation)
    return interpretation


def _year(title: str) -> int | str:
    found = re.search(r"\b(1\d{3}|2\d{3})\b", title)
    return int(found[1]) if found is not None else FILL_IN
