"""Work in a thread that nobody waits for when the process ends."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import TypeVar

from drammenworks.pipeline.options import Progress

T = TypeVar("T")


class Background:
    """Does one thing at a time beside the loop."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None

    @property
    def is_busy(self) -> bool:
        """Tell whether something is going on, be it that whoever asked for it no longer waits."""
        return self._thread is not None and self._thread.is_alive()

    def do(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """Start work in a thread that the process does not wait for when it ends, as executors do."""
        outcome: Future[T] = Future()
        outcome.set_running_or_notify_cancel()

        def run() -> None:
            try:
                outcome.set_result(work())
            except BaseException as error:
                outcome.set_exception(error)

        self._thread = threading.Thread(target=run, name="build", daemon=True)
        self._thread.start()
        return asyncio.wrap_future(outcome)


@contextlib.contextmanager
def while_here(progress: Progress) -> Iterator[Progress]:
    """Pass progress on until the block is left; a build that is cut short goes on telling."""
    listening = True

    def tell(stage: str, done: int, total: int) -> None:
        if listening:
            progress(stage, done, total)

    try:
        yield tell
    finally:
        listening = False
