"""The accounts of a report as tables: result against budget, with deviations computed."""

from __future__ import annotations

from collections.abc import Sequence

from drammenworks.base.text.numbers import format_number
from drammenworks.charts.values import MISSING, Cell, DataTable, TableColumn
from drammenworks.content.models.report import FinanceRow, FinanceTable
from drammenworks.site.reports.labels import labels_in

_COLUMNS = ("result", "budget", "deviation", "previous")


def accounts_tables(part: FinanceTable, lang: str) -> tuple[DataTable, frozenset[int]]:
    """Return a part of the accounts as a table, without columns that nobody filled in, and its total rows."""
    labels = labels_in(lang)
    names = [name for name in _COLUMNS if any(_value(row, name) is not None for row in part.rows)]
    if "budget" not in names or "result" not in names:
        names = [name for name in names if name != "deviation"]
    has_notes = any(row.note is not None for row in part.rows)
    columns = [TableColumn(labels.post)]
    columns += [TableColumn(labels.note, True)] if has_notes else []
    columns += [TableColumn(getattr(labels, name), True) for name in names]
    rows = tuple(_row(row, names, lang, has_notes=has_notes) for row in part.rows)
    totals = frozenset(index for index, row in enumerate(part.rows) if row.total)
    return DataTable(part.id, part.title, tuple(columns), rows, labels.kroner), totals


def _row(row: FinanceRow, names: Sequence[str], lang: str, *, has_notes: bool) -> tuple[Cell, ...]:
    cells = [Cell(row.label)]
    if has_notes:
        cells.append(Cell(str(row.note)) if row.note is not None else Cell(""))
    for name in names:
        value = _value(row, name)
        cells.append(Cell(MISSING) if value is None else Cell(format_number(value, lang=lang), value))
    return tuple(cells)


def _value(row: FinanceRow, name: str) -> int | float | None:
    if name == "deviation":
        known = row.result is not None and row.budget is not None
        return row.result - row.budget if known else None  # type: ignore[operator]
    value: int | float | None = getattr(row, name)
    return value
