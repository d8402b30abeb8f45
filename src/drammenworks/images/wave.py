"""Make every picture that pages want: each source is read once, and no result is made twice.

A picture is developed (read, decoded, scaled) in one task and each of its results encoded in another, by the
same threads: Pillow lets go of the interpreter in each, and one large photo keeps every core busy. How much
may be under way at once is decided by bytes, so that a thousand photos take no more memory than a few: what
is heaviest to decode is begun first, and what is lightest beside it.
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
from drammenworks.errors import Phrase
from drammenworks.images.budget import decoding_memory
from drammenworks.images.costs import decoding_cost, encoding_cost
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
    decoding: int = field(init=False)
    """Bytes that it takes at most until its results only need to be encoded."""
    encoding: int = field(init=False)
    """Bytes that its results take at most until they are."""

    def __post_init__(self) -> None:
        self.decoding = decoding_cost(self.source, self.wanted)
        self.encoding = encoding_cost(self.wanted)


@dataclass(slots=True)
class Wave:
    """Hands out the work, and knows how much memory it takes."""

    waiting: deque[Sheet]
    """The heaviest to decode first."""
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
        set_mmap_threshold()
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
                yield from self._done(pool)
                self._begin(pool)
                if any(sheet.decoding > decoding_memory(1) for sheet in self.developing.values()):
                    # What lighter ones leave behind would come on top of it.
                    malloc_trim()
        finally:
            # Ctrl-C does not wait for pictures that were not begun.
            pool.shutdown(cancel_futures=True)

    def _done(self, pool: ThreadPoolExecutor) -> Iterator[tuple[Variant, bytes]]:
        """Go on with what is done. No longer known to anybody, its pixels are gone when this returns."""
        for developed in [future for future in self.developing if future.done()]:
            self._developed(pool, developed)
        for encoded in [future for future in self.encoding if future.done()]:
            yield from self._encoded(encoded)

    def _begin(self, pool: ThreadPoolExecutor) -> None:
        """Begin with more pictures while a thread has nothing to do and there is memory for them."""
        while self.waiting and len(self.developing) + len(self.encoding) < self.workers:
            if self._fits(self.waiting[0]):
                sheet = self.waiting.popleft()
            elif self._fits(self.waiting[-1]):
                sheet = self.waiting.pop()
            else:
                return
            self.used += sheet.decoding + sheet.encoding
            self.developing[pool.submit(develop, sheet.source, sheet.wanted)] = sheet

    def _fits(self, sheet: Sheet) -> bool:
        """Tell whether there is memory for a picture beside the others; by itself, each fits."""
        decoding = sum(other.decoding for other in self.developing.values())
        return (not self.used or self.used + sheet.decoding + sheet.encoding <= self.memory) and (
            not decoding or decoding + sheet.decoding <= decoding_memory(self.workers)
        )

    def _developed(self, pool: ThreadPoolExecutor, done: Future[list[Print]]) -> None:
        sheet = self.developing.pop(done)
        self.used -= sheet.decoding
        try:
            prints = done.result()
        except UnusablePictureError as error:
            sheet.reason = error.reason
            self.used -= sheet.encoding
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
