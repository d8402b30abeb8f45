"""What changed in the project, and when to build because of it."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
import time
import warnings
from collections.abc import Callable, Collection
from pathlib import Path, PurePosixPath

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
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from drammenworks.base.paths import CONTENT, THEMES_FOLDER, is_ignored

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

QUIET = 0.03
"""Seconds: an editor's save is several events within a few milliseconds, and nobody notices 30."""
_GIT_PATIENCE = 10.0
"""Seconds that a checkout may take before its lock is taken for one that was left behind."""
_POLL_EVERY = 1.0
"""Seconds, where the system does not tell of changes."""
_MANY = 64
"""Files from which on all are looked at: the system may have had more to tell than it had room for."""
_TOO_FEW = (errno.ENOSPC, errno.EMFILE, errno.ENFILE)
"""inotify(7): no more watches, or no more watchers, for this user."""

# Watchdog writes to a log that nobody has set up, which would end up in the person's terminal in English.
logging.getLogger("watchdog").addHandler(logging.NullHandler())
# Of a folder that was made with another in it, and so was found twice. Harmless, and as unwelcome there.
warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)


def changed_paths(event: FileSystemEvent, folder: Path) -> list[Path]:
    """Return what an event under a watched folder may have changed, by the path there; mostly nothing."""
    if not isinstance(event, CHANGES):
        return []
    # An editor that saves by renaming moves a file of its own to one of ours.
    paths = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
    return [path.relative_to(folder) for path in paths if _is_ours(path, folder)]


def _is_ours(path: Path, folder: Path) -> bool:
    return path.is_relative_to(folder) and not any(map(is_ignored, path.relative_to(folder).parts))


class Debounce:
    """Collects changes until there has been quiet for a moment."""

    def __init__(self, quiet: float = QUIET) -> None:
        self._quiet = quiet
        self._paths: set[str] = set()
        self._latest = 0.0

    def note(self, path: str, now: float) -> None:
        """Remember that something changed."""
        self._paths.add(path)
        self._latest = now

    def left(self, now: float) -> float | None:
        """Return for how many seconds there must still be quiet; None when nothing has changed."""
        if not self._paths:
            return None
        return max(0.0, self._latest + self._quiet - now)

    def take(self) -> frozenset[str]:
        """Return what has changed, and forget it: what comes from now on is for the next build."""
        taken = frozenset(self._paths)
        self._paths.clear()
        return taken


class Changes:
    """Hands changes over to a loop that builds, however long its builds take; none gets lost."""

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        is_git_busy: Callable[[], bool] = lambda: False,
    ) -> None:
        self._debounce = Debounce()
        self._clock = clock
        self._is_git_busy = is_git_busy
        self._news = asyncio.Event()

    @property
    def any(self) -> bool:
        """Whether something has changed that was not handed over. May be asked in any thread."""
        return self._debounce.left(0.0) is not None

    def note(self, path: str) -> None:
        """Remember that something changed. To be called in the loop's own thread."""
        self._debounce.note(path, self._clock())
        self._news.set()

    async def settled(self) -> frozenset[str]:
        """Return what has changed, once it has and there is quiet."""
        while True:
            left = self._debounce.left(self._clock())
            if left is None:
                self._news.clear()
                await self._news.wait()
            elif left > 0:
                await asyncio.sleep(left)
            elif self._is_git_busy():
                # A checkout writes file after file, now and then with a pause between two.
                await asyncio.sleep(QUIET)
            else:
                return self._debounce.take()


def named(changes: Collection[str]) -> frozenset[str] | None:
    """Return the files that changed; None when they are so many that there may be more."""
    return frozenset(changes) if len(changes) <= _MANY else None


class GitLock:
    """Tells whether Git is at work: it holds a lock from before the first file to after the last."""

    def __init__(self, root: Path) -> None:
        self._lock = _git_folder(root) / "index.lock"

    def __call__(self) -> bool:
        """Return whether the lock is held, and not just left behind."""
        try:
            taken = self._lock.stat().st_mtime
        except (OSError, ValueError):  # There is none, or its path has a NUL.
            return False
        return time.time() < taken + _GIT_PATIENCE


def _git_folder(root: Path) -> Path:
    """Return the folder in which Git keeps what it knows of the project, or where it would."""
    for folder in (root, *root.parents):
        git = folder / ".git"
        if git.is_file():
            # A worktree says where its own folder is (gitrepository-layout(5)). What cannot be read is no
            # repository's: without its lock a checkout may take more builds than one.
            with contextlib.suppress(OSError, UnicodeDecodeError):
                return folder / git.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
        if git.is_dir():
            return git
    return root / ".git"


class Watcher:
    """Watches the folders that a build reads, also when they go away and come back."""

    def __init__(
        self, root: Path, on_change: Callable[[str], None], on_polling: Callable[[str], None]
    ) -> None:
        """Make a watcher.

        :param on_change: called with a path from the project's root, from a thread of its own.
        :param on_polling: called with the reason when the system does not tell of changes.
        """
        self._root = root
        self._on_change = on_change
        self._on_polling = on_polling
        self._observer: BaseObserver = Observer()
        self._watched: dict[str, tuple[ObservedWatch, _Identity]] = {}

    def start(self) -> None:
        """Start watching.

        :raises OSError: if that is not possible at all.
        """
        try:
            self._start()
        except OSError as error:
            if error.errno not in _TOO_FEW:
                raise
            self._on_polling(error.strerror or str(error))
            self.stop()
            self._watched.clear()
            self._observer = PollingObserver(timeout=_POLL_EVERY)
            self._start()

    def _start(self) -> None:
        for name in FOLDERS:
            self._watch(name)
        self._observer.start()

    def rearm(self) -> list[str]:
        """Watch each folder as it is now, and return those that came, went or were exchanged.

        To be called now and then: a watch follows a folder that is moved away, and dies with one that
        is deleted, and nothing tells of the one that takes its place.
        """
        changed = []
        alive = {emitter.watch for emitter in self._observer.emitters if emitter.is_alive()}
        for name in FOLDERS:
            watch, identity = self._watched.get(name, (None, None))
            if _identity(self._root / name) == identity and (watch is None or watch in alive):
                continue
            if watch is not None:
                self._observer.unschedule(watch)
                del self._watched[name]
                changed.append(name)
            with contextlib.suppress(OSError):  # It went away again; the next look will tell.
                if self._watch(name):
                    changed.append(name)
        return changed

    def _watch(self, name: str) -> bool:
        folder = self._root / name
        identity = _identity(folder)
        if identity is None:
            return False
        # A link would be watched instead of what it leads to.
        target = folder.resolve()
        handler = _Handler(name, target, self._on_change)
        watch = self._observer.schedule(handler, str(target), recursive=True, event_filter=list(CHANGES))
        self._watched[name] = (watch, identity)
        return True

    def stop(self) -> None:
        """Stop watching."""
        self._observer.unschedule_all()
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()


class _Handler(FileSystemEventHandler):
    def __init__(self, name: str, folder: Path, on_change: Callable[[str], None]) -> None:
        self._name = name
        self._folder = folder
        self._on_change = on_change

    def on_any_event(self, event: FileSystemEvent) -> None:
        for path in changed_paths(event, self._folder):
            self._on_change((PurePosixPath(self._name) / path.as_posix()).as_posix())


_Identity = tuple[int, int]
"""What tells a folder from another of the same name: its device and its number there."""


def _identity(folder: Path) -> _Identity | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if folder.is_dir() else None
