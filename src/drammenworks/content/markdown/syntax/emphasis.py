"""Emphasis: ``*words*`` and ``**words**``, found at once where nothing else can be meant."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize

SIMPLE_EMPHASIS = r"""
    (?<![^\ \n\t(«])            # Nothing before, a space, or what a parenthesis or a quotation begins with.
    (?P<mark>\*\*?)
    (?=[^\W_]) (?P<emphasised>[^\n!&*<\[\\\]_`]*) (?<=[^\W_])
    (?P=mark)
    (?=[\ \n\t.,:;)»]|\Z)
"""
"""Asterisks that can only open, text without any markup, and as many that can only close (CommonMark 6.2).

They pair whatever stands around them: the nearest opener is theirs, and no other opener is inside.
"""
_SIMPLE = re.compile(SIMPLE_EMPHASIS, re.VERBOSE)
TAGS = {"*": "em", "**": "strong"}


def emphasis(state: StateInline, silent: bool) -> bool:
    """Parse emphasis in one step when it is simple; else leave it to markdown-it to pair."""
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
