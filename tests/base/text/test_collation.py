"""Text is sorted by the Norwegian alphabet."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drammenworks.base.text.collation import collation_key, collation_key_full
from tests.base.text.steady import STEADY
from tests.golden import GoldenCase, read_golden

GOLDEN = read_golden(Path(__file__).parent / "fixtures" / "sorting.md")


@pytest.mark.parametrize("case", GOLDEN, ids=str)
def test_golden(case: GoldenCase) -> None:
    """The lines of the golden file sort as expected, whatever order they come in."""
    lines = case.source.splitlines()
    for seed in range(50):
        random.Random(seed).shuffle(lines)
        assert case.expected.splitlines() == sorted(lines, key=collation_key)


@pytest.mark.parametrize("case", GOLDEN, ids=str)
def test_decomposed_letters(case: GoldenCase) -> None:
    """Decomposed letters sort among composed ones."""
    expected = case.expected.splitlines()
    mixed = [
        unicodedata.normalize("NFD", line) if number % 2 else line for number, line in enumerate(expected)
    ]
    assert mixed == sorted(mixed, key=collation_key)


@STEADY
@given(st.text())
def test_composition_only_breaks_ties(text: str) -> None:
    """Composed and decomposed text differ in the last part of the key alone."""
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert collation_key(composed)[:-1] == collation_key(decomposed)[:-1]


@STEADY
@given(st.text(alphabet="aAbåÅæÆäøöéÉz 019-.«ß"))
def test_capitals_only_break_ties(text: str) -> None:
    """Capitals do not change the letters and accents of the key."""
    assert collation_key(text)[:2] == collation_key(text.lower())[:2]


@STEADY
@given(st.text(), st.text())
def test_total(one: str, other: str) -> None:
    """Two different texts never have equal keys."""
    assert (one == other) == (collation_key(one) == collation_key(other))


@STEADY
@given(st.integers(min_value=0), st.integers(min_value=0))
def test_numbers_of_any_size(one: int, other: int) -> None:
    """Numbers compare by value however many digits they have."""
    low, high = sorted((one, other))
    assert collation_key(f"nr. {low}") <= collation_key(f"nr. {high}")


def test_more_digits_than_an_int_may_have() -> None:
    """A number that Python would not read as an int still compares by value."""
    short, long = "9" * 5_000, "1" + "0" * 5_000
    assert collation_key(short) < collation_key(long) < collation_key("a")


def test_leading_zeros_and_other_digits() -> None:
    """02 and ٢ are 2, before 10."""
    expected = ["02. møte", "2. møte", "٢. møte", "10. møte"]
    assert expected == sorted(set(expected), key=collation_key)


def test_soft_hyphen() -> None:
    """A soft hyphen does not count, not even between the two letters of aa."""
    assert collation_key("A\N{SOFT HYPHEN}asen")[:-1] == collation_key("Aasen")[:-1]


def test_spaces_around() -> None:
    """Spaces at the ends, and several together, do not count."""
    assert collation_key("  Øst   fold ")[:-1] == collation_key("Øst fold")[:-1]


@STEADY
@given(st.text("aAåÅbZæØ  -,:.!?1é"))
def test_the_short_way_gives_what_the_long_way_gives(text: str) -> None:
    """Common titles have a fast path."""
    assert collation_key_full(text) == collation_key(text)
