"""A tree is resumed: every file stays that is not added or removed, and the cost follows the change."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drammenworks.engine import output_tree
from drammenworks.engine.artifact import digest_of_file
from drammenworks.engine.folder_scan import TreeSnapshot, is_unmodified
from drammenworks.engine.journal import is_interrupted, is_unfinished, recover
from drammenworks.engine.output_filesystem import FileSystem
from drammenworks.engine.publish import (
    Artifact,
    OutputOccupiedError,
    OutputUnwritableError,
    Publication,
    Published,
)
from tests.engine.faults import (
    FailingFileSystem,
    Killed,
    LoggingFileSystem,
    empty_folders,
    flat,
    published,
    put,
    resume,
)
from tests.project import times, tree

Files = Mapping[str, bytes]

OLD: Files = {
    "index.html": b"old",
    "same.html": b"same",
    "style.css": b"old",
    "gone/deep/index.html": b"old",
    "gone/picture.png": b"old",
    "file": b"old",
    "folder/one": b"old",
    "folder/two/three": b"old",
    "section/a/index.html": b"old",
}
NEW: Files = {
    "index.html": b"newer",
    "same.html": b"same",
    "style.css": b"newer",
    "added.html": b"new",
    "fresh/index.html": b"new",
    "fresh/deep/picture.png": b"new",
    "file/index.html": b"new",
    "folder": b"new",
    "section/a/index.html": b"old",
    "section/a/picture.png": b"new",
    "section/b/index.html": b"new",
}


def snapshot_of(outcome: Mapping[str, Published]) -> TreeSnapshot:
    snapshot = outcome["a"].snapshot
    assert snapshot is not None
    return snapshot


def start(output: Path, files: Files) -> TreeSnapshot:
    """Publish these files from nothing, and return how the tree looks."""
    return snapshot_of(put(output, {"a": files}))


def change(
    output: Path,
    snapshot: TreeSnapshot,
    added: Files,
    removed: Collection[str] = (),
    *,
    filesystem: FileSystem | None = None,
) -> Published:
    """Publish a change of a tree that is as it was."""
    with Publication(output, filesystem=filesystem) as publication:
        publication.expect("a", snapshot)
        assert publication.resume("a")
        for path, data in added.items():
            publication.add("a", Artifact(path, data))
        for path in removed:
            publication.remove("a", path)
        return publication.commit(known=["a"])["a"]


def become(
    output: Path, snapshot: TreeSnapshot, old: Files, new: Files, *, filesystem: FileSystem | None = None
) -> Published:
    """Publish the difference between two versions of a tree."""
    return resume(output, {"a": new}, {"a": old}, {"a": snapshot}, filesystem=filesystem)["a"]


def assert_is_as_published(output: Path, outcome: Published, files: Files, clean: Path) -> None:
    """Check that a tree equals one from nothing, in its bytes and in its snapshot."""
    put(clean, {"a": files})
    assert tree(output) == tree(clean)
    assert empty_folders(output) == []
    snapshot, expected = outcome.snapshot, put(output, {"a": files})["a"]
    assert (expected.written, expected.removed, expected.files) == (0, 0, outcome.files)
    assert snapshot is not None
    assert expected.snapshot is not None
    assert is_unmodified(str(output / "a"), snapshot)
    assert (snapshot.files, snapshot.foreign, snapshot.manifest, snapshot.folders.keys()) == (
        expected.snapshot.files,
        expected.snapshot.foreign,
        expected.snapshot.manifest,
        expected.snapshot.folders.keys(),
    )


@pytest.mark.parametrize(
    ("added", "removed"),
    [
        ({"index.html": b"other"}, []),
        ({"new.html": b"new"}, []),
        ({"section/a/picture.png": b"new", "section/a/index.html": b"new"}, []),
        ({"new/index.html": b"new", "new/picture.png": b"new"}, []),
        ({"new/nested/deep/index.html": b"new", "section/b/c/index.html": b"new"}, []),
        ({}, ["same.html"]),
        ({}, ["folder/two/three"]),
        ({}, ["folder/one", "folder/two/three"]),
        ({"file/index.html": b"new"}, ["file"]),
        ({"file/nested/index.html": b"new"}, ["file"]),
        ({"folder": b"new"}, ["folder/one", "folder/two/three"]),
        ({"folder/two": b"new"}, ["folder/two/three"]),
        ({"gone/deep/other.html": b"new"}, ["gone/deep/index.html"]),
        ({}, list(OLD)),
        ({"new.html": b"new"}, list(OLD)),
        ({}, []),
    ],
)
def test_a_change_gives_what_a_build_from_nothing_gives(
    tmp_path: Path, added: Files, removed: list[str]
) -> None:
    """Files added, replaced and removed, new folders, a file that becomes a folder and the reverse."""
    output = tmp_path / "output"
    snapshot = start(output, OLD)
    outcome = change(output, snapshot, added, removed)
    assert (outcome.written, outcome.removed) == (len(added), len(removed))
    files = {path: data for path, data in OLD.items() if path not in removed}
    files.update(added)
    assert_is_as_published(output, outcome, files, tmp_path / "clean")


def test_a_tree_is_resumed_again_and_again(tmp_path: Path) -> None:
    """The snapshot of each publication is where the next starts from; a file becomes a folder and back."""
    output = tmp_path / "output"
    snapshot = start(output, OLD)
    for old, new in ((OLD, NEW), (NEW, OLD), (OLD, NEW), (NEW, NEW)):
        outcome = become(output, snapshot, old, new)
        assert outcome.snapshot is not None
        snapshot = outcome.snapshot
        assert published(output) == flat({"a": new})
    assert_is_as_published(output, outcome, NEW, tmp_path / "clean")


_PATHS = st.sampled_from(["x", "x/y", "x/z.html", "x/y/z", "x/y/w/v", "y/x", "y", "index.html"])
_TREES = st.dictionaries(_PATHS, st.sampled_from([b"1", b"2", b"34"])).filter(
    lambda files: not any(f"{folder}/" == path[: len(folder) + 1] for folder in files for path in files)
)


@given(st.lists(_TREES, min_size=2, max_size=5))
@settings(max_examples=100, deadline=None)
def test_any_changes_give_what_a_build_from_nothing_gives(versions: list[dict[str, bytes]]) -> None:
    """Whichever files come, go, or take the place of folders."""
    with TemporaryDirectory() as folder:
        output = Path(folder, "output")
        snapshot = start(output, versions[0])
        for old, new in itertools.pairwise(versions):
            outcome = become(output, snapshot, old, new)
            assert outcome.snapshot is not None
            snapshot = outcome.snapshot
        assert_is_as_published(output, outcome, versions[-1], Path(folder, "clean"))


def test_nothing_is_listed_and_no_file_read_that_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cost follows the change: only a file that is replaced by one of its size is read."""
    output = tmp_path / "output"
    snapshot = start(output, {f"{number}/index.html": b"old" for number in range(50)})
    read: list[str] = []

    def note(file: Path) -> str:
        read.append(file.relative_to(output / "a").as_posix())
        return digest_of_file(file)

    with Publication(output) as publication:
        publication.expect("a", snapshot)
        assert publication.resume("a")
        with monkeypatch.context() as patched:
            patched.setattr(os, "scandir", None)
            patched.setattr(os, "listdir", None)
            patched.setattr(output_tree, "digest_of_file", note)
            publication.add("a", Artifact("1/index.html", b"new"))
            publication.add("a", Artifact("2/index.html", b"longer"))
            publication.add("a", Artifact("new/index.html", b"new"))
            publication.remove("a", "3/index.html")
            publication.commit()
    assert read == ["1/index.html"]


