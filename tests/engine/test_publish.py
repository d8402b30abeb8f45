"""Publishing: all or nothing, and never more than our own files."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drammenworks.base.digests import digest
from drammenworks.engine.publish import Artifact, publish
from tests.project import times, tree

OWN = ".drammenworks"


def _publish(output: Path, **trees: dict[str, bytes]) -> dict[str, tuple[int, int, int]]:
    done = publish(
        output,
        {name: [Artifact(path, data) for path, data in files.items()] for name, files in trees.items()},
    )
    return {name: (site.files, site.written, site.removed) for name, site in done.items()}


def _published(output: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(output).items() if not path.startswith(OWN)}


def test_the_files_of_each_tree_are_put_in_place(tmp_path: Path) -> None:
    """Each site's files lie under its own folder, and nothing but our list of them beside it."""
    assert _publish(tmp_path, a={"index.html": b"1", "b/c.txt": b"2"}, b={"index.html": b"3"}) == {
        "a": (2, 2, 0),
        "b": (1, 1, 0),
    }
    assert _published(tmp_path) == {"a/index.html": b"1", "a/b/c.txt": b"2", "b/index.html": b"3"}
    assert set(tree(tmp_path / OWN)) == {"a.json", "b.json"}


def test_a_file_may_be_copied_from_the_cache(tmp_path: Path) -> None:
    """An artifact is bytes, or a file that holds them, and that file stays where it is."""
    (tmp_path / "cached").write_bytes(b"x")
    publish(tmp_path / "out", {"a": [Artifact("x", tmp_path / "cached")]})
    assert (tmp_path / "out/a/x").read_bytes() == b"x"
    assert (tmp_path / "cached").read_bytes() == b"x"


def test_a_file_whose_bytes_did_not_change_is_not_rewritten(tmp_path: Path) -> None:
    """Its time stays, so that uploading what changed uploads little."""
    _publish(tmp_path, a={"same": b"1", "other": b"2"})
    before = times(tmp_path / "a")
    assert _publish(tmp_path, a={"same": b"1", "other": b"3"}) == {"a": (2, 1, 0)}
    after = times(tmp_path / "a")
    assert after["same"] == before["same"]
    assert after["other"] != before["other"]


def test_what_is_no_longer_made_is_removed_with_its_empty_folders(tmp_path: Path) -> None:
    """A page that is gone leaves no folder behind."""
    _publish(tmp_path, a={"x/y/z.html": b"1", "x/w.html": b"2"})
    assert _publish(tmp_path, a={"x/w.html": b"2"}) == {"a": (1, 0, 1)}
    assert not (tmp_path / "a/x/y").exists()
    assert _publish(tmp_path, a={}) == {"a": (0, 0, 1)}
    assert not (tmp_path / "a/x").exists()


def test_other_peoples_files_stay(tmp_path: Path) -> None:
    """What we did not put there is neither removed nor counted, even in a folder that we leave."""
    _publish(tmp_path, a={"x/ours.html": b"1"})
    (tmp_path / "a/x/foreign.txt").write_bytes(b"2")
    (tmp_path / "a/CNAME").write_bytes(b"3")
    (tmp_path / "c").mkdir()
    (tmp_path / "c/else.txt").write_bytes(b"4")
    assert _publish(tmp_path, a={"index.html": b"5"}) == {"a": (1, 1, 1)}
    assert _published(tmp_path) == {
        "a/index.html": b"5",
        "a/x/foreign.txt": b"2",
        "a/CNAME": b"3",
        "c/else.txt": b"4",
    }


def test_a_site_that_is_not_built_stays_as_it_was(tmp_path: Path) -> None:
    """Building one site touches no other."""
    _publish(tmp_path, a={"x": b"1"}, b={"x": b"2"})
    before = times(tmp_path / "b")
    _publish(tmp_path, a={"x": b"3"})
    assert times(tmp_path / "b") == before
    assert _published(tmp_path) == {"a/x": b"3", "b/x": b"2"}


def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    """What was there makes room first."""
    _publish(tmp_path, a={"x": b"1", "y/z/w": b"2", "y/v": b"3"})
    assert _publish(tmp_path, a={"x/index.html": b"4", "y": b"5"}) == {"a": (2, 2, 3)}
    assert _published(tmp_path) == {"a/x/index.html": b"4", "a/y": b"5"}


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"{",
        b"null",
        b"5",
        b'{"a": 1}',
        b'[1, null, ["x"]]',
        b"\xff\xfe",
        b"[" * 100_000,
        json.dumps(
            ["../outside.txt", "x/../../outside.txt", "/etc/outside", "C:\\outside", "..\\outside.txt"]
        ).encode(),
        json.dumps(["", ".", "./", "..", "x/.."]).encode(),
    ],
)
def test_a_damaged_list_of_files_harms_nobody(tmp_path: Path, manifest: bytes) -> None:
    """Nothing outside the tree is ever removed, whatever the list says."""
    (tmp_path / "outside.txt").write_bytes(b"keep")
    output = tmp_path / "out"
    _publish(output, a={"x": b"1"})
    (output / "outside.txt").write_bytes(b"keep")
    (output / OWN / "a.json").write_bytes(manifest)
    _publish(output, a={"x": b"1"})
    assert (tmp_path / "outside.txt").read_bytes() == b"keep"
    assert _published(output) == {"a/x": b"1", "outside.txt": b"keep"}


