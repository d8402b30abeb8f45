"""Runs blocking work in a daemon thread, so that the process can end without waiting for it."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import TypeVar

from drammenworks.pipeline.options import Progress

T = TypeVar("T")


class WorkerThread:
    """Runs one function at a time outside the loop's thread."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a function is running, even if its caller no longer awaits the result."""
        return self._thread is not None and self._thread.is_alive()

    def run(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """Start ``work`` in a daemon thread. An executor is unsuitable: the process waits for it at exit."""
        result: Future[T] = Future()
        result.set_running_or_notify_cancel()

        def target() -> None:
            try:
                result.set_result(work())
            except BaseException as error:
                result.set_exception(error)

        self._thread = threading.Thread(target=target, name="build", daemon=True)
        self._thread.start()
        return asyncio.wrap_future(result)


@contextlib.contextmanager
def detachable(progress: Progress) -> Iterator[Progress]:
    """Forward progress until the context ends; a build that is cut short continues to report after that."""
    is_attached = True

    def forward(stage: str, done: int, total: int) -> None:
        if is_attached:
            progress(stage, done, total)

    try:
        yield forward
    finally:
        is_attached = False
