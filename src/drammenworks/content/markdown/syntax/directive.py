"""Boxes between lines of colons.

    ::: name argument words {key=value flag}
    Markdown
    :::

A box with a longer line of colons can hold boxes with shorter ones. A line of colons closes the
box that it fits best, so that a forgotten one is blamed on the box that lacks it.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from markdown_it.rules_block import StateBlock

from drammenworks.content.markdown.attributes import Pairs, parse_attributes
from drammenworks.content.markdown.syntax.meta import reserve_ids

_ENDS = "directive_ends"
"""The closing line of each opening line that has been looked for; in the environment.

One search finds the ends of the boxes inside a box as well. Without this, a text of only opening
lines would be searched to its end from every one of them.
"""


class Opening(NamedTuple):
    """The line that opens a box."""

    name: str
    argument: str | None
    attributes: Pairs
    malformed: bool
    """Something in braces could not be read."""
    fence: str
    """The colons."""
    closed: bool


def directive(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse a box, or a line of colons that closes nothing."""
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
    # A paragraph must not go on past the end of the box.
    state.lineMax = end

    token = state.push("directive_open", "", 1)
    token.markup = fence
    token.map = [start_line, end]
    opening = _read_opening(rest, fence, closed=found is not None)
    token.meta["opening"] = opening
    reserve_ids(state.env, opening.attributes)
    state.md.block.tokenize(state, start_line + 1, end)
    state.push("directive_close", "", -1)

    state.parentType, state.lineMax = parent, line_max
    # The end of a list item may have come before the end of an unclosed box.
    state.line = max(state.line, start_line + 1) if found is None else found + 1


def _read_opening(rest: str, fence: str, *, closed: bool) -> Opening:
    """Read ``name argument words {key=value}``."""
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
    """Return the line that closes the box, or None."""
    ends: dict[tuple[int, int], int | None] = state.env.setdefault(_ENDS, {})
    key = (start_line, state.blkIndent)
    if key not in ends:
        _find_ends(state, start_line, end_line, ends)
    end = ends.get(key)
    return end if end is not None and end < end_line else None


def _find_ends(
    state: StateBlock, start_line: int, end_line: int, ends: dict[tuple[int, int], int | None]
) -> None:
    """Find the end of the box and of those in it, as far as they are indented alike."""
    open_boxes = _OpenDirectives()
    code = ""
    for line in range(start_line, end_line):
        start = state.bMarks[line] + state.tShift[line]
        if start < state.eMarks[line] and state.sCount[line] < state.blkIndent:
            # The list item that we are in has ended.
            break
        if not state.src.startswith((":::", "```", "~~~"), start) or state.is_code_block(line):
            continue
        text = state.src[start : state.eMarks[line]]
        if code:
            # A line such as «:::» in a code block is an example.
            if text.startswith(code) and not text.strip(code[0] + " \t"):
                code = ""
            continue
        rest = text.lstrip(text[0])
        length = len(text) - len(rest)
        if text[0] != ":":
            code = text[:length]
        elif rest.strip():
            open_boxes.open(line, length)
        else:
            for opening, end in open_boxes.close(line, length):
                ends[opening, state.blkIndent] = end
            if not open_boxes:
                return
    for opening, _ in open_boxes.lines:
        ends[opening, state.blkIndent] = None


class _OpenDirectives:
    """The boxes that are open at a line, the innermost last."""

    def __init__(self) -> None:
        self.lines: list[tuple[int, int]] = []
        """The opening line and the number of colons of each."""
        self._lengths: Counter[int] = Counter()

    def __bool__(self) -> bool:
        return bool(self.lines)

    def open(self, line: int, length: int) -> None:
        self.lines.append((line, length))
        self._lengths[length] += 1

    def close(self, line: int, length: int) -> list[tuple[int, int | None]]:
        """Close the innermost box with as many colons, or else the innermost with fewer.

        :returns: opening line and end of that box, and of the boxes in it, which have none.
        """
        exact = self._lengths[length] > 0
        if not exact and not any(count and n < length for n, count in self._lengths.items()):
            return []
        closed: list[tuple[int, int | None]] = []
        while True:
            opening, its_length = self.lines.pop()
            self._lengths[its_length] -= 1
            if its_length == length if exact else its_length < length:
                closed.append((opening, line))
                return closed
            closed.append((opening, None))
