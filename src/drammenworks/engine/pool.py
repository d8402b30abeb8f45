"""Pools run one function over many jobs: in this process, or in workers that take jobs as they become free.

The serial pool is for ``--jobs 1`` and most tests; both have the same interface and give the same results.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import pickle
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, Protocol, TypeVar

from drammenworks.engine.gc_tuning import collect_seldom

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")


_ORPHAN_SECONDS = 1.0
"""How often an idle worker checks that its parent is still running."""


_FEW = 16
"""Jobs that are done before a worker would have started, and loaded the modules it needs."""


class WorkerLostError(RuntimeError):
    """A worker process died twice during the same job, which the message names."""


class Pool(Protocol):
    """Runs a function over jobs."""

    workers: int
    """How many jobs run at once."""

    def map(
        self, function: Callable[[_Job], _Result], jobs: Sequence[_Job], *, chunk: int
    ) -> Iterator[list[tuple[int, _Result]]]:
        """Yield results with their jobs' positions, in lists of up to ``chunk``, in any order.

        :raises WorkerLostError: if workers die twice during a single job.
        """
        ...


class SerialPool:
    """Runs the jobs one by one, in this process."""

    workers = 1

    def map(
        self, function: Callable[[_Job], _Result], jobs: Sequence[_Job], *, chunk: int
    ) -> Iterator[list[tuple[int, _Result]]]:
        """Yield results in the order of the jobs."""
        for start in range(0, len(jobs), chunk):
            part = jobs[start : start + chunk]
            yield [(start + index, function(job)) for index, job in enumerate(part)]


class ProcessPool:
    """Runs the jobs in worker processes, started for each call.

    With fork they share the memory of this process; with spawn (Windows, macOS) the function is pickled once
    for each worker, so it must be a function of a module or a picklable object.
    """

    def __init__(self, workers: int, method: str | None = None) -> None:
        self.workers = workers
        self._context = multiprocessing.get_context(method or default_method())

    def map(
        self, function: Callable[[_Job], _Result], jobs: Sequence[_Job], *, chunk: int
    ) -> Iterator[list[tuple[int, _Result]]]:
        """Yield results as workers finish them."""
        ranges = [(start, jobs[start : start + chunk]) for start in range(0, len(jobs), chunk)]
        waiting = list(reversed(ranges))
        suspects: set[int] = set()
        workers: list[_Worker] = []
        try:
            # An interrupt must not come between the start of a worker and its place in the list.
            with _interrupts_blocked():
                workers += (_Worker(self._context, function) for _ in range(min(self.workers, len(ranges))))
            for worker in workers:
                worker.send(waiting.pop() if waiting else None)
            busy = {worker.connection: worker for worker in workers if worker.at is not None}
            while busy:
                for connection in wait(list(busy)):
                    assert isinstance(connection, Connection)
                    worker = busy.pop(connection)
                    assert worker.at is not None
                    start, part = worker.at
                    results: list[Any] = []
                    try:
                        results = worker.receive()
                    except EOFError:
                        waiting += _again(start, part, suspects)
                        with _interrupts_blocked():
                            worker = _Worker(self._context, function)
                            workers.append(worker)
                    worker.send(waiting.pop() if waiting else None)
                    if worker.at is not None:
                        busy[worker.connection] = worker
                    if results:
                        yield [(start + index, result) for index, result in enumerate(results)]
        finally:
            for worker in workers:
                worker.stop()


def _again(start: int, jobs: Sequence[_Job], suspects: set[int]) -> list[tuple[int, Sequence[_Job]]]:
    """Return the jobs to run again after a worker died during them: each by itself.

    Which of several it was is unknown, and it may have been none, as when the system ran out of memory.

    :param suspects: positions of jobs during which a worker died that had no other job; one is added.
    :raises WorkerLostError: if this is the second time.
    """
    if len(jobs) == 1:
        if start in suspects:
            raise WorkerLostError(repr(jobs[0]))
        suspects.add(start)
    return [(start + index, [jobs[index]]) for index in reversed(range(len(jobs)))]


def make_pool(jobs: int | None = None) -> Pool:
    """Return a pool of ``jobs`` workers; of as many as there are cores when None."""
    workers = jobs or available_cores()
    return SerialPool() if workers == 1 else ProcessPool(workers)


def worth_its_start(pool: Pool, jobs: int) -> Pool:
    """Return the pool, or a serial one when starting workers would take longer than the jobs."""
    return pool if jobs > _FEW else SerialPool()


def available_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def default_method() -> str:
    """Return how workers are started: by fork where that is safe, which is on Linux only."""
    return "fork" if os.name == "posix" and os.uname().sysname == "Linux" else "spawn"


class _Worker:
    """A process that runs a function over the jobs sent to it; to be started while interrupts are blocked."""

    def __init__(self, context: BaseContext, function: Callable[[Any], Any]) -> None:
        self.connection, theirs = context.Pipe()
        self.at: tuple[int, Sequence[Any]] | None = None
        # mypy: BaseContext is not known to have what all its kinds have.
        process: BaseProcess = context.Process(  # type: ignore[attr-defined]
            target=_work, args=(function, theirs), daemon=True
        )
        process.start()
        theirs.close()
        self._process = process

    def send(self, jobs: tuple[int, Sequence[Any]] | None) -> None:
        """Send jobs to the worker, or None when there are no more."""
        self.at = jobs
        # A worker that died is noticed when its results are waited for.
        with contextlib.suppress(BrokenPipeError):
            self.connection.send(None if jobs is None else list(jobs[1]))

    def receive(self) -> list[Any]:
        """Return the results of the jobs sent last.

        :raises EOFError: if the worker died during them.
        """
        try:
            results, error = self.connection.recv()
        except (OSError, pickle.UnpicklingError):
            # It may have died while sending them.
            raise EOFError from None
        if error is not None:
            raise error
        return list(results)

    def stop(self) -> None:
        """Terminate the process, even during a job."""
        self.connection.close()
        self._process.terminate()
        self._process.join()


@contextlib.contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Block Ctrl-C in a process until it is ready to ignore it: it would end with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(function: Callable[[Any], Any], connection: Connection) -> None:
    # Ctrl-C reaches the whole process group; only the parent acts on it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A worker runs for seconds; collecting among the inherited objects costs a tenth of them.
    gc.freeze()
    collect_seldom()
    parent = os.getppid()
    while True:
        try:
            # The end of a killed parent closes nothing: workers forked later hold copies of its pipes.
            while not connection.poll(_ORPHAN_SECONDS):
                if os.getppid() != parent:
                    return
            jobs = connection.recv()
        except EOFError:
            return
        if jobs is None:
            return
        try:
            reply: tuple[list[Any], BaseException | None] = ([function(job) for job in jobs], None)
        except Exception as error:
            error.add_note("".join(traceback.format_exception(error)))
            reply = ([], error)
        try:
            connection.send(reply)
        except (BrokenPipeError, ConnectionError):
            return