def test_the_manifest_is_written_only_when_files_come_or_go(tmp_path: Path) -> None:
    """That of a tree in which files were replaced stays."""
    snapshot = start(tmp_path, OLD)
    filesystem = LoggingFileSystem(tmp_path)
    outcome = change(tmp_path, snapshot, {"index.html": b"new"}, filesystem=filesystem)
    assert outcome.snapshot is not None
    assert not [step for step in filesystem.done if "a.json" in step or "manifest" in step]
    assert outcome.snapshot.manifest == snapshot.manifest
    change(tmp_path, outcome.snapshot, {"new.html": b"new"}, filesystem=filesystem)
    assert "replace .drammenworks/a.json" in filesystem.done


def test_the_very_bytes_are_not_written_again(tmp_path: Path) -> None:
    """A page that comes out the same keeps its time."""
    snapshot = start(tmp_path, OLD)
    before = times(tmp_path)
    assert change(tmp_path, snapshot, {"index.html": b"old"}).written == 0
    assert times(tmp_path) == before


def test_pages_come_after_the_files_that_they_refer_to(tmp_path: Path) -> None:
    """Someone who reads a changed page finds its new picture there, also in a new folder."""
    snapshot = start(tmp_path, OLD)
    filesystem = LoggingFileSystem(tmp_path)
    added = {"index.html": b"new", "new/picture.png": b"new", "picture.png": b"new"}
    change(tmp_path, snapshot, added, ["file"], filesystem=filesystem)
    order = [step for step in filesystem.done if step.split()[1].startswith("a/")]
    assert order == ["replace a/picture.png", "replace a/new", "replace a/index.html", "unlink a/file"]


