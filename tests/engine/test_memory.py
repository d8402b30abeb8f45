"""What is remembered of published files, so that those that nobody touched need not be read."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from drammenworks.engine import tree as tree_module
from drammenworks.engine.artifact import digest_of_file
from drammenworks.engine.manifest import Memory
from drammenworks.engine.publish import Published
from tests.engine.faults import flat, published, put
from tests.project import times

YEAR = 365 * 24 * 3600 * 10**9


def _age(file: Path) -> None:
    """Make a file older than any clock's tick."""
    status = file.stat()
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns - YEAR))


@pytest.fixture
def remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Publish files that are older than the clock's tick, and yield the names of those read from then on."""
    trees = {"a": {"1": b"x", "2": b"x"}}
    put(tmp_path / "output", trees)
    for file in (tmp_path / "output/a").iterdir():
        _age(file)
    put(tmp_path / "output", trees, memory=tmp_path / "cache")
    read = []

    def note(file: Path) -> str:
        read.append(file.name)
        return digest_of_file(file)

    monkeypatch.setattr(tree_module, "digest_of_file", note)
    yield read
    put(tmp_path / "output", trees, memory=tmp_path / "cache")
    assert published(tmp_path / "output") == flat(trees)


def test_what_nobody_touched_is_not_read(tmp_path: Path, remembered: list[str]) -> None:
    """Size, time and inode are as they were, and so the bytes are."""
    assert put(tmp_path / "output", {"a": {"1": b"x", "2": b"y"}}, memory=tmp_path / "cache") == {
        "a": Published(2, 1, 0)
    }
    assert remembered == []


def test_what_was_written_by_the_last_build_is_not_read(tmp_path: Path, remembered: list[str]) -> None:
    """Neither a file that was renamed by itself nor one in a folder that was; only its age is in the way."""
    trees = {"a": {"1": b"y", "2": b"x", "new/3": b"y"}}
    put(tmp_path / "output", trees, memory=tmp_path / "cache")
    time.sleep(0.05)
    put(tmp_path / "output", {"a": {**trees["a"], "4": b"z"}}, memory=tmp_path / "cache")
    remembered.clear()
    assert put(tmp_path / "output", trees, memory=tmp_path / "cache") == {"a": Published(3, 0, 1)}
    assert remembered == []


def test_what_was_touched_is_read_and_left_when_its_bytes_are_right(
    tmp_path: Path, remembered: list[str]
) -> None:
    """A new time is no new content: the file is not written."""
    (tmp_path / "output/a/1").touch()
    before = times(tmp_path / "output")
    put(tmp_path / "output", {"a": {"1": b"x", "2": b"x"}}, memory=tmp_path / "cache")
    assert remembered == ["1"]
    assert times(tmp_path / "output") == before


def test_what_was_exchanged_for_another_file_is_read(tmp_path: Path, remembered: list[str]) -> None:
    """Even with the same size and time, as a copy from elsewhere may have."""
    file = tmp_path / "output/a/1"
    status = file.stat()
    file.rename(tmp_path / "kept, so that its inode is not used again")
    file.write_bytes(b"z")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    put(tmp_path / "output", {"a": {"1": b"x", "2": b"x"}}, memory=tmp_path / "cache")
    assert remembered == ["1"]
    assert file.read_bytes() == b"x"


@pytest.mark.parametrize(
    ("modified", "age", "known"),
    [
        (10**18 + 1, 10**7, False),
        (10**18 + 1, 10**8, True),
        (10**18, 10**9, False),
        (10**18, 3 * 10**9, True),
    ],
)
def test_a_file_is_trusted_only_when_it_is_older_than_the_clocks_tick(
    tmp_path: Path, modified: int, age: int, known: bool
) -> None:
    """20 ms; two seconds where times are whole seconds, as on FAT."""
    memory = Memory(tmp_path, Path("output"))
    memory.remember("a", {"x": ("digest", (1, modified, modified, 1))}, modified + age)
    assert ("x" in memory.recall("a")) == known


@pytest.mark.parametrize("damaged", [b"", b"x" * 100, None])
def test_a_damaged_memory_is_no_memory(tmp_path: Path, damaged: bytes | None) -> None:
    """Then all is read, as it is without one."""
    memory = Memory(tmp_path, Path("output"))
    memory.remember("a", {"x": ("digest", (1, 1, 1, 1))}, YEAR)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]) if damaged is None else damaged)
    assert memory.recall("a") == {}


def test_a_memory_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    """It only saves reading."""
    (tmp_path / "cache").write_bytes(b"a file, not a folder")
    put(tmp_path / "output", {"a": {"x": b"1"}}, memory=tmp_path / "cache")
    assert published(tmp_path / "output") == {"a/x": b"1"}
