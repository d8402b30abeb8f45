"""Emphasis: ``*words*`` and ``**words**``, found at once where nothing else can be meant."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize

SIMPLE_EMPHASIS = re.compile(
    r"""
    (?<![^\ \n\t(«])            # Nothing before, a space, or what a parenthesis or a quotation begins with.
    (\*\*?)
    (?=[^\W_]) ([^\n!&*<\[\\\]_`]*) (?<=[^\W_])
    \1
    (?=[\ \n\t.,:;)»]|\Z)
    """,
    re.VERBOSE,
)
"""Asterisks that can only open, text without any markup, and as many that can only close (CommonMark 6.2).

They pair whatever stands around them: the nearest opener is theirs, and no other opener is inside.
"""
TAGS = {"*": "em", "**": "strong"}


def emphasis(state: StateInline, silent: bool) -> bool:
    """Parse emphasis in one step when it is simple; else leave it to markdown-it to pair."""
    if silent:
        return False
    match = SIMPLE_EMPHASIS.match(state.src, state.pos, state.posMax)
    if match is None:
        return tokenize(state, silent)
    markup = match[1]
    tag = TAGS[markup]
    state.push(f"{tag}_open", tag, 1).markup = markup
    state.append_pending(match[2])
    state.push(f"{tag}_close", tag, -1).markup = markup
    state.pos = match.end()
    return True
