"""Whether a published tree is unmodified, found out without listing unmodified folders."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from drammenworks.base.digests import digest
from drammenworks.engine import folder_scan as snapshot_module
from drammenworks.engine.folder_scan import UNKNOWN, TreeSnapshot, folders_of, is_unmodified, scan_tree
from drammenworks.errors import Finding
from drammenworks.pipeline.report import Report
from tests.engine.bench import Bench

OLD = time.time_ns() - 10**15


def published(tree: Path, *paths: str, foreign: tuple[str, ...] = ()) -> TreeSnapshot:
    """Make a tree that nobody has touched for long, and return its snapshot."""
    for path in (*paths, *foreign):
        file = tree / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path, encoding="utf-8")
    for folder in folders_of((*paths, *foreign)):
        os.utime(tree / folder, ns=(OLD, OLD))
    files, folders = scan_tree(str(tree))
    ours = {path: files[path] for path in paths}
    return TreeSnapshot(ours, {path: files[path] for path in foreign}, folders, digest(b""))


def foreign_findings(report: Report) -> list[Finding]:
    """Return the findings about foreign files."""
    return [finding for finding in report.findings if finding.location.path.startswith("output/")]


def _add(tree: Path) -> None:
    (tree / "en/ny.txt").write_text("ny", encoding="utf-8")


def _remove(tree: Path) -> None:
    (tree / "en/index.html").unlink()


def _edit(tree: Path) -> None:
    (tree / "index.html").write_text("noe annet", encoding="utf-8")


def _replace(tree: Path) -> None:
    other = tree.with_name("annen.html")
    other.write_text("index.html", encoding="utf-8")
    other.replace(tree / "index.html")


def _remove_folder(tree: Path) -> None:
    shutil.rmtree(tree / "en")


def _link_folder(tree: Path) -> None:
    (tree / "en").rename(tree.with_name("borte"))
    (tree / "en").symlink_to(tree.with_name("borte"))


def _add_folder(tree: Path) -> None:
    (tree / "en/to").mkdir()
    (tree / "en/to/fil.txt").write_text("ny", encoding="utf-8")


@pytest.mark.parametrize("do", [_add, _remove, _edit, _replace, _remove_folder, _link_folder, _add_folder])
def test_every_change_is_noticed(tmp_path: Path, do: Callable[[Path], None]) -> None:
    """Whatever somebody does to a tree, it is no longer unmodified."""
    snapshot = published(tmp_path / "tre", "index.html", "en/index.html")
    assert is_unmodified(str(tmp_path / "tre"), snapshot)
    do(tmp_path / "tre")
    assert not is_unmodified(str(tmp_path / "tre"), snapshot)


@pytest.mark.skipif(os.name == "nt", reason="there, listing a folder brings the times along")
def test_folders_are_not_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While their stamps are the same that is enough; one with an unknown stamp is listed."""
    snapshot = published(tmp_path, "index.html", "en/index.html", foreign=("to/fil.txt",))
    listed: list[str] = []
    listdir = os.listdir
    monkeypatch.setattr(snapshot_module, "scan_files", None)

    def record(folder: str) -> list[str]:
        listed.append(folder)
        return listdir(folder)

    monkeypatch.setattr(os, "listdir", record)
    assert is_unmodified(str(tmp_path), snapshot)
    assert listed == []
    snapshot.folders["en"] = UNKNOWN
    assert is_unmodified(str(tmp_path), snapshot)
    assert [Path(folder).name for folder in listed] == ["en"]


def test_an_empty_folder_is_nothing(tmp_path: Path) -> None:
    """A tree is its files."""
    snapshot = published(tmp_path, "index.html", "en/index.html")
    (tmp_path / "en/tom").mkdir()
    assert is_unmodified(str(tmp_path), snapshot)


def test_the_stamp_of_a_racy_folder_is_never_trusted(tmp_path: Path) -> None:
    """A file might come into it without its time showing it."""
    (tmp_path / "en").mkdir()
    _, folders = scan_tree(str(tmp_path))
    assert folders["en"] == UNKNOWN


def test_a_partial_update_reports_foreign_files(bench: Bench) -> None:
    """A text is edited beside a file that is not ours, and both builds report that."""
    bench.world.sites["a"]["search"] = False
    bench.sync()
    (bench.output / "a/aktuelt/egen").mkdir()
    (bench.output / "a/aktuelt/egen/fil.txt").write_text("min", encoding="utf-8")
    before = bench.build()
    bench.world.doc("page:om").words["nb"].pieces.append("Helt andre ord her.")
    bench.sync()
    after = bench.build()
    assert len(foreign_findings(before)) == 1
    assert foreign_findings(after) == foreign_findings(before)
    assert after.sites["a"].written == 2
    assert (bench.output / "a/aktuelt/egen/fil.txt").read_text(encoding="utf-8") == "min"


def test_a_file_that_comes_after_a_partial_update_is_reported(bench: Bench) -> None:
    """The stored stamp of the folder does not hide it."""
    bench.world.doc("page:om").words["nb"].pieces.append("Helt andre ord her.")
    bench.sync()
    bench.build()
    (bench.output / "a/om/fil.txt").write_text("min", encoding="utf-8")
    assert len(foreign_findings(bench.build())) == 1
