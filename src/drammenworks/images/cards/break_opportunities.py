"""Find the possible line breaks of a title, and the cost of each to its appearance."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

import pyphen

SOFT_HYPHEN = "\N{SOFT HYPHEN}"

_MIN_WORD = 16
"""Letters of the shortest word to hyphenate, as for headings in the base theme's elements.css."""
_MIN_BEFORE, _MIN_AFTER = 6, 5
"""The fewest letters before and after a hyphen."""

_HYPHEN_COST = 0.35
_CUT_COST = 0.6
_SMALL_WORD_COST = 0.08
"""For ending a line with «i», «på» or «og», which belong to the next word."""
_SMALL_WORD = 3
"""Letters."""

_WORD = re.compile(r"[^ \t\r\n]+")
_BREAK_AFTER = "-/\N{EN DASH}"
"""A word may be broken after these without a hyphen."""
_URL_BREAK_AFTER = ".?=&_#:%"


class BreakLevel(IntEnum):
    """Where a title may be broken to make it fit; each level includes the levels before it."""

    WORDS = 0
    """Between words, and after their own hyphens."""
    SYLLABLES = 1
    """Within long words, with a hyphen."""
    CHARACTERS = 2
    """Anywhere in a word that is wider than a line, such as a URL or an endless compound."""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A position where a line may end."""

    end: int
    """The index of the character after the line."""
    start: int
    """The index of the first character of the next line, after a space."""
    hyphen: str
    """Added at the end of the line; empty for a break between words."""
    cost: float


def find_breaks(
    text: str, lang: str, level: BreakLevel, too_wide: Callable[[str], bool]
) -> tuple[str, tuple[LineBreak, ...]]:
    """Return a text without its soft hyphens, and its possible line breaks; the last break is its end.

    :param too_wide: returns whether a word is wider than any line.
    """
    plain = text.replace(SOFT_HYPHEN, "")
    breaks: dict[int, LineBreak] = {}
    offset = 0
    words = list(_WORD.finditer(text))
    for word in words:
        start = word.start() - offset
        bare = word[0].replace(SOFT_HYPHEN, "")
        offset += len(word[0]) - len(bare)
        anywhere = level is BreakLevel.CHARACTERS and too_wide(bare)
        for inner in _breaks_within(word[0], bare, lang, level, anywhere=anywhere):
            at = start + inner.end
            breaks[at] = LineBreak(at, at, inner.hyphen, inner.cost)
        end = start + len(bare)
        small = len(bare) <= _SMALL_WORD and bare.isalpha()
        breaks[end] = LineBreak(end, end + 1, "", _SMALL_WORD_COST if small else 0.0)
    if words:
        breaks[len(plain)] = LineBreak(len(plain), len(plain), "", 0.0)
    return plain, tuple(breaks[at] for at in sorted(breaks))


def _breaks_within(
    word: str, bare: str, lang: str, level: BreakLevel, *, anywhere: bool
) -> Iterator[LineBreak]:
    """Yield the breaks within a word; of two at the same position the better is last."""
    if anywhere:
        for at in range(1, len(bare)):
            # A combining mark stays with its letter.
            if unicodedata.combining(bare[at]) == 0:
                good = bare[at - 1] in _URL_BREAK_AFTER
                yield LineBreak(at, at, "", 0.0 if good else _CUT_COST)
    if level >= BreakLevel.SYLLABLES:
        if len(bare) >= _MIN_WORD and SOFT_HYPHEN not in word:
            for at in _hyphenator(lang).positions(bare):
                if (
                    _MIN_BEFORE <= at <= len(bare) - _MIN_AFTER
                    and bare[at - 1].isalpha()
                    and bare[at].isalpha()
                ):
                    yield LineBreak(at, at, "-", _HYPHEN_COST)
        # An editor's soft hyphens mark the parts of a compound, which are better breaks than syllables.
        for removed, match in enumerate(re.finditer(SOFT_HYPHEN, word)):
            at = match.start() - removed
            if 0 < at < len(bare):
                yield LineBreak(at, at, "-", _HYPHEN_COST / 2)
    for at in range(2, len(bare)):
        if bare[at - 1] in _BREAK_AFTER and bare[at].isalnum() and bare[at - 2].isalpha():
            yield LineBreak(at, at, "", _SMALL_WORD_COST)


@cache
def _hyphenator(lang: str) -> pyphen.Pyphen:
    """Return the hyphenation patterns of a language (from LibreOffice's dictionaries)."""
    return pyphen.Pyphen(lang=lang)
