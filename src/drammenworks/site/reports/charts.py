"""The charts of a report: which values they draw, and the table of the same values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drammenworks.base.text.numbers import format_percent
from drammenworks.charts.values import MISSING, Cell, ChartKind, ChartView, DataTable, Series, TableColumn
from drammenworks.content.models.report import Chart, ReportMeta
from drammenworks.site.reports.figures import FigureValue
from drammenworks.site.reports.labels import labels_in
from drammenworks.site.reports.tables import FileTable

_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
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
            _of_table(chart, made, lang)
            if made is not None
            else _of_figures(chart, [by_id[name] for name in chart.figures if name in by_id], lang)
        )
        if view is not None and _has_content(view):
            yield view


def _has_content(view: ChartView) -> bool:
    """Tell whether a chart has any value; what is 0 in all has no shares."""
    values = [value for one in view.series for value in one.values if value is not None]
    return any(values) if view.kind is ChartKind.SHARE else bool(values)


def _of_table(chart: Chart, made: FileTable, lang: str) -> ChartView | None:
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
        chart.message,
        _subtitle([chart.subtitle] if chart.subtitle else labels, table.unit),
        tuple(row[0].text for row in table.rows),
        tuple(series),
        table,
        table.source,
        table.note,
    )


def _of_figures(chart: Chart, figures: Sequence[FigureValue], lang: str) -> ChartView | None:
    if not figures or (chart.since or 0) > figures[0].year:
        return None
    kind = ChartKind(chart.type)
    years = sorted(
        {one.year for figure in figures for one in figure.series if one.year >= (chart.since or 0)}
    )
    by_year = kind in _BY_YEAR or (kind is ChartKind.BAR and len(figures) == 1 and len(years) > 1)
    if by_year and not years:
        return None
    units = {figure.unit for figure in figures}
    # Of progress each figure has a scale of its own, and each value its unit.
    unit = units.pop() if len(units) == 1 and kind is not ChartKind.PROGRESS else None
    categories, series, columns, rows = (
        _by_year(figures, years, lang, names_units=len(units) > 1)
        if by_year
        else _at_once(kind, figures, lang)
    )
    sources = tuple(dict.fromkeys(figure.source for figure in figures if figure.source))
    notes = tuple(dict.fromkeys(figure.note for figure in figures if figure.note))
    labels = [figures[0].label] if len(figures) == 1 else []
    parts = [chart.subtitle] if chart.subtitle else [*labels, *_span(figures, years, by_year=by_year)]
    subtitle = _subtitle(parts, unit)
    table = DataTable(
        chart.id,
        chart.message,
        columns,
        rows,
        unit,
        "; ".join(sources) or None,
        " ".join(notes) or None,
    )
    return ChartView(
        chart.id, kind, chart.message, subtitle, categories, series, table, table.source, table.note
    )


_Made = tuple[tuple[str, ...], tuple[Series, ...], tuple[TableColumn, ...], tuple[tuple[Cell, ...], ...]]


def _by_year(figures: Sequence[FigureValue], years: Sequence[int], lang: str, *, names_units: bool) -> _Made:
    """Return the categories, series, columns and rows of a chart over years.

    :param names_units: the figures have several units, which their names have to say.
    """
    series = tuple(
        Series(
            _subtitle(
                [figure.label], (figure.unit or "").replace(" ", _NO_BREAK_SPACE) if names_units else None
            ),
            tuple(_cell_at(figure, year) for year in years),
        )
        for figure in figures
    )
    columns = (TableColumn(labels_in(lang).year), *(TableColumn(one.label, True) for one in series))
    categories = tuple(map(str, years))
    rows = tuple((Cell(year), *(one.cells[index] for one in series)) for index, year in enumerate(categories))
    return categories, series, columns, rows


def _at_once(kind: ChartKind, figures: Sequence[FigureValue], lang: str) -> _Made:
    """Return the categories, series, columns and rows of a chart of one year."""
    labels = labels_in(lang)
    categories = tuple(figure.label for figure in figures)
    if kind is ChartKind.PROGRESS:
        values = Series(labels.value, tuple(Cell(figure.text, figure.value) for figure in figures))
        targets = Series(labels.target, tuple(Cell(figure.target_text, figure.target) for figure in figures))
        series = [values, targets]
    else:
        values = Series(labels.value, tuple(_cell(figure) for figure in figures))
        series = [values]
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
    return f"{text} ({unit})" if unit and unit.casefold() not in text.casefold() else text
