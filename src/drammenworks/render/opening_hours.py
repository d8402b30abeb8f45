"""When a place is open: what pages and cards say, and what the browser reads to tell if it is open now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple, get_args
from zoneinfo import ZoneInfo

from drammenworks.content.models.place import Day, OpeningHours, PlaceMeta, SpecialOpeningHours

WEEKDAYS: tuple[str, ...] = get_args(get_args(Day)[0])
"""From Monday, as RFC 9557 and Norwegian weeks begin."""

Span = tuple[time, time]
"""When it opens and closes; past midnight when it closes earlier than it opens."""


class DayHours(NamedTuple):
    """Weekdays in a row with the same hours."""

    first: str
    last: str | None
    """None for a day by itself."""
    spans: tuple[Span, ...]
    """None for days when it is closed."""


class SpecialDay(NamedTuple):
    """A day with other hours than its weekday."""

    date: date
    spans: tuple[Span, ...]
    reason: str | None


class HoursView(NamedTuple):
    """The opening hours of a place."""

    regular: tuple[DayHours, ...]
    """The whole week from Monday; empty when there are exceptions alone."""
    coming: tuple[SpecialDay, ...]
    """The exceptions that are not over, the next first."""
    week: str
    """For scripts: the spans of each day from Monday, ``07:00-17:00,18:00-23:00;…``."""
    exceptions: str
    """For scripts: those of the coming exceptions, ``2026-12-24=07:00-13:00;2026-12-25=``."""


def hours_view(place: PlaceMeta, zone: ZoneInfo, has_passed: Callable[[str], bool]) -> HoursView | None:
    """Return the opening hours of a place; none when it has none.

    :param has_passed: tells whether an instant is in the past.
    """
    coming = coming_exceptions(place, zone, has_passed)
    if not place.opening_hours and not coming:
        return None
    days = {day: _spans(day, place.opening_hours) for day in WEEKDAYS}
    special = tuple(SpecialDay(one.date, _span_of(one), one.reason) for one in coming)
    return HoursView(
        _in_a_row(days) if place.opening_hours else (),
        special,
        ";".join(map(_written, days.values())),
        ";".join(f"{one.date.isoformat()}={_written(one.spans)}" for one in special),
    )


def coming_exceptions(
    place: PlaceMeta, zone: ZoneInfo, has_passed: Callable[[str], bool]
) -> list[SpecialOpeningHours]:
    """Return the exceptions to a place's opening hours whose day is not over, the next first."""
    return sorted(
        (one for one in place.exceptions if not has_passed(_end_of(one.date, zone).isoformat())),
        key=lambda one: one.date,
    )


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), zone)


def _spans(day: str, hours: Sequence[OpeningHours]) -> tuple[Span, ...]:
    return tuple(sorted((one.opens, one.closes) for one in hours if day in one.days))


def _span_of(special: SpecialOpeningHours) -> tuple[Span, ...]:
    if special.closed or special.opens is None or special.closes is None:
        return ()
    return ((special.opens, special.closes),)


def _in_a_row(days: dict[str, tuple[Span, ...]]) -> tuple[DayHours, ...]:
    found = []
    for spans, group in groupby(days, key=days.__getitem__):
        names = list(group)
        found.append(DayHours(names[0], names[-1] if len(names) > 1 else None, spans))
    return tuple(found)


def _written(spans: tuple[Span, ...]) -> str:
    return ",".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in spans)
