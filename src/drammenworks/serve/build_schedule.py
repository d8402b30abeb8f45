"""When to build: after a change and the debounce, and when a publication date is reached."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from drammenworks.serve.change_batches import ChangeQueue

IDLE = 2.0
"""Seconds without changes after which low-priority work is done."""
MAX_WAIT = 3600.0
"""Seconds between two comparisons with the clock: a machine may be suspended past the due time."""


class BuildSchedule:
    """Waits for the next reason to build."""

    def __init__(
        self, changes: ChangeQueue, now: Callable[[], datetime], is_clock_fixed: Callable[[], bool]
    ) -> None:
        """Create a schedule without a due time.

        :param is_clock_fixed: returns whether the clock is set to a chosen point in time, which stands still.
        """
        self.next_change: datetime | None = None
        """When the sites change by the clock alone."""
        self._changes = changes
        self._now = now
        self._is_clock_fixed = is_clock_fixed

    async def wait(self, on_idle: Callable[[], Awaitable[None]]) -> frozenset[str]:
        """Return the paths that changed, once there are any; none when :attr:`next_change` is reached.

        :param on_idle: called once when nothing has changed for a while.
        """
        changed = await self._changed_within(IDLE)
        if changed is None:
            await on_idle()
        while changed is None:
            changed = await self._changed_within(min(self._seconds_left(), MAX_WAIT))
            if changed is None and self._seconds_left() <= 0:
                return frozenset()
        return changed

    async def _changed_within(self, seconds: float) -> frozenset[str] | None:
        try:
            return await asyncio.wait_for(self._changes.next_batch(), seconds)
        except TimeoutError:
            return None

    def _seconds_left(self) -> float:
        """Return the seconds until :attr:`next_change`; with a fixed clock it is never reached."""
        if self.next_change is None or self._is_clock_fixed():
            return MAX_WAIT
        return max(0.0, (self.next_change - self._now()).total_seconds())
