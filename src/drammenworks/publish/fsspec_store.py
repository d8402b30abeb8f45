"""A store that fsspec reaches: an object store, a host with SFTP, or the memory of this process.

An object appears whole or not at all. A file on a host does not, so it is written beside its place, and then
renamed.
"""

from __future__ import annotations

import base64
import binascii
import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final, Protocol

from drammenworks.errors import DrammenworksError, Phrase, UsageError
from drammenworks.publish.errors import store_error, without_secrets
from drammenworks.publish.store import Headers, temporary

EXTRAS: Final = {
    "s3": "s3",
    "s3a": "s3",
    "gs": "gcs",
    "gcs": "gcs",
    "az": "azure",
    "abfs": "azure",
    "abfss": "azure",
    "sftp": "sftp",
    "ssh": "sftp",
    "memory": "",
}
"""Scheme → the extra that installs what it needs."""

_HOSTS: Final = frozenset({"sftp", "ssh"})
_WORKERS: Final = 16
"""Uploads at a time: each waits for its answer for some 50 ms."""
_MD5: Final = re.compile(r"[0-9a-f]{32}")


class RemoteFileSystem(Protocol):
    """What is used of ``fsspec.AbstractFileSystem``, which has no types."""

    def cat_file(self, path: str, start: int | None = None, end: int | None = None) -> bytes:
        """Return bytes of a file."""
        ...

    def pipe_file(self, path: str, value: bytes, **kwargs: Any) -> object:
        """Write a file."""
        ...

    def open(self, path: str, mode: str) -> Any:
        """Open a file."""
        ...

    def mv(self, old: str, new: str) -> object:
        """Rename a file."""
        ...

    def makedirs(self, path: str, exist_ok: bool = False) -> object:
        """Make a folder and those above it."""
        ...

    def rm_file(self, path: str) -> object:
        """Remove a file."""
        ...

    def isfile(self, path: str) -> bool:
        """Tell whether there is a file."""
        ...

    def info(self, path: str) -> dict[str, Any]:
        """Return what is known of a file."""
        ...

    def find(self, path: str) -> list[str]:
        """Return the paths of all files below a folder."""
        ...

    def invalidate_cache(self) -> object:
        """Forget what was listed."""
        ...


