"""How much a page is about each of its terms: more for its title than for its summary, headings and text."""

from __future__ import annotations

from collections import Counter

from drammenworks.search.page_text import PageText
from drammenworks.search.postings import HIGHEST_WEIGHT, weight_character
from drammenworks.search.stemming import Terms

_TITLE, _SHARE_OF_TITLE = 16, 24
"""What each word of a title weighs, and what all of them share: in a short title each says more."""
_SUMMARY = 6
_HEADING = 5
_KEYWORD = 5
_TEXT = (0, 1, 2, 3, 3, 3, 4)
"""By how often a term is in the text; from the last on, it makes no difference."""


def weigh(text: PageText, terms: Terms) -> str:
    """Return the terms of a page, sorted, each after the character of its weight: ``Bby Fhavn``."""
    weights: Counter[str] = Counter()
    for term, count in Counter(terms(text.body)).items():
        weights[term] = _TEXT[min(count, len(_TEXT) - 1)]
    title = terms(text.title)
    for of_field, weight in (
        (title, _TITLE + _SHARE_OF_TITLE // max(1, len(title))),
        (terms(text.summary), _SUMMARY),
        (terms(" . ".join(text.headings)), _HEADING),
        (terms(" . ".join(text.keywords)), _KEYWORD),
    ):
        for term in set(of_field):
            weights[term] += weight
    return " ".join(
        [f"{weight_character(min(weights[term], HIGHEST_WEIGHT))}{term}" for term in sorted(weights)]
    )
