"""Many values in few files, appended by whichever process made them.

A database takes a value from the process that made it through a pipe, and writes it twice. Here it is
written once, by its maker, and only its place goes through the pipe. The places are kept by the caller,
who also says which of them still count: what is in no such place is garbage.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable
from io import FileIO
from pathlib import Path

Place = tuple[str, int, int]
"""The name of a file, where in it a value begins, and how long it is, in bytes."""

_SUFFIX = ".pack"
_CHECKSUM = 8
"""Bytes before each value."""
_SMALL = 1 << 20
_MANY = 32
"""Small files up to this number are left alone; every build leaves one for each of its workers."""


class Packs:
    """A folder of such files. It may pass to other processes; each appends to a file of its own."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, which need not exist yet."""
        self._folder = folder
        self._forget()

    def __getstate__(self) -> Path:
        return self._folder

    def __setstate__(self, folder: Path) -> None:
        self.__init__(folder)  # type: ignore[misc]

    def _forget(self) -> None:
        self._process = os.getpid()
        self._own: FileIO | None = None
        self._own_name = ""
        self._end = 0

    def add(self, key: str, value: bytes) -> Place:
        """Keep a value, and return its place.

        :raises OSError: if it cannot be written.
        """
        file = self._opened()
        data = memoryview(_checksum(key, value) + value)
        start, length = self._end, len(data)
        while data:
            data = data[file.write(data) :]
        self._end = start + length
        return self._own_name, start, length

    def get(self, key: str, place: Place) -> bytes | None:
        """Return the value at a place, or None when it is gone, or not whole."""
        name, start, length = place
        try:
            # Opened each time, since documents outlive the run that read them, and nobody would close it.
            with FileIO(self._folder / name, "rb") as file:
                file.seek(start)
                stored = file.read(length)
        except OSError:
            return None
        value = stored[_CHECKSUM:]
        return value if stored[:_CHECKSUM] == _checksum(key, value) else None

    def are_many(self) -> bool:
        """Tell whether there are so many files that it is time to look which of them are wasteful."""
        return len(self._sizes()) > _MANY

    def wasteful(self, places: Iterable[Place]) -> frozenset[str]:
        """Return the files that are mostly garbage, and the small ones when there are many.

        Whoever keeps the places moves what is in these files, by :meth:`add`, and forgets the others.

        :param places: those that still count.
        """
        used: dict[str, int] = {}
        for name, _, length in places:
            used[name] = used.get(name, 0) + length
        sizes = self._sizes()
        small = {name for name in used if sizes.get(name, 0) < _SMALL}
        wasteful = {name for name, length in used.items() if 2 * length < sizes.get(name, 0)}
        return frozenset(wasteful | small if len(small) > _MANY else wasteful)

    def keep_only(self, places: Iterable[Place]) -> None:
        """Remove every file without any of these places."""
        self.close()
        for name in self._sizes().keys() - {name for name, _, _ in places}:
            (self._folder / name).unlink(missing_ok=True)

    def close(self) -> None:
        """End this process's own file; what is added later goes into another."""
        if self._own is not None and self._process == os.getpid():
            self._own.close()
        self._forget()

    def _sizes(self) -> dict[str, int]:
        try:
            with os.scandir(self._folder) as entries:
                return {entry.name: entry.stat().st_size for entry in entries if entry.name.endswith(_SUFFIX)}
        except FileNotFoundError:
            return {}

    def _opened(self) -> FileIO:
        # A forked process shares its parent's place in every open file.
        if self._process != os.getpid():
            self._forget()
        if self._own is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._own_name = f"{secrets.token_hex(8)}{_SUFFIX}"
            self._own = FileIO(self._folder / self._own_name, "xb")
            self._end = 0
        return self._own


def _checksum(key: str, value: bytes) -> bytes:
    # The key counts as well: a place may be another's by now.
    state = hashlib.blake2b(f"{key}\0".encode(), digest_size=_CHECKSUM)
    state.update(value)
    return state.digest()
