"""Words of a text, and their folded form, in which «Årsmøte», «aarsmoete» and «arsmote» are the same.

``themes/base/assets/js/search.js`` has the same rules; a test compares the two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_MARKS = "\u00ad\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u200b-\u200f\u2060\ufeff"
"""What may stand inside a word: accents, vowel points, soft hyphens, joiners and marks of direction."""

_LETTERS = rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*"
_WORD = re.compile(rf"{_LETTERS}(?:[-\u2010\u2011]{_LETTERS})*")
_HYPHEN = re.compile(r"[-\u2010\u2011]")
_NO_LETTER = re.compile(r"[\W_]+")
_OWN_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ŋ": "n", "ŧ": "t"}
)
"""Letters that Unicode does not take apart; å is an a with a ring."""


def fold(word: str) -> str:
    """Return a word without case, accents and the letters that not all keyboards have.

    People write å as a or aa, ø as o or oe, and æ as ae.
    """
    if word.isascii():
        folded = word.lower()
    else:
        folded = unicodedata.normalize("NFKD", word).lower()
        folded = _NO_LETTER.sub("", folded).translate(_OWN_LETTERS)
    return folded.replace("aa", "a").replace("oe", "o")


def words(text: str) -> Iterator[str]:
    """Yield the words of a text as they are written: of «e-post» its parts, and the whole without the hyphen.

    A single letter is no word, while a single digit is.
    """
    for word in _WORD.findall(text):
        if "-" in word or "\u2010" in word or "\u2011" in word:
            parts = _HYPHEN.split(word)
            yield from (part for part in parts if _counts(part))
            yield "".join(parts)
        elif _counts(word):
            yield word


def _counts(word: str) -> bool:
    return len(word) > 1 or word.isdecimal()
