"""What is told of two trees of files that differ."""

from __future__ import annotations

import pytest

from tests.trees import assert_one_of, assert_same, difference


def test_trees_that_are_the_same() -> None:
    """Nothing is told."""
    assert_same({"a": b"1"}, {"a": b"1"})
    assert_one_of({"a": b"1"}, {"empty": {}, "full": {"a": b"1"}})


def test_each_file_is_told_with_what_is_wrong_with_it() -> None:
    """What is missing, what should not be there, and where two versions part."""
    start = b"x" * 100
    assert difference(
        {"a": b"1", "c": start + b"en side\n", "d": b"\xff"},
        {"b": b"22", "c": start + b"en sol", "d": b"\xff"},
    ) == "\n".join(
        [
            "+ a should not be there: '1'",
            "- b is missing (2 bytes)",
            "≠ c differs from byte 104 of 108, where 106 are expected:",
            f"    is        '{'x' * 56}en side\\n'",
            f"    should be '{'x' * 56}en sol'",
        ]
    )


def test_one_of_several_is_told_with_all() -> None:
    """By their names, with what else there is to say."""
    with pytest.raises(AssertionError) as caught:
        assert_one_of({"b": b"1"}, {"old": {"a": b"2", "b": b"1"}, "new": {}}, "Exit code 0")
    assert str(caught.value) == (
        "The tree is none of 2. Exit code 0\n"
        "Not old:\n- a is missing (1 bytes)\n"
        "Not new:\n+ b should not be there: '1'"
    )


def test_very_many_are_cut_short() -> None:
    """A log is for people."""
    told = difference({}, {f"{number:04}": b"" for number in range(1000)}).splitlines()
    assert len(told) < 200
    assert told[-1] == "… and 880 lines more"
