"""Fields of a line each, as most documents have alone: read at once, and without loading PyYAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drammenworks.base.strict_yaml import Value

_ITEM = r"[^\W_] (?: [\w /-]* \w )?"
_FIELD = re.compile(
    rf"""
    (?P<key> [a-z][a-z_]*+ ) : [ ]
    (?:
        # In such text nothing is a sign to YAML: no quotes, no comments, and no colon before a space.
        (?P<text> [^\W_] (?: [\w .,;!?()/%&+«»’…–-] | :(?=[\w/]) )*+ ) (?<! [ ])
      | \[ (?P<items> {_ITEM} (?: ,[ ] {_ITEM} )* ) \]
    )
    \n
    """,
    re.VERBOSE,
)


def load_simple(text: str) -> dict[str, Value] | None:
    """Return the mapping that a YAML text holds, or None when there may be more to it."""
    if "null" in text.casefold():
        return None  # It may be a value that says nothing.
    fields: dict[str, Value] = {}
    position, end = 0, len(text)
    while position < end:
        field = _FIELD.match(text, position)
        if field is None or field["key"] in fields:
            return None
        items = field["items"]
        fields[field["key"]] = field["text"] if items is None else [*items.split(", ")]
        position = field.end()
    return fields
