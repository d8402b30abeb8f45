"""Make every picture that pages want: each source is read once, and no result is made twice.

A picture is developed (read, decoded, scaled) in one task and each of its results encoded in another, by the
same threads: Pillow lets go of the interpreter in each, and one large photo keeps every core busy. How much
may be under way at once is decided by bytes, so that a thousand photos take no more memory than a few.
"""

from __future__ import annotations

import warnings
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

from drammenworks.errors import Phrase
from drammenworks.images.budget import decoding_cost, encoding_cost
from drammenworks.images.darkroom import Print, develop
from drammenworks.images.probe import Probe, UnusablePictureError
from drammenworks.images.variants import Variant

_BLOCK = 1 << 20
"""Bytes of memory in which pixels are held, at least a row in each."""


@dataclass(slots=True)
class Sheet:
    """A picture and what is wanted of it."""

    source: Probe
    wanted: list[Variant]
    reason: str | None = None
    """Why it cannot be used, once that is known."""

    @property
    def cost(self) -> int:
        """Bytes that it takes at most from when it is read until its results are made."""
        return decoding_cost(self.source) + encoding_cost(self.wanted)


@dataclass(slots=True)
class Wave:
    """Hands out the work, and knows how much memory it takes."""

    waiting: deque[Sheet]
    memory: int
    workers: int
    tell: Callable[[int], None]
    """Told of every result that is done with, made or not, and how many it is."""
    used: int = 0
    """Bytes that the work under way takes at most."""
    developing: dict[Future[list[Print]], Sheet] = field(default_factory=dict)
    encoding: dict[Future[bytes], tuple[Sheet, Variant]] = field(default_factory=dict)

    def run(self) -> Iterator[tuple[Variant, bytes]]:
        """Yield results as they are made."""
        # Pixels that come and go in blocks of 16 MB, as Pillow has it, leave holes that nothing else fits:
        # a tenth more memory at its peak than small blocks take, which are as fast.
        Image.core.set_block_size(_BLOCK)  # type: ignore[attr-defined]
        # What Pillow thinks of a picture's metadata, in English, is no help to anybody.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield from self._run()

    def _run(self) -> Iterator[tuple[Variant, bytes]]:
        pool = ThreadPoolExecutor(self.workers)
        try:
            self._begin(pool)
            while self.developing or self.encoding:
                running: list[Future[Any]] = [*self.developing, *self.encoding]
                wait(running, return_when=FIRST_COMPLETED)
                for developed in [future for future in self.developing if future.done()]:
                    self._developed(pool, developed)
                for encoded in [future for future in self.encoding if future.done()]:
                    yield from self._encoded(encoded)
                self._begin(pool)
        finally:
            # Ctrl-C does not wait for pictures that were not begun.
            pool.shutdown(cancel_futures=True)

    def _begin(self, pool: ThreadPoolExecutor) -> None:
        """Begin with more pictures while a thread has nothing to do and there is memory for them."""
        while self.waiting and len(self.developing) + len(self.encoding) < self.workers:
            sheet = self.waiting[0]
            if self.used and self.used + sheet.cost > self.memory:
                return
            self.used += sheet.cost
            self.waiting.popleft()
            self.developing[pool.submit(develop, sheet.source, sheet.wanted)] = sheet

    def _developed(self, pool: ThreadPoolExecutor, done: Future[list[Print]]) -> None:
        sheet = self.developing.pop(done)
        self.used -= decoding_cost(sheet.source)
        try:
            prints = done.result()
        except UnusablePictureError as error:
            sheet.reason = error.reason
            self.used -= encoding_cost(sheet.wanted)
            self.tell(len(sheet.wanted))
            return
        for result in prints:
            self.encoding[pool.submit(result.encode)] = sheet, result.variant

    def _encoded(self, done: Future[bytes]) -> Iterator[tuple[Variant, bytes]]:
        sheet, variant = self.encoding.pop(done)
        self.used -= encoding_cost([variant])
        self.tell(1)
        try:
            data = done.result()
        except (OSError, ValueError):
            # WebP takes 16 383 pixels each way, and JPEG and AVIF 65 535.
            sheet.reason = Phrase("den er altfor høy eller bred")
        else:
            yield variant, data
