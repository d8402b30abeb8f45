"""File stamps, by which a published file that nobody touched need not be read."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from drammenworks.engine import output_tree
from drammenworks.engine.artifact import digest_of_file
from drammenworks.engine.publish import Published
from drammenworks.engine.stamps import RACY, StampStore, is_racy
from tests.engine.faults import flat, published, put
from tests.project import times

YEAR = 365 * 24 * 3600 * 10**9


def _age(file: Path) -> None:
    """Make a file older than any clock's tick."""
    status = file.stat()
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns - YEAR))


@pytest.fixture
def read_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Publish files that are older than the clock's tick, and yield the names of those read from then on."""
    trees = {"a": {"1": b"x", "2": b"x"}}
    put(tmp_path / "output", trees)
    for file in (tmp_path / "output/a").iterdir():
        _age(file)
    put(tmp_path / "output", trees, stamps=tmp_path / "cache")
    read = []

    def note(file: Path) -> str:
        read.append(file.name)
        return digest_of_file(file)

    monkeypatch.setattr(output_tree, "digest_of_file", note)
    yield read
    put(tmp_path / "output", trees, stamps=tmp_path / "cache")
    assert published(tmp_path / "output") == flat(trees)


def test_what_nobody_touched_is_not_read(tmp_path: Path, read_files: list[str]) -> None:
    """Size, time and inode are as they were, and so the bytes are."""
    assert put(tmp_path / "output", {"a": {"1": b"x", "2": b"y"}}, stamps=tmp_path / "cache") == {
        "a": Published(2, 1, 0)
    }
    assert read_files == []


def test_what_was_written_by_the_last_build_is_not_read(tmp_path: Path, read_files: list[str]) -> None:
    """Neither a file that was renamed by itself nor one in a folder that was; only its age is in the way."""
    trees = {"a": {"1": b"y", "2": b"x", "new/3": b"y"}}
    put(tmp_path / "output", trees, stamps=tmp_path / "cache")
    time.sleep(0.05)
    put(tmp_path / "output", {"a": {**trees["a"], "4": b"z"}}, stamps=tmp_path / "cache")
    read_files.clear()
    assert put(tmp_path / "output", trees, stamps=tmp_path / "cache") == {"a": Published(3, 0, 1)}
    assert read_files == []


def test_what_was_touched_is_read_and_left_when_its_bytes_are_right(
    tmp_path: Path, read_files: list[str]
) -> None:
    """A new time is no new content: the file is not written."""
    (tmp_path / "output/a/1").touch()
    before = times(tmp_path / "output")
    put(tmp_path / "output", {"a": {"1": b"x", "2": b"x"}}, stamps=tmp_path / "cache")
    assert read_files == ["1"]
    assert times(tmp_path / "output") == before


def test_what_was_exchanged_for_another_file_is_read(tmp_path: Path, read_files: list[str]) -> None:
    """Even with the same size and time, as a copy from elsewhere may have."""
    file = tmp_path / "output/a/1"
    status = file.stat()
    file.rename(tmp_path / "moved, so that its inode is not used again")
    file.write_bytes(b"z")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    put(tmp_path / "output", {"a": {"1": b"x", "2": b"x"}}, stamps=tmp_path / "cache")
    assert read_files == ["1"]
    assert file.read_bytes() == b"x"


@pytest.mark.parametrize(
    ("modified", "age", "racy"),
    [
        (10**18 + 1, 10**7, True),
        (10**18 + 1, 10**8, False),
        (10**18, 10**9, True),
        (10**18, 3 * 10**9, False),
        (10**18 + 1, -YEAR, True),
    ],
)
def test_a_stamp_is_racy_until_it_is_older_than_the_clocks_tick(
    tmp_path: Path, modified: int, age: int, racy: bool
) -> None:
    """20 ms; two seconds where times are whole seconds, as on FAT; and a time in the future always is."""
    stamp = (1, modified, modified, 1)
    assert is_racy(stamp, modified + age) is racy
    store = StampStore(tmp_path)
    store.save("a", {"x": (stamp, "digest"), "y": (stamp, None)}, modified + age)
    stored = RACY if racy else stamp
    assert store.load("a") == {"x": (stored, "digest"), "y": (stored, None)}


def test_scopes_are_stored_apart(tmp_path: Path) -> None:
    """One cache serves several trees, and the inputs."""
    store = StampStore(tmp_path / "new")
    store.save("a", {"x": ((1, 1, 1, 1), "one")}, YEAR)
    store.save("b", {"x": ((2, 2, 2, 2), "two")}, YEAR)
    assert store.load("a") == {"x": ((1, 1, 1, 1), "one")}
    assert store.load("c") == {}


def test_what_is_stored_already_is_not_written_again(tmp_path: Path) -> None:
    """A build that changes nothing writes nothing."""
    store = StampStore(tmp_path)
    store.save("a", {"x": ((1, 1, 1, 1), "one")}, YEAR)
    (file,) = tmp_path.iterdir()
    os.utime(file, (1, 1))
    store.save("a", {"x": ((1, 1, 1, 1), "one")}, YEAR)
    assert file.stat().st_mtime == 1
    store.save("a", {"x": ((2, 1, 1, 1), "one")}, YEAR)
    assert store.load("a") == {"x": ((2, 1, 1, 1), "one")}


@pytest.mark.parametrize("damaged", [b"", b"x" * 100, None])
def test_a_damaged_store_is_empty(tmp_path: Path, damaged: bytes | None) -> None:
    """Then all is read, as it is without one."""
    store = StampStore(tmp_path)
    store.save("a", {"x": ((1, 1, 1, 1), "digest")}, YEAR)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]) if damaged is None else damaged)
    assert store.load("a") == {}


def test_a_store_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    """It only saves reading."""
    (tmp_path / "cache").write_bytes(b"a file, not a folder")
    put(tmp_path / "output", {"a": {"x": b"1"}}, stamps=tmp_path / "cache")
    assert published(tmp_path / "output") == {"a/x": b"1"}
