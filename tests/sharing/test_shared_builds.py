"""Builds that take from each other what they have made."""

from __future__ import annotations

import asyncio
import pickle
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from drammenworks.engine.sharing.entries import entry_of, write_entry
from drammenworks.engine.sharing.stream import StreamItem, read_stream, write_stream
from drammenworks.pipeline.options import Options, Sharing
from drammenworks.pipeline.preview.session import PreviewSession
from drammenworks.pipeline.preview.shown_sites import BuildObserver
from tests.project import AT, VALID, Project, tree
from tests.sharing.keys import private_text, public_line, writer
from tests.sharing.server import FAULTS, CacheServer, Fault
from tests.waiting import until

NEWS = "content/news/nyhet.md"


@pytest.fixture(autouse=True)
def keyless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's own keys and caches count."""
    monkeypatch.delenv("DRAMMENWORKS_CACHE_KEY", raising=False)
    monkeypatch.delenv("DRAMMENWORKS_CACHE_URL", raising=False)


def machine(folder: Path) -> Project:
    """Return the project on a machine of its own, where nothing was ever built."""
    shutil.copytree(VALID, folder)
    project = Project(folder)
    project.write("cache-keys.txt", f"# CI\n{public_line()}\n")
    return project


def build(project: Project, url: str, *arguments: str, key: str = "") -> dict[str, Any]:
    """Build, with the private key of somebody or without one, and return the report."""
    with pytest.MonkeyPatch.context() as patch:
        if key:
            patch.setenv("DRAMMENWORKS_CACHE_KEY", private_text(key))
        report: dict[str, Any] = project.report("--cache-url", url, *arguments)
    return report


@pytest.fixture
def ci(tmp_path: Path, server: CacheServer) -> Project:
    """A machine that has built the project and filled the shared cache."""
    project = machine(tmp_path / "ci")
    report = build(project, server.url, key="ci")
    assert report["images"]["encoded"] > 0
    assert report["shared_cache"]["stored"] > 1
    return project


def test_a_first_build_encodes_and_renders_nothing(tmp_path: Path, server: CacheServer, ci: Project) -> None:
    """In another folder, of the same content: the files are the same, byte for byte."""
    laptop = machine(tmp_path / "another folder" / "laptop")
    report = build(laptop, server.url)
    assert (report["images"]["encoded"], report["rendered"]) == (0, 0)
    assert laptop.published() == ci.published()
    assert tree(laptop.root / "output") == tree(ci.root / "output")
    assert report["shared_cache"]["rejected"] == 0


def test_a_first_build_of_a_change_renders_what_it_reaches(
    tmp_path: Path, server: CacheServer, ci: Project
) -> None:
    """And equals a build from nothing: documents that came, went and changed, a picture and the clock."""
    for folder, url in (("fresh", "memory://empty"), ("laptop", server.url)):
        project = machine(tmp_path / folder)
        project.change(NEWS, "title: ", "title: Ny ")
        project.remove("content/events/mote.md")
        project.write("content/pages/ny.md", "---\ntitle: En ny side\n---\nMed tekst.\n")
        report = project.report("--cache-url", url, at="2027-01-01")
    assert 0 < report["rendered"] < report["reused"] + report["rendered"]
    fresh, laptop = Project(tmp_path / "fresh"), Project(tmp_path / "laptop")
    assert laptop.published() == fresh.published()
    assert tree(laptop.root / "output") == tree(fresh.root / "output")


@pytest.mark.slow
def test_all_that_sites_can_have_is_shared(tmp_path: Path, server: CacheServer, sample_sites: Path) -> None:
    """Searches, reports, PDFs, cards, captions, three languages; and a build from there equals one from nothing."""
    machines = []
    for name in ("ci", "laptop"):
        shutil.copytree(sample_sites, tmp_path / name, ignore=shutil.ignore_patterns("output", ".cache"))
        machines.append(Project(tmp_path / name))
        machines[-1].write("cache-keys.txt", public_line())
    ci, laptop = machines
    first = build(ci, server.url, key="ci")
    report = build(laptop, server.url)
    assert (report["images"]["encoded"], report["rendered"], first["sites"]) == (0, 0, report["sites"])
    assert tree(laptop.root / "output") == tree(ci.root / "output")
    for kind in ("news", "reports", "events"):
        texts = sorted((laptop.root / "content" / kind).rglob("*.md"))
        texts[0].write_text(
            f"{texts[0].read_text(encoding='utf-8')}\nEt nytt avsnitt om fjorden.\n", encoding="utf-8"
        )
    laptop.write("content/pages/ny.md", "---\ntitle: En ny side\n---\nMed tekst om fjorden.\n")
    shutil.rmtree(laptop.root / ".cache")
    shutil.rmtree(laptop.root / "output")
    report = build(laptop, server.url)
    assert 0 < report["rendered"] < first["rendered"]
    laptop.report("--cache", str(tmp_path / "clean"), "--output", str(tmp_path / "clean-output"))
    for site in report["sites"]:
        assert tree(laptop.root / "output" / site) == tree(tmp_path / "clean-output" / site)