def test_a_page_may_change_the_case_of_its_name(tmp_path: Path) -> None:
    """On Windows and Macs both names lead to one file, as these two links do; it is not lost."""
    start(tmp_path, {"Om.html": b"old", "x": b"1"})
    os.link(tmp_path / "a/Om.html", tmp_path / "a/om.html")
    snapshot = snapshot_of(put(tmp_path, {"a": {"Om.html": b"old", "x": b"1"}}))
    change(tmp_path, snapshot, {"om.html": b"new"}, ["Om.html"])
    assert published(tmp_path) == {"a/om.html": b"new", "a/x": b"1"}


@pytest.mark.parametrize("path", ["x", "new", "folder", "index.html/x", "CNAME"])
def test_removing_a_file_that_is_not_ours_is_a_fault_of_the_caller(tmp_path: Path, path: str) -> None:
    """It is not there, or a folder, or foreign."""
    start(tmp_path, OLD)
    (tmp_path / "a/CNAME").write_bytes(b"foreign")
    snapshot = snapshot_of(put(tmp_path, {"a": OLD}))
    with Publication(tmp_path) as publication:
        publication.expect("a", snapshot)
        assert publication.resume("a")
        with pytest.raises(ValueError, match="not there to be removed"):
            publication.remove("a", path)


def test_a_file_is_removed_once_and_not_after_it_was_added(tmp_path: Path) -> None:
    """What is asked for would not be clear."""
    snapshot = start(tmp_path, OLD)
    with Publication(tmp_path) as publication:
        publication.expect("a", snapshot)
        assert publication.resume("a")
        publication.remove("a", "file")
        publication.add("a", Artifact("index.html", b"new"))
        for path in ("file", "index.html"):
            with pytest.raises(ValueError, match="not there to be removed"):
                publication.remove("a", path)


def test_nothing_is_removed_from_a_tree_that_was_not_resumed(tmp_path: Path) -> None:
    """In one that is stated anew a file goes by not being added."""
    start(tmp_path, OLD)
    with Publication(tmp_path) as publication:
        with pytest.raises(ValueError, match="not resumed"):
            publication.remove("a", "file")
        publication.begin("a")
        with pytest.raises(ValueError, match="not there to be removed"):
            publication.remove("a", "file")


def test_a_file_that_was_removed_may_be_added_after_all(tmp_path: Path) -> None:
    """As when one page takes the address of one that goes."""
    snapshot = start(tmp_path, OLD)
    with Publication(tmp_path) as publication:
        publication.expect("a", snapshot)
        assert publication.resume("a")
        publication.remove("a", "file")
        publication.add("a", Artifact("file", b"new"))
        assert publication.commit()["a"] == Published(len(OLD), 1, 0)
    assert published(tmp_path) == flat({"a": {**OLD, "file": b"new"}})


