"""Lists that were meant as text: days, other ordinals and direct speech; and the numbers of items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from drammenworks.content.markdown.lint.days import begins_with_month
from drammenworks.content.markdown.lint.quote import beginning
from drammenworks.content.markdown.source_map import SourceMap
from drammenworks.errors import Finding
from drammenworks.errors.rules import markup as rules

VALUE = "value"
"""The number of an item, where it is not the next one."""

_SAYS = """
sier seier sa svarer svarar svarte spør spurde spurte forteller fortel fortalte legger legg la mener meiner
mente forklarer forklarar forklarte påpeker påpeikar understreker understrekar fortsetter fortset avslutter
avsluttar konkluderer konkluderte roper ropar ropte utbryter utbryt smiler smilar ler kommenterer kommenterte
innrømmer oppsummerer oppsummerte konstaterer konstaterte erkjenner bekrefter bekreftar stadfester håper håpar
tror trur utdyper presiserer hevder hevdar skriver skriv sukker humrer fastslår
says said asks asked adds added explains
"""
_SPEECH = re.compile(rf"[,.!?…»”\"][»”\"]?[ \xa0]+(?:{'|'.join(_SAYS.split())})\b")
_KINDS = frozenset(
    ("bullet_list_open", "ordered_list_open", "bullet_list_close", "ordered_list_close", "list_item_open")
)
_YEAR = 1000
"""A number from here on is a year and no number of an item."""


@dataclass(slots=True)
class _Item:
    token: Token
    text: str


@dataclass(slots=True)
class _List:
    ordered: bool
    items: list[_Item] = field(default_factory=list)


def check_lists(tokens: Sequence[Token], source_map: SourceMap) -> Iterator[Finding]:
    """Yield the findings of lists, and number the items of those that do not count from their first."""
    open_lists: list[_List] = []
    for index, token in enumerate(tokens):
        kind = token.type
        if kind not in _KINDS and token.tag != "li":
            continue
        if kind in ("bullet_list_open", "ordered_list_open"):
            open_lists.append(_List(kind == "ordered_list_open"))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            yield from _check(open_lists.pop(), source_map)
        elif kind == "list_item_open":
            has_text = tokens[index + 1].type == "paragraph_open"
            open_lists[-1].items.append(_Item(token, tokens[index + 2].content if has_text else ""))
        elif token.tag == "li" and token.nesting == 0:
            open_lists[-1].items.append(_Item(token, token.content))


def _check(found: _List, source_map: SourceMap) -> Iterator[Finding]:
    if found.ordered:
        _number(found.items)
        [first, *others] = found.items
        if not others and _is_text(first):
            number = first.token.info + first.token.markup
            escaped = f"{first.token.info}\\{first.token.markup}"
            yield rules.NUMBER_AS_LIST.at(
                source_map.block_location(first.token),
                text=beginning(f"{number} {first.text}"),
                better=beginning(f"{escaped} {first.text}"),
            )
    elif all(is_speech(item.text) for item in found.items):
        for item in found.items:
            text = beginning(item.text)
            yield rules.SPEECH_AS_LIST.at(
                source_map.block_location(item.token), text=f"- {text}", speech=text
            )


def _number(items: Sequence[_Item]) -> None:
    """Mark the items whose number is not the next one, so that no page shows other numbers than the text."""
    numbers = [int(item.token.info) for item in items]
    if set(numbers) in ({0}, {1}) and not any(begins_with_month(item.text) for item in items):
        # All the same: Markdown's way to let the program count.
        return
    expected = numbers[0]
    for item, number in zip(items, numbers, strict=True):
        if number != expected:
            item.token.meta[VALUE] = number
        expected = number + 1


def _is_text(item: _Item) -> bool:
    """Tell whether the only item of a list is a sentence that begins with an ordinal number."""
    return begins_with_month(item.text) or int(item.token.info) >= _YEAR or item.text[:1].islower()


def is_speech(text: str) -> bool:
    """Tell whether a text says who says it, as direct speech does."""
    return _SPEECH.search(text) is not None
