"""Every change of an output folder goes through here, so that a test can let any of them fail."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterable
from pathlib import Path

_RETRY_EVERY = 0.02
"""Seconds."""
_NOT_EMPTY = (errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT, errno.ENOTDIR)


class FileSystem:
    """The file system, as far as publishing changes it."""

    def __init__(self, *, patience: float = 1.0 if os.name == "nt" else 0.0) -> None:
        """Create it.

        :param patience: seconds to retry when a file is in use. On Windows a file that a program has open,
            such as a virus scanner, can be neither replaced nor removed.
        """
        self._patience = patience

    def make_folder(self, folder: Path) -> None:
        """Create a folder and its parents, unless they exist."""
        folder.mkdir(parents=True, exist_ok=True)

    def write(self, file: Path, chunks: Iterable[bytes], *, durable: bool = False) -> os.stat_result:
        """Write a file that nobody reads yet, and return its status.

        :param durable: return only once it would survive a power cut.
        """
        with file.open("wb") as opened:
            for chunk in chunks:
                opened.write(chunk)
            opened.flush()
            if durable:
                os.fsync(opened.fileno())
            return os.fstat(opened.fileno())

    def link(self, source: Path, target: Path) -> os.stat_result | None:
        """Give a file a second name, and return its status; None where that is not possible.

        Some file systems have no hard links, and none has them across file systems. A file that has a second
        name gets no third: the ctime of the name that it was published under would change.
        """
        try:
            if source.stat().st_nlink > 1:
                return None
            os.link(source, target)
        except OSError:
            return None
        return target.stat()

    def replace(self, source: Path, target: Path) -> None:
        """Rename a file or folder; a file that had the name is replaced."""
        deadline = time.monotonic() + self._patience
        while True:
            try:
                source.replace(target)
            except PermissionError:
                if time.monotonic() >= deadline:
                    raise
                time.sleep(_RETRY_EVERY)
            else:
                return

    def unlink(self, file: Path) -> None:
        """Remove a file, unless it is gone."""
        file.unlink(missing_ok=True)

    def rmdir(self, folder: Path) -> None:
        """Remove a folder, unless it is gone or not empty."""
        try:
            folder.rmdir()
        except OSError as error:
            if error.errno not in _NOT_EMPTY:
                raise

    def sync_folder(self, folder: Path) -> None:
        """Return only once the names in a folder would survive a power cut."""
        if os.name == "nt":
            return  # A folder cannot be opened there; NTFS has a journal of its own for names.
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def sweep(self, folder: Path) -> None:
        """Remove a folder with its contents, unless it is gone."""
        for where, folders, files in os.walk(folder, topdown=False):
            here = Path(where)
            for name in files:
                self.unlink(here / name)
            for name in folders:
                if (here / name).is_symlink():
                    self.unlink(here / name)
                else:
                    self.rmdir(here / name)
        self.rmdir(folder)
