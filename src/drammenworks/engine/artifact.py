"""What is to be published: a file's path and its bytes, or a file that holds them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drammenworks.base.digests import digest
from drammenworks.errors import DrammenworksError

_CHUNK = 1 << 20
"""Bytes held at a time of a file that is copied, however large it is."""


class ArtifactUnreadableError(DrammenworksError):
    """A file that was to be published went away, or changed, while it was being read."""

    def __init__(self, file: Path, reason: str) -> None:
        self.file = file
        self.reason = reason
        super().__init__(
            f"Kan ikke lese {file}, som skulle publiseres: {reason}. "
            "Det som er publisert, er som før. Bygg på nytt."
        )

    def __reduce__(self) -> tuple[type[ArtifactUnreadableError], tuple[Path, str]]:
        return (type(self), (self.file, self.reason))


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file to publish."""

    path: str
    """Under its tree's folder, with forward slashes."""
    content: bytes | Path
    """Its bytes, or a file that holds them."""
    digest: str | None = None
    """The digest of the bytes, from a caller who knows it; it saves reading a file that is published already."""

    def read(self) -> bytes:
        """Return the bytes."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()

    def size(self) -> int:
        """Return the number of bytes.

        :raises ArtifactUnreadableError: if there is no such file any more.
        """
        if isinstance(self.content, bytes):
            return len(self.content)
        try:
            return self.content.stat().st_size
        except OSError as error:
            raise _unreadable(self.content, error) from error

    def known_digest(self) -> str:
        """Return the digest, reading what must be read for it.

        :raises ArtifactUnreadableError: if there is no such file any more.
        """
        if self.digest is not None:
            return self.digest
        if isinstance(self.content, bytes):
            return digest(self.content)
        try:
            return digest_of_file(self.content)
        except OSError as error:
            raise _unreadable(self.content, error) from error

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes piece by piece.

        :raises ArtifactUnreadableError: if they cannot be read, or are not those that the digest is of.
        """
        if isinstance(self.content, bytes):
            yield self.content
            return
        state = new_digest()
        try:
            with self.content.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    state.update(chunk)
                    yield chunk
        except OSError as error:
            raise _unreadable(self.content, error) from error
        if self.digest is not None and state.hexdigest() != self.digest:
            raise ArtifactUnreadableError(self.content, "den er en annen enn da den ble laget")


def new_digest() -> hashlib.blake2b:
    """Return the state of a digest to feed piece by piece; it ends as :func:`base.digests.digest` does."""
    return hashlib.blake2b(digest_size=16)


def digest_of_file(file: str | Path) -> str:
    """Return the digest of the bytes of a file, never holding more than a little of it.

    :raises OSError: if it cannot be read.
    """
    with Path(file).open("rb") as opened:
        return hashlib.file_digest(opened, new_digest).hexdigest()


def _unreadable(file: Path, error: OSError) -> ArtifactUnreadableError:
    gone = isinstance(error, FileNotFoundError)
    return ArtifactUnreadableError(file, "den er borte" if gone else error.strerror or str(error))
