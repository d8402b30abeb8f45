"""The graph by itself: plain values for inputs, small functions for queries, no project and no file system."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from drammenworks.engine.graph import Graph
from drammenworks.engine.graph_store import GraphStore, drop_graphs, graphs_by_age
from drammenworks.engine.queries import Catalogue, CircularQueryError, Key, QueryContext
from drammenworks.engine.records import Record, pack_record, unpack_record
from drammenworks.engine.sqlite_cache import Cache, CacheDamagedError


class Book(NamedTuple):
    """An answer with fields."""

    title: str
    words: int


class Library:
    """A catalogue of queries about books, with the keys that were evaluated since they were last taken."""

    def __init__(self) -> None:
        self.catalogue = Catalogue()
        self.evaluated: list[Key] = []
        catalogue, note = self.catalogue, self.evaluated.append

        @catalogue.query(is_root=True)
        def text(ask: QueryContext, name: str) -> str:
            """An input: changed by ``put``."""
            note(("text", name))
            return ""

        @catalogue.query(is_root=True, is_widely_read=True)
        def language(ask: QueryContext) -> str:
            note(("language",))
            return "nb"

        @catalogue.query(is_enumerated=True, fields=Book._fields, shards=4)
        def book(ask: QueryContext, name: str) -> Book | None:
            note(("book", name))
            title, _, words = ask(("text", name)).partition(":")
            return Book(title, len(words.split()))

        @catalogue.index(book, shards=2)
        def by_initial(key: Key, answer: Book) -> Iterator[Any]:
            yield ((answer.title[:1],), key[1]), answer.title

        @catalogue.index(by_initial)
        def initials(key: Key, answer: Any) -> Iterator[Any]:
            yield ((), key[1]), None

        @catalogue.query()
        def shelf(ask: QueryContext, initial: str) -> tuple[str, ...]:
            note(("shelf", initial))
            return tuple(sorted((ask(("by_initial", initial)) or {}).values()))

        @catalogue.inline
        def length(ask: QueryContext, name: str) -> int:
            return ask(("book.words", name)) or 0

        @catalogue.query(is_root=True)
        def label(ask: QueryContext, name: str) -> str:
            note(("label", name))
            return f"{ask(('language',))} {ask(('book.title', name))}"

        @catalogue.query(is_root=True)
        def total(ask: QueryContext, *names: str) -> int:
            note(("total", *names))
            return sum(ask(("length", name)) for name in names)

        @catalogue.query(is_root=True)
        def register(ask: QueryContext) -> str:
            note(("register",))
            return " ".join(sorted(ask(("initials",)) or {}))

        @catalogue.query(is_root=True)
        def window(ask: QueryContext, initial: str) -> str:
            """The first book on a shelf."""
            note(("window", initial))
            return next(iter(ask(("shelf", initial))), "")

        self.graph = Graph(catalogue)

    def write(self, name: str, text: str) -> None:
        """Change the text of a book; a book that is not there yet comes to be."""
        self.graph.put(("text", name), Record(text))
        if self.graph.find(("book", name)) is None:
            self.graph.suspect(("book", name))

    def settle(self) -> None:
        """Bring everything up to date."""
        graph = self.graph
        graph.settle_between()
        for key in list(graph.suspects("book")):
            graph.refresh(key)
        graph.settle_between()
        graph.collect()

    def take_evaluated(self) -> list[Key]:
        """Return the keys that were evaluated since this was last asked, sorted."""
        found = sorted(self.evaluated, key=str)
        self.evaluated.clear()
        return found


@pytest.fixture
def library() -> Library:
    """Three books, everything asked for once."""
    library = Library()
    for name, text in (("a", "Alfa:en to"), ("b", "Beta:en"), ("c", "Celle:en to tre")):
        library.write(name, text)
    library.settle()
    for key in (("label", "a"), ("label", "b"), ("total", "a", "b"), ("register",), ("window", "A")):
        library.graph.ask(key)
    library.take_evaluated()
    return library


# --- early cutoff ---------------------------------------------------------------------------------


def test_an_unchanged_input_recomputes_nothing(library: Library) -> None:
    """The same value is put once more."""
    library.write("a", "Alfa:en to")
    library.settle()
    assert library.take_evaluated() == []


def test_readers_of_an_answer_that_stays_the_same_are_not_recomputed(library: Library) -> None:
    """Words are exchanged for as many words, so that the book is equal to what it was."""
    library.write("a", "Alfa:tre fire")
    library.settle()
    assert library.take_evaluated() == [("book", "a")]


def test_only_readers_of_the_changed_field_are_recomputed(library: Library) -> None:
    """The label reads the title, the total the number of words, the register the initials."""
    library.write("a", "Alfa:en to tre")
    library.settle()
    assert library.take_evaluated() == [("book", "a"), ("total", "a", "b")]
    assert library.graph.ask(("total", "a", "b")) == 4
    library.write("a", "Andre:en to tre")
    library.settle()
    assert library.take_evaluated() == [("book", "a"), ("label", "a"), ("shelf", "A"), ("window", "A")]
    assert library.graph.ask(("label", "a")) == "nb Andre"


def test_an_inline_query_is_part_of_its_reader(library: Library) -> None:
    """What it reads, whoever asks it reads; it has no record of its own."""
    record = library.graph.find(("total", "a", "b"))
    assert record is not None
    assert record.reads == (("book.words", "a"), ("book.words", "b"))


def test_an_answer_is_computed_when_it_is_first_asked_for(library: Library) -> None:
    """And stored from then on."""
    assert library.graph.ask(("label", "c")) == "nb Celle"
    assert library.graph.ask(("label", "c")) == "nb Celle"
    assert library.take_evaluated() == [("label", "c")]


def test_a_suspect_is_computed_before_it_is_answered(library: Library) -> None:
    """Nobody has to settle anything first."""
    library.write("a", "Ny:en")
    assert library.graph.ask(("book", "a")) == Book("Ny", 1)
    assert library.graph.ask(("label", "a")) == "nb Ny"


def test_the_reason_names_the_changed_answer(library: Library) -> None:
    """Of what was never computed, there is none."""

    def reason(*key: str) -> object:
        record = library.graph.find(key)
        assert record is not None
        return record.reason

    assert reason("label", "a") is None
    library.write("a", "Andre:en to")
    library.settle()
    assert reason("book", "a") == ("text", "a")
    assert reason("label", "a") == ("book.title", "a")


# --- indexes --------------------------------------------------------------------------------------


def test_an_index_follows_its_answers(library: Library) -> None:
    """A member moves from a group to a different one, and its old group goes when it is empty."""
    library.write("a", "Bok:en to")
    library.settle()
    assert library.graph.ask(("by_initial", "A")) is None
    assert library.graph.ask(("by_initial", "B")) == {"a": "Bok", "b": "Beta"}


def test_only_readers_of_a_changed_group_are_recomputed(library: Library) -> None:
    """The shelf of B is not read anew."""
    assert library.graph.ask(("window", "B")) == "Beta"
    library.take_evaluated()
    library.write("a", "Atter:en to")
    library.settle()
    assert library.take_evaluated() == [("book", "a"), ("label", "a"), ("shelf", "A"), ("window", "A")]
    assert library.graph.ask(("window", "A")) == "Atter"


def test_an_index_of_an_index_knows_which_groups_there_are(library: Library) -> None:
    """What is in them it does not see: the register is computed when an initial comes or goes."""
    graph = library.graph
    assert graph.ask(("register",)) == "A B C"
    library.write("d", "Bok:en")
    library.settle()
    assert library.take_evaluated() == [("book", "d")]
    library.write("d", "Delta:en")
    library.settle()
    assert library.take_evaluated() == [("book", "d"), ("register",)]
    assert graph.ask(("register",)) == "A B C D"
    graph.drop(("book", "d"))
    library.settle()
    assert graph.ask(("register",)) == "A B C"


def test_changes_are_reported_once_with_the_old_answers(library: Library) -> None:
    """Of an index, whether there was a group. Several changes in between are one."""
    graph = library.graph
    graph.changes("book"), graph.changes("by_initial")
    library.write("a", "Bok:en")
    library.settle()
    library.write("a", "Celle:en")
    library.settle()
    assert graph.changes("book") == {("book", "a"): Book("Alfa", 2)}
    assert graph.changes("by_initial") == {
        ("by_initial", "A"): True,
        ("by_initial", "B"): True,
        ("by_initial", "C"): True,
    }
    assert graph.changes("book") == graph.changes("by_initial") == {}


# --- widely read, dropped and missing -------------------------------------------------------------


def test_readers_of_a_widely_read_answer_are_looked_for(library: Library) -> None:
    """The reverse index does not list them."""
    graph = library.graph
    assert graph.readers(("language",)) == ()
    graph.put(("language",), Record("en"))
    library.settle()
    assert library.take_evaluated() == [("label", "a"), ("label", "b")]
    assert graph.ask(("label", "a")) == "en Alfa"


def test_a_dropped_answer_is_none_for_its_readers(library: Library) -> None:
    """And its fields, and its places in indexes."""
    graph = library.graph
    graph.drop(("book", "a"))
    library.settle()
    assert graph.ask(("book", "a")) is None
    assert graph.ask(("label", "a")) == "nb None"
    assert graph.ask(("total", "a", "b")) == 1
    assert graph.ask(("register",)) == "B C"


def test_a_missing_answer_that_comes_reaches_who_asked_in_vain(library: Library) -> None:
    """That there was no such book was read, too."""
    assert library.graph.ask(("label", "d")) == "nb None"
    library.write("d", "Delta:en")
    library.settle()
    assert library.graph.ask(("label", "d")) == "nb Delta"


def test_an_enumerated_answer_is_not_computed_by_asking(library: Library) -> None:
    """The build says which there are."""
    assert library.graph.ask(("book", "d")) is None
    assert library.graph.find(("book", "d")) is None


def test_what_nobody_reads_any_more_is_forgotten(library: Library) -> None:
    """Answers of root queries stay; others go with their last reader."""
    graph = library.graph
    assert graph.find(("shelf", "A")) is not None
    graph.drop(("window", "A"))
    graph.collect()
    assert graph.find(("shelf", "A")) is None
    assert graph.readers(("by_initial", "A")) == ()
    assert graph.find(("label", "a")) is not None


# --- failures -------------------------------------------------------------------------------------


def _catalogue_with_a_circle() -> Catalogue:
    catalogue = Catalogue()

    @catalogue.query()
    def first(ask: QueryContext) -> Any:
        return ask(("second", 1))

    @catalogue.query()
    def second(ask: QueryContext, number: int) -> Any:
        return ask(("third",))

    @catalogue.query()
    def third(ask: QueryContext) -> Any:
        return ask(("second", 1))

    return catalogue


def test_a_circle_names_its_queries() -> None:
    """Only those that are in it; the error crosses processes."""
    with pytest.raises(CircularQueryError) as raised:
        Graph(_catalogue_with_a_circle()).ask(("first",))
    assert raised.value.keys == (("second", 1), ("third",), ("second", 1))
    assert str(raised.value) == "('second', 1) → ('third',) → ('second', 1)"
    assert pickle.loads(pickle.dumps(raised.value)).keys == raised.value.keys


def test_a_query_that_fails_leaves_all_else_and_is_computed_again() -> None:
    """Its old answer and reads remain until it succeeds."""
    catalogue = Catalogue()

    @catalogue.query(is_root=True)
    def divisor(ask: QueryContext) -> int:
        return 2

    @catalogue.query(is_root=True)
    def half(ask: QueryContext) -> int:
        return 8 // int(ask(("divisor",)))

    @catalogue.query(is_root=True)
    def sign(ask: QueryContext) -> bool:
        return bool(ask(("divisor",)))

    graph = Graph(catalogue)
    assert (graph.ask(("half",)), graph.ask(("sign",))) == (4, True)
    graph.put(("divisor",), Record(0))
    with pytest.raises(ZeroDivisionError):
        graph.ask(("half",))
    assert graph.ask(("sign",)) is False
    assert graph.find(("half",)) == Record(4, (("divisor",),))
    graph.put(("divisor",), Record(4))
    assert graph.ask(("half",)) == 2


@pytest.mark.parametrize("kind", ["inline", "stored"])
def test_an_error_that_is_answered_with_follows_what_failed(kind: str) -> None:
    """What a query read before it failed was read by whoever makes an answer of its error."""
    catalogue = Catalogue()
    define = catalogue.inline if kind == "inline" else catalogue.query()

    @catalogue.query(is_root=True)
    def divisor(ask: QueryContext) -> int:
        return 0

    @define
    def half(ask: QueryContext) -> int:
        return 8 // int(ask(("divisor",)))

    @define
    def quarter(ask: QueryContext) -> int:
        return int(ask(("half",))) // 2

    @catalogue.query(is_root=True)
    def report(ask: QueryContext) -> str:
        try:
            return str(ask(("quarter",)))
        except ZeroDivisionError:
            return "none"

    graph = Graph(catalogue)
    assert graph.ask(("report",)) == "none"
    graph.put(("divisor",), Record(2))
    assert graph.ask(("report",)) == "2"


def test_two_queries_of_one_name_are_refused() -> None:
    """A name is what records are found by."""
    catalogue = Catalogue()

    @catalogue.query()
    def one(ask: QueryContext) -> int:
        return 1

    with pytest.raises(ValueError, match="one"):
        catalogue.add(one)


# --- workers --------------------------------------------------------------------------------------


def test_a_record_of_a_worker_is_stored_packed(library: Library) -> None:
    """It is unpacked when it is looked at; its changes spread as those of any record."""
    graph = library.graph
    packed = pack_record(Record("nb Omega", (("language",), ("book.title", "a")), ("book.title", "a")))
    assert graph.put(("label", "a"), unpack_record(packed), packed)
    assert graph.keys("label") == [("label", "a"), ("label", "b")]
    assert graph.find(("label", "a")) == Record(
        "nb Omega", (("language",), ("book.title", "a")), ("book.title", "a")
    )
    assert not graph.put(("label", "a"), unpack_record(packed), packed)


def test_what_only_a_worker_computed_is_computed_by_the_parent(library: Library) -> None:
    """Else a change would not reach the reader through it."""
    graph = library.graph
    packed = pack_record(Record("", (("shelf", "D"),), None))
    graph.put(("window", "D"), unpack_record(packed), packed)
    assert graph.find(("shelf", "D")) == Record((), (("by_initial", "D"),))
    library.write("d", "Delta:en")
    library.settle()
    assert graph.ask(("window", "D")) == "Delta"


# --- between processes ----------------------------------------------------------------------------


class Stored:
    """A library whose graph is in a cache; each opening stands for a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self) -> tuple[Library, GraphStore, Cache]:
        cache = Cache(self.folder, "fingerprint")
        library, store = Library(), GraphStore(cache, "books")
        library.graph = store.open(library.catalogue, None)
        return library, store, cache


