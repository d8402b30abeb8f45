"""Which value of a field a word means: a label of forms in bokmål or nynorsk, in English, or misspelt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from drammenworks.errors.nearest import nearest

_ENDINGS = ("ene", "ane", "er", "ar", "en", "es", "s", "e", "r", "t")
"""Of plural and definite forms, the longest first."""
_BEFORE = re.compile(r"(?:hver|kvar|alle|på|om|every|on)\s+")
_BETWEEN = re.compile(r"\s*(?:[,;/&+]|\b(?:og|and)\b)\s*")
_RANGE = re.compile(r"(.+?)\s*(?:[-–—]|\b(?:til|to|through)\b)\s*(.+)")
_SEPARATORS = re.compile(r"[\s_-]+")
_SHORTEST = 2
"""Letters of an abbreviation."""


class Vocabulary:
    """The words for the values of a field."""

    def __init__(
        self, words: Mapping[str, Sequence[str]], sets: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """Create the vocabulary.

        :param words: value → its words, in the order of the values.
        :param sets: word → the values that it means, for a field with several values in an order, as of days;
            None for a field with one value.
        """
        self._values = tuple(words)
        self._value_of = {_normalise(word): value for value, own in words.items() for word in (value, *own)}
        self._sets = None if sets is None else {_normalise(word): tuple(sets[word]) for word in sets}

    def meant(self, text: str) -> tuple[str, ...]:
        """Return the values that a text means: one, several, or none when some word in it is not known."""
        is_list = self._sets is not None and self._one(text) is None
        found: list[str] = []
        for part in _BETWEEN.split(text.casefold()) if is_list else [text]:
            values = self._several(part) if is_list else self._near(part)
            if not values:
                return ()
            found += values
        return tuple(dict.fromkeys(found))

    def _several(self, text: str) -> Sequence[str]:
        """Return the values of a set or a range («mandag–onsdag»), or of the word that is nearest."""
        word, sets = _normalise(text), self._sets or {}
        if (known := sets.get(word) or sets.get(_BEFORE.sub("", word))) is not None:
            return known
        ends = _RANGE.fullmatch(text)
        if ends is None or self._one(text) is not None:
            return self._near(text)
        first, last = (self._near(end) for end in ends.groups())
        if not first or not last:
            return ()
        start, count = self._values.index(first[0]), len(self._values)
        length = (self._values.index(last[0]) - start) % count + 1
        return [self._values[(start + step) % count] for step in range(length)]

    def _near(self, text: str) -> tuple[str, ...]:
        """Return the value of the word that a text is, begins with, or is most like."""
        if (one := self._one(text)) is not None:
            return (one,)
        words = _normalise(text).split(" ")
        for count in range(len(words), 0, -1):
            # «avlyst på grunn av sykdom»
            if (value := self._inflected(" ".join(words[:count]))) is not None:
                return (value,)
        word = nearest(" ".join(words), self._value_of)
        return (self._value_of[word],) if word is not None else ()

    def _one(self, text: str) -> str | None:
        word = _normalise(text)
        return self._inflected(word) or self._inflected(_BEFORE.sub("", word)) or self._abbreviated(word)

    def _inflected(self, word: str) -> str | None:
        stems = (word, *(word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)))
        return next((self._value_of[stem] for stem in stems if stem in self._value_of), None)

    def _abbreviated(self, word: str) -> str | None:
        if len(word) < _SHORTEST:
            return None
        values = {value for known, value in self._value_of.items() if known.startswith(word)}
        return values.pop() if len(values) == 1 else None


def _normalise(text: str) -> str:
    """Return a word in the form in which words are compared."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return _SEPARATORS.sub(" ", composed).strip(" .,;:!?\"'«»“”‘’")
