"""The numbers of items, where a list does not count from its first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from drammenworks.content.markdown.find_lists import Item, ItemList
from drammenworks.content.markdown.lint.ordinals import begins_with_month

VALUE = "value"
"""The number of an item, where it is not the next one."""


def number_items(lists: Iterable[ItemList]) -> None:
    """Mark the items whose number is not the next one, so that no page shows other numbers than the text."""
    for found in lists:
        if found.ordered:
            _number(found.items)


def _number(items: Sequence[Item]) -> None:
    numbers = [int(item.token.info) for item in items]
    if set(numbers) in ({0}, {1}) and not any(begins_with_month(item.text) for item in items):
        # All the same: Markdown's way to let the program count.
        return
    expected = numbers[0]
    for item, number in zip(items, numbers, strict=True):
        if number != expected:
            item.token.meta[VALUE] = number
        expected = number + 1
