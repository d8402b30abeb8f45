"""Atomic files."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from drammenworks.base.atomic_write import write_atomic, write_chosen


def test_missing_folders_are_created(tmp_path: Path) -> None:
    """A file may lie in a folder that does not exist yet."""
    write_atomic(tmp_path / "a/b/c.txt", b"x")
    assert (tmp_path / "a/b/c.txt").read_bytes() == b"x"


def test_everybody_may_read_the_file(tmp_path: Path) -> None:
    """A published file is not for its maker alone."""
    write_atomic(tmp_path / "a.txt", b"x")
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o644


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    """A text that colleagues may write is still theirs to write."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"old")
    file.chmod(0o664)
    write_atomic(file, b"new")
    assert file.stat().st_mode & 0o777 == 0o664


def test_nothing_is_left_of_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the last step fails, the old file is as it was and no half one lies beside it."""
    (tmp_path / "a.txt").write_bytes(b"old")

    def fail(self: Path, target: Path) -> Path:
        raise OSError("full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="full"):
        write_atomic(tmp_path / "a.txt", b"new")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a.txt": b"old"}


@pytest.mark.skipif(os.name == "nt", reason="has no such files")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    """As /dev/stdout is."""
    pipe = tmp_path / "rør"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        read = pool.submit(pipe.read_bytes)
        write_chosen(pipe, b"x")
        assert read.result(timeout=30) == b"x"
    assert pipe.is_fifo()


@pytest.mark.skipif(os.name == "nt", reason="links need rights")
def test_a_link_still_leads_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    (tmp_path / "b.txt").symlink_to("a.txt")
    write_chosen(tmp_path / "b.txt", b"new")
    assert (tmp_path / "b.txt").is_symlink()
    assert (tmp_path / "a.txt").read_bytes() == b"new"
