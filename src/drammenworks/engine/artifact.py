"""An artifact: a file to publish, by its path and its bytes or a file that holds them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drammenworks.base.digests import digest
from drammenworks.errors import DrammenworksError, Phrase

_CHUNK = 1 << 20
"""Bytes in memory at a time of a file that is copied, however large it is."""


class ArtifactUnreadableError(DrammenworksError, FileNotFoundError):
    """A file that was to be published is gone or has changed."""

    def __init__(self, file: Path, reason: str) -> None:
        self.file = file
        self.reason = reason
        super().__init__(
            Phrase(
                "Kan ikke publisere {file}: {reason}. Det som er publisert, er som før. Bygg på nytt.",
                file=file,
                reason=reason,
            )
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
    """Of the bytes, from a caller who knows it: a file that is published already need then not be read."""
    new: bool = False
    """The file was written by this very run, and has the digest: it may be published as a hard link. An older
    one is copied, so that it is checked once more, and has the time of its publishing."""

    def read(self) -> bytes:
        """Return the bytes."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()

    def size(self) -> int:
        """Return the number of bytes.

        :raises ArtifactUnreadableError: if the file is gone.
        """
        if isinstance(self.content, bytes):
            return len(self.content)
        try:
            return self.content.stat().st_size
        except OSError as error:
            raise _unreadable(self.content, error) from error

    def known_digest(self) -> str:
        """Return the digest, reading the file if need be.

        :raises ArtifactUnreadableError: if the file cannot be read.
        """
        if self.digest is not None:
            return self.digest
        if isinstance(self.content, bytes):
            return digest(self.content)
        try:
            return digest_of_file(self.content)
        except OSError as error:
            raise _unreadable(self.content, error) from error

    def chunks(self, state: hashlib.blake2b) -> Iterator[bytes]:
        """Yield the bytes in chunks, and feed them to the state of a digest.

        :raises ArtifactUnreadableError: if they cannot be read, or do not have the digest.
        """
        if isinstance(self.content, bytes):
            state.update(self.content)
            yield self.content
            return
        try:
            with self.content.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    state.update(chunk)
                    yield chunk
        except OSError as error:
            raise _unreadable(self.content, error) from error
        if self.digest not in (None, state.hexdigest()):
            raise ArtifactUnreadableError(
                self.content, Phrase("filen er skadet eller endret siden den ble laget")
            )


def new_digest() -> hashlib.blake2b:
    """Return the state of a digest to feed in chunks; it gives what :func:`base.digests.digest` gives."""
    return hashlib.blake2b(digest_size=16)


def digest_of_file(file: Path) -> str:
    """Return the digest of the bytes of a file, without holding all of it in memory.

    :raises OSError: if it cannot be read.
    """
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, new_digest).hexdigest()


def _unreadable(file: Path, error: OSError) -> ArtifactUnreadableError:
    gone = isinstance(error, FileNotFoundError)
    return ArtifactUnreadableError(file, Phrase("filen er borte") if gone else error.strerror or str(error))
