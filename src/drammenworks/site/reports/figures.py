"""Figures of reports, with what other years say of them, formatted in one language.

Stable: :func:`figure_value` and :class:`FigureValue`, of which pages, charts, data files and other renderings
of reports are made.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from drammenworks.base.text.figures import change_of, changes_by_points, format_change, format_figure
from drammenworks.charts.values import MISSING
from drammenworks.content.graph_queries import SHARDS
from drammenworks.content.models.project import ProjectMeta
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.site.entries import best, entry, section
from drammenworks.site.reports.stated import StatedFigure, Statement, combined, of_key_figure, stated_report

REPORT = "report"


class YearValue(NamedTuple):
    """What a figure was in a year."""

    year: int
    value: int | float
    text: str
    """With its unit."""
    number: str
    """Without unit and qualifier."""
    change: int | float | None
    """Since the year before, in per cent or in points; None when there is nothing to compare with."""
    change_text: str
    """«+0,1 %» or «−2 prosentpoeng»; a dash for none."""


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
    unit_names: tuple[str, ...]
    """What its unit is called in all languages."""
    is_year: bool
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

    def before(self, year: int) -> YearValue | None:
        """Return its value in the year before another; a year is not compared with another."""
        return self.at(year - 1) if not self.is_year else None

    @property
    def previous(self) -> YearValue | None:
        """What it was in the year before."""
        return self.before(self.year)

    @property
    def change(self) -> int | float | None:
        """By how much it changed since the year before; see :class:`YearValue`."""
        own = self.at(self.year)
        return own.change if own is not None else None

    @property
    def change_text(self) -> str:
        """By how much it changed since the year before, in words; a dash for none."""
        own = self.at(self.year)
        return own.change_text if own is not None else MISSING

    def capitalised(self) -> str:
        """Return its text as a sentence begins."""
        return self.text[:1].upper() + self.text[1:]


@CATALOGUE.query()
def statements(ask: QueryContext, site_id: str, lang: str) -> dict[str, tuple[Statement, ...]]:
    """By id of a figure: what the reports of a site say of it, in the order of their years."""
    found: dict[str, list[Statement]] = {}
    for document_id in sorted(section(ask, site_id, REPORT, lang) or ()):
        report = stated_report(ask, document_id, lang)
        if report is not None:
            for figure in report.figures:
                statement = Statement(report.year, figure.unit_names, figure.values)
                found.setdefault(figure.id, []).append(statement)
    return {figure_id: tuple(sorted(said)) for figure_id, said in found.items()}


@CATALOGUE.query(shards=16)
def history(
    ask: QueryContext, site_id: str, lang: str, figure_id: str, unit_names: tuple[str, ...], until: int
) -> tuple[tuple[int, int | float], ...]:
    """What the reports of a site until a year say of a figure, by year; see :func:`stated.combined`."""
    said = statements(ask, site_id, lang).get(figure_id, ())
    return tuple(sorted(combined(said, unit_names, until).items()))


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
    known = dict(history(ask, site_id, key[1], figure_id, stated.unit_names, year))
    return valued(stated, year, {**known, **dict(stated.values)}, lang)


def publishing_site(ask: QueryContext, site_id: str, report_id: str, lang: str) -> str:
    """Return the site itself when it publishes a report, else another one that does; empty for none."""
    if best(ask, site_id, report_id, lang) is not None:
        return site_id
    paths = entry.field(ask, "paths", report_id, lang) or ()
    return next((other for other, _ in paths), "")


def valued(stated: StatedFigure, year: int, known: Mapping[int, int | float], lang: str) -> FigureValue:
    """Return a figure with its values in words.

    :param known: its values by year.
    """
    value, target = known.get(year), stated.target
    return FigureValue(
        stated.id,
        stated.label,
        year,
        value,
        _text(stated, value, lang, qualifier=stated.qualifier, unit=stated.unit),
        _text(stated, value, lang),
        stated.unit,
        stated.qualifier,
        stated.unit_names,
        stated.is_year,
        changes_by_points(stated.unit_names),
        target,
        _text(stated, target, lang, unit=stated.unit),
        _text(stated, target, lang),
        stated.is_key,
        tuple(_at(stated, one, known, lang) for one in sorted(known)),
        stated.decimals,
        stated.source,
        stated.note,
    )


def project_figures(meta: ProjectMeta, lang: str) -> tuple[FigureValue, ...]:
    """Return the key figures of a project, which belong to no year."""
    year = 0
    stated = (of_key_figure(figure, year) for figure in meta.key_figures)
    return tuple(valued(figure, year, dict(figure.values), lang) for figure in stated)


def _at(stated: StatedFigure, year: int, known: Mapping[int, int | float], lang: str) -> YearValue:
    value = known[year]
    text, number = _text(stated, value, lang, unit=stated.unit), _text(stated, value, lang)
    by_points = changes_by_points(stated.unit_names)
    before = known.get(year - 1) if not stated.is_year else None
    change = change_of(value, before, by_points=by_points)
    return YearValue(year, value, text, number, change, format_change(change, lang=lang, by_points=by_points))


def _text(
    stated: StatedFigure,
    value: int | float | None,
    lang: str,
    *,
    unit: str | None = None,
    qualifier: str | None = None,
) -> str:
    if value is None:
        return MISSING
    return format_figure(
        value, unit, lang=lang, qualifier=qualifier, decimals=stated.decimals, is_year=stated.is_year
    )