def test_a_build_with_other_options_parses_nothing_and_encodes_nothing(
    tmp_path: Path, server: CacheServer, ci: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A preview lies elsewhere, so that its pages are others; documents and pictures are the same."""
    laptop = machine(tmp_path / "laptop")
    monkeypatch.setattr("drammenworks.content.parse_document.parse_document", _refuse)
    monkeypatch.setattr("drammenworks.content.inspect_image.probe_image", _refuse)
    report = build(laptop, server.url, "--base-url", "https://eksempel.no/forslag/7")
    assert report["rendered"] > 0
    assert report["images"]["encoded"] == 0
    assert "/forslag/7/a/" in laptop.output("a/index.html")


def test_a_key_is_needed_to_store(tmp_path: Path, server: CacheServer) -> None:
    """Pull requests have none, and only read."""
    report = build(machine(tmp_path / "fork"), server.url)
    assert report["shared_cache"] == {"fetched": 0, "stored": 0, "rejected": 0}
    assert {method for method, _ in server.asked} == {"GET"}


def test_what_a_stranger_stored_is_refused(tmp_path: Path, server: CacheServer) -> None:
    """Their key is in their own copy of the list, and in nobody else's."""
    stranger = machine(tmp_path / "stranger")
    stranger.write("cache-keys.txt", public_line("mallory"))
    assert build(stranger, server.url, key="mallory")["shared_cache"]["stored"] > 1
    laptop = machine(tmp_path / "laptop")
    outcome = laptop.run("build", "--at", AT, "--jobs", "1", "--cache-url", server.url)
    assert outcome.code == 0
    assert "Avvist fra det delte lageret: " in outcome.stderr
    assert laptop.published() == stranger.published()


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_server_that_fails_costs_some_seconds_and_a_remark(
    tmp_path: Path, server: CacheServer, ci: Project, fault: Fault
) -> None:
    server.fault = fault
    laptop = machine(tmp_path / "laptop")
    started = time.monotonic()
    outcome = laptop.run("build", "--at", AT, "--jobs", "1", "--cache-url", server.url)
    assert time.monotonic() - started < 30
    assert outcome.code == 0
    assert outcome.stderr.count("delte lageret") == 1
    assert laptop.published() == ci.published()


def test_a_warm_cache_asks_for_nothing(server: CacheServer, ci: Project) -> None:
    """An edit of a text needs no pictures, and no graph."""
    ci.change(NEWS, "title: ", "title: Ny ")
    server.asked.clear()
    build(ci, server.url)
    assert server.asked == []


def test_clean_takes_nothing_and_stores_all(tmp_path: Path, server: CacheServer, ci: Project) -> None:
    """So a cache that was lost is filled again."""
    actions = {name for name in server.held if name.startswith("ac/")}
    server.held.clear()
    report = build(ci, server.url, "--clean", key="ci")
    assert report["images"]["encoded"] > 0
    assert report["shared_cache"]["fetched"] == 0
    assert {name for name in server.held if name.startswith("ac/")} == actions


def test_a_small_change_stores_no_new_graph(server: CacheServer, ci: Project) -> None:
    """Whoever begins with the one that is there renders as little."""
    server.asked.clear()
    ci.change("content/pages/om.md", "title: ", "title: Mer ")
    build(ci, server.url, "--site", "a", key="ci")  # Another way of asking, which has none yet.
    build(ci, server.url, key="ci")
    server.asked.clear()
    ci.write("content/media/ubrukt.txt", "x")
    build(ci, server.url, key="ci")
    assert [path for method, path in server.asked if method == "PUT"] == []


def _replace_graph(server: CacheServer, data: bytes, *, owner: str) -> None:
    """Store other bytes in place of a graph, signed by somebody."""
    entry = entry_of(data)
    server.held[f"cas/{entry.digest}"] = data
    for name, held in list(server.held.items()):
        if name.startswith("ac/") and _graph_digest(server) in held.decode("latin-1"):
            server.held[name] = write_entry(name.removeprefix("ac/"), entry, writer(owner))


def _graph_digest(server: CacheServer) -> str:
    return next(
        name.removeprefix("cas/")
        for name, data in server.held.items()
        if name.startswith("cas/") and data.startswith(b"drammenworks snapshot 1\n")
    )


def test_what_is_not_signed_is_never_unpickled(tmp_path: Path, server: CacheServer, ci: Project) -> None:
    """A pickle can run any code."""
    trap = tmp_path / "ran"
    bomb = pickle.dumps(_Trap(trap))
    _replace_graph(server, write_stream([StreamItem("graph", "", b"\0" + bomb)]), owner="mallory")
    laptop = machine(tmp_path / "laptop")
    report = build(laptop, server.url)
    assert not trap.exists()
    assert report["shared_cache"]["rejected"] > 0
    assert laptop.published() == ci.published()


class _Trap:
    """Makes a file when it is unpickled."""

    def __init__(self, file: Path) -> None:
        self._file = str(file)

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return (open, (self._file, "w"))


@pytest.mark.parametrize(
    "item",
    [
        StreamItem("file pages", "../../../evil", b"x"),
        StreamItem("file pages", "/etc/evil", b"x"),
        StreamItem("file ../evil", "9f86d081884c7d659a2feaa0c55ad015", b"x"),
        StreamItem("file pages", "0" * 32, b"x"),
        StreamItem("file themes", f"{'0' * 32}.{'0' * 32}.ico", b"x"),
        StreamItem("graph", "", b"\0not a pickle"),
        StreamItem("graph", "", b"\1not a pickle"),
        StreamItem("documents", "content/pages/om.md", b"\1" + pickle.dumps(1)[:-1]),
    ],
    ids=lambda item: f"{item.section} {item.name[:8]}",
)
def test_a_graph_that_was_signed_and_is_wrong_is_a_miss(
    tmp_path: Path, server: CacheServer, ci: Project, item: StreamItem
) -> None:
    """Nothing is written outside the cache, and the build goes on from nothing."""
    _replace_graph(server, write_stream([item]), owner="ci")
    laptop = machine(tmp_path / "deep" / "laptop")
    report = build(laptop, server.url)
    assert report["rendered"] > 0
    assert laptop.published() == ci.published()
    assert not list(tmp_path.rglob("*evil*"))


def test_a_graph_that_lacks_a_part_is_not_taken_twice(
    tmp_path: Path, server: CacheServer, ci: Project
) -> None:
    """It is noticed in the middle of the build, which then begins anew."""
    items = [
        item
        for item in read_stream(server.held[f"cas/{_graph_digest(server)}"])
        if item.section != "graph" or not item.name.startswith(("entry", "rendered"))
    ]
    _replace_graph(server, write_stream(items), owner="ci")
    laptop = machine(tmp_path / "laptop")
    assert build(laptop, server.url)["rendered"] > 0
    assert laptop.published() == ci.published()


def test_no_snapshot_has_an_absolute_path(server: CacheServer, ci: Project) -> None:
    """Nor anything else of the machine that it was made on."""
    for section, name, value in read_stream(server.held[f"cas/{_graph_digest(server)}"]):
        for place in (str(ci.root), "site-packages"):
            assert place.encode() not in value, (section, name)
        assert not Path(name).is_absolute()


def test_originals_that_no_snapshot_has_are_made_again(tmp_path: Path, server: CacheServer) -> None:
    """Files for the press are as large as their sources, and made from them in no time."""
    page = '---\ntitle: Om\nsites: [a]\n---\n![En flate](/media/bilde.png){credit="Ola" download}\n'
    machines = [machine(tmp_path / name) for name in ("ci", "laptop")]
    for project, key in zip(machines, ("ci", ""), strict=True):
        project.write("content/pages/om.md", page)
        report = build(project, server.url, key=key)
        assert report["findings"] == []
    ci, laptop = machines
    assert len(list((laptop.root / ".cache/originals").iterdir())) == 1
    assert report["rendered"] == 0
    assert tree(laptop.root / "output") == tree(ci.root / "output")


def test_check_and_diff_use_it_too(tmp_path: Path, server: CacheServer, ci: Project) -> None:
    laptop = machine(tmp_path / "laptop")
    assert laptop.run("check", "--at", AT, "--cache-url", server.url).code == 0
    assert server.asked
    server.asked.clear()
    outcome = laptop.run("diff", "--at", AT, "--cache-url", server.url, str(ci.root / "output"))
    assert outcome.code == 0, outcome.stderr
    assert server.asked


def test_a_preview_takes_documents_and_pictures_and_stores_nothing(
    tmp_path: Path, server: CacheServer, ci: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = machine(tmp_path / "laptop")
    sharing = Sharing(server.url, laptop.root / "cache-keys.txt")
    options = Options(
        laptop.root,
        tmp_path / "shown",
        laptop.root / ".cache",
        datetime(2026, 11, 21, tzinfo=UTC),
        drafts=True,
        jobs=1,
        sharing=sharing,
    )
    monkeypatch.setattr("drammenworks.content.parse_document.parse_document", _refuse)
    server.asked.clear()
    session = PreviewSession()
    observer = BuildObserver(lambda: {"a": {"index.html"}}, lambda _: None, lambda: False)
    report = session.build(options, None, observer)
    assert report is not None
    assert report.findings == ()
    folder = laptop.root / ".cache" / "images"
    asyncio.run(until(lambda: folder.exists() and any(folder.glob("*.*.*"))))
    session.stop()
    session.save()
    assert {method for method, _ in server.asked} == {"GET"}


def test_a_preview_makes_a_remark_once(tmp_path: Path) -> None:
    """It builds again and again."""
    laptop = machine(tmp_path / "laptop")
    laptop.remove("cache-keys.txt")
    at = datetime(2026, 11, 21, tzinfo=UTC)
    sharing = Sharing("memory://x", laptop.root / "cache-keys.txt")
    options = Options(laptop.root, tmp_path / "shown", laptop.root / ".cache", at, jobs=1, sharing=sharing)
    session = PreviewSession()
    observer = BuildObserver(dict, lambda _: None, lambda: False)
    reports = [session.build(options, changed, observer) for changed in (None, [NEWS])]
    session.stop()
    session.save()
    assert [len(report.remarks) for report in reports if report is not None] == [1, 0]


def _refuse(*arguments: object) -> None:
    raise AssertionError("made again")


def test_the_environment_says_which_it_is(
    tmp_path: Path, server: CacheServer, ci: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAMMENWORKS_CACHE_URL", server.url)
    laptop = machine(tmp_path / "laptop")
    assert laptop.build()["images"]["encoded"] == 0


def test_verify_compares_with_what_is_made_here(tmp_path: Path, server: CacheServer, ci: Project) -> None:
    """A build from nothing takes nothing from others."""
    laptop = machine(tmp_path / "laptop")
    outcome = laptop.run("build", "--verify", "--at", AT, "--jobs", "1", "--cache-url", server.url)
    assert outcome.code == 0, outcome.stderr


# --- how it is asked for ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "key", "url", "expected"),
    [
        (None, "", "memory://x", "cache-keys.txt mangler eller er tom"),
        ("# ingen\n", "", "memory://x", "cache-keys.txt mangler eller er tom"),
        (public_line("anne"), private_text(), "memory://x", "står ikke i cache-keys.txt"),
    ],
)
def test_what_is_missing_is_told_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: str | None, key: str, url: str, expected: str
) -> None:
    laptop = machine(tmp_path / "laptop")
    if keys is None:
        laptop.remove("cache-keys.txt")
    else:
        laptop.write("cache-keys.txt", keys)
    monkeypatch.setenv("DRAMMENWORKS_CACHE_KEY", key)
    outcome = laptop.run("build", "--at", AT, "--jobs", "1", "--cache-url", url)
    assert outcome.code == 0
    assert expected in outcome.stderr
    # What is said of a run is not repeated by the next.
    monkeypatch.delenv("DRAMMENWORKS_CACHE_KEY")
    assert laptop.run("build", "--at", AT, "--jobs", "1").stderr == ""


@pytest.mark.parametrize(
    ("keys", "key", "url", "expected"),
    [
        ("tull", "", "memory://x", "cache-keys.txt, linje 1"),
        (public_line(), "tull", "memory://x", "DRAMMENWORKS_CACHE_KEY er ikke en privat nøkkel"),
        (public_line(), "", "gopher://x", "Skriv for eksempel"),
        (public_line(), "", "https://", "ikke en nettadresse"),
        (public_line(), "", "https://hemmelig:ord@", "ikke en nettadresse"),
    ],
)
def test_what_is_wrong_stops_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: str, key: str, url: str, expected: str
) -> None:
    laptop = machine(tmp_path / "laptop")
    laptop.write("cache-keys.txt", keys)
    monkeypatch.setenv("DRAMMENWORKS_CACHE_KEY", key)
    outcome = laptop.run("build", "--cache-url", url)
    assert outcome.code != 0
    assert expected in outcome.stderr
    assert "hemmelig" not in outcome.stderr
    assert "ord@" not in outcome.stderr
