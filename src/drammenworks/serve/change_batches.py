"""Collects changed paths until they settle, and hands them to the build loop in batches."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection

DEBOUNCE = 0.03
"""Seconds. An editor's save is several events within a few milliseconds; nobody notices 30."""
_MAX_LISTED = 64
"""Paths up to which a batch is taken as complete: with more, the system's event queue may have overflowed."""


class Debounce:
    """Collects paths until no more have arrived for a moment."""

    def __init__(self, delay: float = DEBOUNCE) -> None:
        self._delay = delay
        self._paths: set[str] = set()
        self._latest = 0.0

    def add(self, path: str, now: float) -> None:
        """Add a changed path, and restart the delay."""
        self._paths.add(path)
        self._latest = now

    def remaining(self, now: float) -> float | None:
        """Return the seconds until the paths are due; None when there are none."""
        if not self._paths:
            return None
        return max(0.0, self._latest + self._delay - now)

    def drain(self) -> frozenset[str]:
        """Return the paths and remove them; later ones belong to the next build."""
        drained = frozenset(self._paths)
        self._paths.clear()
        return drained


class ChangeQueue:
    """Hands changes to the build loop in batches; changes during a build wait for the next batch."""

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        is_git_busy: Callable[[], bool] = lambda: False,
    ) -> None:
        self._debounce = Debounce()
        self._clock = clock
        self._is_git_busy = is_git_busy
        self._arrived = asyncio.Event()

    @property
    def has_pending(self) -> bool:
        """Whether there are changes that no batch has contained yet. Can be called in any thread."""
        return self._debounce.remaining(0.0) is not None

    def add(self, path: str) -> None:
        """Add a changed path. To be called in the loop's thread."""
        self._debounce.add(path, self._clock())
        self._arrived.set()

    async def next_batch(self) -> frozenset[str]:
        """Return the changed paths, once there are any and they have settled."""
        while True:
            remaining = self._debounce.remaining(self._clock())
            if remaining is None:
                self._arrived.clear()
                await self._arrived.wait()
            elif remaining > 0:
                await asyncio.sleep(remaining)
            elif self._is_git_busy():
                # A checkout writes file after file, with occasional pauses that exceed the delay.
                await asyncio.sleep(DEBOUNCE)
            else:
                return self._debounce.drain()


def complete_or_none(changes: Collection[str]) -> frozenset[str] | None:
    """Return the changed files; None when there are so many that the list may be incomplete."""
    return frozenset(changes) if len(changes) <= _MAX_LISTED else None
