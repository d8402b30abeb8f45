"""Values in few files: found again by their places, and never taken for others."""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from drammenworks.engine.packs import Packs, Place
from drammenworks.engine.pool import ProcessPool


@pytest.fixture
def packs(tmp_path: Path) -> Iterator[Packs]:
    """Packs in a folder that does not exist yet."""
    packs = Packs(tmp_path / "packs")
    yield packs
    packs.close()


def files(folder: Path) -> list[Path]:
    return sorted((folder / "packs").iterdir())


def test_a_value_is_found_at_its_place(packs: Packs) -> None:
    """However many there are, and however short."""
    values = {"a": b"first", "b": b"", "c": b"x" * 100_000}
    places = {key: packs.add(key, value) for key, value in values.items()}
    assert {key: packs.get(key, place) for key, place in places.items()} == values


def test_a_place_is_good_for_one_key(packs: Packs) -> None:
    """What another kept there is nothing."""
    assert packs.get("b", packs.add("a", b"value")) is None


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"", lambda data: b"\0" * len(data)])
def test_a_damaged_value_is_none(tmp_path: Path, packs: Packs, damage: object) -> None:
    """Cut short, emptied or overwritten."""
    assert callable(damage)
    place = packs.add("a", b"value")
    (file,) = files(tmp_path)
    file.write_bytes(damage(file.read_bytes()))
    assert packs.get("a", place) is None


def test_a_value_whose_file_is_gone_is_none(tmp_path: Path, packs: Packs) -> None:
    """As when somebody tidied up."""
    place = packs.add("a", b"value")
    packs.close()
    files(tmp_path)[0].unlink()
    assert packs.get("a", place) is None


class _Adder:
    """Adds what it is given; the function of workers."""

    def __init__(self, packs: Packs) -> None:
        self.packs = packs

    def __call__(self, key: str) -> Place:
        return self.packs.add(key, key.encode())


@pytest.mark.parametrize("method", sorted({"fork", "spawn"} & set(multiprocessing.get_all_start_methods())))
def test_every_process_has_a_file_of_its_own(tmp_path: Path, packs: Packs, method: str) -> None:
    """Values of several processes do not mix, even when the parent has a file open."""
    keys = [f"key {number}" for number in range(40)]
    places = {"ours": packs.add("ours", b"ours")}
    for done in ProcessPool(2, method).map(_Adder(packs), keys, chunk=5):
        places |= {keys[position]: place for position, place in done}
    places["later"] = packs.add("later", b"later")
    assert {key: packs.get(key, place) for key, place in places.items()} == {
        **{key: key.encode() for key in keys},
        "ours": b"ours",
        "later": b"later",
    }
    assert 2 <= len(files(tmp_path)) <= 3


def test_places_outlive_the_process(tmp_path: Path, packs: Packs) -> None:
    """The next run reads what this one kept."""
    place = packs.add("a", b"value")
    packs.close()
    later = pickle.loads(pickle.dumps(packs))
    assert later.get("a", place) == b"value"
    later.close()


def test_files_without_a_place_are_removed(tmp_path: Path, packs: Packs) -> None:
    """The others stay as they are."""
    old = packs.add("a", b"old")
    packs.close()
    new = packs.add("a", b"new")
    packs.keep_only([new])
    assert [file.name for file in files(tmp_path)] == [new[0]]
    assert packs.get("a", old) is None
    assert packs.get("a", new) == b"new"


def test_a_file_that_is_mostly_garbage_is_wasteful(packs: Packs) -> None:
    """Moving the rest takes less room than leaving it."""
    first, *rest = [packs.add("a", b"x" * 100) for _ in range(5)]
    assert packs.wasteful([first]) == {first[0]}
    assert packs.wasteful([first, *rest]) == set()


def test_many_small_files_are_wasteful(packs: Packs) -> None:
    """A thousand builds with an edit each leave no thousand files."""
    places = []
    for _ in range(40):
        places.append(packs.add("a", b"x"))
        packs.close()
    assert packs.wasteful(places[:20]) == set()
    assert len(packs.wasteful(places)) == 40
