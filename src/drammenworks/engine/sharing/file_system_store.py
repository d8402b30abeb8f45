"""A store in whatever fsspec reaches: a folder, a bucket of S3, Google or Azure, and others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import fsspec
from fsspec.asyn import AsyncFileSystem
from fsspec.implementations.local import LocalFileSystem

from drammenworks.base.atomic_write import write_atomic
from drammenworks.engine.sharing.stores import RemoteStoreError, StoreUnusableError
from drammenworks.errors import Phrase


class FileSystemStore:
    """A folder or a bucket."""

    def __init__(self, url: str) -> None:
        """Ask nothing yet.

        :raises StoreUnusableError: if the URL is none, or what it needs is not installed.
        """
        protocol = url.partition("://")[0] if "://" in url else "file"
        try:
            fsspec.get_filesystem_class(protocol.partition("::")[0])
            self._files, root = fsspec.core.url_to_fs(url)
        except ImportError as error:
            raise StoreUnusableError(
                Phrase(
                    "Det delte lageret bruker {protocol}://, og da må det installeres mer: {reason}",
                    protocol=protocol,
                    reason=error,
                )
            ) from None
        except Exception:
            raise StoreUnusableError(
                Phrase(
                    "Adressen til det delte lageret kan ikke brukes. Skriv for eksempel "
                    "https://cache.eksempel.no, s3://bøtte/mappe eller file:///en/mappe."
                )
            ) from None
        self._root = str(root).rstrip("/")

    def get(self, name: str, limit: int) -> bytes | None:
        """Return the bytes of a name, or None when there are none."""
        try:
            data: Any = self._files.cat_file(f"{self._root}/{name}", start=0, end=limit + 1)
        except FileNotFoundError:
            return None
        if len(data) > limit:
            raise RemoteStoreError(Phrase("noe der er for stort"))
        return bytes(data)

    def put(self, name: str, data: bytes) -> None:
        """Store bytes, in place of those that may be there."""
        if isinstance(self._files, LocalFileSystem):
            # In place of whatever is there: a link may lead to any file.
            write_atomic(Path(f"{self._root}/{name}"), data)
            return
        path = f"{self._root}/{name}"
        try:
            self._files.pipe_file(path, data)
        except FileNotFoundError:
            if isinstance(self._files, AsyncFileSystem):
                # It has no folders, and a bucket is for somebody else to make.
                raise
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(path, data)

    def close(self) -> None:
        """Do nothing: fsspec keeps its connections until the process ends."""
