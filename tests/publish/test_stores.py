"""What stores are told and what they tell, without a server for each of them."""

from __future__ import annotations

import builtins
import errno
from typing import Any

import pytest

from drammenworks.errors import UsageError
from drammenworks.publish.errors import StoreError
from drammenworks.publish.fsspec_store import FsspecStore, open_store
from drammenworks.publish.store import Headers

HEADERS = Headers("text/html; charset=utf-8", "public, max-age=0, must-revalidate")


class FileSystem:
    """A file system of fsspec that keeps what it is told."""

    def __init__(self, info: dict[str, Any] | None = None, error: Exception | None = None) -> None:
        self.told: list[tuple[str, dict[str, Any]]] = []
        self._info = info or {}
        self._error = error

    def pipe_file(self, path: str, value: bytes, **kwargs: Any) -> None:
        self.told.append((path, kwargs))
        if self._error is not None and kwargs.get("mode") == "create":
            raise self._error

    def info(self, path: str) -> dict[str, Any]:
        return self._info

    def isfile(self, path: str) -> bool:
        return False

    def invalidate_cache(self) -> None:
        pass


def store(scheme: str, filesystem: FileSystem) -> FsspecStore:
    return FsspecStore(filesystem, "by/a", scheme=scheme, name=f"{scheme}://by/a")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("scheme", "told"),
    [
        ("s3", {"ContentType": HEADERS.content_type, "CacheControl": HEADERS.cache_control}),
        (
            "gs",
            {
                "content_type": HEADERS.content_type,
                "fixed_key_metadata": {"cache_control": HEADERS.cache_control},
            },
        ),
        (
            "az",
            {
                "content_settings": {
                    "content_type": HEADERS.content_type,
                    "cache_control": HEADERS.cache_control,
                }
            },
        ),
        ("memory", {}),
    ],
)
def test_each_library_is_told_headers_in_its_own_way(scheme: str, told: dict[str, Any]) -> None:
    filesystem = FileSystem()
    store(scheme, filesystem).write("index.html", b"x", HEADERS)
    assert filesystem.told == [("by/a/index.html", told)]


@pytest.mark.parametrize(
    ("info", "md5"),
    [
        ({"ETag": '"9dd4e461268c8034f5c8564e155c67a6"'}, "9dd4e461268c8034f5c8564e155c67a6"),
        ({"ETag": '"9dd4e461268c8034f5c8564e155c67a6-12"'}, None),
        ({"ETag": '"0x8DC"'}, None),
        ({"md5Hash": "ndTkYSaMgDT1yFZOFVxnpg=="}, "9dd4e461268c8034f5c8564e155c67a6"),
        ({"md5Hash": "ødelagt"}, None),
        ({"content_settings": {"content_md5": bytearray.fromhex("9dd4")}}, "9dd4"),
        ({"content_settings": {"content_md5": None}}, None),
        ({"content_settings": "x"}, None),
        ({}, None),
    ],
)
def test_what_a_store_has_computed(info: dict[str, Any], md5: str | None) -> None:
    assert store("gs", FileSystem(info)).md5("index.html") == md5


def test_a_store_without_conditions_is_written_to_all_the_same() -> None:
    filesystem = FileSystem(error=OSError(errno.ENOSYS, "NotImplemented"))
    assert store("s3", filesystem).create("lease.json", b"x")
    assert [kwargs for _, kwargs in filesystem.told] == [{"mode": "create"}, {}]


def test_what_fails_otherwise_is_told() -> None:
    with pytest.raises(StoreError, match="ikke lov"):
        store("s3", FileSystem(error=PermissionError("AccessDenied"))).create("lease.json", b"x")


@pytest.mark.parametrize(
    ("scheme", "extra"), [("s3", "s3"), ("gs", "gcs"), ("abfs", "azure"), ("sftp", "sftp")]
)
def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, scheme: str, extra: str) -> None:
    original = builtins.__import__

    def missing(name: str, *arguments: Any) -> Any:
        if name.partition(".")[0] in ("fsspec", "paramiko") or name.startswith("drammenworks.publish.sftp"):
            raise ImportError(name)
        return original(name, *arguments)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(UsageError, match=rf"drammenworks\[{extra}\]"):
        open_store(f"{scheme}://by/a")
