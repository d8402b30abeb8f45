"""The text of a document: headings, paragraphs, lists, emphasis and links, about 640 words in all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.corpus import prose
from benchmarks.corpus.chance import Chance
from benchmarks.corpus.outline import Entry, Outline

WORDS = 640
"""How long a text is on average."""

_REFERENCE = re.compile(r"\(@(\w+)/([a-z0-9-]+)\)")
_PARAGRAPHS_PER_SECTION = 3


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its text."""

    entry: Entry
    summary: str
    body: str
    """Markdown; a link to another document has ``@kind/name`` for its address."""
    sample: str
    """A plain sentence of the body, to look for in what a generator made of it."""

    def markdown(self, address: Callable[[str, str], str]) -> str:
        """Return the body with the address that ``address`` gives for a kind and name."""
        return _REFERENCE.sub(lambda match: f"({address(match[1], match[2])})", self.body)


def make_document(outline: Outline, entry: Entry) -> Document:
    """Return the document; it depends on the outline and its own place in it, and on no other text."""
    chance = Chance(outline.seed * 1_000_003 + entry.index * 2 + 1)
    summary = prose.sentence(chance)
    target = chance.between(WORDS - 40, WORDS + 10)
    blocks: list[str] = []
    words = 0
    sections = 0
    while words < target:
        if len(blocks) % (_PARAGRAPHS_PER_SECTION + 1) == _PARAGRAPHS_PER_SECTION:
            block = f"## {prose.heading(chance)}"
            sections += 1
        elif sections and len(blocks) % (2 * _PARAGRAPHS_PER_SECTION) == 0:
            block = _list(chance, numbered=sections % 2 == 0)
        else:
            block = _paragraph(chance, outline, target - words)
        blocks.append(block)
        words += _count(block)
    sample = prose.sentence(chance)
    blocks.append(sample)
    return Document(entry, summary, "\n\n".join(blocks) + "\n", sample)


def _paragraph(chance: Chance, outline: Outline, room: int) -> str:
    count = min(chance.between(3, 6), max(1, room // 14))
    sentences = [prose.sentence(chance) for _ in range(count)]
    dressed = chance.between(0, count - 1)
    if chance.happens(0.4):
        sentences[dressed] += f" Les mer om {_link(chance, outline)}."
    elif chance.happens(0.4):
        mark = chance.pick(("*", "**"))
        sentences[dressed] += f" Det krever {mark}{prose.phrase(chance)}{mark} først."
    return " ".join(sentences)


def _link(chance: Chance, outline: Outline) -> str:
    words = prose.phrase(chance)
    if chance.happens(0.25):
        return f"[{words}](https://kilde-{chance.between(1, 40)}.example/{chance.between(2016, 2025)}/)"
    other = chance.pick(outline.entries)
    return f"[{words}](@{other.kind.name}/{other.name})"


def _list(chance: Chance, *, numbered: bool) -> str:
    items = [prose.item(chance) for _ in range(chance.between(3, 6))]
    marks = [f"{number}." for number in range(1, len(items) + 1)] if numbered else ["-"] * len(items)
    return "\n".join(f"{mark} {item}" for mark, item in zip(marks, items, strict=True))


def _count(block: str) -> int:
    return len(block.split())
