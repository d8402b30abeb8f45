"""The key figures of all reports of a site, the years side by side."""

from __future__ import annotations

from drammenworks.charts.values import MISSING, Cell, DataTable, TableColumn
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.site.entries import listed
from drammenworks.site.reports.data import key_figures
from drammenworks.site.reports.figures import REPORT, FigureValue
from drammenworks.site.reports.labels import labels_in
from drammenworks.site.reports.stated import is_same_unit

_MOST_YEARS = 6


@CATALOGUE.query()
def figures_by_year(ask: QueryContext, site_id: str, lang: str) -> DataTable | None:
    """A row for each key figure that two or more reports know, a column for each of the last years."""
    by_year: dict[int, dict[str, FigureValue]] = {}
    for document_id in listed(ask, site_id, REPORT, lang):
        for figure in key_figures(ask, site_id, document_id, lang):
            by_year.setdefault(figure.year, {}).setdefault(figure.id, figure)
    years = sorted(by_year)[-_MOST_YEARS:]
    newest_first = [figure for year in reversed(years) for figure in by_year[year].values()]
    ids = dict.fromkeys(figure.id for figure in newest_first if not figure.is_year)
    labels = {figure.id: figure for figure in reversed(newest_first)}
    rows = []
    for figure_id in ids:
        newest = labels[figure_id]
        found = [_comparable(by_year[year].get(figure_id), newest) for year in years]
        if sum(figure is not None and figure.value is not None for figure in found) > 1:
            cells = (
                Cell(figure.text, figure.value) if figure is not None else Cell(MISSING) for figure in found
            )
            rows.append((Cell(newest.label), *cells))
    if not rows:
        return None
    columns = (TableColumn(labels_in(lang).figure), *(TableColumn(str(year), True) for year in years))
    return DataTable("years", "", columns, tuple(rows))


def _comparable(figure: FigureValue | None, newest: FigureValue) -> FigureValue | None:
    return figure if figure is not None and is_same_unit(figure.unit_names, newest.unit_names) else None
