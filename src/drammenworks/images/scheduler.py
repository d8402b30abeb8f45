"""Schedule the decode and encode tasks of many images on threads, within a memory limit.

Each source is decoded in one task and each of its variants encoded in a separate one. Pillow releases the
interpreter lock in both, so that a single large photo uses every core. Concurrency is limited by bytes, so
that a thousand photos take no more memory than a few.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from PIL import Image

from drammenworks.base.malloc_trim import malloc_trim, set_mmap_threshold
from drammenworks.images.encoded_files import Encodable
from drammenworks.images.memory import decoding_limit, decoding_peak, encoding_peak
from drammenworks.images.probe_result import Probe
from drammenworks.images.tasks import EncodeTask, decode_source
from drammenworks.images.variants import Variant

_BLOCK = 1 << 20
"""Bytes of the blocks that Pillow allocates for pixels; each holds at least one row."""

Item = TypeVar("Item", bound=Encodable)
Item_co = TypeVar("Item_co", bound=Encodable, covariant=True)


class Job(Protocol[Item_co]):
    """What is to be made of one source."""

    @property
    def items(self) -> Sequence[Item_co]:
        """The files to encode."""
        ...

    @property
    def decoding_peak(self) -> int:
        """The most bytes that it takes until its encode tasks exist."""
        ...

    @property
    def encoding_peak(self) -> int:
        """The most bytes that its encode tasks take until all are done."""
        ...

    def decode(self) -> Sequence[EncodeTask[Item_co]]:
        """Return the encode tasks."""
        ...


class JobQueue(Protocol[Item]):
    """The jobs that have not started. Somebody may wait for a file while others are made in advance."""

    @property
    def arrival(self) -> Future[None] | None:
        """Is done when somebody asks for a file; None where all jobs are known from the start."""
        ...

    def take(self, fits: Callable[[Job[Item]], bool], *, asked_for: bool) -> Job[Item] | None:
        """Return the next job, which is no longer in the queue; None when there is none, or it does not fit.

        :param asked_for: take only what somebody waits for.
        """
        ...

    def is_asked_for(self, item: Item) -> bool:
        """Return whether somebody waits for a file of a job that has started."""
        ...


@dataclass(slots=True)
class ImageJob:
    """A source image and the variants to make of it."""

    source: Probe
    items: Sequence[Variant]
    decoding_peak: int = field(init=False)
    encoding_peak: int = field(init=False)

    def __post_init__(self) -> None:
        self.decoding_peak = decoding_peak(self.source, self.items)
        self.encoding_peak = encoding_peak(self.items)

    def decode(self) -> Sequence[EncodeTask[Variant]]:
        """Return the encode tasks, longest first.

        :raises UnusableImageError: if the file is gone, has changed since it was probed, or is damaged.
        """
        return decode_source(self.source, self.items)


@dataclass(slots=True)
class EncodeScheduler(Generic[Item]):
    """Runs jobs on threads and accounts for their memory."""

    queue: JobQueue[Item]
    memory: int
    """The limit in bytes; a job that exceeds it runs by itself."""
    workers: int
    spare: int = 0
    """How many of the workers do only what somebody waits for."""
    used: int = 0
    """The most bytes that the running tasks take."""
    decoding: dict[Future[Sequence[EncodeTask[Item]]], Job[Item]] = field(default_factory=dict)
    ready: list[EncodeTask[Item]] = field(default_factory=list)
    """Tasks whose pixels are in memory, and for which no thread was free."""
    encoding: dict[Future[bytes], EncodeTask[Item]] = field(default_factory=dict)

    def run(self) -> Generator[tuple[Item, bytes | Exception]]:
        """Yield encoded files as they are finished, or why one cannot be, until the queue gives no more."""
        # Pillow's default blocks of 16 MB fragment the heap: peak memory is a tenth higher than with small
        # blocks, which are as fast.
        Image.core.set_block_size(_BLOCK)  # type: ignore[attr-defined]
        set_mmap_threshold()
        # Pillow's warnings about metadata are in English, and the editor cannot act on them.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield from self._run()

    def _run(self) -> Generator[tuple[Item, bytes | Exception]]:
        pool = ThreadPoolExecutor(self.workers)
        try:
            while True:
                # Before the queue is looked into, so that nobody who asks meanwhile is overlooked.
                arrival = self.queue.arrival
                self._start_tasks(pool)
                running: list[Future[Any]] = [*self.decoding, *self.encoding]
                if not running:
                    return
                wait([*running, arrival] if arrival is not None else running, return_when=FIRST_COMPLETED)
                yield from self._collect()
                if any(job.decoding_peak > decoding_limit(1) for job in self.decoding.values()):
                    # Memory that earlier jobs freed would otherwise add to the peak of a heavy one.
                    malloc_trim()
        finally:
            # Ctrl-C cancels the tasks that have not started.
            pool.shutdown(cancel_futures=True)

    def _collect(self) -> Generator[tuple[Item, bytes | Exception]]:
        """Handle the finished tasks, and drop every reference to them, which frees their pixels."""
        for decoded in [future for future in self.decoding if future.done()]:
            yield from self._finish_decoding(decoded)
        for encoded in [future for future in self.encoding if future.done()]:
            yield self._finish_encoding(encoded)

    def _start_tasks(self, pool: ThreadPoolExecutor) -> None:
        """Start tasks while a thread is idle and there is memory for them."""
        while (idle := self.workers - len(self.decoding) - len(self.encoding)) > 0:
            task = self._ready_task(asked_for=True)
            job = self.queue.take(self._fits, asked_for=True) if task is None else None
            if task is None and job is None and idle > self.spare:
                # What is decoded first: it takes memory.
                task = self._ready_task(asked_for=False)
                job = self.queue.take(self._fits, asked_for=False) if task is None else None
            if task is not None:
                self.ready.remove(task)
                self.encoding[pool.submit(task.encode)] = task
            elif job is not None:
                self.used += job.decoding_peak + job.encoding_peak
                self.decoding[pool.submit(job.decode)] = job
            else:
                return

    def _ready_task(self, *, asked_for: bool) -> EncodeTask[Item] | None:
        tasks = (task for task in self.ready if not asked_for or self.queue.is_asked_for(task.item))
        return next(tasks, None)

    def _fits(self, job: Job[Item]) -> bool:
        """Return whether there is memory for a job beside those that are running; any job fits by itself."""
        decoding = sum(running.decoding_peak for running in self.decoding.values())
        return (not self.used or self.used + job.decoding_peak + job.encoding_peak <= self.memory) and (
            not decoding or decoding + job.decoding_peak <= decoding_limit(self.workers)
        )

    def _finish_decoding(
        self, done: Future[Sequence[EncodeTask[Item]]]
    ) -> Generator[tuple[Item, bytes | Exception]]:
        job = self.decoding.pop(done)
        self.used -= job.decoding_peak
        try:
            self.ready += done.result()
        except Exception as error:
            self.used -= job.encoding_peak
            yield from ((item, error) for item in job.items)

    def _finish_encoding(self, done: Future[bytes]) -> tuple[Item, bytes | Exception]:
        task = self.encoding.pop(done)
        self.used -= task.peak
        try:
            return task.item, done.result()
        except Exception as error:
            return task.item, error
