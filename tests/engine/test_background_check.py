"""A check in a forked process, while this one goes on."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from drammenworks.engine.background_check import BackgroundCheck
from drammenworks.engine.publish import Artifact, Publication, publish

only_where_processes_are_forked = pytest.mark.skipif(sys.platform != "linux", reason="needs fork")


@pytest.mark.parametrize("passed", [True, False])
def test_the_result_is_that_of_the_check(passed: bool) -> None:
    """It has passed, or it has not."""
    assert BackgroundCheck(lambda: passed).result() is passed


@only_where_processes_are_forked
def test_a_check_that_fails_or_is_killed_has_not_passed(capfd: pytest.CaptureFixture[str]) -> None:
    """Then the tree is scanned, which reports what is wrong."""

    def die() -> bool:
        os.kill(os.getpid(), signal.SIGKILL)
        return True

    assert [BackgroundCheck(lambda: 1 // 0 == 0).result(), BackgroundCheck(die).result()] == [False, False]
    assert capfd.readouterr().err == ""


@only_where_processes_are_forked
def test_a_cancelled_check_leaves_no_process_behind() -> None:
    """Neither a running one nor a zombie."""
    reader, writer = os.pipe()
    with os.fdopen(reader) as pipe:
        BackgroundCheck(lambda: os.write(writer, f"{os.getpid()}\n".encode()) > 0).cancel()
        child = int(pipe.readline())
    os.close(writer)
    with pytest.raises(ChildProcessError):
        os.waitpid(child, os.WNOHANG)


@only_where_processes_are_forked
def test_the_check_runs_while_this_process_goes_on() -> None:
    """Here it ends only when this process has written to a pipe after it began."""
    reader, writer = os.pipe()
    check = BackgroundCheck(lambda: os.read(reader, 1) == b"x")
    os.write(writer, b"x")
    assert check.result()
    os.close(reader)
    os.close(writer)


@pytest.mark.parametrize("touched", [False, True])
def test_a_large_tree_is_resumed_unless_somebody_touched_it(tmp_path: Path, touched: bool) -> None:
    """It is checked by a forked process, with the result that this one would have."""
    trees = {"a": [Artifact("x", b"1"), Artifact("y/z", b"2")]}
    published = publish(tmp_path, trees)["a"]
    assert published.snapshot is not None
    if touched:
        (tmp_path / "a/x").write_bytes(b"foreign")
    with Publication(tmp_path, large_tree=1) as publication:
        publication.expect("a", published.snapshot)
        assert publication.resume("a") is not touched
