"""How queries and indexes are defined: their names, how they are kept, and what they are computed from."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from enum import Enum, auto
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar

Key = tuple[Any, ...]
"""The name of a query, or of a field of its answer (``entry.title``), and its arguments: plain values."""

Reads = tuple[Key, ...]
"""What was asked, each once, in the order of asking."""

Pairs = Iterable[tuple[tuple[tuple[Any, ...], Any], Any]]
"""What an answer gives to an index: ``((group, member), value)``."""

P = ParamSpec("P")
R = TypeVar("R")

READER_SHARDS = 1024
"""Parts of the reverse index: an edit of one document loads a few of them."""


class QueryContext(Protocol):
    """Answers questions for one query, and records them as what it read."""

    environment: Any
    """What queries that read files need; nothing in it may shape an answer unseen."""

    def __call__(self, key: Key) -> Any:
        """Return the answer to a question."""


class QueryKind(Enum):
    """How the answers of a query are kept."""

    STORED = auto()
    """With what they read, and between builds too."""
    INLINE = auto()
    """Not at all: whoever asks reads what the query reads. For small functions of few answers."""
    INDEX = auto()
    """As groups of members, kept in line with the answers of other queries."""


class Query(Generic[P, R]):
    """A query; it is asked by calling it with an :class:`QueryContext` and its arguments."""

    def __init__(
        self,
        function: Callable[..., Any],
        kind: QueryKind,
        *,
        name: str | None = None,
        shards: int = 1,
        is_root: bool = False,
        is_enumerated: bool = False,
        is_widely_read: bool = False,
        group: str = "",
        fields: Iterable[str] = (),
        over: Iterable[str] = (),
    ) -> None:
        self.function = function
        self.kind = kind
        self.name = name or function.__name__
        self.shards = shards
        """Parts that its records are kept in: what touches one of them loads and writes no other."""
        self.is_root = is_root or is_enumerated
        """The build itself wants its answers; those of other queries go with their last reader."""
        self.is_enumerated = is_enumerated
        """The build says which answers there are; any other is None."""
        self.is_widely_read = is_widely_read
        """So many read it that the reverse index does not list them: a change searches all records."""
        self.group = group
        """The queries of one group are brought up to date together, or not at all."""
        self.field_names = tuple(f"{self.name}.{part}" for part in fields)
        """Names under which fields of the answer are asked for by themselves."""
        self._field_keys = {name.rpartition(".")[2]: name for name in self.field_names}
        self.over = tuple(over)
        """The queries that an index is made of."""
        self.__doc__ = function.__doc__

    def __call__(self, ask: QueryContext, *args: P.args, **kwargs: P.kwargs) -> R:
        """Return the answer, and record that it was read."""
        answer: R = ask((self.name, *args))
        return answer

    def key(self, *args: Any) -> Key:
        """Return the key of an answer."""
        return (self.name, *args)

    def field(self, ask: QueryContext, field: str, *args: Any) -> Any:
        """Return a field of an answer; None when there is no answer. The rest of it is not read."""
        return ask((self._field_keys[field], *args))

    def shard(self, key: Key) -> int:
        """Return the part that a record is kept in; it is the same in every process."""
        return 0 if self.shards == 1 else _number(key) % self.shards


def _number(key: Key) -> int:
    """Return a number that follows from the arguments of a key, the same in every process."""
    try:
        text = "\0".join(key[1:])
    except TypeError:
        text = str(key[1:])
    return zlib.crc32(text.encode(errors="surrogatepass"))


class CircularQueryError(RuntimeError):
    """A query asks itself by a detour: a fault of the program, which names the circle."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self.keys = tuple(keys)
        super().__init__(" → ".join(map(str, self.keys)))

    def __reduce__(self) -> tuple[type[CircularQueryError], tuple[tuple[Key, ...]]]:
        return (type(self), (self.keys,))


class Catalogue:
    """The queries of a program, by name."""

    def __init__(self) -> None:
        self.queries: dict[str, Query[..., Any]] = {}
        self.indexes: dict[str, list[Query[..., Any]]] = {}
        """By the query that they are made of."""
        self.fields: dict[str, tuple[str, int]] = {}
        """Name of a field → its query, and its place in the answer."""
        self.inline_names: set[str] = set()
        self._widely_read: set[str] = set()

    @property
    def stored(self) -> list[str]:
        """The queries whose reads are recorded."""
        return [query.name for query in self.queries.values() if query.kind is QueryKind.STORED]

    def group(self, name: str) -> frozenset[str]:
        """Return the names of the queries of a group."""
        return frozenset(query.name for query in self.queries.values() if query.group == name)

    def add(self, query: Query[P, R]) -> Query[P, R]:
        """Take a query in.

        :raises ValueError: if there is another of its name.
        """
        if query.name in self.queries:
            raise ValueError(f"two queries are called {query.name}")
        self.queries[query.name] = query
        for position, name in enumerate(query.field_names):
            self.fields[name] = (query.name, position)
        for source in query.over:
            self.indexes.setdefault(source, []).append(query)
        if query.kind is QueryKind.INLINE:
            self.inline_names.add(query.name)
        if query.is_widely_read:
            self._widely_read.update((query.name, *query.field_names))
        return query

    def is_widely_read(self, cell: Key) -> bool:
        """Tell whether the readers of an answer are not listed."""
        return cell[0] in self._widely_read

    def cells(self, key: Key) -> list[Key]:
        """Return an answer and its fields, as whoever reads them names them."""
        return [key, *((name, *key[1:]) for name in self.queries[key[0]].field_names)]

    @staticmethod
    def reader_shard(cell: Key) -> int:
        """Return the part of the reverse index that lists the readers of an answer."""
        return _number(cell) % READER_SHARDS

    # --- defining ---------------------------------------------------------------------------------

    def query(
        self,
        *,
        shards: int = 1,
        is_root: bool = False,
        is_enumerated: bool = False,
        is_widely_read: bool = False,
        group: str = "",
        fields: Iterable[str] = (),
    ) -> Callable[[Callable[Concatenate[QueryContext, P], R]], Query[P, R]]:
        """Make a stored query of a function.

        :param fields: of its answer, a named tuple, that are asked for by themselves.
        """

        def define(function: Callable[Concatenate[QueryContext, P], R]) -> Query[P, R]:
            return self.add(
                Query(
                    function,
                    QueryKind.STORED,
                    shards=shards,
                    is_root=is_root,
                    is_enumerated=is_enumerated,
                    is_widely_read=is_widely_read,
                    group=group,
                    fields=fields,
                )
            )

        return define

    def inline(self, function: Callable[Concatenate[QueryContext, P], R]) -> Query[P, R]:
        """Make a query of a function whose answers are not kept."""
        return self.add(Query(function, QueryKind.INLINE))

    def index(
        self, *over: Query[..., Any], shards: int = 1, name: str | None = None
    ) -> Callable[[Callable[[Key, Any], Pairs]], Query[..., Any]]:
        """Make an index of a function that says what an answer gives to which of its groups.

        A group is a mapping from member to value; it is None when it has no members.
        """

        def define(function: Callable[[Key, Any], Pairs]) -> Query[..., Any]:
            return self.add(
                Query(
                    function,
                    QueryKind.INDEX,
                    name=name,
                    shards=shards,
                    over=[query.name for query in over],
                )
            )

        return define


AFTER_PAGES = "after pages"
"""The group of queries that are brought up to date when all pages have been rendered."""

CATALOGUE = Catalogue()
"""The queries of this program; each module defines its own."""
