"""The tables of a report: those in files beside it, and those of its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from drammenworks.base.text.numbers import format_number
from drammenworks.charts.values import MISSING, Cell, DataTable, TableColumn
from drammenworks.content.columns import ColumnKind, bar_column, bar_values, cells, column_kinds
from drammenworks.content.document import Document
from drammenworks.content.graph_queries import other_file
from drammenworks.content.models.report import Figures, ReportMeta
from drammenworks.content.tables import Table, table_file
from drammenworks.engine.queries import QueryContext
from drammenworks.site.reports.figures import FigureValue, YearValue
from drammenworks.site.reports.labels import labels_in


class FileTable(NamedTuple):
    """A table in a file, with what a chart of it draws."""

    table: DataTable
    number_columns: tuple[int, ...]
    """The columns with numbers."""
    drawn: int | None
    """The column that a chart of bars draws; None when there is none."""


def report_tables(
    ask: QueryContext, document: Document, meta: ReportMeta, figures: Mapping[str, FigureValue]
) -> Iterator[FileTable]:
    """Yield the tables of a report that can be shown: of its figures, and in files beside it."""
    for stated in meta.figures:
        if stated.src is None:
            chosen = [figures[name] for name in stated.of if name in figures]
            if chosen:
                yield _table_of(chosen, stated, meta.year, document.lang)
            continue
        path = document.file(stated.src)
        table = table_file(ask, path).table if other_file(ask, path) else None
        if table is not None:
            yield _file_table(table, stated, document.lang)


def _table_of(chosen: Sequence[FigureValue], stated: Figures, year: int, lang: str) -> FileTable:
    made = figures_table(chosen, year, lang, title=stated.title)
    sources = tuple(dict.fromkeys(figure.source for figure in chosen if figure.source))
    table = replace(
        made,
        id=stated.id,
        unit=stated.unit,
        source=stated.source or "; ".join(sources) or None,
        note=stated.note,
    )
    return FileTable(table, (1,), 1)


def _file_table(table: Table, figures: Figures, lang: str) -> FileTable:
    kinds = column_kinds(table, figures.declared_columns)
    numbers = tuple(index for index, kind in enumerate(kinds) if index and kind is ColumnKind.NUMBER)
    drawn = bar_column(kinds)
    values = bar_values(table, kinds)
    rows = []
    for position, row in enumerate(cells(table, kinds)):
        made = [_cell(value, lang, is_name=not index) for index, value in enumerate(row)]
        if drawn is not None and made[drawn].value is None and values[position] is not None:
            # A number with its unit, such as «12 %».
            made[drawn] = Cell(made[drawn].text, values[position])
        rows.append(tuple(made))
    columns = tuple(TableColumn(label, index in numbers) for index, label in enumerate(table.columns))
    return FileTable(
        DataTable(
            figures.id, figures.title, columns, tuple(rows), figures.unit, figures.source, figures.note
        ),
        numbers,
        drawn,
    )


def _cell(value: str | int | float, lang: str, *, is_name: bool) -> Cell:
    if isinstance(value, str):
        return Cell(value if value or is_name else MISSING)
    return Cell(format_number(value, lang=lang), value)


def figures_table(figures: Sequence[FigureValue], year: int | None, lang: str, *, title: str) -> DataTable:
    """Return a table of figures, each with its value, the year before, the change and the target.

    :param year: of the values; None for those that belong to no year.
    """
    labels = labels_in(lang)
    has_previous = any(figure.previous is not None for figure in figures)
    has_notes = any(figure.note is not None for figure in figures)
    has_target = any(figure.target is not None for figure in figures)
    now, before = (labels.value, labels.previous) if year is None else (str(year), str(year - 1))
    columns = [TableColumn(labels.figure), TableColumn(now, True)]
    columns += [TableColumn(before, True), TableColumn(labels.change, True)] if has_previous else []
    columns += [TableColumn(labels.target, True)] if has_target else []
    columns += [TableColumn(labels.remark)] if has_notes else []
    rows = []
    for figure in figures:
        row = [Cell(figure.label), Cell(figure.text, figure.value)]
        if has_previous:
            row += [year_cell(figure.previous), Cell(figure.change_text, figure.change)]
        if has_target:
            row.append(Cell(figure.target_text, figure.target))
        if has_notes:
            row.append(Cell(figure.note or ""))
        rows.append(tuple(row))
    return DataTable("figures", title, tuple(columns), tuple(rows))


def year_cell(value: YearValue | None) -> Cell:
    """Return the cell of a figure in a year, with its unit."""
    return Cell(value.text, value.value) if value is not None else Cell(MISSING)
