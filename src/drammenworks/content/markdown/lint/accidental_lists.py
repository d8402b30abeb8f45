"""Lists that were meant as text: days, other ordinals and direct speech."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from drammenworks.content.markdown.find_lists import Item, ItemList
from drammenworks.content.markdown.lint.ordinals import begins_with_month, is_ordinal
from drammenworks.content.markdown.lint.quote import beginning
from drammenworks.content.markdown.source_map import SourceMap
from drammenworks.errors import Finding
from drammenworks.errors.rules import accidental_markdown as rules

_SAYS = """
sier seier sa svarer svarar svarte spør spurde spurte forteller fortel fortalte legger legg la mener meiner
mente forklarer forklarar forklarte påpeker påpeikar understreker understrekar fortsetter fortset avslutter
avsluttar konkluderer konkluderte roper ropar ropte utbryter utbryt smiler smilar ler kommenterer kommenterte
innrømmer oppsummerer oppsummerte konstaterer konstaterte erkjenner bekrefter bekreftar stadfester håper håpar
tror trur utdyper presiserer hevder hevdar skriver skriv sukker humrer fastslår
says said asks asked adds added explains
"""
_SPEECH = re.compile(rf"[,.!?…»”\"][»”\"]?[ \xa0]+(?:{'|'.join(_SAYS.split())})\b")
_TEXTS = frozenset(("inline", "words", "heading"))
_NEAR = 40
"""Tokens before a list: a table or a few paragraphs."""
_YEAR = 1000
"""A number from here on is a year and no number of an item."""


_MARK = re.compile(r"(?P<number>[0-9]{0,9})[-*+.)](?=\s|\Z)")
_DATE = re.compile(r"[0-9]{1,2}\.[ \t]+[0-9]{1,2}\.[ \t]+[0-9]{2,4}\b")
_DAYS = re.compile(r"(?P<first>[0-9]{1,2})\.[ \t]+[-–—][ \t]*(?P<last>[0-9]{1,2})\.(?=[ \t]+[^\W\d_])")
"""«5. - 7. juni»."""
_SIGNED = re.compile(
    r"\+[ \t]+[0-9]|-[ \t]+[0-9][0-9.,]*[ \xa0]?(?:°|%|grader?\b|prosent|kr\b|kroner|mill|mrd)"
)
"""A number with a sign, as the only item of a list."""
_STARRED = re.compile(r"[^\W_]\*(?=[\s.,:;)]|\Z)")
"""A word with an asterisk, which a line below explains."""


def check_lists(
    lists: Iterable[ItemList], tokens: Sequence[Token], source_map: SourceMap
) -> Iterator[Finding]:
    """Yield the findings of the lists among some tokens."""
    for found in lists:
        yield from _check(found, tokens[max(found.end - _NEAR, 0) : found.end], source_map)


def _check(found: ItemList, before: Sequence[Token], source_map: SourceMap) -> Iterator[Finding]:
    if not found.ordered and all(is_speech(item.text) for item in found.items):
        for item in found.items:
            text = beginning(item.text)
            place = source_map.block_location(item.token)
            yield rules.SPEECH_AS_LIST.at(place, text=f"- {text}", better=text)
        return
    if found.ordered and len(found.items) > 1:
        yield from _ordinals(found.items, source_map)
    elif len(found.items) == 1:
        [item] = found.items
        whole = source_map.source_line(item.token).lstrip(" \t>")
        if (days := _DAYS.match(whole)) is not None:
            # A list in a list in a list: the outermost tells of it.
            if found.ordered and item.token.info == days["first"] and not begins_with_month(item.text):
                yield _as_text(item, whole, source_map)
            return
        line = source_map.source_line(item.token).lstrip(" \t>")
        # An item in an item begins further on in the line.
        sign = item.token.info + item.token.markup
        line = line[max(line.find(f"{sign} "), 0) :] if sign else line
        match = _MARK.match(line)
        if match is not None and (_is_ordinal(item, line) if found.ordered else _is_sign(line, before)):
            better = f"{match['number']}\\{line[match.end('number') :]}"
            place = source_map.block_location(item.token)
            yield rules.TEXT_AS_LIST.at(place, text=beginning(line), mark=match[0], better=beginning(better))


def _ordinals(items: Sequence[Item], source_map: SourceMap) -> Iterator[Finding]:
    """Yield a finding for each line of a list whose numbers do not follow each other, and are ordinals."""
    numbers = [int(item.token.info or 0) for item in items]
    if numbers == list(range(numbers[0], numbers[0] + len(items))) or len(set(numbers)) == 1:
        return
    lines = [source_map.source_line(item.token).lstrip(" \t>") for item in items]
    if all(_is_surely_text(item, line) for item, line in zip(items, lines, strict=True)):
        for item, line in zip(items, lines, strict=True):
            yield _as_text(item, line, source_map)


def _is_surely_text(item: Item, line: str) -> bool:
    return _DAYS.match(line) is not None or (is_ordinal(item.text) and item.text[:1].islower())


def _as_text(item: Item, line: str, source_map: SourceMap) -> Finding:
    """Return the finding of a line that begins with a number and was meant as text."""
    number = item.token.info
    days = _DAYS.match(line)
    better = f"{number}.–{days['last']}.{line[days.end() :]}" if days else f"{number}\\{line[len(number) :]}"
    place = source_map.block_location(item.token)
    return rules.TEXT_AS_LIST.at(place, text=beginning(line), mark=f"{number}.", better=beginning(better))


def _is_ordinal(item: Item, line: str) -> bool:
    """Tell whether the only item of a list is a text that begins with an ordinal number, or with a date."""
    number, text = int(item.token.info), item.text
    return begins_with_month(text) or number >= _YEAR or text[:1].islower() or _DATE.match(line) is not None


def _is_sign(line: str, before: Sequence[Token]) -> bool:
    """Tell whether the bullet of the only item of a list is the sign of a number, or explains an asterisk."""
    if _SIGNED.match(line):
        return True
    if not line.startswith("*"):
        return False
    # Signs of emphasis are paired, and code is content.
    return any(
        token.content.count("*") == 1 and "`" not in token.content and _STARRED.search(token.content)
        for token in before
        if token.type in _TEXTS
    )


def is_speech(text: str) -> bool:
    """Tell whether a text says who says it, as direct speech does."""
    return _SPEECH.search(text) is not None
