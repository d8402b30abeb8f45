"""Who reads what: the other direction of the reads that a graph records."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Protocol

from drammenworks.engine.queries import Key


class ReaderSource(Protocol):
    """Where a reverse index loads what it does not hold in memory yet."""

    def load_readers(self, shard: int) -> Mapping[Key, Any]:
        """Return one shard of the reverse index."""


class ReverseIndex:
    """The readers of each cell: of an answer, or of a field of one."""

    def __init__(self, shard_of: Callable[[Key], int], source: ReaderSource | None) -> None:
        self.changed: set[Key] = set()
        """The cells whose readers differ from those in the source."""
        self._shard_of = shard_of
        self._source = source
        self._loaded: set[int] = set()
        self._readers: dict[Key, Any] = {}
        """A single reader as it is, several as a set."""

    def __getstate__(self) -> dict[str, Any]:
        # A worker loads nothing; nobody asks it who reads what.
        return {**self.__dict__, "_source": None}

    def of(self, cell: Key) -> Collection[Key]:
        """Return the readers of a cell."""
        self._load(cell)
        found = self._readers.get(cell)
        if found is None:
            return ()
        return found if type(found) is set else (found,)

    def add(self, cell: Key, reader: Key) -> bool:
        """Add a reader, and return whether the cell had none."""
        if self._source is not None:
            self._load(cell)
        self.changed.add(cell)
        found = self._readers.get(cell)
        if found is None:
            self._readers[cell] = reader
            return True
        if type(found) is set:
            found.add(reader)
        elif found != reader:
            self._readers[cell] = {found, reader}
        return False

    def discard(self, cell: Key, reader: Key) -> bool:
        """Remove a reader, and return whether the cell has none now."""
        self._load(cell)
        self.changed.add(cell)
        found = self._readers.get(cell)
        if type(found) is set:
            found.discard(reader)
            if not found:
                del self._readers[cell]
        elif found == reader:
            del self._readers[cell]
        return cell not in self._readers

    def changed_shards(self) -> Iterator[tuple[int, dict[Key, Any]]]:
        """Yield the number and entries of each shard that differs from the source."""
        shards: dict[int, dict[Key, Any]] = {self._shard_of(cell): {} for cell in self.changed}
        for cell, found in self._readers.items():
            shard = shards.get(self._shard_of(cell))
            if shard is not None:
                shard[cell] = found
        yield from shards.items()

    def _load(self, cell: Key) -> None:
        if self._source is None:
            return
        shard = self._shard_of(cell)
        if shard not in self._loaded:
            self._loaded.add(shard)
            self._readers.update(self._source.load_readers(shard))
