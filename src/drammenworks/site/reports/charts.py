"""The charts of a report: which values they draw, and the table of the same values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from drammenworks.base.text.numbers import format_percent
from drammenworks.charts.values import MISSING, Cell, ChartKind, ChartView, DataTable, Series, TableColumn
from drammenworks.content.models.report import Chart, ReportMeta
from drammenworks.site.reports.figures import FigureValue
from drammenworks.site.reports.labels import labels_in
from drammenworks.site.reports.tables import FileTable

_REFERENCE = re.compile(r"\[figure:(?P<id>[a-z0-9-]+)\]")

_BY_YEAR = frozenset((ChartKind.LINE, ChartKind.GROUPED, ChartKind.STACKED, ChartKind.MULTIPLES))
"""The charts of figures that show all years of them."""


def chart_views(
    meta: ReportMeta, figures: Sequence[FigureValue], tables: Sequence[FileTable], lang: str
) -> Iterator[ChartView]:
    """Yield the charts that have something to draw."""
    by_id = {figure.id: figure for figure in figures}
    by_table = {made.table.id: made for made in tables}
    for chart in meta.charts:
        made = by_table.get(chart.figures[0]) if len(chart.figures) == 1 else None
        view = (
            _of_table(chart, made, by_id, lang)
            if made is not None
            else _of_figures(chart, [by_id[name] for name in chart.figures if name in by_id], by_id, lang)
        )
        if view is not None:
            yield view


def with_figures(text: str, figures: Mapping[str, FigureValue]) -> str:
    """Return a text with the figures that it refers to."""

    def shown(match: re.Match[str]) -> str:
        figure = figures.get(match["id"])
        if figure is None:
            return MISSING
        return figure.capitalised() if match.start() == 0 else figure.text

    return _REFERENCE.sub(shown, text)


def referred_ids(text: str) -> list[str]:
    """Return the ids of the figures that a text refers to."""
    return [match["id"] for match in _REFERENCE.finditer(text)]


def _of_table(
    chart: Chart, made: FileTable, figures: Mapping[str, FigureValue], lang: str
) -> ChartView | None:
    """Return a chart of the rows of a table: of its last column of numbers, or of all of them."""
    kind, table = ChartKind(chart.type), made.table
    numbers = list(made.number_columns)
    if kind is ChartKind.PROGRESS and len(numbers) < 2:
        kind = ChartKind.BAR
    drawn = numbers if kind in _BY_YEAR else numbers[:2] if kind is ChartKind.PROGRESS else [made.drawn]
    columns = [index for index in drawn if index is not None]
    if not columns:
        return None
    series = [
        Series(table.columns[index].label, tuple(row[index] for row in table.rows)) for index in columns
    ]
    if kind is ChartKind.SHARE:
        series.append(Series(labels_in(lang).share, tuple(shares_of(series[0].cells, lang))))
    labels = [table.columns[index].label for index in columns] if len(columns) == 1 else [table.title]
    return ChartView(
        chart.id,
        kind,
        with_figures(chart.message, figures),
        chart.subtitle or _subtitle(labels, table.unit),
        tuple(row[0].text for row in table.rows),
        tuple(series),
        table,
        table.source,
        table.note,
    )


def _of_figures(
    chart: Chart, figures: Sequence[FigureValue], by_id: Mapping[str, FigureValue], lang: str
) -> ChartView | None:
    if not figures:
        return None
    kind = ChartKind(chart.type)
    years = sorted(
        {one.year for figure in figures for one in figure.series if one.year >= (chart.since or 0)}
    )
    by_year = kind in _BY_YEAR or (kind is ChartKind.BAR and len(figures) == 1 and len(years) > 1)
    units = {figure.unit for figure in figures}
    unit = units.pop() if len(units) == 1 else None
    categories, series, columns, rows = (
        _by_year(figures, years, lang) if by_year else _at_once(kind, figures, lang)
    )
    if not any(cell.value is not None for one in series for cell in one.cells):
        return None
    message = with_figures(chart.message, by_id)
    sources = tuple(dict.fromkeys(figure.source for figure in figures if figure.source))
    notes = tuple(dict.fromkeys(figure.note for figure in figures if figure.note))
    labels = [figures[0].label] if len(figures) == 1 else []
    subtitle = chart.subtitle or _subtitle([*labels, *_span(figures, years, by_year=by_year)], unit)
    table = DataTable(
        chart.id,
        message,
        columns,
        rows,
        unit,
        "; ".join(sources) or None,
        " ".join(notes) or None,
    )
    return ChartView(chart.id, kind, message, subtitle, categories, series, table, table.source, table.note)


_Made = tuple[tuple[str, ...], tuple[Series, ...], tuple[TableColumn, ...], tuple[tuple[Cell, ...], ...]]


def _by_year(figures: Sequence[FigureValue], years: Sequence[int], lang: str) -> _Made:
    """Return the categories, series, columns and rows of a chart over years."""
    series = tuple(
        Series(figure.label, tuple(_cell_at(figure, year) for year in years)) for figure in figures
    )
    columns = (TableColumn(labels_in(lang).year), *(TableColumn(one.label, True) for one in series))
    categories = tuple(map(str, years))
    rows = tuple((Cell(year), *(one.cells[index] for one in series)) for index, year in enumerate(categories))
    return categories, series, columns, rows


def _at_once(kind: ChartKind, figures: Sequence[FigureValue], lang: str) -> _Made:
    """Return the categories, series, columns and rows of a chart of one year."""
    labels = labels_in(lang)
    categories = tuple(figure.label for figure in figures)
    values = Series(labels.value, tuple(_cell(figure) for figure in figures))
    series = [values]
    if kind is ChartKind.PROGRESS:
        cells = (
            Cell(figure.target_number, figure.target) if figure.target is not None else Cell(MISSING)
            for figure in figures
        )
        series.append(Series(labels.target, tuple(cells)))
    if kind is ChartKind.SHARE:
        series.append(Series(labels.share, tuple(shares_of(values.cells, lang))))
    columns = (TableColumn(labels.figure), *(TableColumn(one.label, True) for one in series))
    rows = tuple(
        (Cell(label), *(one.cells[index] for one in series)) for index, label in enumerate(categories)
    )
    return categories, tuple(series), columns, rows


def shares_of(cells: Sequence[Cell], lang: str) -> Iterator[Cell]:
    """Yield what each value is of their sum, in per cent."""
    total = sum(cell.value or 0 for cell in cells)
    for cell in cells:
        if cell.value is None or not total:
            yield Cell(MISSING)
        else:
            share = round(cell.value / total * 100, 1)
            yield Cell(format_percent(share, lang=lang), share)


def _cell(figure: FigureValue) -> Cell:
    text = f"{figure.qualifier} {figure.number}" if figure.qualifier else figure.number
    return Cell(text, figure.value) if figure.value is not None else Cell(MISSING)


def _cell_at(figure: FigureValue, year: int) -> Cell:
    if year == figure.year:
        return _cell(figure)
    found = figure.at(year)
    return Cell(found.number, found.value) if found is not None else Cell(MISSING)


def _span(figures: Sequence[FigureValue], years: Sequence[int], *, by_year: bool) -> list[str]:
    if not by_year:
        return [str(figures[0].year)]
    return [f"{years[0]}–{years[-1]}"] if len(years) > 1 else [str(years[0])]


def _subtitle(parts: Sequence[str], unit: str | None) -> str:
    text = ", ".join(parts)
    return f"{text} ({unit})" if unit else text
