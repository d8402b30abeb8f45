"""The other reports that state the same figures, published or not, for whoever compares them."""

from __future__ import annotations

from collections.abc import Iterator

from drammenworks.content.graph_queries import discovery, languages_of
from drammenworks.engine.queries import QueryContext
from drammenworks.site.reports.stated import StatedReport, Statement, combined, stated_report


def other_reports(ask: QueryContext, report_id: str, lang: str) -> Iterator[tuple[str, StatedReport]]:
    """Yield all reports in a language but one, in the order of their ids."""
    ids = sorted({source.id for source in discovery(ask).sources if source.kind == "report"})
    for other in ids:
        if other != report_id and lang in languages_of(ask, other):
            report = stated_report(ask, other, lang)
            if report is not None:
                yield other, report


def known_values(
    ask: QueryContext, report_id: str, report: StatedReport, lang: str
) -> dict[str, dict[int, int | float]]:
    """Return what a report and the others until its year say of each of its figures, by year."""
    said: dict[str, list[Statement]] = {}
    for _, other in other_reports(ask, report_id, lang):
        for figure in other.figures:
            said.setdefault(figure.id, []).append(Statement(other.year, figure.unit_names, figure.values))
    return {
        figure.id: combined(sorted(said.get(figure.id, ())), figure.unit_names, report.year)
        | dict(figure.values)
        for figure in report.figures
    }
