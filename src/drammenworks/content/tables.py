"""Tables of figures in CSV or YAML files beside a report."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from drammenworks.base.source_text import decode_source, read_source
from drammenworks.base.strict_yaml import load
from drammenworks.base.yaml_common import Value
from drammenworks.content.graph_queries import file
from drammenworks.content.markdown.figure_references import REFERENCE
from drammenworks.content.markdown.lint.characters import check_characters
from drammenworks.content.workspace import Workspace
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.errors import ContentError, Finding, Location, Phrase
from drammenworks.errors.phrase import plural
from drammenworks.errors.rules import figures as figure_rules
from drammenworks.errors.rules import files as rules

_SEPARATOR = re.compile(r'"?sep=(?P<sign>[^\n"])"?[;,\t]*', re.IGNORECASE)
"""The first line of a file for Excel, which says what divides the cells (and is no row)."""
_QUOTED = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its column headings, and rows of as many cells, as they are written."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int | None, ...] = ()
    """The line of each row in its file, where it is known."""


class _Row(NamedTuple):
    cells: list[str]
    line: int | None


class TableFile(NamedTuple):
    """What a file of figures holds."""

    table: Table | None
    findings: tuple[Finding, ...] = ()
    unclear_signs: str = ""
    """Which of a comma and a point may stand between thousands as well as before decimals in it."""


@CATALOGUE.query(shards=16)
def table_file(ask: QueryContext, path: str) -> TableFile:
    """The table in a file, or what is wrong with it."""
    workspace: Workspace = ask.environment
    file(ask, path)
    try:
        text = decode_source(read_source(workspace.root / path, path=path), path=path)
        findings = (*check_characters(text, path=path, first_line=1), *_misplaced_figures(text, path))
        return TableFile(read_table(text, path), findings, _unclear_signs(text, path))
    except ContentError as error:
        return TableFile(None, error.findings)


def _misplaced_figures(text: str, path: str) -> Iterator[Finding]:
    """Yield a finding for each figure of a report that a cell refers to: cells are what they say."""
    for match in REFERENCE.finditer(text):
        place = Location(path, text.count("\n", 0, match.start()) + 1)
        yield figure_rules.MISPLACED.at(place, text=match[0], where=Phrase("en celle i tabellen"))


def _unclear_signs(text: str, path: str) -> str:
    """Return the signs of numbers that a file may mean in two ways.

    YAML has a decimal point, and programs that write semicolons between cells have a decimal comma.
    """
    if not path.casefold().endswith(".csv"):
        return ""
    return ".," if _delimiter(text) == "," else "."


def read_table(text: str, path: str) -> Table:
    """Return the table in a text.

    :param path: how findings name its file.
    :raises ContentError: if it holds no table.
    """
    try:
        rows = _from_csv(text) if path.casefold().endswith(".csv") else _from_yaml(text, path)
    except csv.Error:
        reason = Phrase("anførselstegnene i den går ikke opp, eller en celle er altfor lang")
        raise ContentError([_unusable(path, reason)]) from None
    if len(rows) < 2:
        raise ContentError([_unusable(path, Phrase("den har ingen rader under overskriftene"))])
    header, *body = _equal_widths(rows, path)
    return Table(
        tuple(header.cells), tuple(tuple(row.cells) for row in body), tuple(row.line for row in body)
    )


def _equal_widths(rows: list[_Row], path: str) -> list[_Row]:
    """Return the rows without what is empty at their ends, and without columns that are wholly empty.

    :raises ContentError: if a row has more or fewer cells than there are headings.
    """
    headings = rows[0].cells
    width = max((index for index, cell in enumerate(headings, 1) if cell), default=len(headings))
    for row in rows:
        # Excel writes as many semicolons in each line as the widest has.
        while len(row.cells) > width and not row.cells[-1]:
            row.cells.pop()
        if len(row.cells) != width:
            raise ContentError([_ragged(path, row, width)])
    used = [index for index in range(width) if any(row.cells[index] for row in rows)]
    return [_Row([row.cells[index] for index in used], row.line) for row in rows]


def _ragged(path: str, row: _Row, width: int) -> Finding:
    reason = plural(
        "raden har {number} kolonne, men overskriftene er {headings}",
        "raden har {number} kolonner, men overskriftene er {headings}",
        len(row.cells),
        headings=width,
    )
    return _unusable(path, reason, row.line)


def _from_csv(text: str) -> list[_Row]:
    lines = io.StringIO(text)
    skipped = 0
    if _stated_separator(text) is not None:
        lines.readline()
        skipped = 1
    reader = csv.reader(lines, delimiter=_delimiter(text), strict=True)
    rows = (_Row([cell.strip() for cell in row], reader.line_num + skipped) for row in reader)
    return [row for row in rows if any(row.cells)]


def _stated_separator(text: str) -> str | None:
    found = _SEPARATOR.fullmatch(text.split("\n", 1)[0])
    return found["sign"] if found is not None else None


def _delimiter(text: str) -> str:
    """Return the sign between the cells.

    Norwegian Excel writes semicolons, because the comma is its decimal sign.
    """
    stated = _stated_separator(text)
    if stated is not None:
        return stated
    first = next((line for line in text.split("\n") if line.strip(" ;,\t")), "")
    plain = _QUOTED.sub("", first)
    return next((sign for sign in ";\t" if sign in plain), ",")


def _from_yaml(text: str, path: str) -> list[_Row]:
    data = load(text, path=path)
    rows: list[Value] = [data.get("columns"), *_items(data.get("rows"))]
    return [_Row([str(cell or "") for cell in _items(row)], None) for row in rows]


def _items(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []


def _unusable(path: str, reason: str, line: int | None = None) -> Finding:
    return rules.DATA_FILE.at(Location(path, line), src=path.rsplit("/", 1)[-1], reason=reason)
