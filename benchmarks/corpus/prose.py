"""Sentences from the word lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from benchmarks.corpus import words
from benchmarks.corpus.seeded_random import SeededRandom

_WORDS: dict[str, Sequence[str]] = {
    "actor": words.ACTORS,
    "thing": words.THINGS,
    "groups": words.GROUPS,
    "plurals": words.PLURALS,
    "qualities": words.QUALITIES,
    "verb": words.VERBS,
    "infinitive": words.INFINITIVES,
    "time": words.TIMES,
    "place": words.PLACES,
    "manner": words.MANNERS,
    "opening": words.OPENINGS,
    "name": words.GIVEN_NAMES,
}

Pattern = tuple[Sequence[str], ...]
"""A choice of words for each part, in order; a fixed part is a choice of one."""


def _compile(pattern: str) -> Pattern:
    parts = re.split(r"\{(\w+)\}", pattern)
    return tuple(_WORDS[part] if index % 2 else (part,) for index, part in enumerate(parts) if part)


_SENTENCES = tuple(map(_compile, words.SENTENCES))
_ITEMS = tuple(map(_compile, words.ITEMS))
_HEADINGS = tuple(map(_compile, words.HEADINGS))
_TITLES = tuple(map(_compile, words.TITLES))


def sentence(random: SeededRandom) -> str:
    """Return a sentence with its full stop."""
    return _fill(_SENTENCES, random) + "."


def item(random: SeededRandom) -> str:
    """Return an item of a list."""
    return _fill(_ITEMS, random)


def heading(random: SeededRandom) -> str:
    """Return a heading within a text."""
    return _fill(_HEADINGS, random)


def title(random: SeededRandom) -> str:
    """Return the title of a document."""
    return _fill(_TITLES, random)


def phrase(random: SeededRandom) -> str:
    """Return two or three words that a link or emphasis can stand on."""
    return f"{random.pick(words.QUALITIES)} {random.pick(words.PLURALS)}"


def _fill(patterns: Sequence[Pattern], random: SeededRandom) -> str:
    text = "".join([part[0] if len(part) == 1 else random.pick(part) for part in random.pick(patterns)])
    return text[0].upper() + text[1:]
