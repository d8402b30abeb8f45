"""The words of a theme."""

from __future__ import annotations

import pytest

from drammenworks.config import Theme
from drammenworks.errors import ContentError
from drammenworks.render.theme_strings import Strings

WORDS = {
    "nav.home": "Forsiden",
    "nav.page_n": "Side {number}",
    "list.one": "{n} sak",
    "list.other": "{n} saker",
    "bad.place": "{antall} saker",
    "bad.number": "{0} saker",
    "bad.brace": "{n saker",
    "bad.field": "{n.x.y} saker",
    "bad.format": "{n:q} saker",
    "plain.brace": "Skriv {navn}",
}
T = Strings(Theme("base", ("base",), (), (), {}, {"nb": WORDS}), "nb")


def test_words_are_given_as_they_are_or_with_values_in_place() -> None:
    """Without values, braces are only braces."""
    assert T("nav.home") == "Forsiden"
    assert T("nav.page_n", number=3) == "Side 3"
    assert T("plain.brace") == "Skriv {navn}"


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 saker"), (1, "1 sak"), (2, "2 saker"), (1001, "1001 saker")]
)
def test_one_has_a_form_of_its_own(number: int, words: str) -> None:
    """And all other numbers share one."""
    assert T("list", n=number) == words


def test_values_are_only_text() -> None:
    """A value with braces is not filled in again."""
    assert T("nav.page_n", number="{n} {0}") == "Side {n} {0}"


@pytest.mark.parametrize("key", ["nav.ukjent", "list"])
def test_missing_words_are_a_finding(key: str) -> None:
    """With the language and the nearest key."""
    with pytest.raises(ContentError) as caught:
        T(key)
    assert [finding.code for finding in caught.value.findings] == ["DW607"]


@pytest.mark.parametrize("key", ["bad.place", "bad.number", "bad.brace", "bad.field", "bad.format"])
def test_words_with_another_place_are_a_finding(key: str) -> None:
    """The finding names what may stand in braces."""
    with pytest.raises(ContentError) as caught:
        T(key, n=2)
    [finding] = caught.value.findings
    assert finding.code == "DW609"
    assert "{n}" in finding.hint
