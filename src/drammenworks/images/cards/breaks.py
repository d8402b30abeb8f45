"""Where a line of a title may end, and at what cost to its look."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

import pyphen

SOFT_HYPHEN = "\N{SOFT HYPHEN}"

_LONG = 16
"""Letters of the shortest word that is divided, as elements.css of the base theme has it for headings."""
_BEFORE, _AFTER = 6, 5
"""Letters that a divided word leaves on a line and takes to the next."""

_COST_OF_HYPHEN = 0.35
_COST_OF_CUT = 0.6
_COST_OF_SMALL_WORD = 0.08
"""For ending a line with «i», «på» or «og», which belong to what follows."""
_SMALL_WORD = 3

_WORD = re.compile(r"[^ \t\r\n]+")
_SEAM = "-/\N{EN DASH}"
"""A word may be divided after these without a sign of it."""
_SEAM_OF_ADDRESS = ".?=&_#:%"


class Pains(IntEnum):
    """How far a title may be taken apart to make it fit."""

    WORDS = 0
    """Between words, and after the hyphens that are written in them."""
    SYLLABLES = 1
    """And within long words, with a hyphen."""
    CHARACTERS = 2
    """And anywhere in what is wider than a line: an address, or a compound without end."""


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a line may end."""

    end: int
    """The line ends before this character."""
    start: int
    """The next begins with this one; a space between them is gone."""
    sign: str
    """What is written at the end of the line."""
    cost: float


def take_apart(
    text: str, lang: str, pains: Pains, too_wide: Callable[[str], bool]
) -> tuple[str, tuple[Break, ...]]:
    """Return a text without its soft hyphens, and where its lines may end; the last break is its end.

    :param too_wide: tells whether a word is wider than any line.
    """
    plain = text.replace(SOFT_HYPHEN, "")
    breaks: dict[int, Break] = {}
    offset = 0
    words = list(_WORD.finditer(text))
    for word in words:
        start = word.start() - offset
        bare = word[0].replace(SOFT_HYPHEN, "")
        offset += len(word[0]) - len(bare)
        anywhere = pains is Pains.CHARACTERS and too_wide(bare)
        for within in _within(word[0], bare, lang, pains, anywhere=anywhere):
            at = start + within.end
            breaks[at] = Break(at, at, within.sign, within.cost)
        end = start + len(bare)
        small = len(bare) <= _SMALL_WORD and bare.isalpha()
        breaks[end] = Break(end, end + 1, "", _COST_OF_SMALL_WORD if small else 0.0)
    if words:
        breaks[len(plain)] = Break(len(plain), len(plain), "", 0.0)
    return plain, tuple(breaks[at] for at in sorted(breaks))


def _within(word: str, bare: str, lang: str, pains: Pains, *, anywhere: bool) -> Iterator[Break]:
    """Yield the breaks within a word; the better of two at the same place comes last."""
    if anywhere:
        for at in range(1, len(bare)):
            # A mark stays with the letter that it stands on.
            if unicodedata.combining(bare[at]) == 0:
                good = bare[at - 1] in _SEAM_OF_ADDRESS
                yield Break(at, at, "", 0.0 if good else _COST_OF_CUT)
    if pains >= Pains.SYLLABLES:
        if len(bare) >= _LONG and SOFT_HYPHEN not in word:
            for at in _hyphenator(lang).positions(bare):
                if _BEFORE <= at <= len(bare) - _AFTER and bare[at - 1].isalpha() and bare[at].isalpha():
                    yield Break(at, at, "-", _COST_OF_HYPHEN)
        # An editor's own soft hyphens are where the word's parts meet.
        for gone, match in enumerate(re.finditer(SOFT_HYPHEN, word)):
            at = match.start() - gone
            if 0 < at < len(bare):
                yield Break(at, at, "-", _COST_OF_HYPHEN / 2)
    for at in range(2, len(bare)):
        if bare[at - 1] in _SEAM and bare[at].isalnum() and bare[at - 2].isalpha():
            yield Break(at, at, "", _COST_OF_SMALL_WORD)


@cache
def _hyphenator(lang: str) -> pyphen.Pyphen:
    """Return the patterns of a language (from LibreOffice's dictionaries)."""
    return pyphen.Pyphen(lang=lang)
