"""A lock on a folder: one build at a time.

The operating system holds the lock, and releases it when the process ends, however it ends: there are no
stale locks, and no process ids to guess about. A lock file left by a killed process has no effect by itself.
"""

from __future__ import annotations

import errno
import os
import sys
import time
import weakref
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from drammenworks.errors import DrammenworksError, Phrase

_RETRY_EVERY = 0.05
"""Seconds."""
_CANNOT_LOCK = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
"""Some network file systems have no locks; building there must be possible even so."""


class OutputInUseError(DrammenworksError):
    """A different build is running in the same folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            Phrase(
                "En annen bygging holder på i {folder}. Vent til den er ferdig, og prøv på nytt.",
                folder=folder,
            )
        )

    def __reduce__(self) -> tuple[type[OutputInUseError], tuple[Path]]:
        return (type(self), (self.folder,))


class Lock:
    """A lock on a folder, held from ``with`` to its end."""

    def __init__(
        self, folder: Path, file: Path, *, patience: float = 0.0, on_wait: Callable[[], None] | None = None
    ) -> None:
        """Take the folder to lock and the file that stands for it; nothing is done yet.

        :param patience: seconds to wait for a different holder.
        :param on_wait: called once when there is one.
        """
        self._folder = folder
        self._file = file
        self._patience = patience
        self._on_wait = on_wait
        self._handle: int | None = None

    def __enter__(self) -> Lock:
        """Lock the folder.

        :raises OutputInUseError: if it is still held elsewhere when the patience ends.
        :raises OSError: if the lock file cannot be created or opened.
        """
        deadline = time.monotonic() + self._patience
        has_reported = False
        while (handle := self._try()) is None:
            if time.monotonic() >= deadline:
                raise OutputInUseError(self._folder)
            if not has_reported and self._on_wait is not None:
                self._on_wait()
            has_reported = True
            time.sleep(_RETRY_EVERY)
        self._handle = handle
        _held_locks.add(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Release the lock, and remove its file."""
        with suppress(OSError):
            if self._handle is not None and os.name != "nt":
                self._file.unlink()
        self.close()
        with suppress(OSError):
            if os.name == "nt":
                # There an open file cannot be removed, so the next holder does not lose it.
                self._file.unlink()

    def close(self) -> None:
        """Release the lock; in a process forked from the holder, close the inherited handle only."""
        handle, self._handle = self._handle, None
        _held_locks.discard(self)
        if handle is not None:
            os.close(handle)

    def _try(self) -> int | None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        while True:
            handle = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                locked = _try_lock(handle)
                if locked and self._is_still_there(handle):
                    return handle
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)
            if not locked:
                return None
            # The last holder removed the file after we opened it: a lock on that excludes nobody.

    def _is_still_there(self, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), self._file.stat())
        except FileNotFoundError:
            return False


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        # Not lockf: its locks do not exclude other threads of this process, such as the preview's.
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in _CANNOT_LOCK:
                raise
        return True


_held_locks: weakref.WeakSet[Lock] = weakref.WeakSet()


def _release_in_child() -> None:
    # A forked worker that outlives its killed parent would otherwise hold the lock. Closing does not unlock
    # the file that the parent still has open.
    for lock in list(_held_locks):
        lock.close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_release_in_child)