def test_a_list_that_is_lost_only_forgets_what_was_ours(tmp_path: Path) -> None:
    """Without the list, old files count as other people's, and the new ones are put in place."""
    _publish(tmp_path, a={"old": b"1", "x": b"2"})
    (tmp_path / OWN / "a.json").unlink()
    assert _publish(tmp_path, a={"x": b"2"}) == {"a": (1, 0, 0)}
    assert _published(tmp_path) == {"a/old": b"1", "a/x": b"2"}


def test_a_fault_while_staging_leaves_the_output_as_it_was(tmp_path: Path) -> None:
    """The last file of the last site cannot be read, and nothing of any site has been touched."""
    _publish(tmp_path, a={"x": b"1"}, b={"y": b"2"})
    before = tree(tmp_path), times(tmp_path)
    with pytest.raises(FileNotFoundError):
        publish(
            tmp_path,
            {
                "a": [Artifact("x", b"3"), Artifact("new", b"4")],
                "b": [Artifact("z", b"5"), Artifact("y", tmp_path / "no-such-file")],
            },
        )
    assert (tree(tmp_path), times(tmp_path)) == before


def test_what_was_half_done_is_mended_by_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build is killed between two renames; the next one leaves exactly its own files."""
    _publish(tmp_path, a={"1": b"old", "2": b"old", "gone": b"old"})
    real = Path.replace

    def fail_at_two(self: Path, target: str | Path) -> Path:
        if Path(target).name == "2":
            raise OSError("killed")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fail_at_two)
    with pytest.raises(OSError, match="killed"):
        _publish(tmp_path, a={"1": b"new", "2": b"new", "3": b"new"})
    monkeypatch.undo()
    _publish(tmp_path, a={"2": b"newer"})
    assert _published(tmp_path) == {"a/2": b"newer"}


def test_the_stage_of_a_killed_build_is_cleared_away(tmp_path: Path) -> None:
    """What an earlier build had staged is not published by a later one."""
    stage = tmp_path / OWN / "stage/a"
    stage.mkdir(parents=True)
    (stage / "0").write_bytes(b"left over")
    _publish(tmp_path, a={"x": b"1"})
    assert not (tmp_path / OWN / "stage").exists()
    assert _published(tmp_path) == {"a/x": b"1"}


def test_two_artifacts_of_one_path_are_a_fault_of_ours(tmp_path: Path) -> None:
    """Which of them would be published is not left to chance."""
    with pytest.raises(ValueError, match="a/x"):
        publish(tmp_path, {"a": [Artifact("x", b"1"), Artifact("y", b"2"), Artifact("x", b"1")]})


_NAMES = st.sampled_from(["a", "b", "c"])
_TREES = st.dictionaries(
    st.lists(_NAMES, min_size=1, max_size=3).map("/".join), st.sampled_from([b"1", b"2", b"33"]), max_size=5
).filter(lambda files: not any(f"{one}/" in f"{two}/" and one != two for one in files for two in files))
"""Trees in which nothing is a file and a folder at once."""


@settings(max_examples=40)
@given(steps=st.lists(_TREES, min_size=1, max_size=4))
def test_the_tree_is_always_exactly_what_was_published_last(
    tmp_path_factory: pytest.TempPathFactory, steps: list[dict[str, bytes]]
) -> None:
    """Whatever was published before, afterwards there are these files, these bytes, and no empty folder."""
    output = tmp_path_factory.mktemp("output")
    for files in steps:
        counts = _publish(output, a=files)["a"]
        assert tree(output / "a") == files
        assert counts[0] == len(files)
        assert all(any(folder.iterdir()) for folder in (output / "a").rglob("*") if folder.is_dir())


def _new_artifact(file: Path, data: bytes) -> Artifact:
    file.write_bytes(data)
    return Artifact("x/index.html", file, digest(data), new=True)


def test_a_file_that_this_run_made_is_given_a_second_name(tmp_path: Path) -> None:
    """Making a file takes longer than all else about publishing it; it has been made."""
    artifact = _new_artifact(tmp_path / "stored", b"1")
    published = publish(tmp_path / "out", {"a": [artifact]})["a"]
    assert (published.files, published.written) == (1, 1)
    assert (tmp_path / "out/a/x/index.html").samefile(tmp_path / "stored")


def test_a_file_is_copied_where_it_cannot_have_a_second_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a different disk than the cache's, or on a memory stick."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    monkeypatch.setattr(os, "link", refuse)
    publish(tmp_path / "out", {"a": [_new_artifact(tmp_path / "stored", b"1")]})
    assert (tmp_path / "out/a/x/index.html").read_bytes() == b"1"
    assert not (tmp_path / "out/a/x/index.html").samefile(tmp_path / "stored")
