"""Find paragraphs in a language other than the page's without a ``lang`` attribute."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drammenworks.checks.prose.passage import Passage
from drammenworks.checks.prose.style import beginning
from drammenworks.errors import Finding, Phrase
from drammenworks.errors.rules import prose as rules

_MIN_WORDS = 12
_MIN_EVIDENCE = 5
"""Words of only one language, at least three of them different, and no words of only the other."""

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
    """Yield a finding if a passage is clearly in a different language than its context."""
    if passage.has_lang_markup or passage.in_table:
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


def _is_surely(words: list[str], own: frozenset[str], foreign: frozenset[str]) -> bool:
    evidence = [word for word in words if word in own]
    return (
        len(evidence) >= _MIN_EVIDENCE
        and len(set(evidence)) >= 3
        and not any(word in foreign for word in words)
    )
