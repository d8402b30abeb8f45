"""A store in a folder of this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from drammenworks.errors import Phrase
from drammenworks.publish.errors import StoreError, store_error
from drammenworks.publish.store import Headers, temporary

_NO_FILE = (FileNotFoundError, NotADirectoryError)


class FolderStore:
    """A folder. No link is followed: who can write there could lead us anywhere on this machine."""

    workers = 1
    """Renaming a file takes less time than handing it to a thread."""

    def __init__(self, folder: Path, *, own: Path | None = None) -> None:
        """Take a folder; nothing is read yet.

        :param own: the folder that, with all below it, has no links; the folder itself when None.
        """
        self.name = str(folder)
        self._folder = folder
        self._own = own or folder

    def read(self, path: str, *, limit: int | None = None) -> bytes | None:
        """Return the bytes of a file; None when there is none."""
        with self._explained():
            file = self._file(path)
            try:
                if file.is_symlink() or file.is_dir():
                    return None
                with file.open("rb") as opened:
                    return opened.read() if limit is None else opened.read(limit)
            except _NO_FILE:
                return None

    def write(self, path: str, data: bytes, headers: Headers | None = None) -> None:
        """Write a file."""
        with self._explained():
            file, written = self._file(path), self._file(temporary(path))
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                written.unlink(missing_ok=True)
                written.write_bytes(data)
                written.replace(file)
            except OSError:
                with suppress(OSError):
                    written.unlink()
                raise

    def create(self, path: str, data: bytes) -> bool:
        """Write a file where there is none, and tell whether there was none."""
        with self._explained():
            file = self._file(path)
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                with file.open("xb") as opened:
                    opened.write(data)
            except FileExistsError:
                return False
        return True

    def remove(self, path: str) -> None:
        """Remove a file, and the folders that are empty without it."""
        with self._explained():
            file = self._file(path)
            with suppress(*_NO_FILE):
                file.unlink()
            for parent in file.parents:
                if parent == self._folder or not parent.is_relative_to(self._folder):
                    return
                try:
                    parent.rmdir()
                except OSError:
                    return

    def discard(self, path: str) -> None:
        """Remove what a write of a file has left."""
        self.remove(temporary(path))

    def exists(self, path: str) -> bool:
        """Tell whether there is a file."""
        with self._explained():
            return os.path.isfile(self._file(path))  # noqa: PTH113 - Path.is_file raises for a path too long.

    def md5(self, path: str) -> str | None:
        """Return None: a folder computes nothing."""
        return None

    def list(self, folder: str = "") -> Iterator[str]:
        """Yield the paths of all files below a folder."""
        start = self._folder / folder if folder else self._folder
        for place, folders, names in os.walk(start):
            folders.sort()
            for name in sorted(names):
                yield Path(place, name).relative_to(self._folder).as_posix()

    def _file(self, path: str) -> Path:
        """Return where a file is.

        :raises StoreError: if a folder on the way is a link.
        """
        file = self._folder / path
        for parent in file.parents:
            if parent == self._own:
                break
            if parent.is_symlink():
                raise StoreError(
                    Phrase(
                        "Kan ikke publisere til {target}: «{path}» er en snarvei som fører et annet sted. "
                        "Bytt den ut med en mappe.",
                        target=self.name,
                        path=parent.relative_to(self._own).as_posix(),
                    )
                )
        return file

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise store_error(error, self.name) from error
