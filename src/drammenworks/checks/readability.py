"""How hard a text is to read: LIX, the index of Björnsson (1968) that Scandinavian texts are given.

Under 30 is very easy, 40 is a newspaper, over 50 is for those of the trade.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_END = re.compile(r"[.!?:…](?=[\s»”’)]|$)")
_LONG = 7
"""Letters of a long word: more than six."""
_FEWEST = 50
"""Words of a text that the index says something about."""


def lix(passages: Iterable[str]) -> int | None:
    """Return the index of a text; None for one that is too short.

    It is the words of a sentence, on the average, and the share of long words in per cent.

    :param passages: its paragraphs and headings, each of which ends a sentence.
    """
    words = long_words = sentences = 0
    for passage in passages:
        found = _WORD.findall(passage)
        if not found:
            continue
        words += len(found)
        long_words += sum(len(word) >= _LONG for word in found)
        text = passage.rstrip()
        sentences += len(_END.findall(text)) + (text[-1:] not in ".!?:…")
    if words < _FEWEST:
        return None
    return round(words / sentences + 100 * long_words / words)