class FsspecStore:
    """Files below a path of a file system of fsspec."""

    def __init__(self, filesystem: RemoteFileSystem, root: str, *, scheme: str, name: str) -> None:
        """Take a file system; nothing is read yet.

        :param root: as the file system has it, without the scheme.
        :param name: for messages.
        """
        self.name = name
        self.workers = 1 if scheme in _HOSTS or scheme == "memory" else _WORKERS
        self._filesystem = filesystem
        self._root = root.rstrip("/")
        self._scheme = scheme
        self._folders: set[str] = set()
        """Those that are known to be there."""

    def read(self, path: str, *, limit: int | None = None) -> bytes | None:
        """Return the bytes of a file; None when there is none."""
        with self._explained():
            try:
                if limit is None:
                    return self._filesystem.cat_file(self._path(path))
                with self._filesystem.open(self._path(path), "rb") as opened:
                    data: bytes = opened.read(limit)
                    return data
            except FileNotFoundError:
                return None

    def write(self, path: str, data: bytes, headers: Headers | None = None) -> None:
        """Write a file."""
        with self._explained():
            if self._scheme not in _HOSTS:
                self._filesystem.pipe_file(self._path(path), data, **self._options(headers))
                return
            target = self._path(path)
            self._make_folder(target.rpartition("/")[0])
            with self._filesystem.open(self._path(temporary(path)), "wb") as opened:
                opened.write(data)
            self._filesystem.mv(self._path(temporary(path)), target)

    def create(self, path: str, data: bytes) -> bool:
        """Write a file where there is none, and tell whether there was none."""
        with self._explained():
            if self.exists(path):
                return False
            try:
                if self._scheme in _HOSTS:
                    self._make_folder(self._path(path).rpartition("/")[0])
                    with self._filesystem.open(self._path(path), "wxb") as opened:
                        opened.write(data)
                else:
                    # Stores that can do it write it on condition that nothing is there.
                    self._filesystem.pipe_file(self._path(path), data, mode="create")
            except OSError as error:
                # SFTP has one word for everything that fails, and S3 several for this.
                if isinstance(error, FileExistsError) or self.exists(path):
                    return False
                if error.errno != errno.ENOSYS:
                    raise
                # Some stores write without conditions only.
                self._filesystem.pipe_file(self._path(path), data)
        return True

    def remove(self, path: str) -> None:
        """Remove a file, if it is there."""
        with self._explained(), suppress(FileNotFoundError):
            self._filesystem.rm_file(self._path(path))

    def discard(self, path: str) -> None:
        """Remove what a write of a file has left: an object that is not whole does not appear."""
        if self._scheme in _HOSTS and self.exists(temporary(path)):
            self.remove(temporary(path))

    def exists(self, path: str) -> bool:
        """Tell whether there is a file."""
        with self._explained():
            self._filesystem.invalidate_cache()
            return self._filesystem.isfile(self._path(path))

    def md5(self, path: str) -> str | None:
        """Return the MD5 that the store computed of a file when it was written; None when it tells none."""
        if self._scheme in _HOSTS:
            return None
        with self._explained():
            try:
                self._filesystem.invalidate_cache()
                return _stored_md5(self._filesystem.info(self._path(path)))
            except FileNotFoundError:
                return None

    def list(self, folder: str = "") -> Iterator[str]:
        """Yield the paths of all files below a folder."""
        with self._explained():
            self._filesystem.invalidate_cache()
            try:
                found = self._filesystem.find(self._path(folder) if folder else self._root)
            except FileNotFoundError:
                return
        prefix = f"{self._root.lstrip('/')}/"
        for name in found:
            plain = name.lstrip("/")
            if plain.startswith(prefix):
                yield plain.removeprefix(prefix)

    def _path(self, path: str) -> str:
        return f"{self._root}/{path}"

    def _make_folder(self, folder: str) -> None:
        if folder not in self._folders:
            self._filesystem.makedirs(folder, exist_ok=True)
            self._folders.add(folder)

    def _options(self, headers: Headers | None) -> dict[str, Any]:
        """Return the arguments by which a file system takes the headers of a file: each has its own."""
        if headers is None:
            return {}
        match EXTRAS[self._scheme]:
            case "s3":
                return {"ContentType": headers.content_type, "CacheControl": headers.cache_control}
            case "gcs":
                fixed = {"cache_control": headers.cache_control}
                return {"content_type": headers.content_type, "fixed_key_metadata": fixed}
            case "azure":
                settings = {"content_type": headers.content_type, "cache_control": headers.cache_control}
                return {"content_settings": settings}
        return {}

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DrammenworksError:
            raise
        except Exception as error:
            # Each library has exceptions of its own, and none of them is a fault of ours.
            raise store_error(error, self.name) from error


def open_store(url: str) -> FsspecStore:
    """Return the store at a URL.

    :raises UsageError: if what it takes is not installed.
    :raises StoreError: if it cannot be reached.
    """
    scheme, _, _ = url.partition("://")
    name = without_secrets(url)
    try:
        import fsspec  # noqa: PLC0415 - Folders and branches do not need it.

        if scheme in _HOSTS:
            # fsspec's own accepts every host, also one that has taken the place of the right one.
            from drammenworks.publish import sftp  # noqa: PLC0415

            filesystem, root = sftp.connect(url)
        else:
            # Listings that were true once would hide what somebody else has published since.
            options = {"skip_instance_cache": True, "use_listings_cache": False}
            filesystem, root = fsspec.core.url_to_fs(url, **({} if scheme == "memory" else options))
    except ImportError as error:
        extra = EXTRAS[scheme]
        raise UsageError(
            Phrase(
                "For å publisere til {scheme}:// må et program til installeres. Kjør: "
                'pip install "drammenworks[{extra}]"',
                scheme=scheme,
                extra=extra,
            )
        ) from error
    except DrammenworksError:
        raise
    except Exception as error:
        raise store_error(error, name) from error
    return FsspecStore(filesystem, root, scheme=scheme, name=name)


def _stored_md5(info: dict[str, Any]) -> str | None:
    """Return the MD5 among what a store says of a file."""
    etag = str(info.get("ETag") or "").strip('"')
    if _MD5.fullmatch(etag):
        return etag
    settings = info.get("content_settings") or {}
    encoded = info.get("md5Hash") or (settings.get("content_md5") if isinstance(settings, dict) else None)
    if isinstance(encoded, bytes | bytearray):
        return bytes(encoded).hex()
    try:
        return base64.b64decode(encoded, validate=True).hex() if encoded else None
    except (binascii.Error, ValueError):
        return None
