"""Builds in one process that keeps what it knows: after any edits they equal one from nothing."""

from __future__ import annotations

import io
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image

from drammenworks.pipeline.report import Report
from drammenworks.pipeline.round import Audience, Sight
from drammenworks.pipeline.sitting import Sitting
from tests.engine.bench import Bench, failed, finding_texts, tree
from tests.engine.editing import Editing
from tests.engine.small_sites import Doc, Words
from tests.engine.test_any_edits import edit
from tests.trees import assert_same

INPUTS = ("content", "themes")


@dataclass
class SittingBench(Bench):
    """Builds in a sitting, which is told what changed as a watcher would tell it."""

    sights: list[Sight] = field(default_factory=list)
    looking_at: dict[str, Collection[str]] = field(default_factory=lambda: {"a": {"index.html"}})
    impatient: bool = False
    _sitting: Sitting | None = None
    _home: Path | None = None
    _seen: dict[str, bytes] | None = None

    def build(self) -> Report:
        report = self.try_to_build()
        assert report is not None
        return report

    def try_to_build(self) -> Report | None:
        """Build; return None when it was left undone."""
        if self._sitting is None or self._home != self.root:
            self._sitting, self._home, self._seen = Sitting(), self.root, None
        now = {f"{name}/{path}": data for name in INPUTS for path, data in tree(self.root / name).items()}
        before, self._seen = self._seen, now
        changed = None
        if before is not None:
            changed = self.changed(before, now)
        audience = Audience(lambda: self.looking_at, self.sights.append, lambda: self.impatient)
        return self._sitting.build(self.options, changed, audience)

    def changed(self, before: dict[str, bytes], now: dict[str, bytes]) -> set[str]:
        """Return what a watcher tells."""
        return {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}

    def move(self, name: str) -> None:
        """Move the project, whereby the sitting ends: where its pages lay there is nothing now."""
        super().move(name)
        self.sights.clear()

    def save(self) -> None:
        """Let the sitting keep what it knows."""
        assert self._sitting is not None
        self._sitting.save()

    def shown(self) -> dict[str, bytes]:
        """Return every file that is shown."""
        if not self.sights:
            return {}
        return {
            f"{site}/{path}": artifact.read()
            for site, files in self.sights[-1].trees.items()
            for path, artifact in files.items()
        }

    def prove(self) -> Report:
        before = self.shown()
        report = self.build()
        clean, expected = self.build_clean()
        assert report.findings == clean.findings, finding_texts(report, clean)
        assert report.next_change == clean.next_change
        assert_same(self.shown(), before if failed(clean) else expected)
        if not failed(clean):
            again = self.build()
            assert (again.rendered, again.findings) == (0, clean.findings)
            assert {name: (site.pages, site.files) for name, site in report.sites.items()} == {
                name: (site.pages, site.files) for name, site in clean.sites.items()
            }
            assert_same(self.shown(), expected)
        return report


class EditingBesideASitting(Editing):
    """The same edits; what is shown must equal what is published from nothing."""

    kind_of_bench = SittingBench


@pytest.fixture
def bench(tmp_path: Path) -> SittingBench:
    return SittingBench(tmp_path)


def test_some_edits() -> None:
    """A few sequences of edits, with every run of the tests."""
    edit(3, chance=1, machine=EditingBesideASitting)


@pytest.mark.slow
@pytest.mark.parametrize("chance", [2, 3, 4, 5])
def test_many_edits(chance: int) -> None:
    """200 sequences in all."""
    edit(50, chance, machine=EditingBesideASitting)


