"""The nights on which clocks are changed: local times that are skipped, and those that occur twice."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from drammenworks.errors import Rule
from drammenworks.errors.rules import fields as rules


def readings(local: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Return the instants at which clocks in a zone show a local time, with their offsets, in order.

    There is one, none for a time that is skipped in spring, and two for one that is repeated in autumn.
    """
    early, late = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if early.utcoffset() == late.utcoffset():
        return (early,)
    # For a skipped time, fold=0 is later than fold=1 (PEP 495).
    return () if early.astimezone(UTC) > late.astimezone(UTC) else (early, late)


class ClockFault(NamedTuple):
    """What is wrong with a local time that clocks skip or repeat."""

    rule: Rule
    params: dict[str, str]
    """What its message says of the time, beside the name of the field."""


def clock_fault(local: datetime, zone: ZoneInfo) -> ClockFault | None:
    """Return what is wrong with a local time in a zone; None when clocks show it once."""
    value, *instants = (one.isoformat(" ", "minutes") for one in (local, *readings(local, zone)))
    if not instants:
        return ClockFault(rules.SKIPPED_TIME, {"value": value})
    if len(instants) == 1:
        return None
    first, second = instants
    return ClockFault(rules.REPEATED_TIME, {"value": value, "first": first, "second": second})
