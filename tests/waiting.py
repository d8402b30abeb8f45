"""Waiting for what must come: a busy machine makes a test longer, and never fails it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

PATIENCE = 120.0
"""Seconds after which what has not come is taken never to come."""

_EVERY = 0.02
"""Seconds between two looks."""


async def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so, and let the loop's other tasks go on meanwhile.

    :raises TimeoutError: if it never is.
    """
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        await asyncio.sleep(_EVERY)
