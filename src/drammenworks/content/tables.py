"""Tables of figures in CSV or YAML files beside a report."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from drammenworks.base.source_text import decode_source, read_source
from drammenworks.base.strict_yaml import load
from drammenworks.base.yaml_types import Value
from drammenworks.content.graph_queries import file
from drammenworks.content.workspace import Workspace
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.errors import ContentError, Finding, Location, Phrase
from drammenworks.errors.phrase import plural
from drammenworks.errors.rules import files as rules

Cell = str | int | float
"""A number where the file has one, else text; the empty text where it has nothing."""

_NUMBER = re.compile(r"[-+−]?[0-9]{1,15}(?:[.,][0-9]{1,6})?")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its column headings, and rows of as many cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class TableFile(NamedTuple):
    """What a file of figures holds."""

    table: Table | None
    findings: tuple[Finding, ...] = ()


@CATALOGUE.query(shards=16)
def table_file(ask: QueryContext, path: str) -> TableFile:
    """The table in a file, or what is wrong with it."""
    workspace: Workspace = ask.environment
    file(ask, path)
    try:
        return TableFile(load_table(workspace.root / path, path))
    except ContentError as error:
        return TableFile(None, error.findings)


def load_table(file: Path, path: str) -> Table:
    """Return the table in a file.

    :param path: how findings name it.
    :raises ContentError: if it holds no table.
    """
    text = decode_source(read_source(file, path=path), path=path)
    try:
        rows = _from_csv(text) if path.casefold().endswith(".csv") else _from_yaml(text, path)
    except csv.Error:
        reason = Phrase("anførselstegnene i den går ikke opp, eller en celle er altfor lang")
        raise ContentError([_unusable(path, reason)]) from None
    if len(rows) < 2:
        raise ContentError([_unusable(path, Phrase("den har ingen rader under overskriftene"))])
    width = len(rows[0])
    for number, row in enumerate(rows, start=1):
        if len(row) != width:
            reason = Phrase(
                "rad {row} har {columns}, men overskriftene er {headings}",
                row=number,
                columns=plural("{number} kolonne", "{number} kolonner", len(row)),
                headings=width,
            )
            raise ContentError([_unusable(path, reason)])
    header, *body = rows
    cells = tuple(tuple(_cell(text) for text in row) for row in body)
    return Table(tuple(header), cells)


def _from_csv(text: str) -> list[list[str]]:
    # Norwegian Excel writes semicolons, because the comma is its decimal sign.
    delimiter = ";" if ";" in text.split("\n", 1)[0] else ","
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    return [[cell.strip() for cell in row] for row in reader if any(row)]


def _from_yaml(text: str, path: str) -> list[list[str]]:
    data = load(text, path=path)
    rows: list[Value] = [data.get("columns"), *_items(data.get("rows"))]
    return [[str(cell or "") for cell in _items(row)] for row in rows]


def _items(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []


def _cell(text: str) -> Cell:
    if not _NUMBER.fullmatch(text):
        return text
    plain = text.replace(",", ".").replace("−", "-")
    return float(plain) if "." in plain else int(plain)


def _unusable(path: str, reason: str) -> Finding:
    return rules.DATA_FILE.at(Location(path), src=path.rsplit("/", 1)[-1], reason=reason)