@pytest.mark.parametrize(
    ("added", "removed"),
    [
        ({"folder": b"new"}, []),
        ({"folder": b"new"}, ["folder/one"]),
        ({"file/index.html": b"new"}, []),
        ({"folder/one/deep/x": b"new"}, ["folder/two/three"]),
    ],
)
def test_a_path_is_not_both_a_file_and_a_folder(tmp_path: Path, added: Files, removed: list[str]) -> None:
    """A file that stays is never lost to one that is added; nothing is done."""
    snapshot = start(tmp_path, OLD)
    before = tree(tmp_path), times(tmp_path)
    with pytest.raises(ValueError, match="both a file and a folder"):
        change(tmp_path, snapshot, added, removed)
    assert (tree(tmp_path), times(tmp_path)) == before


@pytest.mark.parametrize(
    ("foreign", "added", "removed"),
    [
        ("new.html", {"new.html": b"new"}, []),
        ("new", {"new/index.html": b"new"}, []),
        ("new/foreign", {"new": b"new"}, []),
        ("folder/foreign", {"folder": b"new"}, ["folder/one", "folder/two/three"]),
        ("folder/two/four/foreign", {"folder/two": b"new"}, ["folder/two/three"]),
    ],
)
@pytest.mark.parametrize("late", [False, True])
def test_foreign_files_in_the_way_stop_publishing(
    tmp_path: Path, foreign: str, added: Files, removed: list[str], late: bool
) -> None:
    """Also one that came since the tree was found to be as it was; nothing is touched."""
    snapshot = start(tmp_path, OLD)

    def put_foreign() -> None:
        (tmp_path / "a" / foreign).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "a" / foreign).write_bytes(b"foreign")

    if not late:
        put_foreign()
        snapshot = snapshot_of(put(tmp_path, {"a": OLD}))
    with Publication(tmp_path) as publication:
        publication.expect("a", snapshot)
        assert publication.resume("a")
        if late:
            put_foreign()
        for path, data in added.items():
            publication.add("a", Artifact(path, data))
        for path in removed:
            publication.remove("a", path)
        with pytest.raises(OutputOccupiedError) as caught:
            publication.commit()
    assert caught.value.paths == (f"a/{foreign}",)
    assert published(tmp_path) == flat({"a": {**OLD, foreign: b"foreign"}})


def test_foreign_files_elsewhere_stay_and_are_reported(tmp_path: Path) -> None:
    """A folder goes with our last file unless a foreign one is in it."""
    start(tmp_path, OLD)
    for path in ("CNAME", "gone/deep/foreign", "section/x/foreign"):
        (tmp_path / "a" / path).parent.mkdir(exist_ok=True)
        (tmp_path / "a" / path).write_bytes(b"foreign")
    snapshot = snapshot_of(put(tmp_path, {"a": OLD}))
    outcome = change(tmp_path, snapshot, {}, ["gone/deep/index.html", "gone/picture.png"])
    assert outcome.foreign == ("CNAME", "gone/", "section/x/")
    assert (tmp_path / "a/gone/deep/foreign").read_bytes() == b"foreign"
    assert outcome.snapshot is not None
    assert is_unmodified(str(tmp_path / "a"), outcome.snapshot)
    assert change(tmp_path, outcome.snapshot, {"index.html": b"x"}).foreign == outcome.foreign


def test_a_foreign_file_that_has_our_very_bytes_becomes_ours(tmp_path: Path) -> None:
    """Nobody loses anything by it."""
    start(tmp_path, OLD)
    (tmp_path / "a/new").write_bytes(b"new")
    snapshot = snapshot_of(put(tmp_path, {"a": OLD}))
    outcome = change(tmp_path, snapshot, {"new": b"new"})
    assert (outcome.written, outcome.foreign, outcome.files) == (0, (), len(OLD) + 1)
    assert_is_as_published(tmp_path, outcome, {**OLD, "new": b"new"}, tmp_path.with_name("clean"))


@pytest.mark.parametrize("damage", [b"[]", None])
def test_a_tree_with_a_different_manifest_is_not_resumed(tmp_path: Path, damage: bytes | None) -> None:
    """Which files are ours is not known then."""
    snapshot = start(tmp_path, OLD)
    manifest = tmp_path / ".drammenworks/a.json"
    if damage is None:
        manifest.unlink()
    else:
        manifest.write_bytes(damage)
    with Publication(tmp_path) as publication:
        publication.expect("a", snapshot)
        assert not publication.resume("a")
        assert publication.commit() == {}


