"""The fast path of strict YAML: one field per line, as in most documents. Needs no PyYAML."""

from __future__ import annotations

import re

from drammenworks.base.yaml_common import Value

_ITEM = r"[^\W_] (?: [\w /-]* \w )?"
_FIELD = re.compile(
    rf"""
    (?P<key> [a-z][a-z_]{{0,127}}+ ) : [ ]  # The parser takes no key longer than MAX_KEY.
    (?:
        # No character in this text is YAML syntax: no quotes, no comments, no colon before a space.
        (?P<text> [^\W_] (?: [\w .,;!?()/%&+«»’…–-] | :(?=[\w/]) )*+ ) (?<! [ ])
      | \[ (?P<items> {_ITEM} (?: ,[ ] {_ITEM} )* ) \]
    )
    \n
    """,
    re.VERBOSE,
)


def load_simple(text: str) -> dict[str, Value] | None:
    """Return the mapping in a YAML text, or None when it needs the full parser."""
    if "null" in text.casefold():
        return None  # It may be an empty value.
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