def test_a_body_costs_its_page_alone(bench: SittingBench, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the text of a document changed, nothing is planned again, and its page on each site is made."""
    bench.build()
    monkeypatch.setattr("drammenworks.pipeline.sitting.prepare", _unwanted)
    bench.world.doc("project:elva").words["nb"].pieces = ["Bare nye ord."]
    bench.sync()
    report = bench.build()
    assert report.rendered == 2
    assert {name: site.written for name, site in report.sites.items()} == {"a": 1, "b": 1}
    assert b"Bare nye ord." in bench.shown()["a/prosjekter/elva/index.html"]


def test_a_new_reference_is_found(bench: SittingBench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that refers to a document for the first time shows there, with nothing planned again."""
    bench.build()
    monkeypatch.setattr("drammenworks.pipeline.sitting.prepare", _unwanted)
    bench.world.doc("article:host").words["nb"].pieces = ["Se [dit](project:broa)."]
    bench.sync()
    bench.build()
    _, expected = bench.build_clean()
    assert_same(bench.shown(), expected)


def test_a_reference_moves(bench: SittingBench, monkeypatch: pytest.MonkeyPatch) -> None:
    """When two texts are saved at once, and the one refers to whom the other did, both are seen there."""
    bench.world.doc("article:host").words["nb"].pieces = ["Se [Kari](person:kari)."]
    bench.sync()
    bench.build()
    monkeypatch.setattr("drammenworks.pipeline.sitting.prepare", _unwanted)
    bench.world.doc("article:host").words["nb"].pieces = ["Bare ord."]
    bench.world.doc("article:sommer").words["nb"].pieces = ["Se [Kari](person:kari)."]
    bench.sync()
    bench.build()
    monkeypatch.undo()
    _, expected = bench.build_clean()
    assert_same(bench.shown(), expected)


def test_a_title_costs_the_pages_that_show_it(bench: SittingBench, monkeypatch: pytest.MonkeyPatch) -> None:
    """No other document is read, and only questions that can have another answer are asked again."""
    bench.build()
    monkeypatch.setattr("drammenworks.content.load.read_documents", _unwanted)
    monkeypatch.setattr("drammenworks.pipeline.sitting.stale_since", _unwanted)
    bench.world.doc("article:host").words["nb"].title = "Høsten er her"
    bench.sync()
    report = bench.build()
    monkeypatch.undo()
    clean, expected = bench.build_clean()
    assert_same(bench.shown(), expected)
    assert 0 < report.rendered < clean.rendered


def test_a_new_document_and_one_that_is_gone(bench: SittingBench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists and links follow, and nothing else is read."""
    bench.world.doc("article:host").words["nb"].pieces = ["Se [dit](article:varsel)."]
    bench.world.docs.append(
        Doc("article", "varsel", {"nb": Words("Et varsel")}, {"date": "2026-10-01", "tags": ["Ny tid"]})
    )
    bench.sync()
    bench.build()
    monkeypatch.setattr("drammenworks.content.load.read_documents", _unwanted)
    monkeypatch.setattr("drammenworks.pipeline.sitting.stale_since", _unwanted)
    bench.world.doc("article:host").words["nb"].pieces = ["Bare ord."]
    bench.world.docs.remove(bench.world.doc("article:varsel"))
    bench.world.docs.append(Doc("article", "celle", {"nb": Words("En celle")}, {"date": "2026-10-02"}))
    bench.sync()
    bench.build()
    monkeypatch.undo()
    _, expected = bench.build_clean()
    assert_same(bench.shown(), expected)


def test_what_is_wrong_is_told_without_reading_more(
    bench: SittingBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One file has broken fields; the findings are those of a build from nothing."""
    bench.build()
    monkeypatch.setattr("drammenworks.content.load.read_documents", _unwanted)
    with bench.broken("content/news/host.md", b"---\ntitle: [Galt\n---\nOrd.\n"):
        report = bench.build()
        monkeypatch.undo()
        clean, _ = bench.build_clean()
    assert failed(report)
    assert report.findings == clean.findings


def test_a_feed_that_no_theme_can_make(bench: SittingBench) -> None:
    """A preview tells of it when the template goes, and when a site asks for one that is not there."""
    (template,) = bench.root.glob("themes/*/templates/feed.xml")
    site = bench.root / "content/sites/a.yaml"
    wanted = site.read_bytes()
    bench.build()
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


def test_all_is_looked_at_when_nobody_knows(bench: SittingBench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who names a folder that everything is in has not seen what changed."""
    bench.build()
    bench.world.doc("article:host").words["nb"].title = "Høsten er her"
    bench.sync()
    monkeypatch.setattr(bench, "changed", lambda *_: {"content/sites"})
    bench.build()
    _, expected = bench.build_clean()
    assert_same(bench.shown(), expected)


def test_a_text_and_then_a_title(bench: SittingBench) -> None:
    """What a small change read anew is known to the larger one that follows."""
    bench.build()
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


def test_a_picture_that_is_shown_no_more(bench: SittingBench) -> None:
    """What was wrong with a picture is told no longer once the text that showed it does not."""
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (59.0, 44.0, 37.5)})
    buffer = io.BytesIO()
    Image.new("RGB", (600, 400)).save(buffer, "JPEG", exif=exif)
    with bench.broken("content/media/hjemme.jpg", buffer.getvalue()):
        for pieces in (["![et hus](/media/hjemme.jpg)"], ["Bare ord."]):
            bench.world.doc("article:host").words["nb"].pieces = pieces
            bench.sync()
            bench.prove()


def test_open_pages_come_first(bench: SittingBench) -> None:
    """After an edit of a template that all use, the open page is shown new while the others are still old."""
    bench.build()
    bench.sights.clear()
    bench.world.marks["layout.html"] = 7
    bench.sync()
    bench.build()
    first, last = bench.sights
    assert b"m7" in first.trees["a"]["index.html"].read()
    assert b"m7" not in first.trees["a"]["prosjekter/elva/index.html"].read()
    assert b"m7" in last.trees["a"]["prosjekter/elva/index.html"].read()


def test_an_impatient_audience(bench: SittingBench) -> None:
    """A build is left undone when something changed again; the next one does all that there is to do."""
    bench.build()
    bench.world.marks["layout.html"] = 7
    bench.sync()
    bench.impatient = True
    assert bench.try_to_build() is None
    bench.impatient = False
    bench.build()
    _, expected = bench.build_clean()
    assert_same(bench.shown(), expected)


def test_a_failed_build_is_made_up_for(bench: SittingBench) -> None:
    """What changed during builds that failed is not forgotten when one succeeds."""
    bench.build()
    bench.world.doc("project:elva").words["nb"].pieces = ["Bare nye ord."]
    bench.sync()
    broken = "---\ntitle: Galt\nukjent: felt\n---\nOrd.\n"
    with bench.broken("content/news/galt.md", broken.encode()):
        assert failed(bench.build())
    bench.build()
    _, expected = bench.build_clean()
    assert_same(bench.shown(), expected)


def test_other_processes_profit(bench: SittingBench) -> None:
    """What a sitting has made and kept need not be made by the next process."""
    bench.build()
    bench.world.doc("project:elva").words["nb"].pieces = ["Bare nye ord."]
    bench.sync()
    bench.build()
    bench.save()
    other = SittingBench(bench.folder, bench.world)
    assert other.build().rendered == 0


def test_what_took_long_is_kept_at_once(bench: SittingBench, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a build of many pages the next process need not make them, even if this one ends at once."""
    monkeypatch.setattr("drammenworks.pipeline.sitting._MANY", 10)
    assert bench.build().rendered > 10
    assert SittingBench(bench.folder, bench.world).build().rendered == 0


def test_a_page_that_was_lost(bench: SittingBench) -> None:
    """A finished page that somebody removed from the cache is made again, once that is known."""
    bench.build()
    lost = bench.sights[-1].trees["a"]["index.html"].content
    assert isinstance(lost, Path)
    lost.unlink()
    assert bench._sitting is not None
    bench._sitting.forget()
    bench.build()
    assert lost.exists()


def test_a_page_that_is_lost_during_a_build(bench: SittingBench) -> None:
    """What is told while a build runs, in another thread, holds for the next one."""
    bench.build()
    lost = bench.sights[-1].trees["a"]["index.html"].content
    sitting = bench._sitting
    assert isinstance(lost, Path)
    assert sitting is not None

    def lose(*_: object) -> None:
        lost.unlink(missing_ok=True)
        sitting.forget()

    sitting.build(bench.options, set(), Audience(dict, lose, lambda: False))
    assert not lost.exists()
    bench.build()
    assert lost.exists()


def _unwanted(*_: object) -> None:
    raise AssertionError("everything is planned anew")
