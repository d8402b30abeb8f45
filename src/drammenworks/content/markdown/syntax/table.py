"""Tables of pipes, with what is lost of their rows recorded on the tokens."""

from __future__ import annotations

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as markdown_it_table
from markdown_it.rules_block.table import escapedSplit

SURPLUS = "surplus"
"""The text of a row's cells beyond the last column, which no page shows."""
WITHOUT_PIPE = "without_pipe"
"""The row has no pipe, unlike the header: it is a text below the table."""


def table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse a table as markdown-it does, and record what its rows lose."""
    before = len(state.tokens)
    if not markdown_it_table(state, start_line, end_line, silent):
        return False
    if silent:
        return True
    width = 0
    for token in state.tokens[before:]:
        if token.type != "tr_open":
            continue
        assert token.map is not None, "markdown-it maps rows"
        cells = _cells(state, token.map[0])
        if not width:
            width = len(cells)
        elif surplus := " | ".join(cell for cell in cells[width:] if cell):
            token.meta[SURPLUS] = surplus
        elif len(cells) == 1 < width and "|" not in _line(state, token.map[0]):
            token.meta[WITHOUT_PIPE] = cells[0]
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip(MD_TRIM_CHARS)


def _cells(state: StateBlock, line: int) -> list[str]:
    """Return the cells of a row, without the empty texts outside the outer pipes."""
    cells = escapedSplit(_line(state, line))
    if cells and not cells[0]:
        del cells[0]
    if cells and not cells[-1]:
        del cells[-1]
    return [cell.strip(MD_TRIM_CHARS) for cell in cells]
