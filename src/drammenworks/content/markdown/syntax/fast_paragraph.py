"""The fast path of one-line paragraphs, as most are: decided by the next line alone."""

from __future__ import annotations

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from drammenworks.content.markdown.syntax.fast_tokens import FastToken

_INDENTED_CODE = 4
"""Columns."""


def single_line_paragraph(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse a one-line paragraph, with the same result as markdown-it's rules.

    No other rule begins with the line's first character. So its meaning depends on the next line,
    which may underline it as a heading or a table header, define it, or continue it. In these
    cases, also if uncertain, this rule does not match.
    """
    next_line = start_line + 1
    indent = state.blkIndent
    if state.sCount[start_line] - indent >= _INDENTED_CODE:
        return False
    if next_line < state.lineMax:
        below = state.bMarks[next_line] + state.tShift[next_line]
        if below >= state.eMarks[next_line]:
            if _is_definition(state, next_line + 1, end_line):
                return False
        elif not _interrupts(state, next_line, state.src[below]):
            return False
    start = state.bMarks[start_line] + state.tShift[start_line]
    _push(state, start_line, state.src[start : state.eMarks[start_line]].strip(MD_TRIM_CHARS))
    return True


def _is_definition(state: StateBlock, line: int, end_line: int) -> bool:
    """Tell whether a line may be the definition of the term two lines above."""
    return line < end_line and state.src.startswith((":", "~"), state.bMarks[line] + state.tShift[line])


def _interrupts(state: StateBlock, line: int, first: str) -> bool:
    """Tell whether a line ends the paragraph above without changing its meaning."""
    if first in "|:~":
        return False
    if first in "-=" and state.sCount[line] >= state.blkIndent:
        return False
    if state.sCount[line] < 0 or state.sCount[line] - state.blkIndent >= _INDENTED_CODE:
        return False
    parent, state.parentType = state.parentType, "paragraph"
    (terminator,) = state.md.block.ruler.getRules("paragraph")
    interrupts = terminator(state, line, state.lineMax, True)
    state.parentType = parent
    return interrupts


def _push(state: StateBlock, line: int, content: str) -> None:
    level, after = state.level, line + 1
    state.line = after
    if not level:
        # At the top level no rule inspects paragraphs, so a single token is enough.
        state.tokens.append(FastToken("inline", "p", content, line))
        return
    state.tokens += (
        Token("paragraph_open", "p", 1, map=[line, after], level=level, block=True),
        Token("inline", "", 0, map=[line, after], level=level + 1, children=[], content=content, block=True),
        Token("paragraph_close", "p", -1, level=level, block=True),
    )
