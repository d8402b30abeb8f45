"""A content-addressed store: files named by the digests of their bytes, such as rendered pages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from drammenworks.base.digests import digest

_UNFINISHED = ".tmp"


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of files named by their digests, without subfolders: new folders cost more than new files."""

    folder: Path

    def open(self) -> Store:
        """Create the folder, and return the store."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return self

    def put(self, data: bytes) -> tuple[str, bool]:
        """Store ``data``, and return its digest, and whether its file is new.

        :raises OSError: if it cannot be written; the store is then as it was.
        """
        name = digest(data)
        file = f"{self.folder}{os.sep}{name}"
        if os.path.exists(file):  # noqa: PTH110 - a Path costs as much as the system call
            return name, False
        # Two workers may store the same page; each file has a name of its own until it is whole.
        unfinished = f"{file}.{os.getpid()}{_UNFINISHED}"
        with FileIO(unfinished, "wb") as out:
            _write_all(out, data)
        os.replace(unfinished, file)  # noqa: PTH105
        return name, True

    def file(self, name: str) -> Path:
        """Return the path of the bytes of a digest, whether they are stored or not."""
        return self.folder / name

    def names(self) -> frozenset[str]:
        """Return the digests of all stored files."""
        with os.scandir(self.folder) as entries:
            return frozenset(entry.name for entry in entries if not entry.name.endswith(_UNFINISHED))

    def prune(self, keep: Collection[str]) -> int:
        """Remove the files that are not in ``keep``, unfinished ones too, and return the bytes that frees."""
        freed = 0
        with os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    shutil.rmtree(entry.path, ignore_errors=True)  # The store has no folders.
                elif entry.name not in keep:
                    freed += entry.stat().st_size
                    Path(entry.path).unlink(missing_ok=True)
        return freed


def _write_all(out: FileIO, data: bytes) -> None:
    """Write without a buffer, which would be allocated and filled for a single write."""
    written = out.write(data)
    while written < len(data):
        written += out.write(data[written:])
