"""What is shown is read in the server's threads while the next build runs in a different one."""

from __future__ import annotations

import pickle
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from drammenworks.engine.graph import Graph
from drammenworks.engine.queries import CATALOGUE, Key
from drammenworks.pipeline.findings import findings_of_page, findings_of_pages, findings_of_plan
from drammenworks.pipeline.preview.shown_sites import SiteSnapshot
from drammenworks.preview.editor import Editor
from drammenworks.preview.editor_context import EditorContext
from drammenworks.preview.toolbar_state import load_document, summary_at, toolbar_state
from drammenworks.serve.focal_point_edit import NotEditableError, find_image
from drammenworks.site.routes import folded
from tests.engine.bench import AT
from tests.engine.small_sites import PIECES
from tests.pipeline.test_preview_session import SessionBench

BROKEN = b"---\ntitle: [Galt\n---\nOrd.\n"


def read(bench: SessionBench, chance: random.Random) -> None:
    """Read all that the server reads for some page."""
    snapshot = bench.snapshots[-1]
    site_id = chance.choice(sorted(snapshot.trees))
    pages = [path for path in snapshot.trees[site_id] if path.endswith("index.html")]
    output_path = chance.choice([*pages, "finnes/ikke/index.html"])
    path = f"/{output_path.removesuffix('index.html')}"
    context = EditorContext(Editor(bench.root), str)
    graph = snapshot.graph

    def found(files: Any) -> Iterator[Any]:
        findings = (*findings_of_plan(graph), *findings_of_page(graph, site_id, folded(output_path)))
        return (finding for finding in findings if finding.location.path in files)

    state = toolbar_state(graph, site_id, path, AT, found, context)
    assert [site["current"] for site in state["sites"]].count(True) == 1
    summary = summary_at(graph, site_id, path)
    if summary is not None:
        load_document(graph, summary)
    findings_of_pages(graph)
    images = [path for path in snapshot.trees[site_id] if path.endswith((".webp", ".avif", ".jpg", ".png"))]
    if images:
        with suppress(NotEditableError):
            find_image(snapshot, site_id, path, f"/{chance.choice(images)}", 0)


@contextmanager
def reading(bench: SessionBench, count: int) -> Iterator[None]:
    """Read what is shown in so many threads, without a pause; nothing may be raised."""
    stop = threading.Event()
    errors: list[BaseException] = []
    reads = [0] * count

    def run(number: int) -> None:
        chance = random.Random(number)
        while not stop.is_set():
            try:
                read(bench, chance)
            except BaseException as error:
                errors.append(error)
                return
            reads[number] += 1

    threads = [threading.Thread(target=run, args=(number,), daemon=True) for number in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield
        # On a busy machine, the builds may be over before a thread has had its turn.
        deadline = time.monotonic() + 30
        while min(reads) < 5 and not errors and time.monotonic() < deadline:
            time.sleep(0.01)
    finally:
        stop.set()
        for thread in threads:
            thread.join(30)
    if errors:
        raise errors[0]
    assert min(reads) >= 5


def edits(bench: SessionBench, chance: random.Random) -> list[Callable[[], None]]:
    """Return what editors and designers do."""
    world = bench.world

    def body() -> None:
        chance.choice(world.docs).words["nb"].pieces = chance.sample(PIECES, 2)

    def title() -> None:
        doc = chance.choice(world.docs)
        doc.words["nb"].title = f"{doc.name.title()} {chance.randrange(100)}"

    def tags() -> None:
        chance.choice(world.docs).fields["tags"] = chance.sample(["Vekst", "By", "Ny tid"], 2)

    def template() -> None:
        world.marks["layout.html"] = chance.randrange(1000)

    def save() -> None:
        bench.session.save()

    def break_and_mend() -> None:
        with bench.broken("content/news/host.md", BROKEN):
            bench.build()

    def remove_and_restore() -> None:
        path = "content/news/host.md"
        data = bench.read(path)
        (bench.root / path).unlink()
        bench.build()
        bench.write(path, data)

    return [body] * 3 + [title] * 2 + [tags, template, save, break_and_mend, remove_and_restore]


@pytest.fixture
def bench(tmp_path: Path) -> SessionBench:
    """Two small sites, built and shown once."""
    bench = SessionBench(tmp_path)
    bench.build()
    return bench


@pytest.mark.parametrize(
    "count", [pytest.param(15), pytest.param(300, marks=pytest.mark.slow)], ids=["some", "many"]
)
def test_reading_while_builds_run(bench: SessionBench, count: int) -> None:
    """No reader is disturbed by builds, and no build by readers."""
    chance = random.Random(count)
    each = edits(bench, chance)
    with reading(bench, 2):
        for number in range(count):
            # Each edit once, then any.
            (each[-1 - number] if number < len(each) else chance.choice(each))()
            bench.sync()
            bench.build()
            del bench.snapshots[:-1]
    bench.prove()


def test_a_snapshot_stays_as_it_was_shown(bench: SessionBench) -> None:
    """No answer in it changes, whatever is built later."""
    chance = random.Random(3)
    shown: list[tuple[SiteSnapshot, dict[Key, Any]]] = []
    for edit in edits(bench, chance):
        snapshot = bench.snapshots[-1]
        shown.append((snapshot, answers(snapshot.graph)))
        edit()
        bench.sync()
        bench.build()
    for snapshot, before in shown:
        assert answers(snapshot.graph) == before


def answers(graph: Graph) -> dict[Key, Any]:
    """Return a copy of all that a graph holds."""
    found: dict[Key, Any] = {}
    for name in CATALOGUE.queries:
        for key in graph.keys(name):
            record = graph.find(key)
            assert record is not None
            found[key] = pickle.loads(pickle.dumps(record.answer))
    return found


def test_reading_does_not_change_the_graph_that_builds(bench: SessionBench) -> None:
    """What a reader asks for that was never computed is computed for it alone."""
    graph = bench.graph
    before = answers(graph)
    chance = random.Random(1)
    for _ in range(200):
        read(bench, chance)
    assert answers(graph) == before
    bench.prove()


@pytest.mark.parametrize("data", [BROKEN, None], ids=["broken", "removed"])
def test_the_page_of_a_document_that_cannot_be_read_any_more(bench: SessionBench, data: bytes | None) -> None:
    """Its last good page is shown, with a toolbar that knows its file."""
    path = "content/news/host.md"
    if data is not None:
        bench.write(path, data)
    else:
        bench.write("content/news/galt.md", BROKEN)
        (bench.root / path).unlink()
    assert bench.build().failed(strict=False)
    page = next(page for page in bench.snapshots[-1].trees["a"] if "host/" in page)
    context = EditorContext(Editor(bench.root), str)
    url = f"/{page.removesuffix('index.html')}"
    state = toolbar_state(bench.graph, "a", url, AT, lambda _: (), context)
    assert state["source"] == path
    summary = summary_at(bench.graph, "a", url)
    assert summary is not None
    assert load_document(bench.graph, summary) is None
