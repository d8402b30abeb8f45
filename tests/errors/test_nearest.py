"""The near miss."""

from __future__ import annotations

from drammenworks.errors import nearest
from drammenworks.errors.nearest import did_you_mean

NAMES = ("title", "summary", "sites")


def test_a_misspelt_name_finds_its_neighbour() -> None:
    """One wrong letter leads to the name that was meant."""
    assert nearest("sumary", NAMES) == "summary"


def test_case_does_not_matter() -> None:
    """A name in capitals is near the same name in small letters."""
    assert nearest("TITLE", NAMES) == "title"


def test_nothing_is_better_than_a_guess() -> None:
    """A word that is like none of the names has no suggestion."""
    assert nearest("xyzzy", NAMES) is None
    assert nearest("title", ()) is None
    assert did_you_mean("xyzzy", NAMES) == ""


def test_a_suggestion_follows_a_sentence() -> None:
    """The question begins with the space that parts it from what stands before it."""
    assert did_you_mean("titel", NAMES) == " Mente du «title»?"


def test_the_order_of_the_names_does_not_matter() -> None:
    """Of two names that are equally near, it is always the same one."""
    assert nearest("cat", ("bat", "hat")) == nearest("cat", ("hat", "bat"))
