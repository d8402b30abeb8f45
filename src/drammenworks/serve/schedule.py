"""When to build: after a change, once there is quiet, and when the clock alone makes the sites others."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from drammenworks.serve.watch import Changes

IDLE = 2.0
"""Seconds without changes after which there is time for what nobody waits for."""
_LONGEST = 3600.0
"""Seconds between two looks at the clock: a machine may sleep through what it was to wake up for."""


class Schedule:
    """Waits for the next reason to build."""

    def __init__(
        self, changes: Changes, now: Callable[[], datetime], is_clock_held: Callable[[], bool]
    ) -> None:
        """Make a schedule without an appointment.

        :param is_clock_held: tells whether the sites are shown as of a chosen instant, which does not go on.
        """
        self.next_change: datetime | None = None
        """When the clock alone makes the sites others."""
        self._changes = changes
        self._now = now
        self._is_clock_held = is_clock_held

    async def next_reason(self, when_idle: Callable[[], Awaitable[None]]) -> frozenset[str]:
        """Return what has changed, once something has; nothing, when it is the clock that has gone on.

        :param when_idle: does what can wait, once nothing has changed for a while.
        """
        changed = await self._changed_within(IDLE)
        if changed is None:
            await when_idle()
        while changed is None:
            changed = await self._changed_within(min(self._left(), _LONGEST))
            if changed is None and self._left() <= 0:
                return frozenset()
        return changed

    async def _changed_within(self, seconds: float) -> frozenset[str] | None:
        try:
            return await asyncio.wait_for(self._changes.settled(), seconds)
        except TimeoutError:
            return None

    def _left(self) -> float:
        """Return the seconds until the clock alone makes the sites others; never, when it is held."""
        if self.next_change is None or self._is_clock_held():
            return _LONGEST
        return max(0.0, (self.next_change - self._now()).total_seconds())
