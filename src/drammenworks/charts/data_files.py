"""Tables as CSV, as Norwegian Excel opens it: UTF-8 with a mark, semicolons, and decimal commas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from drammenworks.charts.values import Cell, DataTable

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA = ("=", "+", "-", "@")
"""What a spreadsheet takes for the beginning of a formula."""


def csv_of(table: DataTable) -> bytes:
    """Return a table as CSV; numbers as numbers, without what is written beside them."""
    heading = [column.label for column in table.columns]
    return csv_rows([heading, *([_cell(cell) for cell in row] for row in table.rows)])


def csv_rows(rows: Iterable[Iterable[str]]) -> bytes:
    """Return rows of texts as CSV."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerows(rows)
    return (_BOM + buffer.getvalue()).encode()


def csv_number(value: float | None) -> str:
    """Return a number with a decimal comma and nothing between its digits; empty for none."""
    if value is None:
        return ""
    text = f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return text.replace(".", ",")


def csv_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cell(cell: Cell) -> str:
    if cell.value is not None:
        return csv_number(cell.value)
    return "" if cell.text == "–" else csv_text(cell.text)