@pytest.fixture
def stored(tmp_path: Path) -> Stored:
    """Two books, saved with what was asked of them."""
    stored = Stored(tmp_path)
    library, store, cache = stored.open()
    library.write("a", "Alfa:en to")
    library.write("b", "Beta:en")
    library.settle()
    for key in (("label", "a"), ("total", "a", "b"), ("register",), ("window", "A")):
        library.graph.ask(key)
    store.save(library.graph)
    cache.close()
    return stored


def test_the_next_process_computes_nothing_that_is_stored(stored: Stored) -> None:
    """And has nothing to save."""
    library, _, cache = stored.open()
    assert library.graph.ask(("label", "a")) == "nb Alfa"
    assert library.graph.ask(("register",)) == "A B"
    library.write("a", "Alfa:en to")
    library.settle()
    assert library.evaluated == []
    assert not library.graph.changed_keys
    assert not library.graph.reverse_index.changed
    cache.close()


def test_the_next_process_follows_a_change(stored: Stored) -> None:
    """Through a reverse index that is loaded for what changed; the one after it has the result."""
    library, store, cache = stored.open()
    library.write("a", "Bok:en to")
    library.settle()
    assert library.take_evaluated() == [
        ("book", "a"),
        ("label", "a"),
        ("register",),
        ("shelf", "A"),
        ("window", "A"),
    ]
    before = store.generation
    store.save(library.graph)
    assert store.generation != before
    cache.close()
    library, _, cache = stored.open()
    assert library.graph.ask(("register",)) == "B"
    assert library.graph.ask(("window", "A")) == ""
    assert library.evaluated == []
    cache.close()


