"""Emphasis: ``*words*`` and ``**words**``, with a fast path for unambiguous markup."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize

SIMPLE_EMPHASIS = r"""
    (?<![^\ \n\t(«])            # After the start, a space, or an opening parenthesis or quotation mark.
    (?P<mark>\*\*?)
    (?=[^\W_]) (?P<emphasised>[^\n!&*<\[\\\]_`]*) (?<=[^\W_])
    (?P=mark)
    (?=[\ \n\t.,:;)»]|\Z)
"""
"""Asterisks that can only open, text without markup, and as many that can only close (CommonMark 6.2).

They always pair: the opener is the nearest one, and no other opener is inside.
"""
_SIMPLE = re.compile(SIMPLE_EMPHASIS, re.VERBOSE)
TAGS = {"*": "em", "**": "strong"}


def emphasis(state: StateInline, silent: bool) -> bool:
    """Parse simple emphasis in one step; otherwise let markdown-it pair the delimiters."""
    if silent:
        return False
    match = _SIMPLE.match(state.src, state.pos, state.posMax)
    if match is None:
        return tokenize(state, silent)
    markup = match["mark"]
    tag = TAGS[markup]
    state.push(f"{tag}_open", tag, 1).markup = markup
    state.append_pending(match["emphasised"])
    state.push(f"{tag}_close", tag, -1).markup = markup
    state.pos = match.end()
    return True
