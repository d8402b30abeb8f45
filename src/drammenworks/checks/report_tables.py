"""What is wrong with the tables and charts of a report, and with the boxes that show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drammenworks.content.ambiguous_numbers import ambiguous_numbers
from drammenworks.content.columns import ColumnKind, bar_column, column_kinds, is_blank, quantities
from drammenworks.content.document import Document
from drammenworks.content.graph_queries import other_file
from drammenworks.content.models.common import ReferencePath
from drammenworks.content.models.report import Chart, Figures, ReportMeta
from drammenworks.content.tables import Table, table_file
from drammenworks.engine.queries import QueryContext
from drammenworks.errors import Finding, Location, Phrase
from drammenworks.errors.nearest import did_you_mean, suggestion_for
from drammenworks.errors.rules import accidental_markdown as rules
from drammenworks.errors.rules import figures as figure_rules
from drammenworks.site.reports.stated import stated_report


def check_tables(ask: QueryContext, read: Document) -> Iterator[Finding]:
    """Yield what is wrong with the tables of a report, with its charts, and with the names of both."""
    meta = read.meta
    figures = meta.figures if isinstance(meta, ReportMeta) else ()
    charts = meta.charts if isinstance(meta, ReportMeta) else ()
    boxes = {"figures": [table.id for table in figures], "chart": [chart.id for chart in charts]}
    report = stated_report(ask, read.id, read.lang)
    drawable = [figure.id for figure in report.figures] if report is not None else []
    # What cannot be read has findings of its own, and may have any name.
    is_known = report is None or report.is_complete
    for box in read.outline.boxes:
        if box.name in boxes and box.argument is not None and box.argument not in boxes[box.name]:
            yield _unknown(box.argument, box.location, box.name, boxes)
    tables = {table.id: _read(ask, read, table) for table in figures}
    for table in figures:
        path = read.file(table.src) if table.src is not None else ""
        if other_file(ask, path):
            yield from table_file(ask, path).findings
    if "figures" not in read.inherited:
        for index, table in enumerate(figures):
            if is_known:
                yield from _check_names(read, ("figures", index, "of"), table.of, drawable)
            yield from _check_columns(read, index, table, tables[table.id])
            yield from _check_numbers(ask, read, table, tables[table.id])
    if "charts" not in read.inherited:
        by_id = {table.id: table for table in figures}
        yield from _check_shown(read, charts)
        for index, chart in enumerate(charts):
            if is_known:
                known = [*by_id, *drawable]
                yield from _check_names(read, ("charts", index, "figures"), chart.figures, known)
            yield from _check_chart(read, index, chart, by_id, tables)


def _check_shown(read: Document, charts: Sequence[Chart]) -> Iterator[Finding]:
    """Yield a finding for each chart that the text does not show, unless it has a box that may mean any."""
    shown = {box.argument for box in read.outline.boxes if box.name == "chart"}
    ids = {chart.id for chart in charts}
    for index, chart in enumerate(charts) if shown <= ids else ():
        if chart.id not in shown:
            yield figure_rules.UNSHOWN_CHART.at(read.location.at("charts", index), id=chart.id)


def _read(ask: QueryContext, read: Document, figures: Figures) -> Table | None:
    path = read.file(figures.src) if figures.src is not None else ""
    return table_file(ask, path).table if other_file(ask, path) else None


def _unknown(name: str, location: Location, box: str, names: dict[str, list[str]]) -> Finding:
    """Return the finding of a table or chart that the report does not have; it may have the other."""
    own, other = names[box], names["chart" if box == "figures" else "figures"]
    suggestion = did_you_mean(name, own)
    if name in other:
        suggestion = suggestion_for(f"::: {'chart' if box == 'figures' else 'figures'} {name}")
    return rules.UNKNOWN_TABLE.at(
        location,
        what=Phrase("ingen tabell") if box == "figures" else Phrase("ikke noe diagram"),
        name=name,
        field="figures" if box == "figures" else "charts",
        known=", ".join(own) or Phrase("(ingen)"),
        suggestion=suggestion,
    )


def _check_columns(read: Document, index: int, figures: Figures, table: Table | None) -> Iterator[Finding]:
    """Yield a finding for each column that an editor describes and the file does not have."""
    if table is None:
        return
    for position, column in enumerate(figures.columns):
        if column.name not in table.columns:
            yield rules.UNKNOWN_COLUMN.at(
                read.location.at("figures", index, "columns", position, "name"),
                src=figures.src,
                name=column.name,
                known=", ".join(table.columns),
                suggestion=did_you_mean(column.name, table.columns),
            )


def _check_numbers(
    ask: QueryContext, read: Document, figures: Figures, table: Table | None
) -> Iterator[Finding]:
    """Yield a finding for each column of a file whose numbers may be read in two ways."""
    if table is not None and figures.src is not None:
        for column, kind in enumerate(column_kinds(table, figures.declared_columns)):
            if kind is ColumnKind.NUMBER:
                path = read.file(figures.src)
                yield from ambiguous_numbers(table_file(ask, path), column, path)


def _check_names(
    read: Document, keys: ReferencePath, names: Sequence[str], known: Sequence[str]
) -> Iterator[Finding]:
    """Yield a finding for each name that is none of those that are known."""
    for position, name in enumerate(names):
        if name not in known:
            yield figure_rules.UNKNOWN_FIGURE.at(
                read.location.locate((*keys, position)),
                name=name,
                known=", ".join(known) or Phrase("(ingen)"),
                suggestion=did_you_mean(name, known),
            )


def _check_chart(
    read: Document, index: int, chart: Chart, figures: dict[str, Figures], tables: dict[str, Table | None]
) -> Iterator[Finding]:
    """Yield what is wrong with a chart of a table: values without bars."""
    if len(chart.figures) != 1 or chart.figures[0] not in figures:
        return
    drawn, table = figures[chart.figures[0]], tables[chart.figures[0]]
    if table is None or drawn.src is None:
        return
    column = bar_column(column_kinds(table, drawn.declared_columns))
    if column is None:
        place = read.location.at("charts", index, "figures")
        yield rules.NO_NUMBERS.at(place, id=chart.id, src=drawn.src)
        return
    yield from _check_values(chart, read.file(drawn.src), table, column)


def _check_values(chart: Chart, path: str, table: Table, column: int) -> Iterator[Finding]:
    """Yield a finding for the first value that a chart cannot draw; the others often are alike."""
    texts: Sequence[str] = [row[column] for row in table.rows]
    for text, value, line in zip(texts, quantities(texts), table.lines, strict=True):
        if value is None and not is_blank(text):
            place = Location(path, line)
            yield rules.NOT_A_NUMBER.at(place, text=text, column=table.columns[column], id=chart.id)
            return
