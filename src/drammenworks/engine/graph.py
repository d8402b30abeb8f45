"""What is up to date, and what is not: queries with recorded reads, a reverse index, and early cutoff.

A query is a pure function of its key, a tuple of its name and plain arguments. It learns everything through
the :class:`Ask` that it is handed, which records what it reads. For each answer the graph keeps these reads, and for
each thing that is read, who read it. A change is then followed in one direction only:

    changed input → its readers → recompute → the same answer? stop there → their readers → …

so that the work follows the change and not the size of the site (early cutoff, as in Salsa and Shake; readers of
*changed* answers alone are looked at, as in Adapton's and DICE's change propagation). What asks something that is
not up to date yet brings it up to date first, so that the order of recomputing cannot make an answer wrong.

The graph knows no Markdown, no site and no file: :mod:`graph_store` keeps it between processes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

import pickle

from drammenworks.engine.queries import CATALOGUE, Catalogue, Key, Query, QueryKind, Reads

Reason = Key | None
"""The key of the changed answer for which something is recomputed; None when it was never computed."""


class Record(NamedTuple):
    """An answer, and what it was computed from."""

    answer: Any
    reads: Reads = ()
    reason: Reason = None


class CircularQueryError(RuntimeError):
    """A query asks itself by a detour; a fault of the program, which names the circle."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self.keys = tuple(keys)
        super().__init__(" → ".join(map(str, self.keys)))

    def __reduce__(self) -> tuple[type[CircularQueryError], tuple[tuple[Key, ...]]]:
        return (type(self), (self.keys,))


class Backing(Protocol):
    """Where a graph loads what it does not hold in memory."""

    def load(self, name: str, shard: int) -> Mapping[Key, Any]:
        """Return the records of a query in one shard."""

    def load_readers(self, shard: int) -> Mapping[Key, Any]:
        """Return one shard of the reverse index."""


class RecordingAsk:
    """Answers questions, and records them as what one query read."""

    __slots__ = ("_graph", "environment", "reads")

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.environment = graph.environment
        """What the program hands to queries that read files; nothing in it may shape an answer unseen."""
        self.reads: dict[Key, None] = {}

    def __call__(self, key: Key) -> Any:
        """Return the answer to a question."""
        graph = self._graph
        memo = graph.inline_memo.get(key)
        if memo is not None:
            self.reads.update(memo[1])
            return memo[0]
        if key[0] in graph.inline_names:
            memo = graph.evaluate(key)
            graph.inline_memo[key] = memo
            self.reads.update(memo[1])
            return memo[0]
        self.reads[key] = None
        return graph.answer(key)


