"""What a report shows in figures: its figures, its tables and its charts.

Stable: ``report_data(ask, site_id, report_id, lang)`` gives a :class:`ReportData`, all that a rendering of a
report needs of its figures, in plain frozen values with their texts in one language. Pages, data files and
other renderings show the same because they show this. A chart is drawn by :func:`charts.svg.chart_svg`, and a
figure in running text by :func:`figures.figure_value`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drammenworks.charts.values import ChartView, DataTable
from drammenworks.content.document import Document
from drammenworks.content.graph_queries import SHARDS
from drammenworks.content.models.report import ReportMeta
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.site.entries import best
from drammenworks.site.reports.accounts import accounts_tables
from drammenworks.site.reports.charts import chart_views
from drammenworks.site.reports.figures import FigureValue, figure_value, valued
from drammenworks.site.reports.history import known_values
from drammenworks.site.reports.in_text import with_figures
from drammenworks.site.reports.stated import read_document, stated_report
from drammenworks.site.reports.tables import figures_table, report_tables


@dataclass(frozen=True, slots=True)
class ReportData:
    """A report in figures."""

    id: str
    """Of the report's document."""
    lang: str
    year: int
    figures: tuple[FigureValue, ...]
    """All figures, key figures of the front matter first."""
    tables: tuple[DataTable, ...]
    """Those of the field ``figures``, in its order; without those whose files cannot be read."""
    charts: tuple[ChartView, ...]
    """In the order of the field ``charts``; without those that cannot be drawn."""
    accounts: tuple[DataTable, ...]
    """The parts of the accounts; the label of a total's row is in :attr:`total_rows`."""
    total_rows: tuple[frozenset[int], ...]
    """Of each part of the accounts, the rows that are totals."""
    all_figures: DataTable
    """A table of every figure, with its value, the year before, the change and the target."""

    def figure(self, figure_id: str) -> FigureValue | None:
        """Return a figure by its id."""
        return next((figure for figure in self.figures if figure.id == figure_id), None)

    def chart(self, chart_id: str) -> ChartView | None:
        """Return a chart by its id."""
        return next((chart for chart in self.charts if chart.id == chart_id), None)

    def table(self, table_id: str) -> DataTable | None:
        """Return a table by its id."""
        return next((table for table in self.tables if table.id == table_id), None)


@CATALOGUE.query(shards=SHARDS)
def report_data(ask: QueryContext, site_id: str, report_id: str, lang: str) -> ReportData | None:
    """A report in figures, in a language or else in its own; None when the site does not publish it."""
    key = best(ask, site_id, report_id, lang)
    document = read_document(ask, key) if key is not None else None
    if document is None or not isinstance(document.meta, ReportMeta):
        return None
    return _data(ask, site_id, document)


def checked_data(ask: QueryContext, document: Document) -> ReportData:
    """Return a report in figures as it will be when it is published, for checks."""
    assert isinstance(document.meta, ReportMeta)
    stated = stated_report(ask, document.id, document.lang)
    known = known_values(ask, document.id, stated, document.lang) if stated is not None else {}
    figures = [
        valued(figure, document.meta.year, known[figure.id], document.lang)
        for figure in (stated.figures if stated is not None else ())
    ]
    return _made(ask, document, document.meta, figures)


@CATALOGUE.query(shards=SHARDS)
def key_figures(ask: QueryContext, site_id: str, report_id: str, lang: str) -> tuple[FigureValue, ...]:
    """The figures that a report opens with, for pages that show no more of it."""
    data = report_data(ask, site_id, report_id, lang)
    return tuple(figure for figure in data.figures if figure.is_key) if data is not None else ()


def _data(ask: QueryContext, site_id: str, document: Document) -> ReportData:
    stated = stated_report(ask, document.id, document.lang)
    ids = [figure.id for figure in stated.figures] if stated is not None else []
    found = (figure_value(ask, site_id, document.lang, document.id, figure_id) for figure_id in ids)
    shown = with_figures(ask, site_id, document)
    assert isinstance(shown.meta, ReportMeta)
    return _made(ask, shown, shown.meta, [figure for figure in found if figure is not None])


def _made(
    ask: QueryContext, document: Document, meta: ReportMeta, figures: Sequence[FigureValue]
) -> ReportData:
    lang = document.lang
    by_id = {figure.id: figure for figure in figures}
    tables = tuple(report_tables(ask, document, meta, by_id))
    accounts = [accounts_tables(part, lang) for part in meta.finance]
    return ReportData(
        document.id,
        lang,
        meta.year,
        tuple(figures),
        tuple(made.table for made in tables),
        tuple(chart_views(meta, figures, tables, lang)),
        tuple(table for table, _ in accounts),
        tuple(totals for _, totals in accounts),
        figures_table(figures, meta.year, lang, title=meta.title),
    )
