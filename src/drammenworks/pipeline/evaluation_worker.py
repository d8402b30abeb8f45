"""Evaluate queries in workers, which send their records packed."""

from __future__ import annotations

from typing import Any, NamedTuple

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.engine.graph import Graph
from drammenworks.engine.queries import Key, Reads
from drammenworks.engine.records import Record, pack_record


class Evaluated(NamedTuple):
    """What a worker sends."""

    packed: bytes
    """The record; see :func:`records.pack_record`."""
    answer: Any
    """None but in the worker: the parent unpacks it when it needs it."""
    shared: dict[str, Reads]
    """Sets of reads that this was the first to need."""

    def __reduce__(self) -> tuple[Any, ...]:
        return Evaluated, (self.packed, None, self.shared)


class Evaluate(FastPickle):
    """Evaluates a query; the function of the workers."""

    __slots__ = ("graph",)

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def __call__(self, job: tuple[Key, Key | None]) -> Evaluated:
        """Return the record of a key, with the reason for which it is evaluated."""
        key, reason = job
        graph = self.graph
        known = len(graph.shared_reads.by_name)
        answer, reads = graph.evaluate(key)
        packed = pack_record(Record(answer, graph.shared_reads.compact(reads), reason))
        # What one is the first to read together, others will read together too.
        shared = graph.shared_reads.by_name
        return Evaluated(packed, answer, dict(list(shared.items())[known:]) if len(shared) > known else {})
