"""Style checks for any language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drammenworks.base.text.edits import OPAQUE
from drammenworks.checks.prose.passage import Passage
from drammenworks.errors import Finding
from drammenworks.errors.rules import prose as rules

MAX_SENTENCE = 45
"""Words. Språkrådet's advice on plain language warns from 25; 45 is undoubtedly too long."""
_MIN_CAPITALS = 4
"""Words: «NAV OG KIWI» may be two names, four words are emphasis."""

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SPACES = re.compile(r"(?<=\S)  +(?=\S)")
_MARKS = re.compile(r"!{2,}|\?{2,}|[!?]*(?:!\?|\?!)[!?]+")
_ADDRESS = re.compile(r"(?<![\w/.@])(?:https?://|www\.)[^\s<>()«»“”\"]+[\w/]")
_EMAIL = re.compile(r"(?<![\w.+:/-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?![\w@])", re.IGNORECASE)
_SENTENCE_END = re.compile(
    r"""
    (?<= [.!?…:;] ) ["»”’)\]*_]* \s+      # The end of a sentence or clause;
    | (?: [ ]{2} | \\ ) \n                # a hard line break.
    """,
    re.VERBOSE,
)


def check_style(passage: Passage) -> Iterator[Finding]:
    """Yield the style findings of a passage."""
    yield from _capitals(passage)
    for match in _SPACES.finditer(passage.text):
        if not passage.in_table and OPAQUE not in passage.text[match.start() - 1 : match.end() + 1]:
            yield rules.SPACES.at(passage.locate(match.start()), text=_around(passage.text, *match.span()))
    for match in _MARKS.finditer(passage.text):
        yield rules.REPEATED_MARKS.at(passage.locate(match.start()), text=match[0])
    yield from _addresses(passage)
    yield from _sentences(passage)


def _capitals(passage: Passage) -> Iterator[Finding]:
    words = _WORD.findall(passage.text)
    longer = [word for word in words if len(word) > 1]
    if len(longer) >= _MIN_CAPITALS and passage.text.isupper():
        yield rules.CAPITALS.at(passage.locate(0), text=beginning(passage.text))


def _addresses(passage: Passage) -> Iterator[Finding]:
    for link in passage.links:
        if _ADDRESS.match(link.text):
            yield rules.URL_AS_TEXT.at(link.location, text=link.text, target=link.target)
    texts = [link.text for link in passage.links]
    found = [*_ADDRESS.finditer(passage.with_addresses), *_EMAIL.finditer(passage.with_addresses)]
    for match in found:
        if not any(match[0] in text for text in texts):
            yield rules.URL_NOT_LINKED.at(
                passage.locate(match.start()), text=match[0], target=_complete(match[0])
            )


def _complete(address: str) -> str:
    """Return an address with its beginning: a browser takes it for a path on the same site without."""
    if "://" in address:
        return address
    return f"mailto:{address}" if "@" in address else f"https://{address}"


def _sentences(passage: Passage) -> Iterator[Finding]:
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(passage.text)), len(passage.text)]:
        sentence = passage.text[start:end]
        words = len(sentence.split())
        if words > MAX_SENTENCE:
            yield rules.LONG_SENTENCE.at(passage.locate(start), text=beginning(sentence), count=words)
        start = end


def beginning(text: str) -> str:
    """Return the first words of a text, to identify it."""
    words = text.replace(OPAQUE, " ").split()
    return " ".join(words[:5]) + (" …" if len(words) > 5 else "")


def _around(text: str, start: int, end: int) -> str:
    """Return the words on either side."""
    before, after = text[:start].split(), text[end:].split()
    return " ".join([*before[-1:], *after[:1]])
