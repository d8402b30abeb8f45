"""Check that local times in the fields exist, on the nights when clocks are changed."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from drammenworks.base.clock_changes import readings
from drammenworks.base.fields import violation
from drammenworks.errors.rules import fields as rules


def check_clock_exists(field: str, local: datetime, zone: ZoneInfo) -> None:
    """Check that clocks in a zone show a local time once: not never, nor twice."""
    instants = readings(local, zone)
    if not instants:
        raise violation(rules.SKIPPED_TIME, local.isoformat(" ", "minutes"), field=field)
    if len(instants) > 1:
        first, second = (instant.isoformat(" ", "minutes") for instant in instants)
        raise violation(
            rules.REPEATED_TIME, local.isoformat(" ", "minutes"), field=field, first=first, second=second
        )
