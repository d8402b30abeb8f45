"""The saved pages of a preview are current as long as a build would give the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from drammenworks.pipeline.options import Options
from drammenworks.serve.saved_preview import CachedPreview, load_preview, save_preview
from tests.engine.bench import AT
from tests.pipeline.test_preview_session import SessionBench


class Saved:
    """A preview whose pages and build state are saved."""

    def __init__(self, bench: SessionBench) -> None:
        self.bench = bench
        self.file = bench.folder / "preview.last"
        self.next_change: datetime | None = None

    def save_all(self) -> None:
        """Save the build state, and the pages that are of it."""
        generation = self.bench.session.save()
        snapshot = self.bench.snapshots[-1]
        names = {"a": "Alfa", "b": "Beta"}
        options = self.bench.options
        trees, styles = snapshot.trees, snapshot.stylesheets
        save_preview(self.file, options, names, trees, styles, self.next_change, generation)

    def load(self, options: Options | None = None) -> CachedPreview | None:
        """Load the pages as the next process does."""
        return load_preview(self.file, options or self.bench.options)

    def is_current(self, at: datetime = AT) -> bool:
        """Return whether the next process need not build before it shows the pages."""
        loaded = self.load(replace(self.bench.options, at=at))
        assert loaded is not None
        return loaded.is_current


@pytest.fixture
def saved(tmp_path: Path) -> Saved:
    """Two small sites, built, shown and saved."""
    bench = SessionBench(tmp_path)
    bench.build()
    found = Saved(bench)
    found.save_all()
    return found


def test_pages_are_loaded_as_they_were_shown(saved: Saved) -> None:
    """Names, files and style sheets."""
    loaded, shown = saved.load(), saved.bench.snapshots[-1]
    assert loaded is not None
    assert loaded.names == {"a": "Alfa", "b": "Beta"}
    assert loaded.styles == shown.stylesheets
    assert {site_id: [*tree] for site_id, tree in loaded.trees.items()} == {
        site_id: [*tree] for site_id, tree in shown.trees.items()
    }
    for path, artifact in loaded.trees["a"].items():
        assert artifact.read() == shown.trees["a"][path].read()
    assert loaded.is_current


def test_an_input_file_that_changed(saved: Saved) -> None:
    """They are outdated while it differs."""
    saved.bench.world.doc("project:elva").words["nb"].pieces = ["Bare nye ord."]
    saved.bench.sync()
    assert not saved.is_current()


def test_an_input_file_that_came(saved: Saved) -> None:
    """They are outdated."""
    saved.bench.write("content/media/ny.png", b"ikke et bilde")
    assert not saved.is_current()


def test_a_build_whose_pages_were_not_saved(saved: Saved) -> None:
    """The build state knows the files, and is newer than the pages."""
    saved.bench.world.doc("project:elva").words["nb"].pieces = ["Bare nye ord."]
    saved.bench.sync()
    saved.bench.build()
    saved.bench.session.save()
    assert not saved.is_current()
    saved.save_all()
    assert saved.is_current()


def test_the_clock(saved: Saved) -> None:
    """They are outdated from the next publication date on, and before the time that they were built for."""
    saved.next_change = AT + timedelta(hours=1)
    saved.save_all()
    assert saved.is_current(AT + timedelta(minutes=59))
    assert not saved.is_current(AT + timedelta(hours=1))
    assert not saved.is_current(AT - timedelta(seconds=1))


def test_pages_of_different_options(saved: Saved) -> None:
    """They are not loaded: their links lead elsewhere, or there are drafts among them."""
    assert saved.load(replace(saved.bench.options, base_urls={"a": "http://127.0.0.1:8123"})) is None
    assert saved.load(replace(saved.bench.options, drafts=True)) is None


def test_a_lost_build_state(saved: Saved) -> None:
    """The pages are shown, but a build has to confirm them."""
    for file in (saved.bench.root / ".cache/build").glob("stamps-*"):
        file.unlink()
    assert not saved.is_current()
