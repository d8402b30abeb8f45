"""Words with two endings, as «gata» and «gaten»: both are right, and a website has one of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from drammenworks.checks.prose.passage import Passage
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import prose as rules

_ALONE = "gat uk dør bru jul bok natt tid øy hytt stu avis"
_ALSO_COMPOUND = "elv klokk helg bygd strand"
_FORM = re.compile(
    rf"(?<![\w-])(?:(?P<stem>{'|'.join(_ALONE.split())}"
    rf"|[^\W\d_]*(?:{'|'.join(_ALSO_COMPOUND.split())})|[^\W\d_]{{3,}}ing)(?P<ending>a|en))(?![\w-])",
    re.IGNORECASE,
)


class WordEnding(NamedTuple):
    """A word with one of its two endings."""

    stem: str
    """In lower case; of a compound, its last part."""
    ending: str
    location: Location


def endings(passage: Passage) -> Iterator[WordEnding]:
    """Yield the words of a passage in bokmål that could have another ending."""
    if passage.lang != "nb":
        return
    for match in _FORM.finditer(passage.text):
        word = match[0].casefold()
        ending = match["ending"].casefold()
        stem = word.removesuffix(ending)
        last = next((part for part in _ALSO_COMPOUND.split() if stem.endswith(part)), stem)
        yield WordEnding(last, ending, passage.locate(match.start()))


def check_endings(found: Iterable[WordEnding]) -> Iterator[Finding]:
    """Yield a finding for each word with another ending than it mostly has in all texts."""
    words = sorted(found, key=lambda word: word.location.sort_key)
    counts = Counter((word.stem, word.ending) for word in words)
    for word in words:
        other = "en" if word.ending == "a" else "a"
        mine, others = counts[word.stem, word.ending], counts[word.stem, other]
        # Where both are as frequent, the shorter one stays.
        if others > mine or (others == mine and word.ending == "en"):
            yield rules.TWO_ENDINGS.at(
                word.location, text=f"{word.stem}{word.ending}", other=f"{word.stem}{other}"
            )
