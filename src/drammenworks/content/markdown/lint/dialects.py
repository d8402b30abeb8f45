"""Findings about signs that mean something in other kinds of Markdown and nothing here: ``~~struck~~``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from markdown_it.token import Token

from drammenworks.content.markdown.find_lists import ItemList
from drammenworks.content.markdown.lint.quote import shortened
from drammenworks.content.markdown.source_map import SourceMap
from drammenworks.errors import Finding, Phrase
from drammenworks.errors.rules import markdown as rules

_PAIRS = ("~~", "==", "++", "[[", "[ ]", "[]", "[x]", "[X]")
_RAISED = re.compile(r"[\^~]\w{1,3}[\^~]")
_NAMED_SIGN = re.compile(":[a-z_]{3,30}:")
_WORDS = r"(?=[^\s{0}])[^{0}\n]{{1,200}}(?<=\S)"
_MARKS: tuple[tuple[re.Pattern[str], Phrase], ...] = (
    (
        re.compile(f"~~{_WORDS.format('~')}~~"),
        Phrase("Ta bort det som ikke gjelder lenger, eller skriv med ord at det ikke gjelder."),
    ),
    (
        re.compile(rf"(?<![=\w])=={_WORDS.format('=')}==(?![=\w])"),
        Phrase("Framhev med **fet** skrift i stedet."),
    ),
    (
        re.compile(rf"(?<![+\w])\+\+{_WORDS.format('+')}\+\+(?![+\w])"),
        Phrase("Framhev med **fet** skrift i stedet."),
    ),
    (
        re.compile(r"\[\[[^\[\]\n]{1,200}\]\]"),
        Phrase("Skriv lenken som [tekst](page:navn-på-siden)."),
    ),
    (
        re.compile(r"(?<=\w)(?:\^\w{1,3}\^|(?<!~)~\w{1,3}~(?!~))"),
        Phrase("Skriv tegnet selv, for eksempel ² eller ₂."),
    ),
    (
        re.compile(
            r"(?<![\w:/]):(?:[a-z]+_[a-z_]+|smile|heart|tada|warning|rocket|check|star|fire|bulb):(?![\w:/])"
        ),
        Phrase("Skriv med ord, eller sett inn tegnet selv."),
    ),
)
_BOX = re.compile(r"\[[ xX]?\](?=[ \t\xa0])")


def has_foreign_marks(text: str) -> bool:
    """Tell quickly whether a whole text may have something that :func:`check_dialects` reports."""
    # A single expression tries each of its branches at each letter, which took a tenth of reading a text.
    return (
        any(pair in text for pair in _PAIRS)
        or (("^" in text or "~" in text) and _RAISED.search(text) is not None)
        or _NAMED_SIGN.search(text) is not None
    )


def check_dialects(
    tokens: Sequence[Token], lists: Iterable[ItemList], source_map: SourceMap
) -> Iterator[Finding]:
    """Yield a finding for the first of each kind of sign in a text, and for each list to tick off."""
    told: set[re.Pattern[str]] = set()
    for token in tokens:
        for text in _texts(token):
            for pattern, advice in _MARKS:
                match = pattern.search(text) if pattern not in told else None
                if match is None:
                    continue
                told.add(pattern)
                place = source_map.inline_location(token, max(token.content.find(match[0]), 0))
                yield rules.FOREIGN_MARK.at(place, text=shortened(match[0]), suggestion=advice)
    for found in lists:
        item = next((item for item in found.items if _BOX.match(item.text)), None)
        if item is not None:
            box = item.text[: item.text.index("]") + 1]
            advice = Phrase("Skriv med ord hva som er gjort, og ta bort hakeparentesene.")
            yield rules.FOREIGN_MARK.at(source_map.block_location(item.token), text=box, suggestion=advice)


def _texts(token: Token) -> Iterator[str]:
    """Yield the texts of a token between other elements: code is content."""
    if token.type in ("words", "heading") or (token.type == "inline" and not token.children):
        yield token.content
    elif token.type == "inline":
        for kind, group in groupby(token.children or (), key=lambda child: child.type):
            if kind == "text":
                yield "".join(child.content for child in group)
