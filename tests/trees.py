"""Two trees of files compared, so that a log alone tells which files differ, and how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

Tree = Mapping[str, bytes]
"""The bytes of each file, by its path."""

_MOST = 120
"""Lines that are told at most: a log is for people."""
_AROUND = 60
"""Characters that are shown before and after the place where two files part."""


def assert_same(actual: Tree, expected: Tree, about: object = "") -> None:
    """Check that two trees are the same.

    :param about: what else is to be told when they are not.
    """
    if actual != expected:
        raise AssertionError(f"The trees differ. {about}\n{difference(actual, expected)}")


def assert_one_of(actual: Tree, possible: Mapping[str, Tree], about: object = "") -> None:
    """Check that a tree is one of some, each of which has a name."""
    if actual not in possible.values():
        told = "".join(f"\nNot {name}:\n{difference(actual, tree)}" for name, tree in possible.items())
        raise AssertionError(f"The tree is none of {len(possible)}. {about}{told}")


def difference(actual: Tree, expected: Tree) -> str:
    """Return a line or some for each file that one tree has and the other has not, or has otherwise."""
    paths = sorted(actual.keys() | expected.keys())
    lines = [line for path in paths for line in _of_file(path, actual, expected)]
    more = [f"… and {len(lines) - _MOST} lines more"] if len(lines) > _MOST else []
    return "\n".join([*lines[:_MOST], *more])


def _of_file(path: str, actual: Tree, expected: Tree) -> Iterator[str]:
    if path not in actual:
        yield f"- {path} is missing ({len(expected[path])} bytes)"
    elif path not in expected:
        yield f"+ {path} should not be there: {_shown(actual[path], 0)}"
    elif actual[path] != expected[path]:
        is_, should_be = actual[path], expected[path]
        shorter = min(len(is_), len(should_be))
        place = next((at for at in range(shorter) if is_[at] != should_be[at]), shorter)
        yield f"≠ {path} differs from byte {place} of {len(is_)}, where {len(should_be)} are expected:"
        yield f"    is        {_shown(is_, place)}"
        yield f"    should be {_shown(should_be, place)}"


def _shown(data: bytes, place: int) -> str:
    """Return what stands around a place, in one line."""
    return repr(data[max(0, place - _AROUND) : place + _AROUND].decode(errors="backslashreplace"))
