"""The nights on which clocks are changed: local times that are skipped, and those that occur twice."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def readings(local: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Return the instants at which clocks in a zone show a local time, with their offsets, in order.

    There is one, none for a time that is skipped in spring, and two for one that is repeated in autumn.
    """
    early, late = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if early.utcoffset() == late.utcoffset():
        return (early,)
    # For a skipped time, fold=0 is later than fold=1 (PEP 495).
    return () if early.astimezone(UTC) > late.astimezone(UTC) else (early, late)
