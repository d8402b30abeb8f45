"""What is up to date, and what is not: queries with recorded reads, a reverse index, and early cutoff.

A query is a pure function of its key, a tuple of its name and plain arguments. It learns everything through
the :class:`queries.QueryContext` that it is handed, which records what it reads. For each answer the graph
keeps these reads, and for each thing that is read, who read it. A change is then followed in one direction
only:

    changed input → its readers → recompute → the same answer? stop there → their readers → …

so that the work follows the change and not the size of the site: early cutoff as in Salsa and Shake, and only
readers of answers that really changed are looked at, as in Adapton and DICE. Whoever asks for a suspect
answer brings it up to date first. One that a change has not reached yet is answered as it is, and its reader
is recomputed when the change gets there, also in the middle of an evaluation: so the order of recomputing
cannot make an answer wrong once no suspects are left.

The graph knows no Markdown, no site and no file; :mod:`graph_store` keeps it between processes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Protocol

from drammenworks.engine.contexts import ReadOnlyContext, RecordingContext
from drammenworks.engine.queries import CATALOGUE, Catalogue, CircularQueryError, Key, Query, QueryKind, Reads
from drammenworks.engine.records import SHARED, Reason, Record, SharedReads, unpack_record
from drammenworks.engine.reverse_index import ReaderSource, ReverseIndex

_MAX_INLINE = 10_000
"""Answers of inline queries to keep, which bounds their memory; most are some kilobytes."""


class Backing(ReaderSource, Protocol):
    """Where a graph loads what it does not hold in memory yet."""

    def load(self, name: str, shard: int) -> Mapping[Key, Any]:
        """Return the records of a query in one shard."""


class Graph:
    """All answers, what each read, and who reads what."""

    def __init__(self, catalogue: Catalogue, environment: Any = None, backing: Backing | None = None) -> None:
        """Make an empty graph, or one whose records are loaded from ``backing`` as they are needed."""
        self.environment = environment
        self.inline_names = catalogue.inline_names
        self._inline_memo: dict[Key, tuple[Any, dict[Key, None]]] = {}
        """Answers of inline queries with their reads, as long as nothing that any of them reads changes."""
        self._inline_sources: set[str] = set()
        """The queries that those read."""
        self.changed_keys: dict[str, set[Key]] = {}
        """By query: the records that differ from those in the backing."""
        self.reverse_index = ReverseIndex(catalogue.reader_shard, backing)
        self.shared_reads = SharedReads(catalogue)
        self._complete_sets: set[str] = set()
        """Those of which every answer is here, and not in the worker that asked first."""
        self._catalogue = catalogue
        self._fields = catalogue.fields
        self._backing = backing
        self._loaded: set[tuple[str, int]] = set()
        """The shards that have been loaded from the backing."""
        self._complete: set[str] = set()
        """The queries of which all have."""
        self._tables: dict[str, dict[Key, Any]] = {name: {} for name in catalogue.queries}
        """Records by query; those that a worker packed are bytes until someone looks."""
        self._suspects: dict[str, dict[Key, Reason]] = {}
        self._widely_changed: dict[str, dict[Key, None]] = {}
        """By query: changed answers whose readers are not listed and have to be looked for."""
        self._unsettled: set[str] = set()
        """The queries of which some answer may be out of date, and the indexes over them."""
        self._changes: dict[str, dict[Key, Any]] = {}
        self._stack: list[tuple[Key, RecordingContext]] = []
        """What is being evaluated, the innermost last."""
        self._orphans: set[Key] = set()
        self._shared: set[str] = set()
        """The queries whose table a snapshot shares until it changes."""
        self._own_groups: set[Key] | None = None
        """The groups of indexes that no snapshot shares; None while there is no snapshot."""

    def snapshot(self, environment: Any) -> Graph:
        """Return the graph as it is now, for readers in other threads.

        The two share their tables, each of which is copied when it first changes on either side: most saves
        of a preview change a few. What is out of date stays so in the snapshot; readers ask it through
        :class:`ReadOnlyContext`, so that threads do not meet in the middle of computing an answer.
        """
        self._load_all()
        snapshot = Graph(self._catalogue, environment)
        snapshot._tables = self._tables.copy()
        for graph in (self, snapshot):
            graph._shared = set(graph._tables)
            graph._own_groups = set()
        return snapshot

    def __getstate__(self) -> dict[str, Any]:
        # A spawned worker has the same catalogue, since it imports the same modules; it cannot load anything.
        self._load_all()
        return {
            name: value for name, value in self.__dict__.items() if name not in ("_catalogue", "_backing")
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, _catalogue=CATALOGUE, _backing=None)

    # --- asking -----------------------------------------------------------------------------------

    def ask(self, key: Key) -> Any:
        """Return an answer to someone whose reads nobody records."""
        return RecordingContext(self)(key)

    def answer(self, key: Key) -> Any:
        """Return the answer of a stored query, of an index, or a field of one, up to date."""
        name = key[0]
        field = self._fields.get(name)
        if field is not None:
            whole = self.answer((field[0], *key[1:]))
            return whole[field[1]] if whole is not None else None
        if name not in self._unsettled:
            record = self._tables[name].get(key)
            if type(record) is Record:
                return record.answer
        return self._settled(key)

    def _settled(self, key: Key) -> Any:
        name = key[0]
        query = self._catalogue.queries[name]
        if query.kind is QueryKind.INDEX:
            self._settle_sources(query)
        elif key in self.suspects(name):
            self.refresh(key)
        record = self.find(key)
        if record is None:
            if query.kind is QueryKind.INDEX or query.is_enumerated:
                return None
            self.refresh(key)
            record = self.find(key)
            assert record is not None
        return record.answer

    def _settle_sources(self, index: Query[..., Any]) -> None:
        for name in index.over:
            source = self._catalogue.queries[name]
            if source.kind is QueryKind.INDEX:
                self._settle_sources(source)
            for suspect in list(self.suspects(name)):
                if suspect in self.suspects(name):
                    self.refresh(suspect)

    def find(self, key: Key) -> Record | None:
        """Return a record as it is, whether or not it is up to date."""
        table = self._tables[key[0]]
        record = table.get(key)
        if record is None:
            if self._backing is None:
                return None
            query = self._catalogue.queries[key[0]]
            self._load(query, query.shard(key))
            record = table.get(key)
            if record is None:
                return None
        if type(record) is Record:
            return record
        table[key] = unpacked = unpack_record(record)
        return unpacked

    def peek(self, key: Key, ask: ReadOnlyContext) -> Any:
        """Return an answer as it is, or what ``ask`` computes when there is none."""
        field = self._fields.get(key[0])
        if field is not None:
            whole = self.peek((field[0], *key[1:]), ask)
            return whole[field[1]] if whole is not None else None
        query = self._catalogue.queries[key[0]]
        record = self.find(key) if query.kind is not QueryKind.INLINE else None
        if record is not None:
            return record.answer
        return None if query.kind is QueryKind.INDEX or query.is_enumerated else query.function(ask, *key[1:])

    def keys(self, name: str) -> list[Key]:
        """Return the key of every record of a query."""
        self._load_query(name)
        return list(self._tables[name])

    # --- changing ---------------------------------------------------------------------------------

    def evaluate(self, key: Key) -> tuple[Any, dict[Key, None]]:
        """Compute an answer and return it with what was read; nothing is stored.

        When it raises an error, whoever asked has read what it read: they may answer with the error, and
        nothing else would lead them to what mends it.

        :raises CircularQueryError: if the query asks itself.
        """
        above = [known for known, _ in self._stack]
        if key in above:
            raise CircularQueryError([*above[above.index(key) :], key])
        function = self._catalogue.queries[key[0]].function
        while True:
            ask = RecordingContext(self)
            self._stack.append((key, ask))
            try:
                answer = function(ask, *key[1:])
            except Exception:
                # What it read may not have been of one state.
                if not ask.is_stale:
                    if above:
                        self._stack[-2][1].reads.update(ask.reads)
                    raise
            finally:
                self._stack.pop()
            if not ask.is_stale:
                return answer, ask.reads

    def inline(self, key: Key) -> tuple[Any, dict[Key, None]]:
        """Return the answer of an inline query with what was read for it.

        :raises CircularQueryError: if the query asks itself.
        """
        known = self._inline_memo.get(key)
        if known is not None:
            return known
        if len(self._inline_memo) >= _MAX_INLINE:
            self._forget_inline()
        answer = self.evaluate(key)
        self._inline_memo[key] = answer
        self._inline_sources.update(cell[0] for cell in answer[1])
        return answer

    def _forget_inline(self) -> None:
        self._inline_memo.clear()
        self._inline_sources.clear()

    def refresh(self, key: Key) -> bool:
        """Compute an answer anew, and return whether it differs from what it was."""
        reason = self.reason(key)
        answer, reads = self.evaluate(key)
        return self.put(key, Record(answer, self.shared_reads.compact(reads), reason))

    def reason(self, key: Key) -> Reason:
        """Return why something is out of date: the key of what changed, or None when it is new."""
        return self._suspects.get(key[0], {}).get(key)

    def put(self, key: Key, record: Record, packed: bytes | None = None) -> bool:
        """Store an answer with what it read, and return whether it differs from what it was.

        :param packed: the same record as a worker packed it; kept in its place, since it is smaller.
        """
        name = key[0]
        old = self.find(key)
        if name in self._suspects:
            self._settle(key)
        elif old is not None and old == record and type(old.answer) is type(record.answer):
            return False
        self._own_table(name)[key] = record if packed is None else packed
        self.changed_keys.setdefault(name, set()).add(key)
        old_reads = old.reads if old is not None else ()
        if old_reads != record.reads:
            self._rewire(key, old_reads, record.reads)
        if old is not None and old.answer == record.answer:
            return False
        # What nobody had computed nobody has read; but of an enumerated query, None is an answer.
        query = self._catalogue.queries[name]
        is_read = old is not None or query.is_enumerated
        self._spread(query, key, old.answer if old is not None else None, record.answer, is_read=is_read)
        return True

    def drop(self, key: Key) -> None:
        """Forget an answer; for whoever reads it, it becomes None."""
        self._settle(key)
        old = self.find(key)
        if old is None:
            return
        del self._own_table(key[0])[key]
        self._complete_sets.clear()
        self.changed_keys.setdefault(key[0], set()).add(key)
        self._rewire(key, old.reads, ())
        if old.answer is not None:
            self._spread(self._catalogue.queries[key[0]], key, old.answer, None)

    def suspect(self, key: Key, reason: Reason = None) -> None:
        """Say that an answer has to be computed, because it never was or because of ``reason``."""
        suspects = self._suspects.get(key[0])
        if suspects is None:
            suspects = self._suspects[key[0]] = {}
            self._unsettle(key[0])
        suspects.setdefault(key, reason)

    def suspects(self, name: str) -> Mapping[Key, Reason]:
        """Return the answers of a query that may be out of date, each with the first reason."""
        if name in self._widely_changed:
            self._look_for_readers(name)
        return self._suspects.get(name, {})

    def settle_between(self, *, leave: Collection[str] = ()) -> None:
        """Recompute every suspect answer that lies between those which the build enumerates.

        Their readers become suspects only when such an answer really changes, so this comes before the
        suspects of an enumerated query are taken.

        :param leave: queries that are to be recomputed by other means.
        """
        while True:
            names = [
                name
                for name in sorted({*self._suspects, *self._widely_changed})
                if not self._catalogue.queries[name].is_enumerated
                and name not in leave
                and self.suspects(name)
            ]
            if not names:
                return
            for name in names:
                for key in list(self.suspects(name)):
                    if key in self.suspects(name):
                        self.refresh(key)

    def changes(self, name: str) -> dict[Key, Any]:
        """Return the keys of a query whose answers changed since this was last asked, with the old answers.

        Of an index, not the old group is kept, but whether there was one.
        """
        return self._changes.pop(name, {})

    def collect(self) -> None:
        """Forget answers that nobody reads any more, other than those of root queries."""
        while self._orphans:
            key = self._base(self._orphans.pop())
            query = self._catalogue.queries[key[0]]
            is_kept = query.kind is QueryKind.INDEX or query.is_root or query.is_widely_read
            if not is_kept and not any(self.readers(cell) for cell in self._catalogue.cells(key)):
                self.drop(key)

    def readers(self, cell: Key) -> Collection[Key]:
        """Return who reads an answer, or a field of one; nobody is listed for what is widely read."""
        return self.reverse_index.of(cell)

    def _own_table(self, name: str) -> dict[Key, Any]:
        """Return the table of a query, to be changed."""
        if name in self._shared:
            self._shared.discard(name)
            self._tables[name] = self._tables[name].copy()
        return self._tables[name]

    # --- what a change leads to -------------------------------------------------------------------

    def _spread(self, query: Query[..., Any], key: Key, old: Any, new: Any, *, is_read: bool = True) -> None:
        """Mark the readers of what changed, and bring the indexes over it in line."""
        self._changes.setdefault(query.name, {}).setdefault(key, old)
        if is_read:
            self._mark(key, query)
            arguments = key[1:]
            for position, name in enumerate(query.field_names):
                before = old[position] if old is not None else None
                after = new[position] if new is not None else None
                if before != after:
                    self._mark((name, *arguments), query)
        for index in self._catalogue.indexes.get(query.name, ()):
            self._reindex(index, key, old, new)

    def _mark(self, cell: Key, query: Query[..., Any]) -> None:
        if cell[0] in self._inline_sources:
            self._forget_inline()
        for _, ask in self._stack:
            if cell in ask.reads:
                ask.is_stale = True
        if query.is_widely_read:
            for name in self._catalogue.stored:
                self._widely_changed.setdefault(name, {})[cell] = None
                self._unsettle(name)
            return
        for reader in self.reverse_index.of(cell):
            self.suspect(reader, cell)

    def _look_for_readers(self, name: str) -> None:
        """Look through all records of a query for those that read what changed and lists no readers."""
        changed: dict[Key, Key] = {cell: cell for cell in self._widely_changed.pop(name)}
        for shared, cells in self.shared_reads.by_name.items():
            found = next((cell for cell in cells if cell in changed), None)
            if found is not None:
                changed[SHARED, shared] = found
        self._recount()
        for key in self.keys(name):
            record = self.find(key)
            assert record is not None
            for cell in record.reads:
                if cell in changed:
                    self.suspect(key, changed[cell])
                    break

    def _reindex(self, index: Query[..., Any], key: Key, old: Any, new: Any) -> None:
        before = dict(index.function(key, old)) if old is not None else {}
        after = dict(index.function(key, new)) if new is not None else {}
        if before == after:
            return
        name = index.name
        table = self._own_table(name)
        touched: dict[Key, bool] = {}
        """Groups that differ, each with whether it had members."""
        for place in before.keys() | after.keys() if before else after:
            if before and place in before and place in after and before[place] == after[place]:
                continue
            group, member = place
            group_key = (name, *group)
            record = table.get(group_key) if self._backing is None else self.find(group_key)
            if group_key not in touched:
                touched[group_key] = record is not None
            if record is None:
                record = table[group_key] = Record({})
            elif self._own_groups is not None and group_key not in self._own_groups:
                record = table[group_key] = Record(record.answer.copy())
            if self._own_groups is not None:
                self._own_groups.add(group_key)
            if place in after:
                record.answer[member] = after[place]
            else:
                record.answer.pop(member, None)
        self._note_groups(index, touched)

    def _note_groups(self, index: Query[..., Any], touched: dict[Key, bool]) -> None:
        """Note which groups differ, each with whether it had members: mark their readers, drop empty ones."""
        name, table = index.name, self._tables[index.name]
        changed, log = self.changed_keys.setdefault(name, set()), self._changes.setdefault(name, {})
        for group_key, was_there in touched.items():
            changed.add(group_key)
            members = table[group_key].answer
            if not members:
                del table[group_key]
            log.setdefault(group_key, was_there)
            self._mark(group_key, index)
            if was_there != bool(members):
                # An index of an index knows which groups there are, and not what is in them.
                for outer in self._catalogue.indexes.get(name, ()):
                    self._reindex(outer, group_key, () if was_there else None, () if members else None)

    def _unsettle(self, name: str) -> None:
        if name not in self._unsettled:
            self._unsettled.add(name)
            for index in self._catalogue.indexes.get(name, ()):
                self._unsettle(index.name)

    def _recount(self) -> None:
        self._unsettled = set()
        for name in (*self._suspects, *self._widely_changed):
            self._unsettle(name)

    def _settle(self, key: Key) -> None:
        suspects = self._suspects.get(key[0])
        if suspects is not None:
            suspects.pop(key, None)
            if not suspects:
                del self._suspects[key[0]]
                self._recount()

    # --- who reads what ---------------------------------------------------------------------------

    def _rewire(self, key: Key, old: Reads, new: Reads) -> None:
        """Bring the reverse index in line with what an answer reads now."""
        is_widely_read = self._catalogue.is_widely_read
        for cell in set(old).difference(new) if old else ():
            if cell[0] != SHARED and not is_widely_read(cell) and self.reverse_index.discard(cell, key):
                self._orphans.add(cell)
        for cell in set(new).difference(old) if old else new:
            if cell[0] == SHARED:
                if cell[1] not in self._complete_sets:
                    self._complete_sets.add(cell[1])
                    for one in self.shared_reads.by_name[cell[1]]:
                        self._compute_missing(one)
                continue
            if is_widely_read(cell):
                self._compute_missing(cell)
                continue
            if self.reverse_index.add(cell, key):
                self._compute_missing(cell)

    def _compute_missing(self, cell: Key) -> None:
        """Compute what only a worker has computed yet, so that changes reach its readers through it."""
        key = self._base(cell)
        if key not in self._tables[key[0]]:
            query = self._catalogue.queries[key[0]]
            if query.kind is QueryKind.STORED and not query.is_enumerated:
                self.answer(key)

    def _base(self, cell: Key) -> Key:
        """Return the key of the answer that a cell is, or is a field of."""
        field = self._fields.get(cell[0])
        return cell if field is None else (field[0], *cell[1:])

    # --- loading and saving -----------------------------------------------------------------------

    def _load(self, query: Query[..., Any], shard: int) -> None:
        place = (query.name, shard)
        if self._backing is not None and place not in self._loaded:
            self._loaded.add(place)
            self._tables[query.name].update(self._backing.load(query.name, shard))

    def _load_query(self, name: str) -> None:
        if self._backing is None or name in self._complete:
            return
        query = self._catalogue.queries[name]
        for shard in range(query.shards):
            self._load(query, shard)
        self._complete.add(name)

    def _load_all(self) -> None:
        for name in self._catalogue.queries:
            self._load_query(name)

    def pending(self) -> dict[str, Any]:
        """Return what is known to be out of date, in plain types, for whoever saves the graph."""
        return {
            "suspects": self._suspects,
            "widely_changed": self._widely_changed,
            "shared_reads": self.shared_reads.by_name,
        }

    def restore(self, pending: Mapping[str, Any]) -> None:
        """Take what another process knew to be out of date."""
        self._suspects, self._widely_changed = pending["suspects"], pending["widely_changed"]
        self.shared_reads.add(pending["shared_reads"])
        self._recount()

    def changed_shards(self) -> Iterator[tuple[str, int, dict[Key, Any]]]:
        """Yield the query, number and records of each shard that differs from the backing."""
        for name, changed in sorted(self.changed_keys.items()):
            query = self._catalogue.queries[name]
            shards: dict[int, dict[Key, Any]] = {query.shard(key): {} for key in changed}
            for key, record in self._tables[name].items():
                shard = shards.get(query.shard(key))
                if shard is not None:
                    shard[key] = record
            yield from ((name, number, records) for number, records in shards.items())

    def saved(self) -> None:
        """Note that all that differed has been saved."""
        self.changed_keys.clear()
        self.reverse_index.changed.clear()
