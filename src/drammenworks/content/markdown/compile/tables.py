"""Tables, accessible to screen readers and scrollable from the keyboard."""

from __future__ import annotations

from markdown_it.token import Token

from drammenworks.content.markdown.compile.escape import escape_value
from drammenworks.content.markdown.compile.state import OpenTable, State
from drammenworks.content.markdown.lint.quote import shortened
from drammenworks.content.markdown.renderer_labels import labels_for
from drammenworks.content.markdown.syntax.table import SURPLUS, WITHOUT_PIPE
from drammenworks.errors.rules import accidental_markdown as rules

# A class, because the content security policy forbids style attributes.
_CLASSES = {
    "text-align:left": ' class="align-left"',
    "text-align:center": ' class="align-center"',
    "text-align:right": ' class="align-right"',
}


def table_open(state: State, token: Token) -> None:
    """Reserve an index for the opening tag, whose label depends on the header."""
    state.table = OpenTable(len(state.out))
    state.out.append("")


def th_open(state: State, token: Token) -> None:
    """Reserve an index for the opening tag of a header cell."""
    table = state.table
    assert table is not None, "a header cell is in a table"
    table.cell_out, table.cell_plain = len(state.out), len(state.plain)
    table.cell_class = _alignment(token)
    state.out.append("")


def th_close(state: State, token: Token) -> None:
    """Emit a header cell; an empty header cell becomes an ordinary cell."""
    table = state.table
    assert table is not None, "a header cell is in a table"
    text = state.text_since(table.cell_plain)
    if text:
        table.header.append(text)
    tag = "th" if any(state.out[table.cell_out :]) else "td"
    scope = ' scope="col"' if tag == "th" else ""
    state.out[table.cell_out] = f"<{tag}{scope}{table.cell_class}>"
    state.out.append(f"</{tag}>\n")


def thead_close(state: State, token: Token) -> None:
    """Emit the opening tag of the table, when the header is known."""
    assert state.table is not None, "a header is in a table"
    state.tables += 1
    # The number distinguishes the labels of the tables on a page, as landmarks require.
    label = f"{labels_for(state.lang).table} {state.tables}"
    if state.table.header:
        label += f": {', '.join(state.table.header)}"
    state.out[state.table.out] = (
        f'<div class="table" role="region" aria-label="{escape_value(label)}" tabindex="0">\n<table>\n'
    )
    state.out.append("</thead>\n")


def table_close(state: State, token: Token) -> None:
    """End the table."""
    state.table = None
    state.out.append("</table>\n</div>\n")


def tr_open(state: State, token: Token) -> None:
    """Begin a row; report what is lost of it, and a text that has become one."""
    state.out.append("<tr>\n")
    if not token.meta:
        return
    location = state.source_map.block_location(token)
    if (surplus := token.meta.get(SURPLUS)) is not None:
        state.report(rules.SURPLUS_CELL.at(location, text=shortened(surplus)))
    elif (text := token.meta.get(WITHOUT_PIPE)) is not None:
        state.report(rules.TEXT_IN_TABLE.at(location, text=shortened(text)))


def td_open(state: State, token: Token) -> None:
    """Begin a cell."""
    state.out.append(f"<td{_alignment(token)}>")


def _alignment(token: Token) -> str:
    return _CLASSES.get(str(token.attrs.get("style", "")), "")
