"""Whenever a build is stopped, what is published is complete, or is completed by the next build."""

from __future__ import annotations

import errno
import itertools
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from drammenworks.base.digests import digest
from drammenworks.engine.journal import is_interrupted, is_unfinished, recover
from drammenworks.engine.manifest import OWN_FOLDER
from drammenworks.engine.output_filesystem import FileSystem
from drammenworks.engine.publish import OutputUnwritableError
from tests.engine.faults import (
    FailingFileSystem,
    Killed,
    LoggingFileSystem,
    empty_folders,
    flat,
    published,
    put,
)
from tests.project import tree

OLD = {
    "a": {
        "index.html": b"old",
        "same.html": b"same",
        "style.css": b"old",
        "gone/deep/index.html": b"old",
        "file": b"old",
        "folder/one": b"old",
        "folder/two/three": b"old",
    },
    "b": {"index.html": b"old"},
    "leaving": {"index.html": b"old", "x/y": b"old"},
}
NEW = {
    "a": {
        "index.html": b"newer",
        "same.html": b"same",
        "style.css": b"newer",
        "added.html": b"new",
        "fresh/index.html": b"new",
        "fresh/deep/picture.png": b"new",
        "file/index.html": b"new",
        "folder": b"new",
    },
    "b": {"index.html": b"new", "more/index.html": b"new"},
    "coming": {"index.html": b"new"},
}
NEXT = {"a": {"index.html": b"next", "folder/one": b"next"}, "coming": {"index.html": b"new"}}
"""What the build after that makes: content may have changed again."""


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("old") / "output"
    put(output, OLD)
    return output


class Stopped:
    """An output folder that a build of ``NEW`` over ``OLD`` was stopped in."""

    def __init__(self, output: Path, changes: int, error: BaseException) -> None:
        self.output = output
        self.changes = changes
        """How many changes it had made."""
        self.error = error

    def copy(self, name: str) -> Path:
        copy = self.output.with_name(f"{self.output.name}-{name}")
        shutil.copytree(self.output, copy)
        return copy


def _stopped_after_each_change(old: Path, folder: Path, *, dead: bool) -> Iterator[Stopped]:
    for changes in itertools.count():
        output = folder / str(changes)
        shutil.copytree(old, output)
        try:
            put(output, NEW, filesystem=FailingFileSystem(changes, dead=dead))
        except (Killed, OutputUnwritableError) as error:
            yield Stopped(output, changes, error)
        else:
            # A fault of the last sweep alone is no fault: the next build sweeps.
            assert published(output) == flat(NEW)
            return


def test_a_killed_build_leaves_a_complete_one_or_a_journal_that_completes_it(
    old: Path, tmp_path: Path
) -> None:
    """Killed before any change, in the middle of any write and after the last: never a mix for good."""
    seen = set()
    for stopped in _stopped_after_each_change(old, tmp_path, dead=True):
        output = stopped.output
        if is_interrupted(output):
            seen.add("journal")
            assert recover(output, FileSystem())
            assert published(output) == flat(NEW), stopped.changes
            assert empty_folders(output) == [], stopped.changes
        else:
            seen.add("old" if published(output) == flat(OLD) else "new")
            assert published(output) in (flat(OLD), flat(NEW)), stopped.changes
    assert seen == {"old", "journal", "new"}


@pytest.mark.parametrize("then", [OLD, NEW, NEXT], ids=["old", "new", "next"])
def test_the_build_after_a_killed_one_leaves_exactly_its_own_files(
    old: Path, tmp_path: Path, then: dict[str, dict[str, bytes]]
) -> None:
    """Whether it makes what the killed one made, what was there before it, or something else."""
    put(tmp_path / "clean", then)
    for stopped in _stopped_after_each_change(old, tmp_path, dead=True):
        put(stopped.output, then)
        assert tree(stopped.output) == tree(tmp_path / "clean"), stopped.changes
        assert empty_folders(stopped.output) == [], stopped.changes


def test_a_killed_recovery_is_recovered_from(old: Path, tmp_path: Path) -> None:
    """Mending may be killed after any change of its own, and is then begun anew."""
    states = [
        stopped
        for stopped in _stopped_after_each_change(old, tmp_path, dead=True)
        if is_interrupted(stopped.output)
    ]
    for stopped in states[::6]:
        for changes in itertools.count():
            output = stopped.copy(str(changes))
            try:
                recover(output, FailingFileSystem(changes, dead=True))
            except Killed:
                assert is_interrupted(output) or published(output) == flat(NEW)
                recover(output, FileSystem())
                assert published(output) == flat(NEW), (stopped.changes, changes)
                assert not is_unfinished(output)
            else:
                break
            finally:
                shutil.rmtree(output)


def test_a_full_disk_leaves_the_old_build_or_a_journal(old: Path, tmp_path: Path) -> None:
    """A fault that the process survives: it sweeps up what it staged, and says what is published now."""
    said = set()
    for stopped in _stopped_after_each_change(old, tmp_path, dead=False):
        output, message = stopped.output, str(stopped.error)
        assert message.startswith(f"Kan ikke skrive til {output}: det er ikke mer plass på disken. ")
        said.add(message.split(". ", 2)[2])
        if is_interrupted(output):
            assert message.endswith("Publiseringen stanset midt i; neste bygging gjør den ferdig.")
            recover(output, FileSystem())
            assert published(output) == flat(NEW), stopped.changes
        else:
            assert message.endswith("Det som er publisert, er som før.")
            assert published(output) == flat(OLD), stopped.changes
            assert not is_unfinished(output), stopped.changes
    assert len(said) == 2


