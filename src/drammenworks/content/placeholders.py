"""What stands in a new document in place of each text that somebody is to write, and where it still does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from drammenworks.base.yaml_types import Value
from drammenworks.errors import Location

FILL_IN = "FYLL INN"
"""In capitals, so that no text has it by chance; the same in every language, since it is for the editor."""

FILL_IN_NAME = "FYLL-INN"
"""The same, where no blank may stand."""

_EITHER = re.compile("FYLL[ -]INN")


def is_unfilled(text: str) -> bool:
    """Tell whether something is still to be written in a text."""
    return _EITHER.search(text) is not None


def unfilled(
    fields: Mapping[str, Value], text: str, locate: Callable[[tuple[str | int, ...]], Location]
) -> Iterator[Location]:
    """Yield the place of each field in which something is still to be written. Comments do not count.

    :param text: the fields as they are written.
    :param locate: returns the place of the value at some keys.
    """
    if is_unfilled(text):
        yield from map(locate, _among(dict(fields), ()))


def unfilled_lines(text: str, *, path: str, first_line: int = 1) -> Iterator[Location]:
    """Yield each line of a text in which something is still to be written.

    :param path: of its file.
    :param first_line: that of the text there.
    """
    if is_unfilled(text):
        for number, line in enumerate(text.split("\n"), start=first_line):
            if found := _EITHER.search(line):
                yield Location(path, number, found.start() + 1)


def _among(value: Value, keys: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, str):
        if is_unfilled(value):
            yield keys
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _among(inner, (*keys, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _among(inner, (*keys, index))
