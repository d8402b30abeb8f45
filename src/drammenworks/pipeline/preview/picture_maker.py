"""Make the pictures, cards, web fonts and icons of a preview when browsers ask, and the rest meanwhile.

A page names its pictures by what they are made of, so it can be shown before they exist. They are the files
that a build makes, and are kept in the same cache.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from drammenworks.engine.pool import available_cores
from drammenworks.engine.sharing.shared_cache import SharedCache
from drammenworks.errors import Finding
from drammenworks.errors.rules import media as media_rules
from drammenworks.images.cards.card import Card
from drammenworks.images.encoded_files import EncodedFile, EncodedFileCache
from drammenworks.images.probe_result import CHANGED, GONE, UnusableImageError
from drammenworks.images.variants import Variant
from drammenworks.outputs.theme_cards import ThemeCards
from drammenworks.outputs.theme_files import ThemeFile
from drammenworks.pipeline.preview.picture_caches import PictureCaches
from drammenworks.pipeline.preview.picture_queue import Picture, PictureName, PictureQueue, name_of
from drammenworks.pipeline.sharing.encoded import fetch_each

if TYPE_CHECKING:
    from drammenworks.pipeline.card_worker import CardTask

Made = EncodedFile | Finding | None
"""The file of a picture, or what is wrong with it; None when it cannot be made now, and a build will come."""

_Stamp = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class _Failure:
    """A picture that could not be made, which is not tried again until its source is another."""

    finding: Finding
    stamp: _Stamp


def _ignore(_: object) -> None:
    pass


class PictureMaker:
    """Makes pictures in threads of its own, which :meth:`stop` ends."""

    def __init__(self, root: Path, cache: Path, *, memory: int | None = None) -> None:
        """Make nothing until there is something to make.

        :param cache: the folder of the cache.
        :param memory: how many bytes pictures may take while they are made.
        """
        self.on_finding: Callable[[Finding], None] = _ignore
        """Is told what is wrong with a picture, once for each fault. In any thread."""
        self.on_fault: Callable[[Exception], None] = _ignore
        """Is told of what the content has not caused, such as a full disk. In any thread."""
        self.shared: SharedCache | None = None
        """Where others may have what is to be made; None for nowhere."""
        self._sought: set[PictureName] = set()
        """What was looked for there."""
        self._root = root
        self._folder = cache / "images"
        self._memory = memory
        self._queue = PictureQueue()
        self._lock = threading.Lock()
        self._work = threading.Event()
        self._thread: threading.Thread | None = None
        self._futures: dict[PictureName, list[Future[Made]]] = {}
        self._failures: dict[PictureName, _Failure] = {}
        self._files = PictureCaches(cache / "images", cache / "themes")
        self._cards = _Cards({}, root, self._files.of_images)

    @property
    def is_busy(self) -> bool:
        """Whether its threads are running."""
        return self._thread is not None and self._thread.is_alive()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the pictures that pages show."""
        with self._lock:
            return tuple({failure.finding: None for failure in self._failures.values()})

    def show(self, pictures: Iterable[Picture], themes: Iterable[ThemeCards | None]) -> None:
        """Make what pages show from now on; what only other pages showed is not made any more.

        :param themes: those that the cards are designed by.
        """
        by_design = {theme.design.digest: theme for theme in themes if theme is not None}
        wanted = {name_of(picture): picture for picture in pictures}
        with self._lock:
            if by_design.keys() != self._cards.themes.keys():
                self._cards = _Cards(by_design, self._root, self._files.of_images)
            self._failures = {
                name: failure
                for name, failure in self._failures.items()
                if name in wanted and failure.stamp == self._stamp(wanted[name])
            }
            waiting = {
                name: picture
                for name, picture in wanted.items()
                if name not in self._failures and not self._files.has(picture)
            }
            self._queue.replace(waiting, self._cards.draw)
            for name in [name for name in self._futures if not self._queue.holds(name)]:
                self._answer(name, None)
        self._seek(waiting)
        if wanted:
            self._wake()

    def ask(self, picture: Picture) -> Future[Made]:
        """Return a picture once it is made, before all that nobody asked for; cancel to wait no longer."""
        name, future = name_of(picture), Future[Made]()
        with self._lock:
            failure = self._failures.get(name)
            is_held = self._queue.holds(name)
            made: Made = failure.finding if failure is not None else self._files.find(picture)
            if not is_held:
                future.set_result(made)
                return future
            self._futures.setdefault(name, []).append(future)
            self._queue.ask(name)
        future.add_done_callback(lambda future: self._queue.give_up(name) if future.cancelled() else None)
        self._wake()
        return future

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Make only what somebody asks for: a build needs the cores."""
        self._queue.is_paused = True
        try:
            yield
        finally:
            self._queue.is_paused = False
            self._work.set()

    def stop(self) -> None:
        """Write no file any more. What is being encoded goes on in threads that a process need not await."""
        self._files.close()
        self._work.set()

    def _seek(self, waiting: Mapping[PictureName, Picture]) -> None:
        """Look for pictures where others may have them, while those that browsers ask for are made."""
        if self.shared is None:
            return
        names = [name for name, one in waiting.items() if not isinstance(one, ThemeFile)]
        sought = [waiting[name] for name in names if name not in self._sought]
        self._sought.update(names)
        if sought:
            threading.Thread(target=self._fetch, args=(self.shared, sought), daemon=True).start()

    def _fetch(self, shared: SharedCache, pictures: Sequence[Picture]) -> None:
        for picture, data in fetch_each(shared, self._folder, pictures):
            if self._files.is_closed:
                return
            if self._queue.holds(name_of(picture)):
                self._finish(picture, data)

    # --- its thread --------------------------------------------------------------------------------

    def _wake(self) -> None:
        self._work.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="pictures", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while not self._files.is_closed:
            self._work.wait()
            self._work.clear()
            try:
                self._make_all()
            except Exception as error:
                self.on_fault(error)

    def _make_all(self) -> None:
        # Loaded only when it is needed: Pillow takes as long as planning a thousand pages.
        from drammenworks.images.memory import default_memory_limit  # noqa: PLC0415
        from drammenworks.images.scheduler import EncodeScheduler  # noqa: PLC0415

        workers = available_cores()
        limit = self._memory or default_memory_limit()
        scheduler: EncodeScheduler[Picture] = EncodeScheduler(
            self._queue, limit, workers, min(1, workers - 1)
        )
        with contextlib.closing(scheduler.run()) as results:
            for picture, made in results:
                if self._files.is_closed:
                    return
                self._finish(picture, made)

    def _finish(self, picture: Picture, made: bytes | Exception) -> None:
        result: Made = None
        failure: _Failure | None = None
        if not isinstance(made, Exception):
            try:
                result = self._files.put(picture, made)
            except OSError as error:
                made = error
        if isinstance(made, Exception):
            result = self._finding(picture, made)
            failure = _Failure(result, self._stamp(picture)) if result is not None else None
        with self._lock:
            is_known = failure is None or failure.finding in {
                other.finding for other in self._failures.values()
            }
            if failure is not None:
                self._failures[name_of(picture)] = failure
        if failure is not None and not is_known:
            self.on_finding(failure.finding)
        with self._lock:
            self._queue.finish(name_of(picture))
            self._answer(name_of(picture), result)

    def _answer(self, name: PictureName, made: Made) -> None:
        for future in self._futures.pop(name, ()):
            if future.set_running_or_notify_cancel():
                future.set_result(made)

    def _finding(self, picture: Picture, error: Exception) -> Finding | None:
        """Return what is wrong with a picture; None if the content has not caused it, or is changing."""
        if isinstance(error, UnusableImageError) and error.reason in (GONE, CHANGED):
            # A watcher tells of it, and the build after that shows a different picture.
            return None
        if isinstance(picture, Card):
            finding = self._cards.finding(picture, error)
        elif isinstance(picture, Variant) and isinstance(error, UnusableImageError):
            path = picture.probe.file.relative_to(self._root).as_posix()
            finding = media_rules.unusable(path, error.reason)
        else:
            finding = None
        if finding is None and not self._files.is_closed:
            self.on_fault(error)
        return finding

    def _stamp(self, picture: Picture) -> _Stamp:
        """Return what tells whether the source of a picture has changed; None when it is gone."""
        if isinstance(picture, Card):
            file = self._root / picture.image.file if picture.image is not None else None
        else:
            file = picture.probe.file if isinstance(picture, Variant) else None
        try:
            status = file.stat() if file is not None else None
        except OSError:
            status = None
        return (status.st_mtime_ns, status.st_size) if status is not None else None


class _Cards:
    """Draws the cards of some designs; what that takes is loaded with the first, after pages are shown."""

    def __init__(self, themes: Mapping[str, ThemeCards], root: Path, files: EncodedFileCache) -> None:
        self.themes = themes
        """By the digest of their design."""
        self._root = root
        self._files = files

    def draw(self, card: Card) -> bytes:
        """Return a card as the bytes of its file."""
        return self._task.render(card)

    def finding(self, card: Card, error: Exception) -> Finding | None:
        """Return what is wrong with a card; None if that is no fault of its image or of its template."""
        return self._task.finding(card, error) if card.design in self.themes else None

    @cached_property
    def _task(self) -> CardTask:
        from drammenworks.pipeline.card_worker import CardTask  # noqa: PLC0415

        return CardTask(self.themes, self._root, self._files)
