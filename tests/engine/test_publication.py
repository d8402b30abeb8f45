"""What publishing finds in the output folder: our files, touched or not, and foreign ones."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from drammenworks.base.digests import digest
from drammenworks.engine.artifact import Artifact, ArtifactUnreadableError, digest_of_file, new_digest
from drammenworks.engine.manifest import OWN_FOLDER, stays_inside
from drammenworks.engine.publish import (
    OutputOccupiedError,
    OutputUnwritableError,
    Publication,
    Published,
    publish,
)
from drammenworks.errors import DrammenworksError
from tests.engine.faults import LoggingFileSystem, empty_folders, published, put
from tests.project import AT, Project, times, tree


def test_a_file_of_ours_that_somebody_edited_is_restored(tmp_path: Path) -> None:
    """Even when it has the size that it had."""
    put(tmp_path, {"a": {"x": b"1", "y": b"2"}})
    (tmp_path / "a/x").write_bytes(b"3")
    assert put(tmp_path, {"a": {"x": b"1", "y": b"2"}}) == {"a": Published(2, 1, 0)}
    assert published(tmp_path) == {"a/x": b"1", "a/y": b"2"}


def test_a_file_of_ours_that_somebody_removed_is_restored(tmp_path: Path) -> None:
    """With the folder that it was in."""
    put(tmp_path, {"a": {"x/y": b"1"}})
    shutil.rmtree(tmp_path / "a/x")
    put(tmp_path, {"a": {"x/y": b"1"}})
    assert published(tmp_path) == {"a/x/y": b"1"}


def test_a_file_of_ours_that_became_a_link_is_restored(tmp_path: Path) -> None:
    """What the link leads to is neither read nor written."""
    (tmp_path / "foreign").write_bytes(b"1")
    output = tmp_path / "output"
    put(output, {"a": {"x": b"1"}})
    (output / "a/x").unlink()
    (output / "a/x").symlink_to(tmp_path / "foreign")
    put(output, {"a": {"x": b"1"}})
    assert not (output / "a/x").is_symlink()
    put(output, {"a": {"x": b"2"}})
    assert (tmp_path / "foreign").read_bytes() == b"1"


def test_a_pipe_at_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    """Reading it would never end."""
    put(tmp_path, {"a": {"x": b""}})
    (tmp_path / "a/x").unlink()
    os.mkfifo(tmp_path / "a/x")
    put(tmp_path, {"a": {"x": b""}})
    assert (tmp_path / "a/x").is_file()


def test_foreign_files_in_the_way_stop_publishing_and_are_all_named(tmp_path: Path) -> None:
    """A file, a file where a folder must be, a folder where a file must be, a link: nothing is touched."""
    put(tmp_path, {"a": {"index.html": b"old"}})
    for path in ("a/file", "a/parent", "a/folder/foreign"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(b"foreign")
    (tmp_path / "a/link").symlink_to(tmp_path)
    before = tree(tmp_path), times(tmp_path)
    with pytest.raises(OutputOccupiedError) as caught:
        put(
            tmp_path,
            {
                "a": {
                    "index.html": b"new",
                    "file": b"ours",
                    "parent/x": b"ours",
                    "folder": b"ours",
                    "link/x": b"ours",
                }
            },
        )
    assert set(caught.value.paths) == {"a/file", "a/parent", "a/folder/foreign", "a/link"}
    assert (tree(tmp_path), times(tmp_path)) == before


def test_a_linked_tree_is_in_the_way(tmp_path: Path) -> None:
    """Nothing is written outside the output folder."""
    (tmp_path / "elsewhere").mkdir()
    output = tmp_path / "output"
    output.mkdir()
    (output / "a").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputOccupiedError, match="a"):
        put(output, {"a": {"x": b"1"}})
    assert tree(tmp_path / "elsewhere") == {}


def test_a_file_that_has_our_very_bytes_already_becomes_ours(tmp_path: Path) -> None:
    """Nobody loses anything by it, and a lost list stops no build that changes nothing."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x").write_bytes(b"1")
    assert put(tmp_path, {"a": {"x": b"1"}}) == {"a": Published(1, 0, 0)}
    assert put(tmp_path, {"a": {}}) == {"a": Published(0, 0, 1)}


def test_a_page_may_change_the_case_of_its_name(tmp_path: Path) -> None:
    """On Windows and Macs both names lead to one file, as these two links do; it is not lost."""
    put(tmp_path, {"a": {"Om.html": b"old"}})
    os.link(tmp_path / "a/Om.html", tmp_path / "a/om.html")
    put(tmp_path, {"a": {"om.html": b"new"}})
    assert published(tmp_path) == {"a/om.html": b"new"}


