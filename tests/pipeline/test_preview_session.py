"""Builds in one process that holds the graph in memory: after any edits they equal one from nothing."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from PIL import Image

from drammenworks.checks.check_document import document_findings
from drammenworks.content.graph_queries import document
from drammenworks.engine.artifact import Artifact
from drammenworks.engine.graph import Graph
from drammenworks.engine.lock import Lock, OutputInUseError
from drammenworks.engine.queries import Key, Query
from drammenworks.images.encoded_files import EncodedFile
from drammenworks.pipeline.build import build
from drammenworks.pipeline.pages import rendered
from drammenworks.pipeline.preview.picture_maker import Made
from drammenworks.pipeline.preview.session import PreviewSession
from drammenworks.pipeline.preview.shown_sites import BuildObserver, SiteSnapshot
from drammenworks.pipeline.report import Report
from drammenworks.site.entries import entry
from tests.engine.bench import Bench, failed, finding_texts, tree
from tests.engine.editing import Editing
from tests.engine.small_sites import Doc, Words
from tests.engine.test_any_edits import edit
from tests.trees import assert_same
from tests.waiting import PATIENCE

INPUTS = ("content", "themes")


@dataclass
class SessionBench(Bench):
    """Builds in a session, to which changes are reported as by a watcher."""

    snapshots: list[SiteSnapshot] = field(default_factory=list)
    """What was shown, in this order."""
    open_pages: dict[str, Collection[str]] = field(default_factory=lambda: {"a": {"index.html"}})
    is_overtaken: bool = False
    session: PreviewSession = field(default_factory=PreviewSession)
    _root: Path | None = None
    """Where the project is that the session builds."""
    _files: dict[str, bytes] | None = None
    """The input files of the last build; None before the first."""

    def build(self) -> Report:
        report = self.try_to_build()
        assert report is not None
        return report

    def try_to_build(self) -> Report | None:
        """Build; return None when the build was cancelled."""
        if self._root != self.root:
            self.session.stop()
            self.session, self._root, self._files = PreviewSession(), self.root, None
        now = {f"{name}/{path}": data for name in INPUTS for path, data in tree(self.root / name).items()}
        before, self._files = self._files, now
        return self.build_reported(self.changed(before, now) if before is not None else None)

    def build_reported(self, changed: Collection[str] | None) -> Report | None:
        """Build with these paths reported as changed; None when they are unknown."""
        return self.session.build(self.options, changed, self.observer)

    @property
    def observer(self) -> BuildObserver:
        """Stores what it is shown."""
        return BuildObserver(lambda: self.open_pages, self.snapshots.append, lambda: self.is_overtaken)

    def changed(self, before: dict[str, bytes], now: dict[str, bytes]) -> set[str]:
        """Return what a watcher reports."""
        return {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}

    def move(self, name: str) -> None:
        """Move the project, whereby the session ends: its pages are no longer where they were."""
        super().move(name)
        self.end_session()

    def end_session(self) -> None:
        """Show nothing any more; the next build begins a session."""
        self._root = None
        self.snapshots.clear()

    @property
    def graph(self) -> Graph:
        """The graph as it is shown."""
        return self.snapshots[-1].graph

    def shown(self) -> dict[str, bytes | None]:
        """Return every file that is shown."""
        if not self.snapshots:
            return {}
        shown = self.snapshots[-1]
        files = {
            f"{site}/{path}": read_if_there(artifact)
            for site, files in shown.trees.items()
            for path, artifact in files.items()
        }
        asked = {
            f"{site}/{path}": shown.pictures.ask(picture)
            for site, pictures in shown.unmade.items()
            for path, picture in pictures.items()
        }
        return files | {path: bytes_of(future.result(PATIENCE)) for path, future in asked.items()}

    def check_shown(self) -> Report:
        """Check that what is shown equals a build from nothing, whose report is returned."""
        clean, expected = self.build_clean()
        assert not failed(clean), finding_texts(clean)
        assert_same(self.shown(), expected)
        return clean

    def prove(self) -> Report:
        before = self.shown()
        report = self.build()
        clean, expected = self.build_clean()
        assert report.findings == clean.findings, finding_texts(report, clean)
        assert report.next_change == clean.next_change
        assert_same(self.shown(), before if failed(clean) else expected)
        if not failed(clean):
            again = self.build()
            assert (again.rendered, again.findings) == (0, clean.findings), again
            assert {name: (site.pages, site.files) for name, site in report.sites.items()} == {
                name: (site.pages, site.files) for name, site in clean.sites.items()
            }
            assert_same(self.shown(), expected)
        return report


def bytes_of(made: Made) -> bytes | None:
    """Return the bytes of a picture that was made when it was asked for."""
    return made.path.read_bytes() if isinstance(made, EncodedFile) else None


def read_if_there(artifact: Artifact) -> bytes | None:
    """Return what is in a file that is shown; None when the edit has removed the source that holds it."""
    try:
        return artifact.read()
    except FileNotFoundError:
        return None


class EditingDuringAPreview(Editing):
    """The same edits; what is shown must equal what is published from nothing."""

    kind_of_bench = SessionBench

    def lose_part_of_cache(self, data: st.DataObject, parts: list[str]) -> None:
        """The session ends too: it reads from the cache what it shows."""
        self.bench.end_session()
        super().lose_part_of_cache(data, parts)


@pytest.fixture
def bench(tmp_path: Path) -> SessionBench:
    """Two small sites, built and shown once."""
    bench = SessionBench(tmp_path)
    bench.build()
    return bench


def computed(before: Graph, after: Graph, query: Query[..., Any]) -> set[Key]:
    """Return the answers of a query that were computed, or went, between two snapshots.

    An answer that was not computed has the same record in both.
    """
    keys = {*before.keys(query.name), *after.keys(query.name)}
    return {key for key in keys if before.find(key) is not after.find(key)}


# --- any edits --------------------------------------------------------------------------------------


def test_some_edits() -> None:
    """A few sequences of edits, with every run of the tests."""
    edit(3, chance=1, machine=EditingDuringAPreview)


@pytest.mark.slow
@pytest.mark.parametrize("chance", [2, 3, 4, 5])
def test_many_edits(chance: int) -> None:
    """200 sequences in all; with those of builds alone, 400."""
    edit(50, chance, machine=EditingDuringAPreview)


# --- what an edit costs -----------------------------------------------------------------------------


def test_a_body_costs_its_page_alone(bench: SessionBench) -> None:
    """When the text of a document changed, it alone is read, and its page on each site is rendered.

    A site with a search gets some new files of its index as well.
    """
    # A picture that went would go from the sitemap, too.
    bench.world.doc("project:elva").words["nb"].pieces = ["Bare ord."]
    bench.sync()
    bench.build()
    before, shown = bench.graph, dict(bench.shown())
    bench.world.doc("project:elva").words["nb"].pieces = ["Bare nye ord."]
    bench.sync()
    report = bench.build()
    assert report.rendered == 2
    assert report.sites["b"].written == 1
    written = {path for path, content in bench.shown().items() if shown.get(path) != content}
    pages = {path for path in written if "search" not in path}
    assert pages == {"a/prosjekter/elva/index.html", "b/prosjekter/elva/index.html"}
    assert len(written - pages) == report.sites["a"].written - 1
    assert b"Bare nye ord." in bench.shown()["a/prosjekter/elva/index.html"]
    assert computed(before, bench.graph, document) == {document.key("project/elva", "nb")}
    assert computed(before, bench.graph, rendered) == {
        rendered.key(site_id, "prosjekter/elva/index.html") for site_id in ("a", "b")
    }
    bench.check_shown()


def test_a_text_costs_the_checks_of_its_document_alone(bench: SessionBench) -> None:
    """No other document is checked, and no entry computed."""
    before = bench.graph
    bench.world.doc("article:host").words["nb"].pieces = ["Bare nye ord."]
    bench.sync()
    bench.build()
    assert computed(before, bench.graph, document_findings) <= {document_findings.key("article/host", "nb")}
    assert computed(before, bench.graph, entry) <= {entry.key("article/host", "nb")}


def test_a_file_that_is_reported_and_has_the_same_bytes_costs_nothing(bench: SessionBench) -> None:
    """A text that is saved without a change shows nothing new."""
    before = bench.graph
    path = next(path for path in bench.world.files() if path.startswith("content/news/host"))
    bench.write(path, bench.read(path))
    report = bench.build_reported({path})
    assert report is not None
    assert report.rendered == 0
    assert not computed(before, bench.graph, document)


def test_a_new_reference_is_found(bench: SessionBench) -> None:
    """A text that refers to a document for the first time shows there, and no other document is read."""
    before = bench.graph
    bench.world.doc("article:host").words["nb"].pieces = ["Se [dit](project:broa)."]
    bench.sync()
    bench.build()
    assert computed(before, bench.graph, document) == {document.key("article/host", "nb")}
    bench.check_shown()


def test_a_reference_moves(bench: SessionBench) -> None:
    """When two texts are saved at once, and the reference is now in the second, that one alone shows it."""
    bench.world.doc("article:host").words["nb"].pieces = ["Se [Kari](person:kari)."]
    bench.sync()
    bench.build()
    before = bench.graph
    bench.world.doc("article:host").words["nb"].pieces = ["Bare ord."]
    bench.world.doc("article:sommer").words["nb"].pieces = ["Se [Kari](person:kari)."]
    bench.sync()
    bench.build()
    assert computed(before, bench.graph, document) == {
        document.key("article/host", "nb"),
        document.key("article/sommer", "nb"),
        # A translation is read together with its original.
        document.key("article/sommer", "en"),
    }
    bench.check_shown()


def test_a_title_costs_the_pages_that_show_it(bench: SessionBench) -> None:
    """No other document is read, and pages that do not show the title are not rendered."""
    before = bench.graph
    bench.world.doc("article:host").words["nb"].title = "Høsten er her"
    bench.sync()
    report = bench.build()
    assert computed(before, bench.graph, document) == {document.key("article/host", "nb")}
    clean = bench.check_shown()
    assert 0 < report.rendered < clean.rendered
    shows_title = {path for path, data in bench.shown().items() if "Høsten er her".encode() in data}
    assert len(shows_title) > 1


def test_a_new_document_and_a_deleted_one(bench: SessionBench) -> None:
    """Lists and links follow, and no other document is read."""
    bench.world.doc("article:host").words["nb"].pieces = ["Se [dit](article:melding)."]
    bench.world.docs.append(
        Doc("article", "melding", {"nb": Words("En melding")}, {"date": "2026-10-01", "tags": ["Ny tid"]})
    )
    bench.sync()
    bench.build()
    before = bench.graph
    bench.world.doc("article:host").words["nb"].pieces = ["Bare ord."]
    bench.world.docs.remove(bench.world.doc("article:melding"))
    bench.world.docs.append(Doc("article", "celle", {"nb": Words("En celle")}, {"date": "2026-10-02"}))
    bench.sync()
    bench.build()
    assert computed(before, bench.graph, document) == {
        document.key(f"article/{name}", "nb") for name in ("host", "melding", "celle")
    }
    bench.check_shown()


def test_an_error_is_reported_without_reading_more(bench: SessionBench) -> None:
    """One file has broken fields; the findings are those of a build from nothing, and the rest is not read."""
    before = bench.graph
    with bench.broken("content/news/host.md", b"---\ntitle: [Galt\n---\nOrd.\n"):
        report = bench.build()
        clean, _ = bench.build_clean()
    assert failed(report)
    assert report.findings == clean.findings
    bench.build()
    assert computed(before, bench.graph, document) == {document.key("article/host", "nb")}
    bench.check_shown()


def test_a_text_and_then_a_title(bench: SessionBench) -> None:
    """A small change is the base of the larger one that follows."""
    bench.world.doc("article:host").words["nb"].pieces = ["Bare nye ord."]
    bench.sync()
    bench.build()
    bench.world.doc("article:sommer").words["nb"].title = "En annen sommer"
    bench.world.doc("article:host").fields["tags"] = ["Ny tid"]
    bench.sync()
    bench.prove()
    bench.world.doc("article:sommer").words["nb"].title = "Enda en sommer"
    bench.sync()
    bench.prove()


# --- findings ---------------------------------------------------------------------------------------


def test_a_feed_without_a_template(bench: SessionBench) -> None:
    """It is reported when the template goes, and when a site asks for a feed that no theme has."""
    (template,) = bench.root.glob("themes/*/templates/feed.xml")
    site = bench.root / "content/sites/a.yaml"
    wanted = site.read_bytes()
    template.unlink()
    assert [found.code for found in bench.build().findings] == ["DW614"]
    site.write_bytes(wanted.replace(b'feeds: "true"', b"feeds: false"))
    assert not failed(bench.build())
    site.write_bytes(wanted)
    report = bench.build()
    assert [str(found.location) for found in report.findings] == [
        f"content/sites/a.yaml:{wanted[: wanted.index(b'feeds')].count(10) + 1}:1"
    ]
    clean, _ = bench.build_clean()
    assert report.findings == clean.findings


@pytest.mark.parametrize("name", ["layout.html", "parts/entry.html"])
def test_a_template_comes_back(bench: SessionBench, name: str) -> None:
    """What was reported of its absence goes, also when a fragment is made of it."""
    (template,) = bench.root.glob(f"themes/*/templates/{name}")
    away = template.rename(bench.root / "borte")
    assert {found.code for found in bench.build().findings} == {"DW605"}
    away.rename(template)
    bench.prove()


def test_an_image_that_is_no_longer_shown(bench: SessionBench) -> None:
    """What is wrong with an image is not reported once no text shows it."""
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (59.0, 44.0, 37.5)})
    buffer = io.BytesIO()
    Image.new("RGB", (600, 400)).save(buffer, "JPEG", exif=exif)
    with bench.broken("content/media/hjemme.jpg", buffer.getvalue()):
        for pieces in (["![et hus](/media/hjemme.jpg)"], ["Bare ord."]):
            bench.world.doc("article:host").words["nb"].pieces = pieces
            bench.sync()
            bench.prove()


# --- what is shown, and when ------------------------------------------------------------------------


def test_open_pages_and_front_pages_come_first(tmp_path: Path) -> None:
    """Before anything was shown they are rendered first, and shown with all that they need."""
    bench = SessionBench(tmp_path)
    bench.open_pages = {"a": {"prosjekter/elva/index.html"}}
    bench.build()
    assert [snapshot.is_partial for snapshot in bench.snapshots] == [True, True, False]
    shown = [{path for path in snapshot.trees["a"] if "index" in path} for snapshot in bench.snapshots]
    assert shown[0] == {"prosjekter/elva/index.html"}
    assert shown[1] == {"index.html", *shown[0]}
    assert shown[1] < shown[2]
    first = bench.snapshots[0]
    assert first.stylesheets["a"].lstrip("/") in first.trees["a"]
    bench.check_shown()


def test_first_pages_go_when_another_has_an_error(tmp_path: Path) -> None:
    """Nothing is shown of a first build with errors, and all of it once they are mended."""
    bench = SessionBench(tmp_path)
    (template,) = bench.root.glob("themes/*/templates/article.html")
    with bench.broken(template.relative_to(bench.root).as_posix(), b"{{ mangler.helt }}"):
        assert failed(bench.build())
    assert [snapshot and snapshot.is_partial for snapshot in bench.snapshots] == [True, True, None]
    bench.snapshots.clear()
    bench.prove()


def test_open_pages_come_first(bench: SessionBench) -> None:
    """After an edit of a template that all use, the open page is shown new while the rest is still old."""
    bench.snapshots.clear()
    bench.world.marks["layout.html"] = 7
    bench.sync()
    bench.build()
    first, last = bench.snapshots
    assert b"m7" in first.trees["a"]["index.html"].read()
    assert b"m7" not in first.trees["a"]["prosjekter/elva/index.html"].read()
    assert b"m7" in last.trees["a"]["prosjekter/elva/index.html"].read()


def test_an_open_page_is_shown_with_its_style_sheet(bench: SessionBench) -> None:
    """The style sheet that it links to is there at once; the old one stays for the pages that are still old."""
    bench.snapshots.clear()
    bench.world.colour = 3
    bench.world.marks["layout.html"] = 7
    bench.sync()
    bench.build()
    first, last = bench.snapshots
    page = first.trees["a"]["index.html"].read().decode()
    assert first.stylesheets["a"].rpartition("/")[2] in page
    styles = [{path for path in shown.trees["a"] if path.endswith(".css")} for shown in (first, last)]
    assert styles[0] > styles[1]


def test_all_at_once_when_every_page_that_changed_is_open(bench: SessionBench) -> None:
    """Nothing is shown twice."""
    bench.open_pages = {site_id: {"prosjekter/elva/index.html"} for site_id in ("a", "b")}
    bench.snapshots.clear()
    bench.world.doc("project:elva").words["nb"].pieces = ["Bare nye ord."]
    bench.sync()
    bench.build()
    assert len(bench.snapshots) == 1


def test_open_pages_of_a_build_that_fails_are_not_left_on_show(bench: SessionBench) -> None:
    """A template fails for a page that is not open; everything is shown as before."""
    before = bench.shown()
    bench.open_pages = {"a": {"om/index.html", "index.html"}}
    bench.world.marks["layout.html"] = 7
    bench.sync()
    broken = b"{% extends 'document.html' %}{% block facts %}{{ ukjent }}{% endblock %}"
    with bench.broken("themes/plain/templates/article.html", broken):
        assert failed(bench.build())
    assert_same(bench.shown(), before)
    bench.build()
    bench.check_shown()


def test_a_cancelled_build(bench: SessionBench) -> None:
    """A build is cancelled when something changed again; the next one does all that there is to do."""
    before = bench.shown()
    bench.open_pages = {}
    bench.world.marks["layout.html"] = 7
    bench.sync()
    bench.is_overtaken = True
    assert bench.try_to_build() is None
    assert_same(bench.shown(), before)
    bench.is_overtaken = False
    bench.build()
    bench.check_shown()


def test_open_pages_are_shown_even_by_a_cancelled_build(bench: SessionBench) -> None:
    """An editor who types without a pause sees the page change."""
    bench.snapshots.clear()
    bench.world.marks["layout.html"] = 7
    bench.sync()
    bench.is_overtaken = True
    assert bench.try_to_build() is None
    assert b"m7" in bench.shown()["a/index.html"]
    bench.is_overtaken = False
    bench.build()
    bench.check_shown()


def test_a_failed_build_is_made_up_for(bench: SessionBench) -> None:
    """What changed during builds that failed shows when one succeeds."""
    bench.world.doc("project:elva").words["nb"].pieces = ["Bare nye ord."]
    bench.sync()
    broken = "---\ntitle: Galt\nukjent: felt\n---\nOrd.\n"
    with bench.broken("content/news/galt.md", broken.encode()):
        assert failed(bench.build())
    bench.build()
    bench.check_shown()


@pytest.mark.parametrize("reported", [True, False])
def test_a_build_that_raises_is_made_up_for(
    bench: SessionBench, monkeypatch: pytest.MonkeyPatch, reported: bool
) -> None:
    """A page cannot be written, since the disk is full; the next build has all that changed before."""
    bench.world.doc("project:elva").words["nb"].pieces = ["Bare nye ord."]
    bench.sync()
    paths = {path for path in bench.world.files() if "elva" in path} if reported else None
    pages = bench.root / ".cache/pages"
    pages.rename(bench.root / ".cache/away")
    pages.write_bytes(b"no folder")
    with pytest.raises(OSError, match="pages"):
        bench.build_reported(paths)
    pages.unlink()
    (bench.root / ".cache/away").rename(pages)
    bench.build_reported(frozenset())
    bench.check_shown()


@pytest.mark.parametrize("reported", [True, False])
@pytest.mark.parametrize("stage", ["leser", "måler bilder"])
def test_a_build_that_raises_while_it_plans_is_made_up_for(
    bench: SessionBench, stage: str, reported: bool
) -> None:
    """A part of what changed is in the graph by then; the next build has all of it."""
    bench.world.doc("project:elva").words["nb"].title = "Bare nye ord"
    bench.sync()
    paths = {path for path in bench.world.files() if "elva" in path} if reported else None

    def fail(now: str, done: int, total: int) -> None:
        if now == stage:
            raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        bench.session.build(bench.options, paths, bench.observer, fail)
    bench.build_reported(frozenset())
    bench.check_shown()


def test_a_build_that_must_wait_too_long_is_made_up_for(bench: SessionBench) -> None:
    """What was reported while a different process held the cache is not lost."""
    bench.world.doc("project:elva").words["nb"].pieces = ["Bare nye ord."]
    bench.sync()
    paths = {path for path in bench.world.files() if "elva" in path}
    hasty = replace(bench.options, patience=0.0)
    with Lock(bench.root / ".cache", bench.root / ".cache/lock"), pytest.raises(OutputInUseError):
        bench.session.build(hasty, paths, bench.observer)
    bench.build_reported(frozenset())
    bench.check_shown()


# --- what changed -----------------------------------------------------------------------------------


def test_unknown_changes(bench: SessionBench) -> None:
    """Without a report all files are compared, and no document is read that has not changed."""
    before = bench.graph
    bench.world.doc("article:host").words["nb"].title = "Høsten er her"
    bench.world.docs.remove(bench.world.doc("project:broa"))
    bench.sync()
    bench.build_reported(None)
    assert document.key("article/host", "nb") in computed(before, bench.graph, document)
    assert document.key("project/elva", "nb") not in computed(before, bench.graph, document)
    bench.check_shown()


@pytest.mark.parametrize("path", ["content", "content/sites", "themes"])
def test_a_report_of_a_folder_that_holds_everything(bench: SessionBench, path: str) -> None:
    """Whoever reports it does not know what changed."""
    bench.world.doc("article:host").words["nb"].title = "Høsten er her"
    bench.sync()
    bench.build_reported({path})
    bench.check_shown()


def test_a_folder_is_moved_away_and_back(bench: SessionBench) -> None:
    """A watcher reports the folder alone."""
    folder, away = bench.root / "content/news", bench.folder / "away"
    folder.rename(away)
    bench.build_reported({"content/news"})
    bench.check_shown()
    away.rename(folder)
    bench.build_reported({"content/news"})
    bench.check_shown()


def test_a_new_folder_is_reported_alone(bench: SessionBench) -> None:
    """What was copied with it shows, and so do edits of files in it while nothing of them is reported."""
    shutil.copytree(bench.root / "content/news", bench.root / "content/news/arkiv")
    report = bench.build_reported({"content/news/arkiv"})
    clean, _ = bench.build_clean()
    assert report is not None
    assert report.findings == clean.findings
    shutil.rmtree(bench.root / "content/news/arkiv")
    bench.build_reported({"content/news/arkiv"})
    bench.check_shown()


def test_a_file_whose_name_differs_in_case_only(bench: SessionBench) -> None:
    """The document gets its new address."""
    bench.write("content/news/prøve.md", b"---\ntitle: En\ndate: 2026-10-01\n---\nOrd.\n")
    bench.build()
    (bench.root / "content/news/prøve.md").rename(bench.root / "content/news/PRØVE.md")
    before, after = ("content/news/prøve.md", "content/news/PRØVE.md")
    report = bench.build_reported({before, after})
    clean, expected = bench.build_clean()
    assert report is not None
    assert report.findings == clean.findings
    if not failed(clean):
        assert_same(bench.shown(), expected)


def test_two_files_whose_names_differ_in_case_only(bench: SessionBench) -> None:
    """They are reported as in a build from nothing, and no longer once one is gone."""
    text = b"---\ntitle: En\ndate: 2026-10-01\n---\nOrd.\n"
    with bench.broken("content/news/to.md", text), bench.broken("content/news/TO.md", text):
        report = bench.build()
        clean, _ = bench.build_clean()
        assert report.findings == clean.findings
    bench.build()
    bench.check_shown()


@pytest.mark.skipif(os.name == "nt", reason="a link needs rights that users of Windows rarely have")
@pytest.mark.parametrize("target", ["file", "folder", "missing"])
def test_a_file_that_becomes_a_link(bench: SessionBench, target: str) -> None:
    """It is treated as in a build from nothing, and so is the file that comes in its place again."""
    file = bench.root / "content/news/host.md"
    data = file.read_bytes()
    targets = {
        "file": bench.folder / "host.md",
        "folder": bench.folder / "host",
        "missing": bench.folder / "no",
    }
    targets["file"].write_bytes(data)
    targets["folder"].mkdir()
    file.unlink()
    file.symlink_to(targets[target])
    report = bench.build_reported({"content/news/host.md"})
    clean, expected = bench.build_clean()
    assert report is not None
    assert report.findings == clean.findings
    if not failed(clean):
        assert_same(bench.shown(), expected)
    file.unlink()
    file.write_bytes(data)
    bench.build_reported({"content/news/host.md"})
    bench.check_shown()


def test_changes_that_were_not_reported(bench: SessionBench) -> None:
    """A scan finds them, until a build has them."""
    assert bench.session.unreported() == []
    bench.write("content/news/ny.md", b"---\ntitle: Ny\ndate: 2026-10-01\n---\nOrd.\n")
    bench.write("content/news/.ny.md.swp", b"Ord.")
    bench.world.doc("project:elva").words["nb"].pieces = ["Bare nye ord."]
    bench.world.docs.remove(bench.world.doc("project:broa"))
    bench.sync()
    unreported = bench.session.unreported()
    written = {path for path in unreported if (bench.root / path).exists()}
    assert written == {path for path in written if path in bench.world.files()} | {"content/news/ny.md"}
    assert set(unreported) - written == {"content/projects/broa.md"}
    bench.build_reported(unreported)
    assert bench.session.unreported() == []
    bench.check_shown()


def test_a_scan_finds_nothing_after_any_report(bench: SessionBench) -> None:
    """Folders, links, and files that are gone are known after a build as a scan finds them."""
    shutil.copytree(bench.root / "content/news", bench.root / "content/news/arkiv")
    bench.write("content/news/arkiv/dypt/inne.md", b"---\ntitle: Ny\ndate: 2026-10-01\n---\nOrd.\n")
    (bench.root / "content/media/lenke.png").symlink_to(bench.folder / "missing.png")
    (bench.root / "content/media/mappe").symlink_to(bench.folder)
    bench.age(bench.root / "content/media/lenke.png")
    reported = ["content/news/arkiv", "content/media/lenke.png", "content/media/mappe", "content/borte"]
    bench.build_reported(reported)
    assert bench.session.unreported() == []
    shutil.rmtree(bench.root / "content/news/arkiv")
    bench.write("content/news/arkiv", b"no folder")
    (bench.root / "content/media/lenke.png").unlink()
    (bench.root / "content/media/mappe").unlink()
    bench.build_reported(reported)
    assert bench.session.unreported() == []


def test_a_file_that_changed_within_the_tick_of_the_clock(bench: SessionBench) -> None:
    """Its stamp is not trusted: a build that compares all files reads it again."""
    bench.world.doc("project:elva").words["nb"].pieces = ["ord 1"]
    bench.sync(young=True)
    bench.build()
    before = {path: (bench.root / path).stat() for path in bench.world.files()}
    bench.world.doc("project:elva").words["nb"].pieces = ["ord 2"]
    bench.sync(young=True)
    for path, status in before.items():
        os.utime(bench.root / path, ns=(status.st_atime_ns, status.st_mtime_ns))
    bench.build_reported(None)
    bench.check_shown()


def test_paths_of_nothing(bench: SessionBench) -> None:
    """Files that came and went before the build, and those that no build reads, cost nothing."""
    before = bench.shown()
    report = bench.build_reported({"content/news/borte.md", "content/news/.host.md.swp", "content/nytt"})
    assert report is not None
    assert report.rendered == 0
    assert_same(bench.shown(), before)


# --- the cache --------------------------------------------------------------------------------------


def test_other_processes_profit(bench: SessionBench) -> None:
    """What a session has rendered and saved is rendered by neither the next session nor a build."""
    bench.world.doc("project:elva").words["nb"].pieces = ["Bare nye ord."]
    bench.sync()
    bench.build()
    assert bench.session.save()
    assert build(bench.options).rendered == 0
    other = SessionBench(bench.folder, bench.world)
    assert other.build().rendered == 0
    other.check_shown()


def test_a_session_profits_from_a_build(bench: SessionBench) -> None:
    """What a build has rendered and saved is not rendered by a session that starts after it."""
    bench.world.doc("project:elva").words["nb"].pieces = ["Bare nye ord."]
    bench.sync()
    build(bench.options)
    other = SessionBench(bench.folder, bench.world)
    assert other.build().rendered == 0
    assert not any(other.snapshots[-1].unmade.values())
    other.check_shown()


def test_a_build_profits_from_pictures_of_a_session(bench: SessionBench) -> None:
    """What was made when somebody asked for it is not made again."""
    assert any(bench.snapshots[-1].unmade.values())
    shown = bench.shown()
    assert build(bench.options).images_encoded == 0
    assert_same(tree(bench.output), shown)


def test_a_session_and_builds_beside_it(bench: SessionBench) -> None:
    """Both save; each is right after the other."""
    for number in range(3):
        bench.world.doc("project:elva").words["nb"].pieces = [f"Ord {number}."]
        bench.world.doc("article:host").words["nb"].title = f"Høst {number}"
        bench.sync()
        if number % 2:
            build(bench.options)
            bench.build()
        else:
            bench.build()
            build(bench.options)
        bench.session.save()
        clean = bench.check_shown()
        assert build(bench.options).findings == clean.findings
        assert_same(tree(bench.output), bench.shown())


def test_saving_without_a_change_keeps_the_generation(bench: SessionBench) -> None:
    """A preview compares it to know whether its pages are of the graph in the cache."""
    first = bench.session.save()
    assert first == bench.session.save()
    bench.world.doc("project:elva").words["nb"].pieces = ["Bare nye ord."]
    bench.sync()
    bench.build()
    assert bench.session.save() != first


def test_a_session_that_has_not_built_saves_nothing() -> None:
    """There is no generation."""
    assert PreviewSession().save() == ""


def test_what_took_long_is_saved_at_once(tmp_path: Path) -> None:
    """After a build of many pages the next process renders none, even if this one ends at once."""
    bench = SessionBench(tmp_path)
    bench.world.docs += [
        Doc("article", f"nr-{number}", {"nb": Words(f"Nummer {number}")}, {"date": "2026-10-01"})
        for number in range(100)
    ]
    bench.sync()
    assert bench.build().rendered > 100
    assert SessionBench(bench.folder, bench.world).build().rendered == 0


def test_a_lost_page(bench: SessionBench) -> None:
    """A rendered page that somebody removed from the cache is rendered again, once that is known."""
    lost = bench.snapshots[-1].trees["a"]["index.html"].content
    assert isinstance(lost, Path)
    lost.unlink()
    bench.session.forget()
    bench.build()
    assert lost.exists()
    bench.check_shown()


def test_a_page_that_is_lost_during_a_build(bench: SessionBench) -> None:
    """What is reported while a build runs, in a different thread, holds for the next one."""
    lost = bench.snapshots[-1].trees["a"]["index.html"].content
    assert isinstance(lost, Path)

    def lose(_: SiteSnapshot) -> None:
        lost.unlink(missing_ok=True)
        bench.session.forget()

    bench.session.build(bench.options, set(), BuildObserver(dict, lose, lambda: False))
    assert not lost.exists()
    bench.build()
    assert lost.exists()


def test_forgetting_does_not_lose_a_reported_change(bench: SessionBench) -> None:
    """The graph in the cache is older than the one that is forgotten."""
    bench.session.save()
    bench.world.doc("project:elva").words["nb"].pieces = ["Bare nye ord."]
    bench.sync()
    bench.build()
    bench.session.forget()
    bench.build_reported(frozenset())
    bench.check_shown()


def test_a_damaged_cache(bench: SessionBench) -> None:
    """A session that finds the cache damaged begins from nothing."""
    bench.session.save()
    file = bench.root / ".cache/build/build.sqlite3"
    file.write_bytes(b"x" * file.stat().st_size)
    for suffix in ("-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    bench.session.forget()
    bench.build()
    bench.check_shown()
