"""The cache of encoded files between builds: image variants, social cards, icons and web fonts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from drammenworks.base.atomic_write import write_atomic
from drammenworks.base.digests import digest


@dataclass(frozen=True, slots=True)
class EncodedFile:
    """A file in the cache."""

    path: Path
    digest: str
    """Of its bytes when it was written."""


class Encodable(Protocol):
    """What a file can be encoded from and cached for: a variant of an image, or a card."""

    @property
    def key(self) -> str:
        """A digest of everything that decides the bytes of the file."""
        ...

    @property
    def format(self) -> str:
        """The suffix of the file."""
        ...


class EncodedFileCache:
    """A folder of files, each named by its key, the digest of its bytes and its format.

    The key covers the source's bytes, the operation and the encoder, so that a file is valid for both sites,
    for previews and on any machine. With the digest in the name, damage is detected without a second file.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[tuple[str, str], EncodedFile] = {}
        self._requested: set[tuple[str, str]] = set()
        try:
            names = sorted(entry.name for entry in os.scandir(folder))
        except FileNotFoundError:
            return
        for name in names:
            key, _, rest = name.partition(".")
            bytes_digest, _, suffix = rest.partition(".")
            self._files[key, suffix] = EncodedFile(folder / name, bytes_digest)

    def find(self, item: Encodable) -> EncodedFile | None:
        """Return the file of an item, or None when it is not in the cache."""
        self._requested.add((item.key, item.format))
        return self._files.get((item.key, item.format))

    def put(self, item: Encodable, data: bytes) -> EncodedFile:
        """Add a file atomically.

        :raises OSError: if it cannot be written.
        """
        name = digest(data)
        file = EncodedFile(self._folder / f"{item.key}.{name}.{item.format}", name)
        write_atomic(file.path, data)
        self._files[item.key, item.format] = file
        return file

    def unrequested(self) -> Iterator[Path]:
        """Yield the files that were in the cache and have not been requested with :meth:`find`."""
        return (file.path for key, file in self._files.items() if key not in self._requested)
