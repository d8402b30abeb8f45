"""The figures of a report as files for programs: CSV for spreadsheets, and all of it as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from drammenworks.charts.data_files import csv_number, csv_of, csv_rows, csv_text
from drammenworks.charts.values import DataTable
from drammenworks.content.graph_queries import SHARDS
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.site.entries import best, path_on
from drammenworks.site.reports.data import ReportData, report_data
from drammenworks.site.reports.figures import FigureValue
from drammenworks.site.reports.labels import labels_in

ALL = "figures"
"""The name of the files with all figures."""


class DataFile(NamedTuple):
    """A file with figures of a report."""

    name: str
    """What it holds: ``figures``, ``chart:<id>``, ``table:<id>`` or ``accounts:<id>``."""
    format: str
    """``CSV`` or ``JSON``."""
    output_path: str
    """Under the site's output folder, beside the report's page."""
    content: bytes


@CATALOGUE.query(shards=SHARDS)
def report_files(ask: QueryContext, site_id: str, report_id: str, lang: str) -> tuple[DataFile, ...]:
    """The files with the figures of a report that a site publishes in a language; none without figures."""
    data = report_data(ask, site_id, report_id, lang)
    key = best(ask, site_id, report_id, lang)
    folder = path_on(ask, site_id, key) if key is not None else None
    if data is None or folder is None:
        return ()
    return tuple(_files(data, folder.lstrip("/")))


def _files(data: ReportData, folder: str) -> Iterator[DataFile]:
    if data.figures:
        yield DataFile(ALL, "CSV", f"{folder}{ALL}.csv", _figures_csv(data))
    if data.figures or data.tables or data.accounts:
        yield DataFile(ALL, "JSON", f"{folder}{ALL}.json", _json(data))
    for chart in data.charts:
        if data.table(chart.table.id) is not chart.table:
            yield DataFile(f"chart:{chart.id}", "CSV", f"{folder}chart-{chart.id}.csv", csv_of(chart.table))
    for kind, tables in (("table", data.tables), ("accounts", data.accounts)):
        for table in tables:
            yield DataFile(f"{kind}:{table.id}", "CSV", f"{folder}{kind}-{table.id}.csv", csv_of(table))


def file_of_chart(data: ReportData, chart_id: str) -> str:
    """Return the name of the file with the values of a chart, which may be that of a table."""
    chart = data.chart(chart_id)
    if chart is not None and data.table(chart.table.id) is chart.table:
        return f"table:{chart.table.id}"
    return f"chart:{chart_id}"


def _figures_csv(data: ReportData) -> bytes:
    labels = labels_in(data.lang)
    heading = ["id", labels.figure, labels.year, labels.qualifier, labels.value, labels.unit]
    rows = [[*heading, labels.target, labels.source]]
    for figure in data.figures:
        for one in figure.series:
            is_own = one.year == figure.year
            rows.append(
                [
                    figure.id,
                    csv_text(figure.label),
                    str(one.year),
                    (figure.qualifier or "") if is_own else "",
                    csv_number(one.value),
                    figure.unit or "",
                    csv_number(figure.target) if is_own else "",
                    csv_text(figure.source or ""),
                ]
            )
    return csv_rows(rows)


def _json(data: ReportData) -> bytes:
    content = {
        "report": data.id.partition("/")[2],
        "year": data.year,
        "language": data.lang,
        "figures": [_figure(figure) for figure in data.figures],
        "charts": [
            {
                "id": chart.id,
                "type": str(chart.kind),
                "message": chart.message,
                "measures": chart.subtitle,
                **_table(chart.table),
            }
            for chart in data.charts
        ],
        "tables": [{"id": table.id, "title": table.title, **_table(table)} for table in data.tables],
        "accounts": [{"id": table.id, "title": table.title, **_table(table)} for table in data.accounts],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _figure(figure: FigureValue) -> dict[str, Any]:
    return {
        "id": figure.id,
        "label": figure.label,
        "year": figure.year,
        "value": figure.value,
        "qualifier": figure.qualifier,
        "unit": figure.unit,
        "text": figure.text,
        "previous": figure.previous.value if figure.previous is not None else None,
        "change": figure.change,
        "change_unit": ("percentage points" if figure.changes_by_points else "per cent")
        if figure.change is not None
        else None,
        "target": figure.target,
        "series": {str(one.year): one.value for one in figure.series},
        "source": figure.source,
        "note": figure.note,
    }


def _table(table: DataTable) -> dict[str, Any]:
    return {
        "unit": table.unit,
        "columns": [column.label for column in table.columns],
        "rows": [[cell.text if cell.value is None else cell.value for cell in row] for row in table.rows],
        "source": table.source,
    }
