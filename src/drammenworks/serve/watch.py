"""What changed in the project, and when to build because of it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from drammenworks.config.theme import THEMES_FOLDER
from drammenworks.content.discover import CONTENT, is_ignored

FOLDERS = (CONTENT, THEMES_FOLDER)
"""What a build reads, and nothing that it writes."""

CHANGES: tuple[type[FileSystemEvent], ...] = (
    FileCreatedEvent,
    FileModifiedEvent,
    FileDeletedEvent,
    FileMovedEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
)
"""Opening and closing change nothing, every write before a close has been told, and a folder counts as
modified whenever something in it is."""

_QUIET = 0.03
"""Seconds: an editor's save is several events within a few milliseconds, and nobody notices 30."""

# Watchdog writes to a log that nobody has set up, which would end up in the person's terminal in English.
logging.getLogger("watchdog").addHandler(logging.NullHandler())
# Of a folder that was made with another in it, and so was found twice. Harmless, and as unwelcome there.
warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)


def is_change(event: FileSystemEvent, folder: Path) -> bool:
    """Tell whether an event under a watched folder may make the sites others than they are."""
    if not isinstance(event, CHANGES):
        return False
    # An editor that saves by renaming moves a file of its own to one of ours.
    paths = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
    return any(_is_ours(path, folder) for path in paths)


def _is_ours(path: Path, folder: Path) -> bool:
    return path.is_relative_to(folder) and not any(map(is_ignored, path.relative_to(folder).parts))


class Debounce:
    """Collects changes until there has been quiet for a moment."""

    def __init__(self, quiet: float = _QUIET) -> None:
        self._quiet = quiet
        self._paths: set[Path] = set()
        self._latest = 0.0

    def note(self, path: Path, now: float) -> None:
        """Remember that something changed."""
        self._paths.add(path)
        self._latest = now

    def left(self, now: float) -> float | None:
        """Return for how many seconds there must still be quiet; None when nothing has changed."""
        if not self._paths:
            return None
        return max(0.0, self._latest + self._quiet - now)

    def take(self) -> frozenset[Path]:
        """Return what has changed, and forget it: what comes from now on is for the next build."""
        taken = frozenset(self._paths)
        self._paths.clear()
        return taken


class Changes:
    """Hands changes over to a loop that builds, however long its builds take; none gets lost."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._debounce = Debounce()
        self._clock = clock
        self._news = asyncio.Event()

    def note(self, path: Path) -> None:
        """Remember that something changed. To be called in the loop's own thread."""
        self._debounce.note(path, self._clock())
        self._news.set()

    async def settled(self) -> frozenset[Path]:
        """Return what has changed, once it has and there is quiet."""
        while True:
            left = self._debounce.left(self._clock())
            if left == 0:
                return self._debounce.take()
            if left is None:
                self._news.clear()
                await self._news.wait()
            else:
                await asyncio.sleep(left)


class Watcher:
    """Watches the folders that a build reads, also when they go away and come back."""

    def __init__(self, root: Path, on_change: Callable[[Path], None]) -> None:
        """Make a watcher that calls ``on_change`` with a path, from a thread of its own."""
        self._root = root
        self._on_change = on_change
        self._observer = Observer()
        self._watched: dict[Path, tuple[ObservedWatch, _Identity]] = {}

    def start(self) -> None:
        """Start watching.

        :raises OSError: if the system lets us watch no more folders.
        """
        self._observer.start()
        for name in FOLDERS:
            self._watch(self._root / name)

    def rearm(self) -> list[Path]:
        """Watch each folder as it is now, and return those that came, went or were exchanged.

        To be called now and then: a watch follows a folder that is moved away, and dies with one that
        is deleted, and nothing tells of the one that takes its place.
        """
        changed = []
        alive = {emitter.watch for emitter in self._observer.emitters if emitter.is_alive()}
        for name in FOLDERS:
            folder = self._root / name
            watch, identity = self._watched.get(folder, (None, None))
            if _identity(folder) == identity and (watch is None or watch in alive):
                continue
            if watch is not None:
                self._observer.unschedule(watch)
                del self._watched[folder]
                changed.append(folder)
            with contextlib.suppress(OSError):  # It went away again; the next look will tell.
                if self._watch(folder):
                    changed.append(folder)
        return changed

    def _watch(self, folder: Path) -> bool:
        identity = _identity(folder)
        if identity is None:
            return False
        # A link would be watched instead of what it leads to.
        target = folder.resolve()
        handler = _Handler(target, self._on_change)
        watch = self._observer.schedule(handler, str(target), recursive=True, event_filter=list(CHANGES))
        self._watched[folder] = (watch, identity)
        return True

    def stop(self) -> None:
        """Stop watching."""
        self._observer.stop()
        self._observer.join()


class _Handler(FileSystemEventHandler):
    def __init__(self, folder: Path, on_change: Callable[[Path], None]) -> None:
        self._folder = folder
        self._on_change = on_change

    def on_any_event(self, event: FileSystemEvent) -> None:
        if is_change(event, self._folder):
            self._on_change(Path(os.fsdecode(event.dest_path or event.src_path)))


_Identity = tuple[int, int]
"""What tells a folder from another of the same name: its device and its number there."""


def _identity(folder: Path) -> _Identity | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if folder.is_dir() else None
