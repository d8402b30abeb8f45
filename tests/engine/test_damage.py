"""A cache that is damaged, or of another generator, is noticed: it costs time and nothing else."""

from __future__ import annotations

import contextlib
import pickle
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drammenworks.engine.sqlite_cache import FILE, Cache
from drammenworks.pipeline.build import build
from drammenworks.pipeline.fingerprint import generator_fingerprint
from drammenworks.pipeline.input_scan import repeat_report
from tests.engine.bench import Bench, scratch
from tests.trees import assert_same

SETTINGS = settings(deadline=None, database=None)


@dataclass
class Built:
    """A project with its cache and output, to copy."""

    bench: Bench
    expected: dict[bool, dict[str, bytes]]
    """What a build from nothing publishes, without an edit and with one."""


def edit(bench: Bench) -> None:
    bench.world.doc("page:om").words["nb"].title = "Om alle"
    bench.world.pictures["bilde.png"] = 1
    bench.sync()


@pytest.fixture(scope="module")
def built() -> Iterator[Built]:
    folder = scratch()
    bench = Bench(folder)
    bench.build()
    expected = {False: bench.published()}
    # As long as somebody reads, SQLite keeps its log beside the file.
    reader = sqlite3.connect(bench.options.cache / "build" / FILE)
    reader.execute("SELECT count(*) FROM entries").fetchone()
    bench.world.doc("page:om").words["nb"].summary = "Før"
    bench.sync()
    bench.build()
    expected[False] = bench.published()
    edit(bench)
    expected[True] = bench.build_clean()[1]
    bench.world.doc("page:om").words["nb"].title = "Om oss"
    bench.world.pictures["bilde.png"] = 0
    bench.sync()
    yield Built(bench, expected)
    reader.close()
    bench.throw_away()


def copied(built: Built) -> Bench:
    """Return a copy of the project, with its cache and output, in another place."""
    folder = scratch()
    shutil.copytree(built.bench.root, folder / built.bench.name)
    return built.bench.copy(folder)


def damage(file: Path, how: str, places: list[float], byte: int) -> None:
    """Damage a file."""
    data = bytearray(file.read_bytes())
    match how:
        case "flip":
            for place in places:
                if data:
                    data[int(place * len(data))] ^= byte
        case "cut":
            del data[int(places[0] * len(data)) :]
        case "zero":
            start = int(places[0] * len(data))
            data[start : start + 4096] = bytes(len(data[start : start + 4096]))
        case "garbage":
            data = bytearray(bytes([byte]) * len(data))
        case "empty":
            data = bytearray()
        case "lost":
            file.unlink()
            return
    file.write_bytes(data)


HOW = st.sampled_from(["flip", "flip", "flip", "cut", "zero", "garbage", "empty", "lost"])
PLACES = st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=8)


def check_damage(built: Built, data: st.DataObject) -> None:
    bench = copied(built)
    try:
        files = sorted(file for file in bench.options.cache.rglob("*") if file.is_file())
        kinds = sorted({file.relative_to(bench.options.cache).parts[0] for file in files})
        kind = data.draw(st.sampled_from(kinds), "kind")
        of_kind = [file for file in files if file.relative_to(bench.options.cache).parts[0] == kind]
        everything = data.draw(st.booleans(), "every file of the kind")
        for file in of_kind if everything else [data.draw(st.sampled_from(of_kind), "file")]:
            damage(
                file,
                data.draw(HOW, "how"),
                data.draw(PLACES, "places"),
                data.draw(st.integers(1, 255), "byte"),
            )
        if data.draw(st.booleans(), "output lost"):
            shutil.rmtree(bench.output)
        edited = data.draw(st.booleans(), "edited")
        if edited:
            edit(bench)
        assert build(bench.options).findings == ()
        assert_same(bench.published(), built.expected[edited])
        again = repeat_report(bench.options) or build(bench.options)
        assert (again.rendered, again.images_encoded, again.findings) == (0, 0, ())
    finally:
        bench.throw_away()


@given(data=st.data())
@settings(SETTINGS, max_examples=25)
def test_a_damaged_cache_is_noticed(built: Built, data: st.DataObject) -> None:
    """Flipped bits, lost ends, zeros and lost files never show in the output, and never give a traceback."""
    check_damage(built, data)


@pytest.mark.slow
@given(data=st.data())
@settings(SETTINGS, max_examples=300)
def test_a_cache_that_is_damaged_in_many_ways_is_noticed(built: Built, data: st.DataObject) -> None:
    """The same, for long."""
    check_damage(built, data)


def every_page(bench: Bench) -> int:
    """Return how many pages a build from nothing renders."""
    return bench.build_clean()[0].rendered


def test_a_cache_of_an_older_version_is_not_used(bench: Bench) -> None:
    """What an older version of the generator made is made anew."""
    with sqlite3.connect(bench.options.cache / "build" / FILE) as connection:
        connection.execute("UPDATE about SET fingerprint = 'older'")
    report = build(bench.options)
    assert (report.rendered, report.reused) == (every_page(bench), 0)
    bench.prove()


_OLD_LAYOUT = """
    CREATE TABLE about (fingerprint TEXT NOT NULL);
    INSERT INTO about VALUES ('0123456789abcdef');
    CREATE TABLE values_by_key (key TEXT PRIMARY KEY, value BLOB);
    INSERT INTO values_by_key VALUES ('traces a', x'80059500');
"""


@pytest.mark.parametrize("is_current", [False, True], ids=["alone", "beside the current files"])
def test_files_of_an_older_layout_are_no_obstacle(bench: Bench, is_current: bool) -> None:
    """Whatever an older version left in the folder, under names that are in use now or not."""
    cache = bench.options.cache
    records = [file.name for file in (cache / "build").glob("record-*")]
    stamps = [file.name for file in (cache / "build").glob("stamps-*")]
    if not is_current:
        shutil.rmtree(cache)
    for folder in ("build", "pages", "traces", "images"):
        (cache / folder).mkdir(parents=True, exist_ok=True)
    for name in (
        "structure",
        "manifest.json",
        "pages/0123",
        "traces/a.pickle",
        "images/a.webp",
        "pages/index.json",
    ):
        (cache / name).write_bytes(b"\x80\x04cdrammenworks.engine.traces\nTraces\n.")
    for name in (*records, *stamps):
        (cache / "build" / name).write_bytes(pickle.dumps({"generator": "older"}))
    (cache / "build" / FILE).unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(cache / "build" / FILE)) as connection:
        connection.executescript(_OLD_LAYOUT)
    assert build(bench.options).rendered == every_page(bench)
    bench.prove()


@pytest.mark.parametrize("space", ["graphs", "graph"])
def test_a_graph_that_an_older_version_pickled_is_made_anew(bench: Bench, space: str) -> None:
    """With the right fingerprint, and values that cannot be read: two versions in development may share it."""
    with contextlib.closing(Cache(bench.options.cache / "build", generator_fingerprint())) as cache:
        [name] = [key for key, _ in cache.items("graphs")]
        used = "graphs" if space == "graphs" else f"graph {name}"
        cache.put(used, [(key, b"\x80\x04cdrammenworks.gone\nTraces\n.") for key, _ in cache.items(used)])
        cache.commit()
    bench.world.doc("page:om").words["nb"].title = "Om alt"
    bench.sync()
    bench.prove()
