"""What differs between two versions of a calendar, and whether calendar programs will take it in.

A program that has an event already replaces it only by one with a higher SEQUENCE (RFC 5546 § 2.1.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from icalendar import Calendar

_TOLD: Final = ("DTSTART", "DTEND", "LOCATION", "STATUS")
"""The properties whose change makes a new version of an event (RFC 5545 § 3.8.7.4)."""


@dataclass(frozen=True, slots=True)
class CalendarDifference:
    """An event that differs."""

    uid: str
    title: str
    kind: str
    """``added``, ``removed``, ``changed``; ``unraised`` where its SEQUENCE should be higher and is not."""


def compare_calendars(before: bytes, after: bytes) -> Iterator[CalendarDifference]:
    """Yield the events that differ between two calendars; none when one of them cannot be read."""
    old, new = _events(before), _events(after)
    if old is None or new is None:
        return
    for uid in sorted(old.keys() | new.keys()):
        if uid not in old:
            yield CalendarDifference(uid, _title(new[uid]), "added")
        elif uid not in new:
            yield CalendarDifference(uid, _title(old[uid]), "removed")
        elif any(_value(old[uid], name) != _value(new[uid], name) for name in _TOLD):
            is_raised = _sequence(new[uid]) > _sequence(old[uid])
            yield CalendarDifference(uid, _title(new[uid]), "changed" if is_raised else "unraised")


def _events(data: bytes) -> dict[str, Any] | None:
    try:
        calendar = Calendar.from_ical(data)
        return {str(event.get("UID", "")): event for event in calendar.walk("VEVENT")}
    except (ValueError, IndexError, KeyError):
        return None


def _value(event: Any, name: str) -> bytes:
    value = event.get(name)
    return value.to_ical() if hasattr(value, "to_ical") else str(value or "").encode()


def _title(event: Any) -> str:
    return str(event.get("SUMMARY", ""))


def _sequence(event: Any) -> int:
    try:
        return int(event.get("SEQUENCE", 0))
    except (TypeError, ValueError):
        return 0
