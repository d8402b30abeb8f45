"""What keeps the charts of a report from being read."""

from __future__ import annotations

from collections.abc import Iterator

from drammenworks.charts.values import ChartKind, ChartView
from drammenworks.content.document import Document
from drammenworks.content.models.report import Chart, ReportMeta
from drammenworks.engine.queries import QueryContext
from drammenworks.errors import Finding, Location, Phrase
from drammenworks.errors.phrase import format_list
from drammenworks.errors.rules import figures as rules
from drammenworks.site.reports.data import ReportData, checked_data
from drammenworks.site.reports.stated import stated_report

_MOST_BARS = 40
_MOST_ON_LINES = 120
_LONGEST_LABEL = 60
_OWN_SCALES = (ChartKind.PROGRESS, ChartKind.MULTIPLES)
"""The charts in which each figure has a scale of its own."""


def check_charts(ask: QueryContext, read: Document) -> Iterator[Finding]:
    """Yield what keeps the charts of a report from being read; inherited ones are told of once."""
    meta = read.meta
    if not isinstance(meta, ReportMeta) or not meta.charts or "charts" in read.inherited:
        return
    data, stated = checked_data(ask, read), stated_report(ask, read.id, read.lang)
    for index, chart in enumerate(meta.charts):
        place = read.location.at("charts", index)
        yield from _of_message(read, index, chart, data)
        view = data.chart(chart.id)
        if view is None and stated is not None and stated.is_complete:
            yield from _of_nothing(chart, data, place)
        elif view is not None:
            yield from _of_units(chart, data, place)
            yield from _of_values(view, place)
            yield from _of_size(view, place)


def _of_message(read: Document, index: int, chart: Chart, data: ReportData) -> Iterator[Finding]:
    place = read.location.at("charts", index, "message")
    names = {name.casefold() for name in (chart.id, *chart.figures)}
    names |= {figure.label.casefold() for figure in data.figures if figure.id in chart.figures}
    names |= {table.title.casefold() for table in data.tables if table.id in chart.figures}
    if chart.message.casefold().rstrip(".") in names:
        yield rules.EMPTY_MESSAGE.at(place, id=chart.id)


def _of_nothing(chart: Chart, data: ReportData, place: Location) -> Iterator[Finding]:
    """Yield a finding for a chart that draws nothing, unless what it names is not known, which is told."""
    figures = [figure for figure in data.figures if figure.id in chart.figures]
    table = data.table(chart.figures[0]) if len(chart.figures) == 1 else None
    has_columns = table is not None and any(column.is_number for column in table.columns)
    if chart.figures and not figures and not has_columns:
        return
    is_known = any(figure.series for figure in figures)
    if not chart.figures:
        reason = Phrase("«figures» er tom")
    elif figures and (chart.since or 0) > data.year:
        reason = Phrase("«since» er {since}, og rapporten gjelder {year}", since=chart.since, year=data.year)
    elif is_known and chart.since is not None:
        reason = Phrase("ingen av tallene har noen verdi fra og med {since}", since=chart.since)
    elif ChartKind(chart.type) is ChartKind.SHARE and (is_known or has_columns):
        reason = Phrase("alt er 0, og 0 kan ikke deles i andeler")
    elif is_known:
        reason = Phrase("ingen av tallene har noen verdi for {year}", year=data.year)
    else:
        reason = Phrase("det står ingen verdier der tallene skal stå")
    yield rules.NOTHING_TO_DRAW.at(place, id=chart.id, reason=reason)


def _of_units(chart: Chart, data: ReportData, place: Location) -> Iterator[Finding]:
    figures = [figure for figure in data.figures if figure.id in chart.figures]
    units = dict.fromkeys(figure.unit or Phrase("(ingen)") for figure in figures)
    if len(units) > 1 and chart.type not in _OWN_SCALES:
        yield rules.MIXED_UNITS.at(place, id=chart.id, units=format_list(list(units)))
    if ChartKind(chart.type) is ChartKind.PROGRESS:
        for figure in figures:
            if figure.target is None:
                yield rules.NO_TARGET.at(place, id=chart.id, figure=figure.id)


def _of_values(view: ChartView, place: Location) -> Iterator[Finding]:
    if view.kind is ChartKind.SHARE:
        for label, value in zip(view.categories, view.series[0].values, strict=True):
            if value is not None and value < 0:
                yield rules.NEGATIVE_SHARE.at(place, id=view.id, label=label)


def _of_size(view: ChartView, place: Location) -> Iterator[Finding]:
    drawn = view.series[:1] if view.kind in (ChartKind.SHARE, ChartKind.PROGRESS) else view.series
    count = sum(value is not None for one in drawn for value in one.values)
    if count == 1 and view.kind is not ChartKind.PROGRESS:
        yield rules.ONE_POINT.at(place, id=view.id)
    is_line = view.kind in (ChartKind.LINE, ChartKind.MULTIPLES)
    limit = _MOST_ON_LINES if is_line else _MOST_BARS
    if count > limit:
        yield rules.TOO_MANY_POINTS.at(place, id=view.id, count=count, limit=limit)
    for label in dict.fromkeys((*view.categories, *(one.label for one in view.series))):
        if len(label) > _LONGEST_LABEL:
            yield rules.LONG_LABEL.at(
                place, label=label[:40] + "…", id=view.id, length=len(label), limit=_LONGEST_LABEL
            )
