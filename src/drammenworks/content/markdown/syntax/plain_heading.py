"""Headings of ``#``, words, and nothing else, which nearly all are."""

from __future__ import annotations

import re

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

_LINE = re.compile(r"(\#{1,6})[ ] ([^\n#]*+) (?=\n|\Z)", re.VERBOSE)


def plain_heading(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse a heading at the beginning of a line without another ``#``, as markdown-it would."""
    if silent or state.level:
        return False
    match = _LINE.match(state.src, state.bMarks[start_line])
    if match is None:
        return False
    markup = match[1]
    tag, after = f"h{len(markup)}", start_line + 1
    content = match[2].strip(MD_TRIM_CHARS)
    state.line = after
    state.tokens += (
        Token("heading_open", tag, 1, map=[start_line, after], markup=markup, block=True),
        Token("inline", "", 0, map=[start_line, after], level=1, children=[], content=content, block=True),
        Token("heading_close", tag, -1, markup=markup, block=True),
    )
    return True
