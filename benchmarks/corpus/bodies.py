"""The text of a document: headings, paragraphs, lists, emphasis and links, about 640 words in all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.corpus import prose
from benchmarks.corpus.outline import Entry, Outline
from benchmarks.corpus.seeded_random import SeededRandom

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
    """Markdown; a link to a document has ``@kind/name`` for its address."""
    sample: str
    """A plain sentence of the body, to look for in the page."""

    def markdown(self, address: Callable[[str, str], str]) -> str:
        """Return the body with the address that ``address`` gives for a kind and name."""
        return _REFERENCE.sub(lambda match: f"({address(match[1], match[2])})", self.body)


def make_document(outline: Outline, entry: Entry) -> Document:
    """Return the document; it depends on the outline and its own place in it, and on no other text."""
    random = SeededRandom(outline.seed * 1_000_003 + entry.index * 2 + 1)
    summary = prose.sentence(random)
    target = random.between(WORDS - 40, WORDS + 10)
    blocks: list[str] = []
    words = 0
    sections = 0
    while words < target:
        if len(blocks) % (_PARAGRAPHS_PER_SECTION + 1) == _PARAGRAPHS_PER_SECTION:
            block = f"## {prose.heading(random)}"
            sections += 1
        elif sections and len(blocks) % (2 * _PARAGRAPHS_PER_SECTION) == 0:
            block = _list(random, numbered=sections % 2 == 0)
        else:
            block = _paragraph(random, outline, target - words)
        blocks.append(block)
        words += _count(block)
    sample = prose.sentence(random)
    blocks.append(sample)
    return Document(entry, summary, "\n\n".join(blocks) + "\n", sample)


def _paragraph(random: SeededRandom, outline: Outline, room: int) -> str:
    count = min(random.between(3, 6), max(1, room // 14))
    sentences = [prose.sentence(random) for _ in range(count)]
    dressed = random.between(0, count - 1)
    if random.happens(0.4):
        sentences[dressed] += f" Les mer om {_link(random, outline)}."
    elif random.happens(0.4):
        mark = random.pick(("*", "**"))
        sentences[dressed] += f" Det krever {mark}{prose.phrase(random)}{mark} først."
    return " ".join(sentences)


def _link(random: SeededRandom, outline: Outline) -> str:
    words = prose.phrase(random)
    if random.happens(0.25):
        return f"[{words}](https://kilde-{random.between(1, 40)}.example/{random.between(2016, 2025)}/)"
    other = random.pick(outline.entries)
    return f"[{words}](@{other.kind.name}/{other.name})"


def _list(random: SeededRandom, *, numbered: bool) -> str:
    items = [prose.item(random) for _ in range(random.between(3, 6))]
    marks = [f"{number}." for number in range(1, len(items) + 1)] if numbered else ["-"] * len(items)
    return "\n".join(f"{mark} {item}" for mark, item in zip(marks, items, strict=True))


def _count(block: str) -> int:
    return len(block.split())
