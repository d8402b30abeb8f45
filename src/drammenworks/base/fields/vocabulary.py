"""Which value of a field a word means: a label of forms in bokmål or nynorsk, in English, or misspelt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

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
        """Return the values that a text means: one, several, or none when no word is near."""
        found = tuple(dict.fromkeys(self._listed(text)))
        if found:
            return found
        words = _normalise(text).split(" ")
        for count in range(len(words), 0, -1):
            # «avlyst på grunn av sykdom»
            if (value := self._inflected(" ".join(words[:count]))) is not None:
                return (value,)
        word = nearest(" ".join(words), self._value_of)
        return (self._value_of[word],) if word is not None else ()

    def _listed(self, text: str) -> Iterator[str]:
        """Yield the values of a list or range: «mandag–onsdag og fredag»; none when a word is unknown."""
        if (one := self._one(text)) is not None:
            yield one
        if one is not None or self._sets is None:
            return
        values: list[str] = []
        for part in _BETWEEN.split(text.casefold()):
            if (several := self._several(part)) is None:
                return
            values += several
        yield from values

    def _several(self, text: str) -> Sequence[str] | None:
        assert self._sets is not None
        if (one := self._one(text)) is not None:
            return (one,)
        if (known := self._sets.get(_normalise(text))) is not None:
            return known
        if (ends := _RANGE.fullmatch(text)) is None:
            return None
        first, last = (self._one(end) for end in ends.groups())
        if first is None or last is None:
            return None
        start, count = self._values.index(first), len(self._values)
        length = (self._values.index(last) - start) % count + 1
        return [self._values[(start + step) % count] for step in range(length)]

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
