"""Finished pictures that are kept between builds: one file for each result, shared by all that want it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from drammenworks.base.digests import digest
from drammenworks.base.files import write_atomic


@dataclass(frozen=True, slots=True)
class EncodedFile:
    """A finished picture."""

    path: Path
    digest: str
    """Of its bytes when it was made."""


class Wanted(Protocol):
    """A picture that is known before it is made: a variant of one, or a card."""

    @property
    def key(self) -> str:
        """Tells this result from any other."""
        ...

    @property
    def format(self) -> str:
        """The suffix of its file."""
        ...


class KeptPictures:
    """A folder of results, each named by its key, the digest of its bytes and its format.

    The key tells the source's bytes, the operation and the encoder, so that it is right whoever made it:
    either site, a preview, or another machine. The digest shows damage without another file beside.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[tuple[str, str], EncodedFile] = {}
        self._asked: set[tuple[str, str]] = set()
        try:
            names = sorted(entry.name for entry in os.scandir(folder))
        except FileNotFoundError:
            return
        for name in names:
            key, _, rest = name.partition(".")
            of_bytes, _, suffix = rest.partition(".")
            self._files[key, suffix] = EncodedFile(folder / name, of_bytes)

    def find(self, wanted: Wanted) -> EncodedFile | None:
        """Return the result that was made earlier, or None."""
        self._asked.add((wanted.key, wanted.format))
        return self._files.get((wanted.key, wanted.format))

    def put(self, wanted: Wanted, data: bytes) -> EncodedFile:
        """Keep a result; it is here whole or not at all.

        :raises OSError: if it cannot be written.
        """
        name = digest(data)
        file = EncodedFile(self._folder / f"{wanted.key}.{name}.{wanted.format}", name)
        write_atomic(file.path, data)
        self._files[wanted.key, wanted.format] = file
        return file

    def unasked(self) -> Iterator[Path]:
        """Yield the results that nobody has asked for."""
        return (file.path for name, file in self._files.items() if name not in self._asked)