def test_a_file_that_differs_from_ours_in_case_only_is_foreign(tmp_path: Path) -> None:
    """Where the two are two files, that is."""
    put(tmp_path, {"a": {"Om.html": b"old"}})
    (tmp_path / "a/om.html").write_bytes(b"foreign")
    with pytest.raises(OutputOccupiedError, match=r"a/om\.html"):
        put(tmp_path, {"a": {"om.html": b"new"}})
    assert published(tmp_path) == {"a/Om.html": b"old", "a/om.html": b"foreign"}


def test_foreign_files_are_left_and_reported(tmp_path: Path) -> None:
    """A foreign folder is reported once; files that operating systems leave in any folder are not."""
    put(tmp_path, {"a": {"x/ours": b"1", "y/ours": b"1"}})
    foreign = ["CNAME", "x/foreign", "y/foreign", "z/1", "z/2/3", "x/.DS_Store", "Thumbs.db"]
    for path in foreign:
        (tmp_path / "a" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "a" / path).write_bytes(b"foreign")
    done = put(tmp_path, {"a": {"x/ours": b"2"}})
    assert done == {"a": Published(1, 1, 1, foreign=("CNAME", "x/foreign", "y/", "z/"))}
    assert published(tmp_path).keys() == {"a/x/ours", *(f"a/{path}" for path in foreign)}


def test_trees_that_are_no_more_are_removed(tmp_path: Path) -> None:
    """A site that was renamed leaves no file of ours behind, and no foreign file goes with it."""
    put(tmp_path, {"a": {"x": b"1"}, "b": {"y/z": b"2", "w": b"3"}})
    (tmp_path / "b/foreign").write_bytes(b"4")
    put(tmp_path, {"a": {"x": b"1"}})
    assert published(tmp_path) == {"a/x": b"1", "b/foreign": b"4"}
    assert set(tree(tmp_path / OWN_FOLDER)) == {"a.json"}
    assert empty_folders(tmp_path) == []


def test_other_trees_stay_when_it_is_not_said_which_there_are(tmp_path: Path) -> None:
    """Building one site does not know of the rest."""
    put(tmp_path, {"a": {"x": b"1"}, "b": {"x": b"2"}})
    publish(tmp_path, {"a": [Artifact("x", b"3")]})
    assert published(tmp_path) == {"a/x": b"3", "b/x": b"2"}


def test_two_builds_of_the_same_content_leave_the_same_bytes(tmp_path: Path) -> None:
    """Also in the folder where we keep what we know of the output: no times, no inodes."""
    trees = {"a": {"x/y": b"1", "z": b"2"}, "b": {"x": b"3"}}
    put(tmp_path / "1", trees, stamps=tmp_path / "cache")
    put(tmp_path / "2", {"a": {"x": b"1"}, "c": {"x": b"3"}}, stamps=tmp_path / "cache")
    put(tmp_path / "2", trees, stamps=tmp_path / "cache")
    assert tree(tmp_path / "1") == tree(tmp_path / "2")


def test_what_is_not_committed_is_abandoned(tmp_path: Path) -> None:
    """Pages may be staged as they are made, and a fault in making one leaves no trace of them."""
    put(tmp_path, {"a": {"x": b"1"}})
    before = tree(tmp_path), times(tmp_path)

    def make() -> None:
        with Publication(tmp_path) as publication:
            publication.add("a", Artifact("x", b"2"))
            publication.add("a", Artifact("y/z", b"3"))
            assert (tmp_path / OWN_FOLDER / "stage").exists()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        make()
    assert (tree(tmp_path), times(tmp_path)) == before
    assert not (tmp_path / OWN_FOLDER / "stage").exists()


def test_beginning_a_tree_again_forgets_what_was_added(tmp_path: Path) -> None:
    """A build that starts over, because its cache was damaged, publishes nothing of the first try."""
    with Publication(tmp_path) as publication:
        publication.add("a", Artifact("new/first", b"1"))
        publication.begin("a")
        publication.add("a", Artifact("new/second", b"2"))
        publication.commit()
    assert published(tmp_path) == {"a/new/second": b"2"}


def test_pages_come_after_what_they_refer_to(tmp_path: Path) -> None:
    """Someone who reads a new page while it is published finds its pictures there."""
    put(tmp_path, {"a": {"index.html": b"1", "style.css": b"1"}})
    filesystem = LoggingFileSystem(tmp_path)
    put(
        tmp_path,
        {"a": {"index.html": b"2", "new/index.html": b"2", "picture.png": b"2", "style.css": b"1"}},
        filesystem=filesystem,
    )
    order = [step.split()[1] for step in filesystem.done if step.startswith("replace a/")]
    assert order == ["a/picture.png", "a/new", "a/index.html"]


