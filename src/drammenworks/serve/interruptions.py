"""Ctrl-C and requests to end, told to a loop instead of raised wherever the process happens to be."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Iterator
from types import FrameType


@contextlib.contextmanager
def interruptions(stop: asyncio.Event) -> Iterator[None]:
    """Let Ctrl-C and a request to end set ``stop`` instead of interrupting whatever is going on."""
    loop = asyncio.get_running_loop()

    def interrupt(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(stop.set)

    # Not the loop's own handlers: Windows has none.
    before = {number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
