"""Text that remembers how it was put together."""

from __future__ import annotations

import pickle

import pytest

from drammenworks.errors import Phrase, UsageError
from drammenworks.errors.phrase import MAX_PARAMETER


def test_a_phrase_is_its_text_in_norwegian() -> None:
    """Whoever knows nothing of languages sees text."""
    assert Phrase("Hei, {name}.", name="verden") == "Hei, verden."
    assert f"{Phrase('Hei')}!" == "Hei!"


def test_a_phrase_survives_pickling() -> None:
    """With the phrases in it, on its way from a worker or to the cache."""
    phrase = Phrase("{what} er endret.", what=Phrase("Lenken"))
    copy = pickle.loads(pickle.dumps(phrase))
    assert copy == phrase
    assert copy.source == phrase.source
    assert isinstance(dict(copy.source.params)["what"], Phrase)


def test_a_missing_parameter_is_an_error_when_the_phrase_is_created() -> None:
    """Not when it is printed."""
    with pytest.raises(KeyError, match="name"):
        Phrase("Hei, {name}.")


@pytest.mark.parametrize(
    "nasty", ["\x1b[2J", "\x1b]0;x\x07", "\n::error::", "\r", "\x85", "\u2028", "\u202e", "\u2066", "\x9b31m"]
)
def test_parameters_cannot_steer_a_terminal(nasty: str) -> None:
    """Text from content becomes one line of printable text in every message."""
    said = Phrase("«{value}»", value=f"a{nasty}b")
    assert said.isprintable()
    assert said.startswith("«a ")


def test_a_very_long_parameter_is_cut() -> None:
    """A line of a megabyte is truncated."""
    assert Phrase("{value}", value="x" * 1_000_000) == "x" * (MAX_PARAMETER - 1) + "…"


def test_an_error_keeps_its_phrase() -> None:
    """The text of an exception is a string; its message is translatable."""
    error = UsageError(Phrase("«{path}» finnes ikke.", path="x"))
    assert isinstance(error.message, Phrase)
    assert str(error) == "«x» finnes ikke."
