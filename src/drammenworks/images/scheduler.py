"""Schedule the decode and encode tasks of many images on threads, within a memory limit.

Each source is decoded in one task and each of its variants encoded in a separate one. Pillow releases the
interpreter lock in both, so that a single large photo uses every core. Concurrency is limited by bytes, so
that a thousand photos take no more memory than a few: the heaviest image to decode starts first, and the
lightest beside it.
"""

from __future__ import annotations

import warnings
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

from drammenworks.base.malloc_trim import malloc_trim, set_mmap_threshold
from drammenworks.images.memory import decoding_limit, decoding_peak, encoding_peak
from drammenworks.images.probe_result import Probe, UnusableImageError
from drammenworks.images.tasks import EncodeTask, decode_source
from drammenworks.images.variants import TOO_LARGE, Variant

_BLOCK = 1 << 20
"""Bytes of the blocks that Pillow allocates for pixels; each holds at least one row."""


@dataclass(slots=True)
class ImageJob:
    """A source image and the variants to make of it."""

    source: Probe
    variants: list[Variant]
    failure: str | None = None
    """Why the image is unusable, once that is known."""
    decoding_peak: int = field(init=False)
    """The most bytes that it takes until its encode tasks exist."""
    encoding_peak: int = field(init=False)
    """The most bytes that its encode tasks take until all are done."""

    def __post_init__(self) -> None:
        self.decoding_peak = decoding_peak(self.source, self.variants)
        self.encoding_peak = encoding_peak(self.variants)


@dataclass(slots=True)
class EncodeScheduler:
    """Runs image jobs on threads and accounts for their memory."""

    waiting: deque[ImageJob]
    """The heaviest to decode first."""
    memory: int
    """The limit in bytes; a job that exceeds it runs by itself."""
    workers: int
    report: Callable[[int], None]
    """Called with the number of variants that were finished, whether encoded or failed."""
    used: int = 0
    """The most bytes that the running tasks take."""
    decoding: dict[Future[list[EncodeTask]], ImageJob] = field(default_factory=dict)
    encoding: dict[Future[bytes], tuple[ImageJob, Variant]] = field(default_factory=dict)

    def run(self) -> Iterator[tuple[Variant, bytes]]:
        """Yield encoded variants as they are finished."""
        # Pillow's default blocks of 16 MB fragment the heap: peak memory is a tenth higher than with small
        # blocks, which are as fast.
        Image.core.set_block_size(_BLOCK)  # type: ignore[attr-defined]
        set_mmap_threshold()
        # Pillow's warnings about metadata are in English, and the editor cannot act on them.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield from self._run()

    def _run(self) -> Iterator[tuple[Variant, bytes]]:
        pool = ThreadPoolExecutor(self.workers)
        try:
            self._start_jobs(pool)
            while self.decoding or self.encoding:
                running: list[Future[Any]] = [*self.decoding, *self.encoding]
                wait(running, return_when=FIRST_COMPLETED)
                yield from self._collect(pool)
                self._start_jobs(pool)
                if any(job.decoding_peak > decoding_limit(1) for job in self.decoding.values()):
                    # Memory that earlier jobs freed would otherwise add to the peak of a heavy one.
                    malloc_trim()
        finally:
            # Ctrl-C cancels the tasks that have not started.
            pool.shutdown(cancel_futures=True)

    def _collect(self, pool: ThreadPoolExecutor) -> Iterator[tuple[Variant, bytes]]:
        """Handle the finished tasks, and drop every reference to them, which frees their pixels."""
        for decoded in [future for future in self.decoding if future.done()]:
            self._start_encoding(pool, decoded)
        for encoded in [future for future in self.encoding if future.done()]:
            yield from self._finish_encoding(encoded)

    def _start_jobs(self, pool: ThreadPoolExecutor) -> None:
        """Start jobs while a thread is idle and there is memory for them."""
        while self.waiting and len(self.decoding) + len(self.encoding) < self.workers:
            if self._fits(self.waiting[0]):
                job = self.waiting.popleft()
            elif self._fits(self.waiting[-1]):
                job = self.waiting.pop()
            else:
                return
            self.used += job.decoding_peak + job.encoding_peak
            self.decoding[pool.submit(decode_source, job.source, job.variants)] = job

    def _fits(self, job: ImageJob) -> bool:
        """Return whether there is memory for a job beside those that are running; any job fits by itself."""
        decoding = sum(running.decoding_peak for running in self.decoding.values())
        return (not self.used or self.used + job.decoding_peak + job.encoding_peak <= self.memory) and (
            not decoding or decoding + job.decoding_peak <= decoding_limit(self.workers)
        )

    def _start_encoding(self, pool: ThreadPoolExecutor, done: Future[list[EncodeTask]]) -> None:
        job = self.decoding.pop(done)
        self.used -= job.decoding_peak
        try:
            tasks = done.result()
        except UnusableImageError as error:
            job.failure = error.reason
            self.used -= job.encoding_peak
            self.report(len(job.variants))
            return
        for task in tasks:
            self.encoding[pool.submit(task.encode)] = job, task.variant

    def _finish_encoding(self, done: Future[bytes]) -> Iterator[tuple[Variant, bytes]]:
        job, variant = self.encoding.pop(done)
        self.used -= encoding_peak([variant])
        self.report(1)
        try:
            data = done.result()
        except (OSError, ValueError, RuntimeError):
            # Each encoder raises a different one for a size that its format does not have.
            job.failure = TOO_LARGE
        else:
            yield variant, data
