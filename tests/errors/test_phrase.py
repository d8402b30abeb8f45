"""Text that remembers how it was put together."""

from __future__ import annotations

import pickle

import pytest

from drammenworks.errors import Phrase, UsageError
from drammenworks.errors.phrase import MAX_PARAMETER, quoted
from drammenworks.messages import LOCALE_FOLDER
from drammenworks.messages.catalogue import MessageCatalogue


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
    "nasty", ["\x1b[2J", "\x1b]0;x\x07", "\n::error::", "\r", "\x85", "\u2028", "\x9b31m"]
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


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\u200b", "usynlig mellomrom U+200B"),
        ("\u200c", "usynlig skilletegn U+200C"),
        ("\u200d", "usynlig bindetegn U+200D"),
        ("\u2060", "usynlig bindetegn U+2060"),
        ("\u200e", "usynlig retningsmerke U+200E"),
        ("\u200f", "usynlig retningsmerke U+200F"),
        ("\u202e", "usynlig retningsmerke U+202E"),
        ("\u2066", "usynlig retningsmerke U+2066"),
        ("\ufeff", "usynlig filmerke U+FEFF"),
        ("\u00ad", "myk bindestrek U+00AD"),
        ("\u180e", "usynlig mellomrom U+180E"),
        ("\u2063", "usynlig tegn U+2063"),
        ("\u3164", "usynlig tegn U+3164"),
        ("\U000e0041", "usynlig tegn U+E0041"),
    ],
)
@pytest.mark.parametrize("pattern", ["{}ab", "a{}b", "ab{}"])
def test_an_invisible_character_in_a_value_is_named(char: str, name: str, pattern: str) -> None:
    """Where it is, because the value would look right without it."""
    shown = Phrase("«{value}»", value=pattern.format(char))
    assert shown == "«" + pattern.format(f"[{name}]") + "»"
    assert shown.isprintable()


@pytest.mark.parametrize(
    "text", ["Blåbær", "17. mai", "👩‍👩‍👧", "❤️", "🏴\U000e0067\U000e0062\U000e007f", "1\xa0250", ""]
)
def test_what_is_seen_or_expected_is_quoted_as_it_is(text: str) -> None:
    """The parts of emoji are no faults, nor are hard spaces in prose."""
    assert Phrase("{value}", value=text) == text


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\xa0", "hardt mellomrom U+00A0"),
        ("\u202f", "smalt hardt mellomrom U+202F"),
        ("\u2009", "uvanlig mellomrom U+2009"),
    ],
)
def test_unusual_spaces_are_named_where_they_matter(char: str, name: str) -> None:
    """In most fields they are the fault; in prose they are not."""
    assert quoted(f"32{char}00", spaces=True) == f"32[{name}]00"


def test_names_of_invisible_characters_are_translated() -> None:
    """They are phrases within the phrase of the message."""
    shown = Phrase("{value}", value="\u200ba")
    translate = MessageCatalogue(LOCALE_FOLDER / "en" / "LC_MESSAGES" / "drammenworks.mo").translate
    assert translate(shown) == "[invisible space U+200B]a"


def test_only_the_first_invisible_characters_are_named() -> None:
    """A run of one kind is named once, and a text full of them stays readable and quick."""
    assert Phrase("{value}", value="a\u200b\u200b\u200bb") == "a[usynlig mellomrom U+200B]b"
    shown = Phrase("{value}", value="a\u200bb\u200e" * 100)
    assert shown.count("[") == 5