def test_what_is_known_to_be_out_of_date_is_saved(stored: Stored) -> None:
    """Suspects that one process did not get to, and widely read answers that changed, the next one computes."""
    library, store, cache = stored.open()
    library.write("a", "Andre:en to")
    library.graph.put(("language",), Record("en"))
    store.save(library.graph)
    cache.close()
    library, _, cache = stored.open()
    assert dict(library.graph.suspects("book")) == {("book", "a"): ("text", "a")}
    library.settle()
    assert library.graph.ask(("label", "a")) == "en Andre"
    cache.close()


def change_and_ask(library: Library) -> None:
    """Go through readers and records."""
    library.write("a", "Andre:en")
    library.settle()
    library.graph.ask(("label", "a"))


@pytest.mark.parametrize("lost", ["label 0", "readers"])
def test_a_lost_shard_is_damage(stored: Stored, lost: str) -> None:
    """It cannot be told from one that was never written, except by the list of those that were."""
    library, _, cache = stored.open()
    space = "graph books"
    names = [key for key, _ in cache.items(space) if key == lost or key.startswith(f"{lost} ")]
    assert names
    cache.drop(space, names)
    with pytest.raises(CacheDamagedError):
        change_and_ask(library)
    cache.close()


def test_a_graph_that_was_never_saved_is_empty(tmp_path: Path) -> None:
    """It has no generation."""
    library, store, cache = Stored(tmp_path).open()
    assert store.generation == ""
    assert library.graph.keys("label") == []
    cache.close()


def test_graphs_are_dropped_by_name(stored: Stored) -> None:
    """All of their shards go."""
    _, _, cache = stored.open()
    assert graphs_by_age(cache, days=1) == (["books"], [])
    assert graphs_by_age(cache, days=-1) == ([], ["books"])
    drop_graphs(cache, ["books"])
    cache.commit()
    assert list(cache.items("graph books")) == []
    assert GraphStore(cache, "books").generation == ""
    cache.close()