def test_a_source_that_is_gone_stops_publishing(tmp_path: Path) -> None:
    """A file is removed while the build reads it; the message names it, and the old build stays."""
    put(tmp_path / "output", {"a": {"x": b"1"}})
    source = tmp_path / "picture"
    source.write_bytes(b"123")
    artifact = Artifact("y", source)
    before = tree(tmp_path / "output")
    with Publication(tmp_path / "output") as publication:
        publication.add("a", Artifact("x", b"2"))
        source.unlink()
        with pytest.raises(ArtifactUnreadableError, match=r"picture: filen er borte\. .* er som før"):
            publication.add("a", artifact)
    assert tree(tmp_path / "output") == before


def test_a_source_that_is_not_what_it_was_stops_publishing(tmp_path: Path) -> None:
    """A page in the cache that was cut short is never published."""
    (tmp_path / "page").write_bytes(b"cut sho")
    with pytest.raises(ArtifactUnreadableError, match="skadet"):
        publish(tmp_path / "output", {"a": [Artifact("x", tmp_path / "page", digest(b"cut short"))]})
    assert published(tmp_path / "output") == {}


def test_a_folder_that_may_not_be_written_is_found_out_before_the_first_rename(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One folder among many belongs to somebody else, and the old build stays as it was."""
    put(tmp_path, {"a": {"x/y": b"1", "z": b"1"}})
    before = tree(tmp_path), times(tmp_path)
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "x")
    with pytest.raises(
        OutputUnwritableError, match=r"a/x: du har ikke tilgang.* Det som er publisert, er som"
    ):
        put(tmp_path, {"a": {"x/y": b"2", "z": b"2"}})
    assert (tree(tmp_path), times(tmp_path)) == before


def test_a_digest_made_piece_by_piece_is_the_same(tmp_path: Path) -> None:
    """There is one answer to whether two files have the same bytes."""
    (tmp_path / "x").write_bytes(b"123")
    state = new_digest()
    assert list(Artifact("x", tmp_path / "x").chunks(state)) == [b"123"]
    assert state.hexdigest() == digest_of_file(tmp_path / "x") == digest(b"123")


@pytest.mark.parametrize("path", ["", ".", "..", "/x", "x/", "x//y", "x/./y", "x/../y", "../x", "x\0y"])
def test_a_path_that_leads_astray_is_a_fault_of_ours(tmp_path: Path, path: str) -> None:
    """No artifact lies outside its tree, or under two names."""
    assert not stays_inside(path)
    with pytest.raises(ValueError, match="leads out of"):
        put(tmp_path, {"a": {path: b"1"}})


@pytest.mark.parametrize("paths", [("x", "x/y"), ("x/y", "x"), ("x/y/z", "x")])
def test_a_path_is_not_both_a_file_and_a_folder(tmp_path: Path, paths: tuple[str, str]) -> None:
    """Which of them would be published is not left to chance."""
    with pytest.raises(ValueError, match="both a file and a folder"):
        put(tmp_path, {"a": dict.fromkeys(paths, b"1")})


def test_a_foreign_file_is_no_difference_to_a_clean_build(project: Project) -> None:
    """``--verify`` compares what is ours."""
    project.build()
    project.write("output/a/CNAME", "eksempel.no")
    outcome = project.run("build", "--at", AT, "--verify")
    assert outcome.code == 0, outcome.stderr
    assert "merknad DW901" in outcome.stderr
    assert project.output("a/CNAME") == "eksempel.no"


def test_a_site_that_is_no_more_is_removed_by_a_full_build_only(project: Project) -> None:
    """Incremental equals clean when a site goes as well, and building one site touches no other."""
    publish(project.root / "output", {"c": [Artifact("index.html", b"a site that was")]})
    project.build("--site", "a")
    assert project.published() == {*(f"a/{path}" for path in project.published("a")), "c/index.html"}
    project.build()
    assert not (project.root / "output/c").exists()
    assert project.published("a")


@pytest.mark.parametrize(
    "error",
    [
        ArtifactUnreadableError(Path("x"), "den er borte"),
        OutputOccupiedError(("a/x",)),
        OutputUnwritableError("Kan ikke skrive"),
    ],
)
def test_the_errors_survive_pickling(error: DrammenworksError) -> None:
    """They may cross processes."""
    import pickle

    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again)) == (type(error), str(error))
