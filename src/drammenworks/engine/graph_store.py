"""A graph in the cache: its records and its reverse index in shards, loaded as they are needed."""

from __future__ import annotations

import marshal
import pickle
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from drammenworks.engine.graph import Graph
from drammenworks.engine.queries import Catalogue, Key
from drammenworks.engine.sqlite_cache import Cache, CacheDamagedError

_STATES = "graphs"
"""The state of each graph, by its name."""


class GraphStore:
    """Where one graph is kept."""

    def __init__(self, cache: Cache, name: str) -> None:
        """Find the graph of a name, if it is there.

        :raises CacheDamagedError: if it is damaged.
        """
        self._cache = cache
        self._name = name
        self._space = f"graph {name}"
        stored = cache.get(_STATES, name)
        state: dict[str, Any] = _unpickled(stored, name) if stored is not None else {}
        self.generation: str = state.get("generation", "")
        """Differs after each save; empty when nothing was saved yet."""
        self.is_saved = bool(self.generation)
        """All that was written has been saved."""
        self._pending: Mapping[str, Any] | None = state.get("pending")
        self._shards: set[str] = state.get("shards", set())
        """The names of all shards that have been saved: one that is missing is lost."""

    def open(self, catalogue: Catalogue, environment: Any) -> Graph:
        """Return the graph; an empty one when nothing was saved yet."""
        if self._pending is None:
            return Graph(catalogue, environment)
        graph = Graph(catalogue, environment, self)
        graph.restore(self._pending)
        return graph

    def load(self, name: str, shard: int) -> Mapping[Key, Any]:
        """Return the records of a query in one shard.

        :raises CacheDamagedError: if they are lost.
        """
        stored = self._stored(f"{name} {shard}")
        found: Mapping[Key, Any] = _unpickled(stored, f"{name} {shard}") if stored is not None else {}
        return found

    def load_readers(self, shard: int) -> Mapping[Key, Any]:
        """Return one shard of the reverse index.

        :raises CacheDamagedError: if it is lost.
        """
        stored = self._stored(f"readers {shard}")
        return marshal.loads(stored) if stored is not None else {}

    def _stored(self, key: str) -> bytes | None:
        if key not in self._shards:
            return None
        stored = self._cache.get(self._space, key)
        if stored is None:
            raise CacheDamagedError(f"{key} of {self._space}")
        return stored

    def rows(self) -> Iterator[tuple[str, bytes]]:
        """Yield all that is saved, for :func:`adopt_graph`: each shard by its name, then the state by none.

        :raises CacheDamagedError: if a part of it is lost.
        """
        state = self._cache.get(_STATES, self._name)
        if state is None:
            return
        for name in sorted(self._shards):
            stored = self._stored(name)
            assert stored is not None
            yield name, stored
        yield "", state

    def write(self, graph: Graph) -> None:
        """Write what differs in the graph, to be saved later; whoever has time meanwhile may do so at once.

        If it is not saved after all, the graph is lost as a whole.
        """
        # Keys are plain values, and marshal writes them in half the time.
        rows = [
            (f"readers {shard}", marshal.dumps(readers))
            for shard, readers in graph.reverse_index.changed_shards()
        ]
        rows += [
            (f"{name} {shard}", pickle.dumps(records, pickle.HIGHEST_PROTOCOL))
            for name, shard, records in graph.changed_shards()
        ]
        self.is_saved = False
        self._cache.drop(_STATES, [self._name])
        self._cache.put(self._space, rows)
        self._shards |= {key for key, _ in rows}
        graph.saved()

    def save(self, graph: Graph) -> None:
        """Keep what differs in the graph, from now on, and everything or nothing of it."""
        self.write(graph)
        self.generation = secrets.token_hex(16)
        state = {
            "generation": self.generation,
            "pending": graph.pending(),
            "shards": self._shards,
            "saved_at": time.time(),
        }
        self._cache.put(_STATES, [(self._name, pickle.dumps(state, pickle.HIGHEST_PROTOCOL))])
        self._cache.commit()
        self.is_saved = True


def _unpickled(stored: bytes, what: str) -> Any:
    try:
        return pickle.loads(stored)
    except Exception as error:
        # The bytes are whole: they are of classes that differ now.
        raise CacheDamagedError(what) from error


def adopt_graph(cache: Cache, name: str, rows: Iterable[tuple[str, bytes]]) -> None:
    """Keep what :meth:`GraphStore.rows` yielded elsewhere as the graph of a name, from the next commit on.

    Without the state, which comes last, there is no graph.
    """
    for key, value in rows:
        cache.put(f"graph {name}" if key else _STATES, [(key or name, value)])


def graphs_by_age(cache: Cache, *, days: int) -> tuple[list[str], list[str]]:
    """Return the names of the graphs saved within ``days`` days, and of the older ones."""
    oldest = time.time() - days * 86_400
    saved = {name: pickle.loads(stored)["saved_at"] for name, stored in cache.items(_STATES)}
    recent = [name for name, moment in saved.items() if moment >= oldest]
    return recent, [name for name in saved if name not in recent]


def drop_graphs(cache: Cache, names: Iterable[str]) -> None:
    """Forget graphs from the next commit on."""
    for name in names:
        cache.drop(_STATES, [name])
        cache.drop_space(f"graph {name}")