@pytest.fixture
def interrupted(old: Path, tmp_path: Path) -> Path:
    """Return an output folder with a journal of which nothing has been carried out yet."""
    for stopped in _stopped_after_each_change(old, tmp_path, dead=True):
        if is_interrupted(stopped.output):
            assert published(stopped.output) == flat(OLD)
            return stopped.output
    raise AssertionError


def test_a_truncated_journal_is_ignored(interrupted: Path, tmp_path: Path) -> None:
    """However much of it is missing: what is published stays the old build, and the stage is swept."""
    whole = (interrupted / OWN_FOLDER / "journal").read_bytes()
    for length in range(0, len(whole), 97):
        output = tmp_path / f"cut-{length}"
        shutil.copytree(interrupted, output)
        (output / OWN_FOLDER / "journal").write_bytes(whole[:length])
        assert not recover(output, FileSystem())
        assert published(output) == flat(OLD)
        assert not is_unfinished(output)
        shutil.rmtree(output)


def test_a_damaged_journal_is_ignored(interrupted: Path, tmp_path: Path) -> None:
    """A bit that fell over anywhere in it shows."""
    whole = (interrupted / OWN_FOLDER / "journal").read_bytes()
    for position in range(0, len(whole), 101):
        output = tmp_path / f"damaged-{position}"
        shutil.copytree(interrupted, output)
        damaged = bytearray(whole)
        damaged[position] ^= 0x04
        (output / OWN_FOLDER / "journal").write_bytes(damaged)
        assert not recover(output, FileSystem())
        assert published(output) == flat(OLD)
        shutil.rmtree(output)


@pytest.mark.parametrize(
    "journal",
    [
        ["a different version", 1, 2, 3],
        ["drammenworks journal 1", [], ["../outside"], [], [], []],
        ["drammenworks journal 1", [["a/index.html", "../outside", []]], [], [], [], []],
        ["drammenworks journal 1", [], ["/outside"], [], [], []],
    ],
)
def test_a_journal_that_is_not_ours_is_ignored(interrupted: Path, journal: list[object]) -> None:
    """One of a different version, or one that leads out of the output folder, whole as it may be."""
    outside = interrupted.parent / "outside"
    outside.write_bytes(b"keep")
    payload = json.dumps(journal).encode()
    (interrupted / OWN_FOLDER / "journal").write_bytes(digest(payload).encode() + b"\n" + payload)
    assert not recover(interrupted, FileSystem())
    assert outside.read_bytes() == b"keep"
    assert published(interrupted) == flat(OLD)


def test_a_tree_that_was_removed_after_the_kill_is_made_whole_by_the_next_build(interrupted: Path) -> None:
    """Somebody who saw a half-done folder and deleted it does no harm."""
    shutil.rmtree(interrupted / "a")
    put(interrupted, NEW)
    assert published(interrupted) == flat(NEW)


def test_a_folder_that_somebody_made_after_the_kill_is_filled(interrupted: Path) -> None:
    """What they put into it stays."""
    (interrupted / "a/fresh/deep").mkdir(parents=True)
    (interrupted / "a/fresh/deep/foreign").write_bytes(b"foreign")
    assert recover(interrupted, FileSystem())
    assert published(interrupted) == {**flat(NEW), "a/fresh/deep/foreign": b"foreign"}
    assert empty_folders(interrupted) == []


def test_the_journal_is_durable_before_the_first_file_gets_its_name(old: Path, tmp_path: Path) -> None:
    """Its bytes, and then its name; and it is gone only when all is done."""
    output = tmp_path / "output"
    shutil.copytree(old, output)
    filesystem = LoggingFileSystem(output)
    put(output, NEW, filesystem=filesystem)
    own = OWN_FOLDER
    order = [
        filesystem.done.index(step)
        for step in (
            f"write {own}/stage/a/manifest",
            f"write durably {own}/stage/journal",
            f"replace {own}/journal",
            f"sync {own}",
            "replace a/style.css",
            "replace a/fresh",
            "replace a/index.html",
            "unlink a/gone/deep/index.html",
            f"replace {own}/a.json",
            f"unlink {own}/leaving.json",
            f"unlink {own}/journal",
        )
    ]
    assert order == sorted(order)
    first = next(
        i for i, step in enumerate(filesystem.done) if step.split()[1].startswith(("a/", "b/", "coming"))
    )
    assert first > filesystem.done.index(f"sync {own}")


def test_a_new_tree_gets_its_name_when_all_is_in_it(tmp_path: Path) -> None:
    """A first build is one rename for each site, however many pages it has."""
    filesystem = LoggingFileSystem(tmp_path)
    put(tmp_path, {"a": {f"{number}/index.html": b"x" for number in range(50)}}, filesystem=filesystem)
    assert [step for step in filesystem.done if step.startswith("replace a")] == ["replace a"]


def test_a_build_that_changes_nothing_writes_nothing(old: Path, tmp_path: Path) -> None:
    """No journal, no list, no stage."""
    output = tmp_path / "output"
    shutil.copytree(old, output)
    filesystem = LoggingFileSystem(output)
    put(output, OLD, filesystem=filesystem)
    assert filesystem.done == []


def test_a_journal_that_cannot_be_made_durable_is_taken_back(old: Path, tmp_path: Path) -> None:
    """Nothing has been renamed by then, so the old build stays."""

    class Unsteady(FileSystem):
        def sync_folder(self, folder: Path) -> None:
            raise OSError(errno.EIO, "Input/output error")

    output = tmp_path / "output"
    shutil.copytree(old, output)
    with pytest.raises(OutputUnwritableError, match="Det som er publisert, er som før"):
        put(output, NEW, filesystem=Unsteady())
    assert tree(output) == tree(old)
    assert not is_unfinished(output)
