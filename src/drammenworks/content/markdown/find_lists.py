"""The lists of a text, with their items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

_KINDS = frozenset(
    ("bullet_list_open", "ordered_list_open", "bullet_list_close", "ordered_list_close", "list_item_open")
)


@dataclass(slots=True)
class Item:
    """An item of a list."""

    token: Token
    text: str
    """Its first paragraph; empty when it begins with something else."""


@dataclass(slots=True)
class ItemList:
    """A list, without the lists in its items."""

    ordered: bool
    items: list[Item] = field(default_factory=list)
    end: int = 0
    """The place of the token that closes it."""


def find_lists(tokens: Sequence[Token]) -> Iterator[ItemList]:
    """Yield the lists among some tokens, those in items first."""
    open_lists: list[ItemList] = []
    for index, token in enumerate(tokens):
        kind = token.type
        if kind not in _KINDS and token.tag != "li":
            continue
        if kind in ("bullet_list_open", "ordered_list_open"):
            open_lists.append(ItemList(kind == "ordered_list_open"))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            closed = open_lists.pop()
            closed.end = index
            yield closed
        elif kind == "list_item_open":
            has_text = tokens[index + 1].type == "paragraph_open"
            open_lists[-1].items.append(Item(token, tokens[index + 2].content if has_text else ""))
        elif token.tag == "li" and token.nesting == 0:
            open_lists[-1].items.append(Item(token, token.content))
