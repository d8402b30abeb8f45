"""Directives between lines of colons.

    ::: name argument words {key=value flag}
    Markdown
    :::

A directive with a longer line of colons can contain directives with shorter ones. A line of colons closes
the directive that it fits best, so that the finding of a missing line names the right directive.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from markdown_it.rules_block import StateBlock

from drammenworks.content.markdown.attributes import Pairs, parse_attributes
from drammenworks.content.markdown.syntax.meta import reserve_ids

_ENDS = "directive_ends"
"""The key in the environment of the closing line of each opening line searched so far.

One search finds the ends of nested directives as well. Without this, a text of only opening
lines would be searched to its end from each line.
"""


class Opening(NamedTuple):
    """The opening line of a directive."""

    name: str
    argument: str | None
    attributes: Pairs
    malformed: bool
    """It contains malformed attributes."""
    fence: str
    """The colons."""
    closed: bool


def directive(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse a directive, or a line of colons that closes no directive."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith(":::", start) or state.is_code_block(start_line):
        return False
    if silent:
        return True
    text = state.src[start : state.eMarks[start_line]]
    rest = text.lstrip(":")
    fence = text[: len(text) - len(rest)]
    if not rest.strip():
        token = state.push("directive_stray", "", 0)
        token.markup = fence
        token.map = [start_line, start_line + 1]
        state.line = start_line + 1
        return True
    _directive(state, start_line, end_line, fence, rest.strip())
    return True


def _directive(state: StateBlock, start_line: int, end_line: int, fence: str, rest: str) -> None:
    found = _end_of_directive(state, start_line, end_line)
    end = end_line if found is None else found
    parent, line_max = state.parentType, state.lineMax
    state.parentType = "container"
    # A paragraph must not continue beyond the end of the directive.
    state.lineMax = end

    token = state.push("directive_open", "", 1)
    token.markup = fence
    token.map = [start_line, end]
    opening = _parse_opening(rest, fence, closed=found is not None)
    token.meta["opening"] = opening
    reserve_ids(state.env, opening.attributes)
    state.md.block.tokenize(state, start_line + 1, end)
    state.push("directive_close", "", -1)

    state.parentType, state.lineMax = parent, line_max
    # A list item may end before the end of an unclosed directive.
    state.line = max(state.line, start_line + 1) if found is None else found + 1


def _parse_opening(rest: str, fence: str, *, closed: bool) -> Opening:
    """Parse ``name argument {key=value}``."""
    head, attributes, malformed = rest, Pairs(), False
    brace = rest.find("{")
    while brace >= 0:
        found = parse_attributes(rest, brace, len(rest))
        if found is not None and found[0] == len(rest):
            head, attributes = rest[:brace].rstrip(), found[1]
            break
        brace = rest.find("{", brace + 1)
    else:
        malformed = rest.endswith("}") or rest.rfind("{") > rest.rfind("}")
        if malformed:
            head = rest[: rest.find("{")].rstrip()
    name, *argument = head.split(None, 1) or [""]
    return Opening(name.casefold(), argument[0] if argument else None, attributes, malformed, fence, closed)


def _end_of_directive(state: StateBlock, start_line: int, end_line: int) -> int | None:
    """Return the closing line of the directive, or None."""
    ends: dict[tuple[int, int], int | None] = state.env.setdefault(_ENDS, {})
    key = (start_line, state.blkIndent)
    if key not in ends:
        _find_ends(state, start_line, end_line, ends)
    end = ends.get(key)
    return end if end is not None and end < end_line else None


def _find_ends(
    state: StateBlock, start_line: int, end_line: int, ends: dict[tuple[int, int], int | None]
) -> None:
    """Find the ends of the directive and of nested directives with the same indentation."""
    open_directives = _OpenDirectives()
    code = ""
    for line in range(start_line, end_line):
        start = state.bMarks[line] + state.tShift[line]
        if start < state.eMarks[line] and state.sCount[line] < state.blkIndent:
            # The end of the list item that contains the directive.
            break
        if not state.src.startswith((":::", "```", "~~~"), start) or state.is_code_block(line):
            continue
        text = state.src[start : state.eMarks[line]]
        if code:
            # A line such as «:::» in a code block is code.
            if text.startswith(code) and not text.strip(code[0] + " \t"):
                code = ""
            continue
        rest = text.lstrip(text[0])
        length = len(text) - len(rest)
        if text[0] != ":":
            code = text[:length]
        elif rest.strip():
            open_directives.open(line, length)
        else:
            for opening, end in open_directives.close(line, length):
                ends[opening, state.blkIndent] = end
            if not open_directives:
                return
    for opening, _ in open_directives.lines:
        ends[opening, state.blkIndent] = None


class _OpenDirectives:
    """The open directives at a line, the innermost last."""

    def __init__(self) -> None:
        self.lines: list[tuple[int, int]] = []
        """The opening line and the number of colons of each directive."""
        self._lengths: Counter[int] = Counter()

    def __bool__(self) -> bool:
        return bool(self.lines)

    def open(self, line: int, length: int) -> None:
        self.lines.append((line, length))
        self._lengths[length] += 1

    def close(self, line: int, length: int) -> list[tuple[int, int | None]]:
        """Close the innermost directive with the same number of colons, otherwise the innermost with fewer.

        :returns: the opening and closing lines of that directive, and of the unclosed ones inside it.
        """
        exact = self._lengths[length] > 0
        if not exact and not any(count and n < length for n, count in self._lengths.items()):
            return []
        closed: list[tuple[int, int | None]] = []
        while True:
            opening, opening_length = self.lines.pop()
            self._lengths[opening_length] -= 1
            if opening_length == length if exact else opening_length < length:
                closed.append((opening, line))
                return closed
            closed.append((opening, None))
