"""A store: a place whose files are read and written by their paths, whatever it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from drammenworks.base.digests import digest_parts


@dataclass(frozen=True, slots=True)
class Headers:
    """What a store that is read by browsers tells them of a file."""

    content_type: str
    cache_control: str


def temporary(path: str) -> str:
    """Return the path of a file while it is written, where it does not appear at once: beside its place.

    It follows from the path, so that what a killed run has left is found.
    """
    folder, slash, _ = path.rpartition("/")
    return f"{folder}{slash}.{digest_parts(path)}.part"


class TargetStore(Protocol):
    """Files at a place, by their paths with forward slashes.

    Every method raises a ``StoreError`` if the place does not do what it is asked.
    """

    name: str
    """The place, as messages name it: without a password."""
    workers: int
    """How many files it takes at a time."""

    def read(self, path: str, *, limit: int | None = None) -> bytes | None:
        """Return the bytes of a file; None when there is none.

        :param limit: bytes after which no more is read.
        """
        ...

    def write(self, path: str, data: bytes, headers: Headers | None = None) -> None:
        """Write a file: a reader gets either what was there before, or all of the new bytes."""
        ...

    def create(self, path: str, data: bytes) -> bool:
        """Write a file where there is none, and tell whether there was none."""
        ...

    def remove(self, path: str) -> None:
        """Remove a file, if it is there."""
        ...

    def discard(self, path: str) -> None:
        """Remove what a write of a file has left that was killed before the file was there."""
        ...

    def exists(self, path: str) -> bool:
        """Tell whether there is a file."""
        ...

    def md5(self, path: str) -> str | None:
        """Return the MD5 that the store computed of a file when it was written; None when it tells none."""
        ...

    def list(self, folder: str = "") -> Iterator[str]:
        """Yield the paths of all files below a folder."""
        ...
