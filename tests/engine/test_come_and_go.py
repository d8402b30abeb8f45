"""Files that come or go between the scan of the inputs and the reading of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drammenworks.engine.folder_scan import are_folders_unmodified, scan
from drammenworks.pipeline.build import build
from drammenworks.pipeline.input_scan import scan_inputs
from tests.engine.bench import Bench, tree
from tests.engine.small_sites import Doc, Words

PAGE = "a/ny/index.html"
PATH = "content/pages/ny.md"
TEXT = b"---\ntitle: Ny\nsummary: Noe nytt.\n---\n\nNy tekst.\n"


def add(bench: Bench) -> None:
    """Add a document, so that the build lists all folders."""
    bench.world.docs.append(Doc("page", "annen", {"nb": Words("Annen")}))
    bench.sync()


def test_a_file_that_comes_after_the_scan_and_goes_again_is_not_kept(bench: Bench) -> None:
    """The build has it; the next finds the files as they were scanned, and builds all the same."""
    add(bench)
    inputs = scan_inputs(bench.options)
    bench.write(PATH, TEXT)
    build(bench.options, inputs=inputs)
    assert PAGE in tree(bench.output)
    (bench.root / PATH).unlink()
    bench.build()
    assert PAGE not in tree(bench.output)
    bench.prove()


def test_a_file_that_goes_after_the_scan_and_comes_again_is_not_left_out(bench: Bench) -> None:
    """It may look as it did: some systems keep the time of nothing but a file's bytes."""
    file = bench.write(PATH, TEXT)
    bench.build()
    add(bench)
    away = bench.folder / "borte.md"
    inputs = scan_inputs(bench.options)
    file.rename(away)
    build(bench.options, inputs=inputs)
    assert PAGE not in tree(bench.output)
    away.rename(file)
    bench.build()
    assert PAGE in tree(bench.output)


def test_a_file_that_comes_after_the_scan_is_there_after_the_next_build(bench: Bench) -> None:
    """Whether or not the first has it: an edit of a text lists no folder."""
    bench.world.doc("page:om").words["nb"].title = "Om alt"
    bench.sync()
    inputs = scan_inputs(bench.options)
    bench.write(PATH, TEXT)
    build(bench.options, inputs=inputs)
    bench.build()
    assert PAGE in tree(bench.output)
    bench.prove()


def test_a_build_during_which_no_file_came_or_went_has_nothing_to_do_next(bench: Bench) -> None:
    """An edit in place says nothing of the folder that the file is in."""
    add(bench)
    build(bench.options, inputs=scan_inputs(bench.options))
    assert bench.build().rendered == 0


@pytest.mark.parametrize("name", ["ny.md", "mappe/ny.md", "under/ny.md"])
def test_what_comes_into_a_folder_shows(tmp_path: Path, name: str) -> None:
    """Also into a folder that was empty, and into a new one."""
    (tmp_path / "under").mkdir()
    for folder in (tmp_path / "under", tmp_path):
        os.utime(folder, (1, 1))
    _, folders = scan([str(tmp_path)])
    assert are_folders_unmodified(folders)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(TEXT)
    (tmp_path / name).unlink()
    assert not are_folders_unmodified(folders)


def test_a_folder_that_is_a_link_has_been_still_when_its_target_has(tmp_path: Path) -> None:
    """Some keep content/ elsewhere, and want their builds to be as quick."""
    (tmp_path / "virkelig").mkdir()
    os.utime(tmp_path / "virkelig", (1, 1))
    (tmp_path / "content").symlink_to(tmp_path / "virkelig")
    _, folders = scan([str(tmp_path / "content")])
    assert are_folders_unmodified(folders)
    (tmp_path / "virkelig/ny.md").write_bytes(TEXT)
    assert not are_folders_unmodified(folders)


def test_a_folder_that_is_missing_may_come_at_any_time(tmp_path: Path) -> None:
    """Nothing is known of it."""
    _, folders = scan([str(tmp_path / "borte")])
    assert not are_folders_unmodified(folders)
