"""Slugs are what public bodies would write, and stay the same."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drammenworks.base.text.slugs import is_slug, slugify, slugify_full
from tests.base.text.steady import STEADY
from tests.golden import GoldenCase, read_golden

GOLDEN = read_golden(Path(__file__).parent / "fixtures" / "slugs.md")


@pytest.mark.parametrize("case", GOLDEN, ids=str)
def test_golden(case: GoldenCase) -> None:
    """Each line of the golden file gives the slug on the same line."""
    assert case.expected.splitlines() == [slugify(line) for line in case.source.splitlines()]


@pytest.mark.parametrize("text", ["Årsrapport på Øyer", "Äpple på Öland", "Café"])
def test_decomposed_input(text: str) -> None:
    """A title typed on a Mac, with decomposed letters, gets the same slug."""
    assert slugify(text) == slugify(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize("text", ["", " ", "😀", "–", "...", "\N{SOFT HYPHEN}"])
def test_nothing_left(text: str) -> None:
    """A title without letters and figures gives an empty slug."""
    assert slugify(text) == ""


def test_soft_hyphen() -> None:
    """A soft hyphen in a title does not divide the word."""
    assert slugify("nærings\N{SOFT HYPHEN}utvikling") == "naeringsutvikling"


@STEADY
@given(st.text())
def test_what_slugify_gives_is_a_slug(text: str) -> None:
    """Whatever the title is, its slug is valid, empty, and its own slug."""
    slug = slugify(text)
    assert slug == "" or is_slug(slug)
    assert slug == slugify(slug)


@STEADY
@given(st.text("aZ09ÆøÅå .,:;!?()«»–-'’é\N{NO-BREAK SPACE}"))
def test_the_short_way_gives_what_the_long_way_gives(text: str) -> None:
    """Common titles have a fast path."""
    assert slugify(text) == slugify_full(text)


@pytest.mark.parametrize("text", ["a", "2026", "arsrapport-pa-oyer", "4h-gard"])
def test_valid_slugs(text: str) -> None:
    """Lower-case ASCII words with single hyphens are slugs."""
    assert is_slug(text)


@pytest.mark.parametrize("text", ["", "-a", "a-", "a--b", "A", "å", "a_b", "a b", "a.b", "a/b", "a\n", "١"])
def test_invalid_slugs(text: str) -> None:
    """Anything else is not, nor is a slug with a line break after it."""
    assert not is_slug(text)
