"""Watches the input folders for changes."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import warnings
from collections.abc import Callable
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

WATCHED_FOLDERS = (CONTENT, THEMES_FOLDER)
"""The folders that a build reads; it writes to none of them."""

CHANGE_EVENTS: tuple[type[FileSystemEvent], ...] = (
    FileCreatedEvent,
    FileModifiedEvent,
    FileDeletedEvent,
    FileMovedEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
)
"""Not the opening and closing of files: each write before a close is an event of its own. Not the
modification of folders: it accompanies each change of a file in them."""

POLL_INTERVAL = 1.0
"""Seconds between two scans, where the system cannot report changes."""
_OUT_OF_WATCHES = (errno.ENOSPC, errno.EMFILE, errno.ENFILE)
"""inotify(7): the user's limit of watches or of inotify instances is reached."""

# Without a handler, Watchdog's log messages would appear in the terminal, in English.
logging.getLogger("watchdog").addHandler(logging.NullHandler())
# A harmless warning: Watchdog finds a new folder twice, by its own event and in its new parent folder.
warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)


def changed_paths(event: FileSystemEvent, folder: Path) -> list[Path]:
    """Return the input files that an event may have changed, by their paths in the watched folder."""
    if not isinstance(event, CHANGE_EVENTS):
        return []
    # An editor that saves by renaming moves an ignored temporary file to an input file.
    paths = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
    return [path.relative_to(folder) for path in paths if _is_input(path, folder)]


def _is_input(path: Path, folder: Path) -> bool:
    return path.is_relative_to(folder) and not any(map(is_ignored, path.relative_to(folder).parts))


class Watcher:
    """Watches the input folders, including after they are removed and created again."""

    def __init__(
        self, root: Path, on_change: Callable[[str], None], on_polling: Callable[[str], None]
    ) -> None:
        """Create a watcher.

        :param on_change: called with a path from the project's root, in the watcher's own thread.
        :param on_polling: called with the reason when the system cannot report changes.
        """
        self._root = root
        self._on_change = on_change
        self._on_polling = on_polling
        self._observer: BaseObserver = Observer()
        self._watched: dict[str, tuple[ObservedWatch, _FolderId]] = {}

    def start(self) -> None:
        """Start watching.

        :raises OSError: if the folders cannot be watched.
        """
        try:
            self._start()
        except OSError as error:
            if error.errno not in _OUT_OF_WATCHES:
                raise
            self._on_polling(error.strerror or str(error))
            self.stop()
            self._watched.clear()
            self._observer = PollingObserver(timeout=POLL_INTERVAL)
            self._start()

    def _start(self) -> None:
        for name in WATCHED_FOLDERS:
            self._watch(name)
        self._observer.start()

    def rearm(self) -> list[str]:
        """Renew the watches of folders that appeared, disappeared or were replaced, and return those folders.

        To be called periodically: a watch follows a folder that is moved, ends with a folder that is
        deleted, and does not report the folder that replaces it.
        """
        changed = []
        alive = {emitter.watch for emitter in self._observer.emitters if emitter.is_alive()}
        for name in WATCHED_FOLDERS:
            watch, folder_id = self._watched.get(name, (None, None))
            if _folder_id(self._root / name) == folder_id and (watch is None or watch in alive):
                continue
            if watch is not None:
                self._observer.unschedule(watch)
                del self._watched[name]
                changed.append(name)
            with contextlib.suppress(OSError):  # It disappeared again; the next call notices.
                if self._watch(name):
                    changed.append(name)
        return changed

    def _watch(self, name: str) -> bool:
        folder = self._root / name
        folder_id = _folder_id(folder)
        if folder_id is None:
            return False
        # A watch on a symbolic link does not report changes in its target.
        target = folder.resolve()
        handler = _Handler(name, target, self._on_change)
        watch = self._observer.schedule(
            handler, str(target), recursive=True, event_filter=list(CHANGE_EVENTS)
        )
        self._watched[name] = (watch, folder_id)
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


_FolderId = tuple[int, int]
"""Device and inode: they distinguish a folder from a different one at the same path."""


def _folder_id(folder: Path) -> _FolderId | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if folder.is_dir() else None
