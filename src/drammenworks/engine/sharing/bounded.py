"""Many slow requests at once, and never for longer than they are worth."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")

_AHEAD = 64
"""Results that may wait in memory."""


def run_bounded(
    work: Callable[[_Job], _Result], jobs: Sequence[_Job], *, threads: int, seconds: float
) -> Iterator[tuple[int, _Result]]:
    """Yield the results of jobs with their positions as they come; after so long the rest is given up.

    The threads are daemons, since nothing ends a request in a library that waits for ever: neither this
    function nor the process waits for them.

    :param work: raises no exception.
    """
    results: queue.Queue[tuple[int, _Result]] = queue.Queue(_AHEAD)
    positions = iter(range(len(jobs)))
    lock = threading.Lock()
    is_over = threading.Event()

    def run() -> None:
        while not is_over.is_set():
            with lock:
                position = next(positions, None)
            if position is None:
                return
            result = work(jobs[position])
            while not is_over.is_set():
                try:
                    results.put((position, result), timeout=0.1)
                    break
                except queue.Full:
                    continue

    end = time.monotonic() + seconds
    for number in range(min(threads, len(jobs))):
        threading.Thread(target=run, name=f"shared cache {number}", daemon=True).start()
    try:
        for _ in range(len(jobs)):
            try:
                yield results.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                return
    finally:
        is_over.set()
