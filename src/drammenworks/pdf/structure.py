"""What a finished PDF lacks: its tables' row headers, which Typst does not mark; and the proof of the rest.

A table in the structure of a PDF has its rows in the order of the document, as the tree that it was set from.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from drammenworks.pdf.tree import Element, walk

RowHeaders = Sequence[Sequence[bool]]
"""Of each row of a table, whether each of its cells heads the row."""


def row_headers(tree: Element) -> list[RowHeaders]:
    """Return of each table of a document which cells head their rows."""
    tables = (element for element in walk(tree) if element["name"] == "table")
    return [
        [
            [cell["name"] == "th" and cell.get("scope") == "row" for cell in row["children"]]
            for row in _in_printed_order(table)
        ]
        for table in tables
    ]


def _in_printed_order(table: Element) -> Iterator[Element]:
    parts = {"thead": 0, "tr": 1, "tfoot": 2}
    children = [child for child in table["children"] if child["name"] in parts]
    for part in sorted(children, key=lambda child: parts[child["name"]]):
        yield from (part,) if part["name"] == "tr" else part["children"]


class LanguageError(Exception):
    """A PDF does not say which language it is in, or says another; Typst takes English where nobody says."""


def finish(pdf: bytes, headers: Sequence[RowHeaders], lang: str) -> bytes:
    """Return a PDF whose row headers are marked (ISO 14289-1 § 7.5), the same bytes each time.

    :raises LanguageError: if it is not in the language of its document.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        if str(opened.Root.get("/Lang", "")).partition("-")[0] != lang:
            raise LanguageError
        tables = [node for node in structure(opened) if node.get("/S") == Name.Table]
        for table, rows in zip(tables, headers, strict=False):
            for row, cells in zip(_rows(table), rows, strict=False):
                for cell, is_header in zip(_kids(row), cells, strict=False):
                    if is_header and cell.get("/S") == Name.TD:
                        cell.S = Name.TH
                        cell.A = _with_scope(cell.get("/A"))
        out = io.BytesIO()
        opened.save(
            out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=False
        )
    return out.getvalue()


def _with_scope(attributes: Any) -> Any:
    """Return the attributes of a cell with the scope of a row's header."""
    if isinstance(attributes, Dictionary) and attributes.get("/O") == Name.Table:
        attributes.Scope = Name.Row
        return attributes
    scope = Dictionary(O=Name.Table, Scope=Name.Row)
    if attributes is None:
        return scope
    return Array([*attributes, scope] if isinstance(attributes, Array) else [attributes, scope])


def structure(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield the elements of a PDF's structure, in the order in which they are read."""
    root = pdf.Root.get("/StructTreeRoot")
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        if "/S" in node:
            yield node
        waiting.extend(reversed(_kids(node)))


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K", ())
    kids = list(kids) if isinstance(kids, Array) else [kids] if isinstance(kids, Dictionary) else []
    return [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]


def _rows(table: Any) -> Iterator[Any]:
    for kid in _kids(table):
        if kid.get("/S") == Name.TR:
            yield kid
        elif kid.get("/S") in (Name.THead, Name.TBody, Name.TFoot):
            yield from (row for row in _kids(kid) if row.get("/S") == Name.TR)
