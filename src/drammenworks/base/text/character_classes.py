"""The classes of characters in typography: space, punctuation, or part of a word."""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from functools import lru_cache

from drammenworks.base.text.edits import OPAQUE


class CharacterClass(IntEnum):
    """The class of a neighbour of a quotation mark or dash, ordered by nearness to a word."""

    SPACE = 0
    PUNCTUATION = 1
    WORD = 2


_PART_OF_WORD = frozenset({"Mn", "Mc", "Me", "Cf"})
"""Combining marks, and invisible characters such as the soft hyphen."""


@lru_cache(maxsize=4096)
def character_class(char: str) -> CharacterClass:
    """Return the class of a character; no character (at the start or the end) counts as a space."""
    if not char or char.isspace():
        return CharacterClass.SPACE
    if char.isalnum() or char == OPAQUE or unicodedata.category(char) in _PART_OF_WORD:
        return CharacterClass.WORD
    return CharacterClass.PUNCTUATION
