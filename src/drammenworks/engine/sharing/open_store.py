"""Open a store by its URL."""

from __future__ import annotations

from drammenworks.engine.sharing.stores import RemoteStore

_SCHEMES = frozenset({"http", "https"})
"""Of servers that speak the interface of bazel-remote."""


def open_store(url: str) -> RemoteStore:
    """Return the store at a URL; nothing is asked of it yet.

    :raises StoreUnusableError: if the URL is none, or what it needs is not installed.
    """
    # Each is loaded only when it is needed.
    if url.partition("://")[0].lower() in _SCHEMES:
        from drammenworks.engine.sharing.http_store import HttpStore  # noqa: PLC0415

        return HttpStore(url)
    from drammenworks.engine.sharing.file_system_store import FileSystemStore  # noqa: PLC0415

    return FileSystemStore(url)
