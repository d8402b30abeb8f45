"""Figures of reports, with what other years say of them, formatted in one language.

Stable: :func:`figure_value` and :class:`FigureValue`, of which pages, charts, data files and other renderings
of reports are made.
"""

from __future__ import annotations

from typing import NamedTuple

from drammenworks.base.text.figures import change_of, format_change, format_figure, is_percent
from drammenworks.content.graph_queries import SHARDS
from drammenworks.content.models.project import ProjectMeta
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.site.entries import best, entry, section
from drammenworks.site.reports.stated import StatedFigure, of_key_figure, stated_report

REPORT = "report"


class YearValue(NamedTuple):
    """What a figure was in a year."""

    year: int
    value: int | float
    text: str
    """With its unit."""
    number: str
    """Without unit and qualifier."""


class FigureValue(NamedTuple):
    """A figure of a report."""

    id: str
    label: str
    year: int
    """Of the report."""
    value: int | float | None
    """In that year; None when it is not known."""
    text: str
    """As running text has it, with qualifier and unit: «om lag 70», «12,5 %»; a dash for no value."""
    number: str
    """The number alone."""
    unit: str | None
    qualifier: str | None
    is_year: bool
    previous: YearValue | None
    """What it was in the year before."""
    change: int | float | None
    """Since the year before, in per cent or in points; None when there is nothing to compare with."""
    change_text: str
    """«+0,1 %» or «−2 prosentpoeng»; a dash for none."""
    changes_by_points: bool
    target: int | float | None
    target_text: str
    target_number: str
    is_key: bool
    series: tuple[YearValue, ...]
    """Its values by year until that of the report, in order; other reports are asked, too."""
    decimals: int | None
    source: str | None
    note: str | None

    def at(self, year: int) -> YearValue | None:
        """Return its value in a year."""
        return next((one for one in self.series if one.year == year), None)

    def capitalised(self) -> str:
        """Return its text as a sentence begins."""
        return self.text[:1].upper() + self.text[1:]


@CATALOGUE.query()
def statements(
    ask: QueryContext, site_id: str, lang: str
) -> dict[str, tuple[tuple[int, tuple[tuple[int, int | float], ...]], ...]]:
    """By id of a figure: the years of the reports of a site that state it, each with the values it gives."""
    found: dict[str, list[tuple[int, tuple[tuple[int, int | float], ...]]]] = {}
    for document_id in sorted(section(ask, site_id, REPORT, lang) or ()):
        report = stated_report(ask, document_id, lang)
        if report is not None:
            for figure in report.figures:
                found.setdefault(figure.id, []).append((report.year, figure.values))
    return {figure_id: tuple(sorted(years)) for figure_id, years in found.items()}


@CATALOGUE.query(shards=16)
def history(
    ask: QueryContext, site_id: str, lang: str, figure_id: str, until: int
) -> tuple[tuple[int, int | float], ...]:
    """What the reports of a site until a year say of a figure, by year; each year's own report comes first.

    Later reports say nothing of earlier ones: a report that is published stays what it is.
    """
    values: dict[int, int | float] = {}
    own: dict[int, int | float] = {}
    for report_year, stated in statements(ask, site_id, lang).get(figure_id, ()):
        if report_year <= until:
            values |= stated
            own |= {year: value for year, value in stated if year == report_year}
    values |= own
    return tuple(sorted(values.items()))


@CATALOGUE.query(shards=SHARDS)
def figure_value(
    ask: QueryContext, site_id: str, lang: str, report_id: str, figure_id: str
) -> FigureValue | None:
    """A figure of a report that is published; None when there is none."""
    site_id = publishing_site(ask, site_id, report_id, lang)
    key = best(ask, site_id, report_id, lang) if site_id else None
    report = stated_report(ask, *key) if key is not None else None
    if key is None or report is None:
        return None
    stated = next((figure for figure in report.figures if figure.id == figure_id), None)
    if stated is None:
        return None
    year = report.year
    known = {**dict(history(ask, site_id, key[1], figure_id, year)), **dict(stated.values)}
    return valued(stated, year, known, lang)


def publishing_site(ask: QueryContext, site_id: str, report_id: str, lang: str) -> str:
    """Return the site itself when it publishes a report, else another one that does; empty for none."""
    if best(ask, site_id, report_id, lang) is not None:
        return site_id
    paths = entry.field(ask, "paths", report_id, lang) or ()
    return next((other for other, _ in paths), "")


def valued(stated: StatedFigure, year: int, known: dict[int, int | float], lang: str) -> FigureValue:
    """Return a figure with its values in words.

    :param known: its values by year.
    """
    by_points = is_percent(stated.unit)
    series = tuple(_at(stated, one, value, lang) for one, value in sorted(known.items()))
    value = known.get(year)
    previous = known.get(year - 1) if not stated.is_year else None
    change = change_of(value, previous, is_percent=by_points) if value is not None else None
    target = stated.target
    return FigureValue(
        stated.id,
        stated.label,
        year,
        value,
        _text(stated, value, lang, qualifier=stated.qualifier, unit=stated.unit),
        _text(stated, value, lang),
        stated.unit,
        stated.qualifier,
        stated.is_year,
        _at(stated, year - 1, previous, lang) if previous is not None else None,
        change,
        format_change(change, lang=lang, by_points=by_points),
        by_points,
        target,
        _text(stated, target, lang, unit=stated.unit),
        _text(stated, target, lang),
        stated.is_key,
        series,
        stated.decimals,
        stated.source,
        stated.note,
    )


def project_figures(meta: ProjectMeta, lang: str) -> tuple[FigureValue, ...]:
    """Return the key figures of a project, which belong to no year."""
    year = 0
    stated = (of_key_figure(figure, year) for figure in meta.key_figures)
    return tuple(valued(figure, year, dict(figure.values), lang) for figure in stated)


def _at(stated: StatedFigure, year: int, value: int | float, lang: str) -> YearValue:
    text, number = _text(stated, value, lang, unit=stated.unit), _text(stated, value, lang)
    return YearValue(year, value, text, number)


def _text(
    stated: StatedFigure,
    value: int | float | None,
    lang: str,
    *,
    unit: str | None = None,
    qualifier: str | None = None,
) -> str:
    if value is None:
        return "–"
    return format_figure(
        value, unit, lang=lang, qualifier=qualifier, decimals=stated.decimals, is_year=stated.is_year
    )
