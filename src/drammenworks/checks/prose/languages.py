"""Paragraphs in another language than the page's that are not marked as such."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drammenworks.checks.prose.passage import Passage
from drammenworks.checks.prose.style import beginning
from drammenworks.errors import Finding, Phrase
from drammenworks.errors.rules import prose as rules

_MIN_WORDS = 12
_MIN_TELLING = 5
"""Words that only one of the languages has, at least three of them different, and none of the other's."""

_ENGLISH_WORDS = """
the and of is that this with are was were from have has which their they been would our your you these those
than into about
"""
_NORWEGIAN_WORDS = """
og er det ikke ikkje på som av med har en et ein ei den vi å ble vart blei var fra frå eller kan skal også seg
deg du de dei når hva kva hvor kor vår våre både mellom etter
"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_NORWEGIAN = frozenset(_NORWEGIAN_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+")


def check_language(passage: Passage) -> Iterator[Finding]:
    """Yield a finding when a passage is surely in another language than its surroundings."""
    if passage.marked or passage.in_table:
        return
    words = [word.casefold() for word in _WORD.findall(passage.text)]
    if len(words) < _MIN_WORDS:
        return
    if passage.lang in ("nb", "nn") and _is_surely(words, _ENGLISH, _NORWEGIAN):
        language, lang = Phrase("engelsk"), "en"
    elif passage.lang == "en" and _is_surely(words, _NORWEGIAN, _ENGLISH):
        language, lang = Phrase("norsk"), "nb"
    else:
        return
    text = beginning(passage.text)
    yield rules.FOREIGN.at(passage.locate(0), text=text, language=language, lang=lang)


def _is_surely(words: list[str], its: frozenset[str], others: frozenset[str]) -> bool:
    telling = [word for word in words if word in its]
    return (
        len(telling) >= _MIN_TELLING and len(set(telling)) >= 3 and not any(word in others for word in words)
    )
