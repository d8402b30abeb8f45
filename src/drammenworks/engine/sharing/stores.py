"""Where a shared cache is kept: a server with the HTTP interface of bazel-remote, or what fsspec reaches.

Both have the same two kinds of names, ``ac/<SHA-256 of an action>`` and ``cas/<SHA-256 of the bytes>``, made
of hexadecimal digits alone. Nothing that a store answers becomes a name.
"""

from __future__ import annotations

from typing import Protocol

from drammenworks.errors import DrammenworksError


class RemoteStoreError(DrammenworksError):
    """A store did not do what it was asked; the message is a reason within a sentence."""


class StoreUnusableError(DrammenworksError):
    """There can be no store at a URL; the message is for the person at the terminal."""


class RemoteStore(Protocol):
    """Bytes by name. In any thread; any exception means that it did not work this time."""

    def get(self, name: str, limit: int) -> bytes | None:
        """Return the bytes of a name, or None when there are none.

        :raises RemoteStoreError: if there are more than ``limit``.
        """
        ...

    def put(self, name: str, data: bytes) -> None:
        """Store bytes, in place of those that may be there."""
        ...

    def close(self) -> None:
        """Close what is open; it can be asked again."""
        ...
