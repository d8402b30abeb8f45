"""The branch of previews, in a bare repository that stands in for GitHub."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from drammenworks.publish.errors import PublishError
from drammenworks.review.preview_branch import PreviewBranch

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the workflows run on Linux")


class Remote:
    """A bare repository."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        subprocess.run(["git", "init", "--quiet", "--bare", str(folder)], check=True)
        self.branch = PreviewBranch(folder.parent, folder.as_uri(), "previews")

    def git(self, *arguments: str) -> list[str]:
        command = ["git", "-c", "core.quotePath=false", "--git-dir", str(self.folder), *arguments]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()

    def files(self) -> list[str]:
        return self.git("ls-tree", "-r", "--name-only", "previews")

    def publish(self, number: int, files: dict[str, bytes]) -> bool:
        folder = f"forhandsvisning/pr-{number}"
        return self.branch.publish(folder, files.items, f"Preview of request {number}")


@pytest.fixture
def remote(tmp_path: Path) -> Remote:
    return Remote(tmp_path / "remote.git")


def test_previews_lie_beside_each_other(remote: Remote) -> None:
    """Bytes and names are kept as they are, with Norwegian letters, spaces and quotes."""
    binary = bytes(range(256)) + b"\r\n\ndata 3\n"
    assert remote.publish(7, {"a/index.html": b"sju", 'a/å og "b" \\.png'.replace("\\", ""): binary})
    assert remote.publish(8, {"a/index.html": b""})
    assert remote.files() == [
        ".nojekyll",
        'forhandsvisning/pr-7/a/å og "b" .png',
        "forhandsvisning/pr-7/a/index.html",
        "forhandsvisning/pr-8/a/index.html",
    ] or sorted(remote.files()) == sorted(
        [
            ".nojekyll",
            '"forhandsvisning/pr-7/a/å og \\"b\\" .png"',
            "forhandsvisning/pr-7/a/index.html",
            "forhandsvisning/pr-8/a/index.html",
        ]
    )
    shown = subprocess.run(
        ["git", "--git-dir", remote.folder, "show", 'previews:forhandsvisning/pr-7/a/å og "b" .png'],
        capture_output=True,
        check=True,
    )
    assert shown.stdout == binary


def test_a_preview_is_replaced_whole_and_alone(remote: Remote) -> None:
    """What is gone from it is gone; the others are as before; and there is one commit, so that nothing piles up."""
    remote.publish(7, {"a/index.html": b"1", "a/gammel.html": b"x"})
    remote.publish(70, {"a/index.html": b"70"})
    remote.publish(7, {"a/index.html": b"2"})
    assert remote.files() == [
        ".nojekyll",
        "forhandsvisning/pr-7/a/index.html",
        "forhandsvisning/pr-70/a/index.html",
    ]
    assert remote.git("show", "previews:forhandsvisning/pr-7/a/index.html") == ["2"]
    assert len(remote.git("log", "--format=%h", "previews")) == 1


def test_nothing_is_pushed_when_nothing_changed(remote: Remote) -> None:
    remote.publish(7, {"a/index.html": b"1"})
    before = remote.git("rev-parse", "previews")
    assert not remote.publish(7, {"a/index.html": b"1"})
    assert remote.git("rev-parse", "previews") == before


def test_previews_of_closed_requests_go(remote: Remote) -> None:
    for number in (7, 8, 70):
        remote.publish(number, {"a/index.html": b"1"})
    gone = remote.branch.remove_all_but("forhandsvisning", ["pr-8"], "Remove")
    assert gone == ["pr-7", "pr-70"]
    assert remote.files() == [".nojekyll", "forhandsvisning/pr-8/a/index.html"]
    assert remote.branch.remove_all_but("forhandsvisning", ["pr-8"], "Remove") == []


def test_the_last_preview_goes_too(remote: Remote) -> None:
    remote.publish(7, {"a/index.html": b"1"})
    assert remote.branch.remove_all_but("forhandsvisning", [], "Remove") == ["pr-7"]
    assert remote.files() == [".nojekyll"]


def test_where_there_is_no_branch_there_is_nothing_to_remove(remote: Remote) -> None:
    assert remote.branch.remove_all_but("forhandsvisning", [], "Remove") == []
    assert remote.git("for-each-ref") == []


def test_who_pushes_at_the_same_time_is_not_overwritten(remote: Remote) -> None:
    """The other's push comes between our fetch and our push; then both previews are there."""
    remote.publish(1, {"a/index.html": b"1"})
    times = 0

    def files() -> list[tuple[str, bytes]]:
        nonlocal times
        times += 1
        if times == 1:
            remote.publish(8, {"a/index.html": b"8"})
        return [("a/index.html", b"7")]

    assert remote.branch.publish("forhandsvisning/pr-7", files, "x")
    assert times == 2
    assert [path for path in remote.files() if "pr-" in path] == [
        f"forhandsvisning/pr-{number}/a/index.html" for number in (1, 7, 8)
    ]


def test_a_preview_that_cannot_be_read_is_not_pushed(remote: Remote) -> None:
    """What is there stays as it is when reading a file fails in the middle."""
    remote.publish(7, {"a/index.html": b"1"})

    def files() -> list[tuple[str, bytes]]:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - Any.
        remote.branch.publish("forhandsvisning/pr-7", files, "x")
    assert remote.git("show", "previews:forhandsvisning/pr-7/a/index.html") == ["1"]


def test_a_repository_that_cannot_be_reached_is_told_without_the_password(tmp_path: Path) -> None:
    branch = PreviewBranch(tmp_path, f"https://kari:hemmelig@localhost:1/{tmp_path.name}", "previews")
    with pytest.raises(PublishError) as caught:
        branch.publish("x/pr-1", list, "x")
    assert "localhost" in str(caught.value)
    assert "hemmelig" not in str(caught.value)
