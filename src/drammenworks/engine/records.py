"""What a graph keeps of each answer: the answer, what it was computed from, and why it was computed again."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from drammenworks.engine.queries import CATALOGUE, Catalogue, Key, Reads

Reason = Key | None
"""The key of the changed answer for which something is recomputed; None when it was never computed."""

SHARED = "shared reads"
"""The name of a key that stands for several widely read answers, which many records read together."""


class Record(NamedTuple):
    """An answer, and what it was computed from."""

    answer: Any
    reads: Reads = ()
    reason: Reason = None


def pack_record(record: Record) -> bytes:
    """Return a record as bytes, for a worker whose parent stores it without looking."""
    return pickle.dumps(tuple(record), pickle.HIGHEST_PROTOCOL)


def unpack_record(packed: bytes) -> Record:
    """Return a record that a worker packed."""
    return Record(*pickle.loads(packed))


class SharedReads:
    """Widely read answers that many records read together, each set stored once: a third of the size."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.by_name: dict[str, Reads] = {}
        """What a shared key among the reads of a record stands for."""
        self._names: dict[Reads, str] = {}
        self._is_widely_read = catalogue.is_widely_read

    def __getstate__(self) -> dict[str, Reads]:
        return self.by_name

    def __setstate__(self, by_name: dict[str, Reads]) -> None:
        self.__init__(CATALOGUE)  # type: ignore[misc]
        self.add(by_name)

    def add(self, by_name: Mapping[str, Reads]) -> None:
        """Take sets in that another process made."""
        self.by_name.update(by_name)
        self._names.update((reads, name) for name, reads in by_name.items())

    def compact(self, reads: Iterable[Key]) -> Reads:
        """Return reads with one shared key for all that is widely read."""
        wide: list[Key] = []
        narrow: list[Key] = []
        for cell in reads:
            (wide if self._is_widely_read(cell) else narrow).append(cell)
        if len(wide) < 2:
            return (*wide, *narrow)
        shared = tuple(wide)
        name = self._names.get(shared)
        if name is None:
            name = hashlib.blake2b(repr(shared).encode(), digest_size=8).hexdigest()
            self.add({name: shared})
        return ((SHARED, name), *narrow)

    def expand(self, reads: Iterable[Key]) -> list[Key]:
        """Return reads with no shared keys."""
        return [cell for read in reads for cell in (self.by_name[read[1]] if read[0] == SHARED else (read,))]