class Graph:
    """All answers, what each read, and who reads what."""

    def __getstate__(self) -> dict[str, Any]:
        # A spawned worker has the same catalogue, since it imports the same modules.
        return {name: value for name, value in self.__dict__.items() if name not in ("_catalogue", "_backing")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, _catalogue=CATALOGUE, _backing=None)

    def __init__(self, catalogue: Catalogue, environment: Any = None, backing: Backing | None = None) -> None:
        """Make an empty graph, or one whose records are loaded from ``backing`` as they are needed."""
        self.environment = environment
        self.inline_memo: dict[Key, tuple[Any, dict[Key, None]]] = {}
        self.inline_names = catalogue.inline_names
        self.dirty: set[tuple[str, int]] = set()
        """The shards that differ from those in the backing."""
        self.dirty_readers: set[int] = set()
        """Likewise, of the reverse index."""
        self._catalogue = catalogue
        self._backing = backing
        self._shards: dict[tuple[str, int], dict[Key, Any]] = {}
        self._records: dict[Key, Any] = {}
        self._readers: dict[Key, Any] = {}
        """A single reader as it is, several as a set."""
        self._reader_shards: dict[int, dict[Key, Any]] = {}
        self._suspects: dict[str, dict[Key, Reason]] = {}
        self._widely_changed: dict[str, dict[Key, None]] = {}
        """By query: changed answers whose readers are not listed and have to be looked for."""
        self._changes: dict[str, dict[Key, Any]] = {}
        self._stack: list[Key] = []
        self._orphans: set[Key] = set()

    def pending(self) -> dict[str, Any]:
        """Return what is known to be out of date, in plain types, for whoever saves the graph."""
        return {"suspects": self._suspects, "widely_changed": self._widely_changed}

    def restore(self, pending: Mapping[str, Any]) -> None:
        """Take what another process knew to be out of date."""
        self._suspects = pending["suspects"]
        self._widely_changed = pending["widely_changed"]

    # --- asking -----------------------------------------------------------------------------------

    def ask(self, key: Key) -> Any:
        """Return an answer to someone whose reads nobody records."""
        return RecordingAsk(self)(key)

    def answer(self, key: Key) -> Any:
        """Return the answer of a stored query, of an index, or of a field of one, up to date."""
        record = self._records.get(key)
        if record is None or self._suspects or self._widely_changed:
            return self._settled(key)
        return record.answer if type(record) is Record else self._unpacked(key).answer

    def _settled(self, key: Key) -> Any:
        name = key[0]
        query = self._catalogue.queries.get(name)
        if query is None:
            base, position = self._catalogue.fields[name]
            whole = self._settled((base, *key[1:]))
            return whole[position] if whole is not None else None
        if query.kind is QueryKind.INDEX:
            for source in query.over:
                for suspect in list(self.suspects(source)):
                    self.refresh(suspect)
            record = self.find(key)
            return record.answer if record is not None else None
        if name in self._widely_changed:
            self._look_for_readers(name)
        suspects = self._suspects.get(name)
        if suspects is not None and key in suspects:
            self.refresh(key)
        record = self.find(key)
        if record is None:
            if query.is_enumerated:
                return None
            self.refresh(key)
            record = self.find(key)
            assert record is not None
        return record.answer

    def find(self, key: Key) -> Record | None:
        """Return a record as it is, whether or not it is up to date."""
        record = self._records.get(key)
        if record is None:
            query = self._catalogue.queries[key[0]]
            if not self._load(query, query.shard(key)):
                return None
            record = self._records.get(key)
            if record is None:
                return None
        return record if type(record) is Record else self._unpacked(key)

    @staticmethod
    def unpack(packed: bytes) -> Record:
        """Return a record that a worker packed."""
        return Record(*pickle.loads(packed))

    def _unpacked(self, key: Key) -> Record:
        """Unpack a record that a worker packed."""
        record = self.unpack(self._records[key])
        self._records[key] = record
        return record

    def keys(self, name: str) -> Iterator[Key]:
        """Yield the key of every record of a query."""
        query = self._catalogue.queries[name]
        for shard in range(query.shards):
            self._load(query, shard)
            yield from list(self._shards.get((name, shard), ()))

    # --- changing ---------------------------------------------------------------------------------

    def evaluate(self, key: Key) -> tuple[Any, dict[Key, None]]:
        """Compute an answer and return it with what was read; nothing is stored.

        :raises CircularQueryError: if the query asks itself.
        """
        if key in self._stack:
            raise CircularQueryError([*self._stack[self._stack.index(key) :], key])
        ask = RecordingAsk(self)
        self._stack.append(key)
        try:
            answer = self._catalogue.queries[key[0]].function(ask, *key[1:])
        finally:
            self._stack.pop()
        return answer, ask.reads

    def refresh(self, key: Key) -> bool:
        """Compute an answer anew, and return whether it differs from what it was."""
        reason = self.reason(key)
        answer, reads = self.evaluate(key)
        return self.put(key, Record(answer, tuple(reads), reason))

    def reason(self, key: Key) -> Reason:
        """Return why something is out of date: the key of what changed, or None when it is new."""
        return self._suspects.get(key[0], {}).get(key)

    def put(self, key: Key, record: Record, packed: bytes | None = None) -> bool:
        """Store an answer with what it read, and return whether it differs from what it was.

        :param packed: the same record, as a worker packed it; kept in its place, since it is smaller.
        """
        self.settle(key)
        old = self.find(key)
        self._store(key, record if packed is None else packed)
        old_reads = old.reads if old is not None else ()
        if old_reads != record.reads:
            self._rewire(key, old_reads, record.reads)
        if old is not None and old.answer == record.answer:
            return False
        query = self._catalogue.queries[key[0]]
        # What nobody had computed nobody has read; but of an enumerated query, None is an answer.
        is_read = old is not None or query.is_enumerated
        self._spread(key, old.answer if old is not None else None, record.answer, is_read=is_read)
        return True

    def drop(self, key: Key) -> None:
        """Forget an answer; for whoever reads it, it becomes None."""
        self.settle(key)
        old = self.find(key)
        if old is None:
            return
        shard = self._catalogue.queries[key[0]].shard(key)
        del self._records[key]
        del self._shards[key[0], shard][key]
        self.dirty.add((key[0], shard))
        self._rewire(key, old.reads, ())
        if old.answer is not None:
            self._spread(key, old.answer, None)

    def suspect(self, key: Key, reason: Reason = None) -> None:
        """Say that an answer has to be computed, because it never was or because of ``reason``."""
        self._suspects.setdefault(key[0], {}).setdefault(key, reason)

    def settle(self, key: Key) -> None:
        """Say that an answer is up to date."""
        suspects = self._suspects.get(key[0])
        if suspects is not None:
            suspects.pop(key, None)
            if not suspects:
                del self._suspects[key[0]]

    def suspects(self, name: str) -> Mapping[Key, Reason]:
        """Return the answers of a query that may be out of date, each with the first reason."""
        if name in self._widely_changed:
            self._look_for_readers(name)
        return self._suspects.get(name, {})

    def changes(self, name: str) -> dict[Key, Any]:
        """Return the keys of a query whose answers changed since this was last asked, with the old answers.

        Of an index, not the old group is kept, but whether there was one.
        """
        return self._changes.pop(name, {})

    def settle_between(self, *, leave: Collection[str] = ()) -> None:
        """Recompute every suspect answer that lies between those which the build enumerates.

        Their readers become suspects only when such an answer really changes, so this comes before the suspects of
        an enumerated query are taken.

        :param leave: queries that are to be recomputed by other means.
        """
        while True:
            names = [
                name
                for name in {*self._suspects, *self._widely_changed}
                if not self._catalogue.queries[name].is_enumerated and name not in leave and self.suspects(name)
            ]
            if not names:
                return
            for name in names:
                for key in list(self.suspects(name)):
                    if key in self.suspects(name):
                        self.refresh(key)

    def collect(self) -> None:
        """Forget answers that nobody reads any more, other than those of root queries."""
        while self._orphans:
            key = self._orphans.pop()
            query = self._catalogue.queries.get(key[0])
            if query is None:
                key = (self._catalogue.fields[key[0]][0], *key[1:])
                query = self._catalogue.queries[key[0]]
            if query.kind is QueryKind.STORED and not query.is_root and not query.is_widely_read:
                if not any(self.readers(cell) for cell in self._catalogue.cells(key)):
                    self.drop(key)

    def readers(self, cell: Key) -> Collection[Key]:
        """Return who reads an answer, or a field of one; nobody is listed for what is widely read."""
        found = self._loaded_readers(cell).get(cell)
        if found is None:
            return ()
        return found if type(found) is set else (found,)

    # --- what a change leads to -------------------------------------------------------------------

    def _spread(self, key: Key, old: Any, new: Any, *, is_read: bool = True) -> None:
        """Mark the readers of what changed, and bring the indexes over it in line."""
        query = self._catalogue.queries[key[0]]
        self._changes.setdefault(key[0], {}).setdefault(key, old)
        if is_read:
            if self.inline_memo:
                self.inline_memo.clear()
            self._mark(key, query)
            for position, name in enumerate(query.field_names):
                before = old[position] if old is not None else None
                after = new[position] if new is not None else None
                if before != after:
                    self._mark((name, *key[1:]), query)
        for index in self._catalogue.indexes.get(key[0], ()):
            self._reindex(index, key, old, new)

    def _mark(self, cell: Key, query: Query) -> None:
        if query.is_widely_read:
            for name in self._catalogue.stored:
                self._widely_changed.setdefault(name, {})[cell] = None
            return
        for reader in self.readers(cell):
            self._suspects.setdefault(reader[0], {}).setdefault(reader, cell)

    def _look_for_readers(self, name: str) -> None:
        """Look through all records of a query for those that read what changed and lists no readers."""
        changed = self._widely_changed.pop(name)
        if not changed:
            return
        for key in self.keys(name):
            record = self.find(key)
            assert record is not None
            for cell in record.reads:
                if cell in changed:
                    self._suspects.setdefault(name, {}).setdefault(key, cell)
                    break

    def _reindex(self, index: Query, key: Key, old: Any, new: Any) -> None:
        before = dict(index.pairs(key, old)) if old is not None else {}
        after = dict(index.pairs(key, new)) if new is not None else {}
        if before == after:
            return
        touched: dict[Key, bool] = {}
        """Groups that differ, each with whether it had members."""
        for place in before.keys() | after.keys():
            if place in before and place in after and before[place] == after[place]:
                continue
            group, member = place
            group_key = (index.name, *group)
            record = self.find(group_key)
            members = record.answer if record is not None else {}
            if place in after:
                members[member] = after[place]
            else:
                members.pop(member, None)
            touched.setdefault(group_key, record is not None)
            if record is None:
                self._store(group_key, Record(members))
        for group_key, was_there in touched.items():
            shard = index.shard(group_key)
            self.dirty.add((index.name, shard))
            members = self._records[group_key].answer
            if not members:
                del self._records[group_key]
                del self._shards[index.name, shard][group_key]
            self._changes.setdefault(index.name, {}).setdefault(group_key, was_there)
            self._mark(group_key, index)
            if was_there != bool(members):
                # An index of an index knows which groups there are, and not what is in them.
                for outer in self._catalogue.indexes.get(index.name, ()):
                    self._reindex(outer, group_key, () if was_there else None, () if members else None)

    # --- records and readers ----------------------------------------------------------------------

    def _store(self, key: Key, record: Any) -> None:
        name = key[0]
        shard = self._catalogue.queries[name].shard(key)
        self._shards.setdefault((name, shard), {})[key] = record
        self._records[key] = record
        self.dirty.add((name, shard))

    def _rewire(self, key: Key, old: Reads, new: Reads) -> None:
        gone = set(old).difference(new) if old else ()
        for cell in gone:
            readers = self._loaded_readers(cell)
            found = readers.get(cell)
            if type(found) is set:
                found.discard(key)
                if not found:
                    del readers[cell]
            elif found == key:
                del readers[cell]
            if cell not in readers:
                self._orphans.add(cell)
            self._note_readers(cell)
        for cell in set(new).difference(old) if old else new:
            if self._catalogue.is_widely_read(cell):
                self._compute_missing(cell)
                continue
            readers = self._loaded_readers(cell)
            found = readers.get(cell)
            if found is None:
                readers[cell] = key
                self._compute_missing(cell)
            elif type(found) is set:
                found.add(key)
            elif found != key:
                readers[cell] = {found, key}
            self._note_readers(cell)

    def _compute_missing(self, cell: Key) -> None:
        """Compute what only a worker has computed yet, so that changes reach its readers through it."""
        query = self._catalogue.queries.get(cell[0])
        if query is None:
            cell = (self._catalogue.fields[cell[0]][0], *cell[1:])
            query = self._catalogue.queries[cell[0]]
        if query.kind is QueryKind.STORED and not query.is_enumerated and cell not in self._records:
            self.answer(cell)

    def _note_readers(self, cell: Key) -> None:
        if not self._catalogue.is_widely_read(cell):
            self.dirty_readers.add(self._catalogue.reader_shard(cell))

    def _loaded_readers(self, cell: Key) -> dict[Key, Any]:
        shard = self._catalogue.reader_shard(cell)
        found = self._reader_shards.get(shard)
        if found is None:
            found = dict(self._backing.load_readers(shard)) if self._backing is not None else {}
            self._reader_shards[shard] = found
        return found

    def _load(self, query: Query, shard: int) -> bool:
        """Load a shard, and return whether anything came."""
        place = (query.name, shard)
        if place in self._shards:
            return False
        found = dict(self._backing.load(query.name, shard)) if self._backing is not None else {}
        self._shards[place] = found
        self._records.update(found)
        return bool(found)

    def shard(self, name: str, number: int) -> Mapping[Key, Any]:
        """Return the records of one shard, for whoever saves them; those that a worker packed are bytes."""
        return self._shards.get((name, number), {})

    def reader_shard(self, number: int) -> Mapping[Key, Any]:
        """Return one shard of the reverse index, for whoever saves it."""
        return self._reader_shards.get(number, {})