def test_a_resumed_tree_may_be_stated_anew_after_all(tmp_path: Path) -> None:
    """A build that gives up the short way publishes nothing of it."""
    snapshot = start(tmp_path, OLD)
    with Publication(tmp_path) as publication:
        publication.expect("a", snapshot)
        assert publication.resume("a")
        publication.add("a", Artifact("new/first", b"1"))
        publication.remove("a", "file")
        publication.begin("a")
        publication.add("a", Artifact("new/second", b"2"))
        publication.add("a", Artifact("file", b"old"))
        publication.commit()
    assert published(tmp_path) == {"a/new/second": b"2", "a/file": b"old"}


def _stopped_after_each_change(folder: Path, *, dead: bool) -> Iterator[tuple[Path, int]]:
    """Yield outputs in which the change from ``OLD`` to ``NEW`` was stopped, and after how many changes."""
    for changes in itertools.count():
        output = folder / str(changes)
        snapshot = start(output, OLD)
        filesystem = FailingFileSystem(changes, dead=dead)
        try:
            become(output, snapshot, OLD, NEW, filesystem=filesystem)
        except (Killed, OutputUnwritableError):
            yield output, changes
        else:
            assert published(output) == flat({"a": NEW})
            return
        finally:
            shutil.rmtree(output, ignore_errors=True)


def test_a_killed_change_leaves_the_old_tree_or_a_journal_that_completes_the_new(tmp_path: Path) -> None:
    """Killed before any change, in the middle of any write and after the last: never a mix for good."""
    put(tmp_path / "clean", {"a": NEW})
    states = set()
    for output, changes in _stopped_after_each_change(tmp_path, dead=True):
        if is_interrupted(output):
            states.add("journal")
            assert recover(output, FileSystem())
            assert tree(output) == tree(tmp_path / "clean"), changes
            assert empty_folders(output) == [], changes
        else:
            states.add("old" if published(output) == flat({"a": OLD}) else "new")
            assert published(output) in (flat({"a": OLD}), flat({"a": NEW})), changes
    assert states == {"old", "journal", "new"}


def test_a_tree_is_not_resumed_after_a_kill_unless_it_is_as_it_was(tmp_path: Path) -> None:
    """The snapshot of the last build that ended tells whether the killed one changed anything."""
    outcomes = set()
    for changes in range(0, 60, 3):
        output = tmp_path / f"again-{changes}"
        snapshot = start(output, OLD)
        with suppress(Killed):
            become(output, snapshot, OLD, NEW, filesystem=FailingFileSystem(changes, dead=True))
        with Publication(output) as publication:
            publication.expect("a", snapshot)
            resumed = publication.resume("a")
        outcomes.add(resumed)
        assert published(output) == flat({"a": OLD if resumed else NEW}), changes
        assert not is_unfinished(output)
    assert outcomes == {False, True}


@pytest.mark.parametrize("then", [OLD, NEW], ids=["old", "new"])
def test_the_build_after_a_killed_change_leaves_exactly_its_own_files(tmp_path: Path, then: Files) -> None:
    """Whether it makes what the killed one made, or what was there before it."""
    put(tmp_path / "clean", {"a": then})
    for output, changes in _stopped_after_each_change(tmp_path, dead=True):
        put(output, {"a": then})
        assert tree(output) == tree(tmp_path / "clean"), changes
        assert empty_folders(output) == [], changes


def test_a_full_disk_leaves_the_old_tree_or_a_journal(tmp_path: Path) -> None:
    """A fault that the process survives: it sweeps up what it staged."""
    for output, changes in _stopped_after_each_change(tmp_path, dead=False):
        if is_interrupted(output):
            recover(output, FileSystem())
            assert published(output) == flat({"a": NEW}), changes
        else:
            assert published(output) == flat({"a": OLD}), changes
            assert not is_unfinished(output), changes
