"""The pictures, cards, web fonts and icons of a preview that nobody has made yet, in the order of making.

What browsers ask for comes first, in the order in which they asked, so that none of them starves however many
there are. Everything else is made while nobody waits.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from drammenworks.images.cards.card import HEIGHT, WIDTH, Card
from drammenworks.images.variants import Variant
from drammenworks.outputs.theme_files import IconFile, ThemeFile, Webfont

if TYPE_CHECKING:
    from drammenworks.images.scheduler import Job
    from drammenworks.images.tasks import EncodeTask

Picture = Variant | Card | ThemeFile
PictureName = tuple[str, str]
"""What a picture is cached by: pictures with the same name have the same bytes."""

_OTHER_MEMORY = 64 << 20
"""More bytes than drawing a card or making a file of a theme takes."""
_ORDER = (Webfont, Variant, IconFile, Card)
"""What a page shows sooner is made sooner; cards are on no page."""


def size_of(picture: Picture) -> tuple[int, int]:
    """Return the width and height of a picture in pixels."""
    return (WIDTH, HEIGHT) if not isinstance(picture, Variant) else (picture.width, picture.height)


def name_of(picture: Picture) -> PictureName:
    """Return what a picture is cached by."""
    return (picture.key, picture.format)


@dataclass(frozen=True, slots=True)
class SingleJob:
    """A social card to draw, or a file of a theme to make."""

    item: Picture
    make: Callable[[], bytes]
    decoding_peak: int = 0
    encoding_peak: int = _OTHER_MEMORY

    @property
    def items(self) -> Sequence[Picture]:
        """Return the card or file."""
        return (self.item,)

    def decode(self) -> Sequence[EncodeTask[Picture]]:
        """Return its one task."""
        from drammenworks.images.tasks import EncodeTask  # noqa: PLC0415 - Pillow is loaded when it is needed.

        return [EncodeTask(self.item, self.make, self.encoding_peak)]


class PictureQueue:
    """A queue for :class:`EncodeScheduler`; it can be changed in any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._draw: Callable[[Card], bytes] | None = None
        self._waiting: dict[PictureName, Picture] = {}
        """What has not been started."""
        self._by_source: dict[str, dict[PictureName, Variant]] = {}
        """The same pictures by the digest of their source, which is decoded once for all of them."""
        self._making: set[PictureName] = set()
        self._asked: dict[PictureName, int] = {}
        """What somebody waits for, started or not, and how many do; who asked first is first."""
        self._arrival: Future[None] = Future()
        self.is_paused = False
        """Only what somebody waits for is made."""

    def replace(self, pictures: Mapping[PictureName, Picture], draw: Callable[[Card], bytes]) -> None:
        """Let these pictures be what is to be made, in place of all others that have not been started.

        :param draw: draws the cards.
        """
        with self._lock:
            self._draw = draw
            self._waiting.clear()
            self._by_source.clear()
            for name, picture in sorted(pictures.items(), key=lambda item: _ORDER.index(type(item[1]))):
                if name not in self._making:
                    self._waiting[name] = picture
                    if isinstance(picture, Variant):
                        self._by_source.setdefault(picture.probe.digest, {})[name] = picture
            self._asked = {name: count for name, count in self._asked.items() if self._holds(name)}

    def holds(self, name: PictureName) -> bool:
        """Return whether a picture is to be made, or is being made."""
        with self._lock:
            return self._holds(name)

    def ask(self, name: PictureName) -> None:
        """Let a picture come before those that nobody waits for."""
        with self._lock:
            self._asked[name] = self._asked.get(name, 0) + 1
            if not self._arrival.done():
                self._arrival.set_result(None)

    def give_up(self, name: PictureName) -> None:
        """Say that one of those who asked for a picture waits no longer."""
        with self._lock:
            if self._asked.get(name, 0) > 1:
                self._asked[name] -= 1
            else:
                self._asked.pop(name, None)

    def finish(self, name: PictureName) -> None:
        """Say that a picture is made or came from elsewhere, or cannot be made."""
        with self._lock:
            if name in self._waiting:
                self._take_out(name)
            self._making.discard(name)
            self._asked.pop(name, None)

    def _holds(self, name: PictureName) -> bool:
        return name in self._waiting or name in self._making

    # --- what the scheduler asks for ---------------------------------------------------------------

    @property
    def arrival(self) -> Future[None]:
        """Is done when somebody asks for a picture from now on."""
        with self._lock:
            if self._arrival.done():
                self._arrival = Future()
            return self._arrival

    def is_asked_for(self, item: Picture) -> bool:
        """Return whether somebody waits for a picture."""
        return name_of(item) in self._asked

    def take(self, fits: Callable[[Job[Picture]], bool], *, asked_for: bool) -> Job[Picture] | None:
        """Return the next job if it fits; while it does not, none of those behind it passes it."""
        with self._lock:
            if self.is_paused and not asked_for:
                return None
            names: Iterable[PictureName] = self._asked if asked_for else self._waiting
            first = next((name for name in names if name in self._waiting), None)
            if first is None:
                return None
            job = self._job(first, asked_for=asked_for)
            if not fits(job):
                return None
            for item in job.items:
                self._start(item)
            return job

    def _job(self, first: PictureName, *, asked_for: bool) -> Job[Picture]:
        picture = self._waiting[first]
        if isinstance(picture, ThemeFile):
            return SingleJob(picture, picture.make)
        if isinstance(picture, Card):
            assert self._draw is not None
            return SingleJob(picture, partial(self._draw, picture))
        from drammenworks.images.scheduler import ImageJob  # noqa: PLC0415 - As above.

        same = self._by_source[picture.probe.digest]
        return ImageJob(
            picture.probe,
            [variant for name, variant in same.items() if not asked_for or name in self._asked],
        )

    def _start(self, picture: Picture) -> None:
        self._take_out(name_of(picture))
        self._making.add(name_of(picture))

    def _take_out(self, name: PictureName) -> None:
        picture = self._waiting.pop(name)
        if isinstance(picture, Variant):
            same = self._by_source[picture.probe.digest]
            del same[name]
            if not same:
                del self._by_source[picture.probe.digest]
