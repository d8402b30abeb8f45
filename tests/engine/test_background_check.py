"""One question answered by another process, while this one goes on."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from drammenworks.engine import publish as publish_module
from drammenworks.engine.background_check import BackgroundCheck
from drammenworks.engine.publish import Artifact, Publication, publish

only_where_processes_are_forked = pytest.mark.skipif(sys.platform != "linux", reason="needs fork")


@pytest.mark.parametrize("answer", [True, False])
def test_the_answer_is_what_was_found_out(answer: bool) -> None:
    """Yes is yes, and no is no."""
    assert BackgroundCheck(lambda: answer).result() is answer


@only_where_processes_are_forked
def test_whoever_fails_or_dies_over_a_question_has_not_said_yes(capfd: pytest.CaptureFixture[str]) -> None:
    """Then everything is looked at anew, and that tells what is wrong."""

    def die() -> bool:
        os.kill(os.getpid(), signal.SIGKILL)
        return True

    assert [BackgroundCheck(lambda: 1 // 0 == 0).result(), BackgroundCheck(die).result()] == [False, False]
    assert capfd.readouterr().err == ""


@only_where_processes_are_forked
def test_an_answer_that_nobody_wants_leaves_no_process_behind() -> None:
    """Neither at work nor as a number of one that has ended."""
    reader, writer = os.pipe()
    with os.fdopen(reader) as told:
        BackgroundCheck(lambda: os.write(writer, f"{os.getpid()}\n".encode()) > 0).cancel()
        child = int(told.readline())
    os.close(writer)
    with pytest.raises(ChildProcessError):
        os.waitpid(child, os.WNOHANG)


@only_where_processes_are_forked
def test_it_is_looked_into_while_this_process_goes_on() -> None:
    """Here it ends only when this process has done something else after it began."""
    reader, writer = os.pipe()
    question = BackgroundCheck(lambda: os.read(reader, 1) == b"x")
    os.write(writer, b"x")
    assert question.result()
    os.close(reader)
    os.close(writer)


@pytest.mark.parametrize("touched", [False, True])
def test_a_large_tree_is_resumed_unless_somebody_touched_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, touched: bool
) -> None:
    """It is looked at by another process, which says what this one would have found."""
    monkeypatch.setattr(publish_module, "_LARGE_TREE", 1)
    trees = {"a": [Artifact("x", b"1"), Artifact("y/z", b"2")]}
    published = publish(tmp_path, trees)["a"]
    assert published.snapshot is not None
    if touched:
        (tmp_path / "a/x").write_bytes(b"others")
    with Publication(tmp_path) as publication:
        publication.expect("a", published.snapshot)
        assert publication.resume("a") is not touched
