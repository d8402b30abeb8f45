"""How a query asks: with its reads recorded, or from a graph that must not change."""

from __future__ import annotations

from typing import Any, Protocol

from drammenworks.engine.queries import Key


class Answers(Protocol):
    """What a context needs of a graph."""

    environment: Any
    inline_names: set[str]

    def answer(self, key: Key) -> Any:
        """Return an answer, up to date."""

    def inline(self, key: Key) -> tuple[Any, dict[Key, None]]:
        """Return the answer of an inline query, up to date, with what was read for it."""

    def peek(self, key: Key, ask: ReadOnlyContext) -> Any:
        """Return an answer as it is, or what ``ask`` computes when there is none."""


class RecordingContext:
    """Answers questions, and records them as what one query read."""

    __slots__ = ("_graph", "environment", "is_stale", "reads")

    def __init__(self, graph: Answers) -> None:
        self._graph = graph
        self.is_stale = False
        """Something that was read has changed since."""
        self.environment = graph.environment
        """What queries that read files need; nothing in it may shape an answer unseen."""
        self.reads: dict[Key, None] = {}

    def __call__(self, key: Key) -> Any:
        """Return the answer to a question."""
        graph = self._graph
        if key[0] in graph.inline_names:
            answer, reads = graph.inline(key)
            self.reads.update(reads)
            return answer
        answer = graph.answer(key)
        # Not before: what asking brings up to date is no change of what was read.
        self.reads[key] = None
        return answer


class ReadOnlyContext:
    """Answers questions from a graph without changing it: what it does not hold is computed and forgotten.

    For threads beside the one that builds, while nothing changes the graph.
    """

    __slots__ = ("_graph", "environment")

    def __init__(self, graph: Answers) -> None:
        self._graph = graph
        self.environment = graph.environment

    def __call__(self, key: Key) -> Any:
        """Return the answer to a question."""
        return self._graph.peek(key, self)
