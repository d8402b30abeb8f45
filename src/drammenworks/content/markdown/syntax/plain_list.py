"""Lists of lines, which most are: found at once, without parsing each item as a text of its own."""

from __future__ import annotations

import re

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

_LINES = {
    marker: re.compile(
        rf"""
        (?:
            [{marker}][ ]
            # What begins no block of its own: words, a number that counts nothing, a link, emphasis or code.
            (?= [^\W\d_] | [«"(] | [0-9]++(?![.)]) | \[[^\[\]\n]++\]\( | \*\*?[^\W_] | _[^\W_] | `(?!`) )
            [^\n]*+ (?:\n|\Z)
        )++
        # An empty line, and after it nothing that might belong to the list.
        (?= \n (?:[ \t]*\n)*+ (?:[^\s{marker}]|\Z) | \Z )
        """,
        re.VERBOSE,
    )
    for marker in ("-", "*", "+")
}


def plain_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse a list whose items are a line each, with an empty line after it, as markdown-it would."""
    if state.level:
        return False
    start = state.bMarks[start_line]
    lines = _LINES.get(state.src[start])
    match = lines.match(state.src, start) if lines is not None else None
    if match is None:
        return False
    items = match[0].rstrip("\n").split("\n")
    end = start_line + len(items)
    marker = match[0][0]
    state.tokens.append(Token("bullet_list_open", "ul", 1, map=[start_line, end], markup=marker, block=True))
    state.tokens += [
        Token("inline", "li", 0, map=[line, line + 1], level=1, children=[], content=item, block=True)
        for line, item in enumerate([item[2:].strip(MD_TRIM_CHARS) for item in items], start_line)
    ]
    state.tokens.append(Token("bullet_list_close", "ul", -1, markup=marker, block=True))
    state.line = end
    return True
