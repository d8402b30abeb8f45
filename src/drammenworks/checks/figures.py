"""What is wrong with the figures of a report: in their files, and with one another."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from drammenworks.base.text.language_names import language_name
from drammenworks.base.text.numbers import format_number
from drammenworks.content.document import Document
from drammenworks.content.figure_files import figures_file, figures_in, is_table, locate_figure, values_file
from drammenworks.content.graph_queries import languages_of
from drammenworks.content.models.figure import Figure
from drammenworks.content.models.report import ReportMeta
from drammenworks.content.tables import table_file
from drammenworks.engine.queries import QueryContext
from drammenworks.errors import Finding, Location, Phrase
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import figures as rules
from drammenworks.site.reports.history import other_reports
from drammenworks.site.reports.stated import StatedReport, data_files, is_same_unit, stated_report

_SHOWN_TEXTS = ("label", "unit")
"""The texts of a figure that readers always see."""


def check_figures(ask: QueryContext, read: Document) -> Iterator[Finding]:
    """Yield what is wrong with the figures of a report; what a translation inherits is told of once."""
    if not isinstance(read.meta, ReportMeta):
        return
    report = stated_report(ask, read.id, read.lang)
    is_complete = report is not None and report.is_complete
    if "data" not in read.inherited:
        yield from _of_files(ask, read, is_complete=is_complete)
        yield from _of_values(ask, read, read.meta)
    if report is not None and not read.inherited:
        if is_complete:
            yield from _of_sums(ask, read, report)
        yield from _of_other_reports(ask, read, report)


def _of_files(ask: QueryContext, read: Document, *, is_complete: bool) -> Iterator[Finding]:
    paths = data_files(ask, read)
    found = list(figures_in(ask, paths))
    known = [figure.id for _, _, figure in found]
    for path in paths:
        if not is_table(path):
            yield from figures_file(ask, path).findings
            continue
        values = values_file(ask, path)
        yield from (*table_file(ask, path).findings, *values.findings)
        for figure_id, line in values.lines:
            # What cannot be read may have any name.
            if is_complete and figure_id not in known:
                suggestion = did_you_mean(figure_id, known)
                yield rules.UNKNOWN_ROW.at(Location(path, line), id=figure_id, suggestion=suggestion)
    for lang in languages_of(ask, read.id):
        for path, index, figure in found:
            for field in _SHOWN_TEXTS:
                text = getattr(figure, field)
                if text is not None and not text.has(lang):
                    yield rules.NO_LABEL.at(
                        locate_figure(ask, path, "figures", index, field),
                        id=figure.id,
                        field=field,
                        language=language_name(lang),
                        lang=lang,
                    )


def _of_values(ask: QueryContext, read: Document, meta: ReportMeta) -> Iterator[Finding]:
    """Yield a finding for each figure that is given two values for a year."""
    known: dict[tuple[str, int], int | float] = {}
    for key_figure in meta.key_figures:
        known[key_figure.id, meta.year] = key_figure.value
        if key_figure.previous is not None:
            known[key_figure.id, meta.year - 1] = key_figure.previous
    paths = data_files(ask, read)
    for path, index, figure in figures_in(ask, paths):
        stated = dict(figure.series or {})
        places = dict.fromkeys(stated, "series")
        if figure.value is not None:
            if meta.year in stated and stated[meta.year] != figure.value:
                yield _two(ask, path, index, figure, meta.year, figure.value, stated[meta.year])
            stated[meta.year] = figure.value
            places[meta.year] = "value"
        for year, value in stated.items():
            other = known.setdefault((figure.id, year), value)
            if other != value:
                yield _two(ask, path, index, figure, year, value, other, places[year])
    for path in filter(is_table, paths):
        values = values_file(ask, path)
        lines = dict(values.lines)
        for figure_id, by_year in values.values.items():
            for year, value in by_year.items():
                other = known.setdefault((figure_id, year), value)
                if other != value:
                    place = Location(path, lines.get(figure_id))
                    yield rules.TWO_VALUES.at(
                        place, id=figure_id, year=year, value=_shown(value), other=_shown(other)
                    )


def _two(
    ask: QueryContext,
    path: str,
    index: int,
    figure: Figure,
    year: int,
    value: float,
    other: float,
    field: str = "value",
) -> Finding:
    place = locate_figure(ask, path, "figures", index, field)
    return rules.TWO_VALUES.at(place, id=figure.id, year=year, value=_shown(value), other=_shown(other))


def _of_sums(ask: QueryContext, read: Document, report: StatedReport) -> Iterator[Finding]:
    """Yield a finding for each sum that is not what its parts make, in any year that has all of them."""
    by_id = {figure.id: figure for figure in report.figures}
    values = {figure.id: dict(figure.values) for figure in report.figures}
    for path, index, figure in figures_in(ask, data_files(ask, read)):
        if not figure.sum_of:
            continue
        place = locate_figure(ask, path, "figures", index, "sum_of")
        is_wrong = False
        for part in figure.sum_of:
            reason = _unfit(figure.id, part, by_id)
            if reason is not None:
                is_wrong = True
                others = [name for name in by_id if name != figure.id]
                yield rules.WRONG_PART.at(
                    place,
                    id=figure.id,
                    part=part,
                    reason=reason,
                    known=", ".join(others) or Phrase("(ingen)"),
                    suggestion=did_you_mean(part, others) if part not in by_id else "",
                )
        for year, value in () if is_wrong else values[figure.id].items():
            parts = [values[part].get(year) for part in figure.sum_of]
            known = [one for one in parts if one is not None]
            # Rounded parts may differ from a rounded sum by half a digit each.
            slack = 0.5 * 10 ** -(figure.decimals or 1) * len(parts) if _has_decimals(known, value) else 0
            if len(known) == len(parts) and abs(math.fsum(known) - value) > slack + 1e-9:
                yield rules.WRONG_SUM.at(
                    place, id=figure.id, year=year, value=_shown(value), sum=_shown(math.fsum(known))
                )


def _has_decimals(values: list[int | float], value: float) -> bool:
    return any(isinstance(one, float) for one in (*values, value))


def _unfit(figure_id: str, part: str, by_id: Mapping[str, object]) -> Phrase | None:
    """Return why a figure cannot be part of a sum; None when it can."""
    if part == figure_id:
        return Phrase("det er tallet selv")
    if part not in by_id:
        return Phrase("det er ikke noe tall som heter det")
    seen, waiting = {part}, [part]
    while waiting:
        figure = by_id[waiting.pop()]
        for inner in getattr(figure, "sum_of", ()):
            if inner == figure_id:
                return Phrase("det er selv en sum av dette tallet")
            if inner in by_id and inner not in seen:
                seen.add(inner)
                waiting.append(inner)
    return None


def _of_other_reports(ask: QueryContext, read: Document, report: StatedReport) -> Iterator[Finding]:
    """Yield a finding for each figure that earlier reports, or others of the year, state differently.

    Of several reports that give a year another value, the report of that year is named, else the first.
    """
    places = {figure.id: (path, index) for path, index, figure in figures_in(ask, data_files(ask, read))}
    earlier = [
        (other_id, other)
        for other_id, other in other_reports(ask, read.id, read.lang)
        if (other.year, other_id) < (report.year, read.id)
    ]
    for figure in report.figures:
        place = read.location.at("key_figures")
        if figure.id in places:
            path, index = places[figure.id]
            place = locate_figure(ask, path, "figures", index)
        differing: dict[int, tuple[int | float, str]] = {}
        for other_id, other in earlier:
            same = next((one for one in other.figures if one.id == figure.id), None)
            if same is None:
                continue
            name = other_id.partition("/")[2]
            if not is_same_unit(figure.unit_names, same.unit_names):
                yield rules.OTHER_UNIT.at(
                    place,
                    id=figure.id,
                    unit=figure.unit or Phrase("(ingen)"),
                    other=name,
                    other_unit=same.unit or Phrase("(ingen)"),
                )
                continue
            then = dict(same.values)
            for year, value in figure.values:
                if then.get(year, value) != value and (year not in differing or year == other.year):
                    differing[year] = then[year], name
        own = dict(figure.values)
        # A note says why a value was corrected; nothing explains two values of the report's own year.
        for year, (value, name) in differing.items():
            if figure.note is None or year == report.year:
                yield rules.OTHER_VALUE.at(
                    place,
                    id=figure.id,
                    value=_shown(own[year]),
                    year=year,
                    other_value=_shown(value),
                    other=name,
                )


def _shown(value: float) -> str:
    return format_number(value, lang="nb")
