"""Numbers typed in the text of a report that equal one of its figures, and would not follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from drammenworks.content.document import Document
from drammenworks.content.graph_queries import parts_of
from drammenworks.content.models.common import Meta, ReferencePath
from drammenworks.content.models.report import ReportMeta
from drammenworks.engine.queries import QueryContext
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import figures as rules
from drammenworks.site.reports.stated import StatedReport, stated_report

_NUMBER = re.compile(
    r"(?<![\w.,/-])(?:[0-9]{1,3}(?:[ \xa0\u202f,][0-9]{3})+(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)?)(?![\w/-])"
)
_GROUPS = re.compile(r"[ \xa0\u202f]|,(?=[0-9]{3}\b)")
"""What stands between thousands, in Norwegian and in English."""
_NO_PROSE = re.compile(r"\]\([^)]*\)|`[^`]*`|\[figure:[^\]]*\](?:\{[^}]*\})?|\{[^}]*\}|<[^>]*>|https?://\S+")
"""Targets of links, code, figures, attributes and addresses."""
_FENCES = ("```", "~~~")
_SMALL = 1
"""Digits of numbers that mean so many things that nothing can be said of them."""


def check_typed_numbers(ask: QueryContext, read: Document) -> Iterator[Finding]:
    """Yield a finding for each number in the text of a report that equals one of its figures."""
    report = stated_report(ask, read.id, read.lang) if isinstance(read.meta, ReportMeta) else None
    by_number = _by_number(report) if report is not None else {}
    if not by_number:
        return
    path = read.location.path
    parts = parts_of(ask, path)
    is_code = False
    for line, text in enumerate(parts.body.split("\n"), start=parts.body_line):
        if text.lstrip().startswith(_FENCES):
            is_code = not is_code
        if is_code or text.startswith(":::"):
            continue
        for match, figure_id in _typed(text, by_number):
            place = Location(path, line, match.start() + 1)
            yield rules.TYPED_NUMBER.at(place, number=match[0], id=figure_id)
    for keys, text in _texts(read.meta):
        if keys[0] not in read.inherited:
            for match, figure_id in _typed(text, by_number):
                yield rules.TYPED_NUMBER.at(read.location.locate(keys), number=match[0], id=figure_id)


def _typed(text: str, by_number: Mapping[str, str]) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the numbers in a text that equal figures, each with the id of its figure."""
    for match in _NUMBER.finditer(_NO_PROSE.sub(_blank, text)):
        figure_id = by_number.get(_GROUPS.sub("", match[0]).replace(",", "."))
        if figure_id is not None:
            yield match, figure_id


def _texts(meta: Meta) -> Iterator[tuple[ReferencePath, str]]:
    """Yield what a report says in its fields; quotations and corrections say what was said."""
    assert isinstance(meta, ReportMeta)
    if meta.summary is not None:
        yield ("summary",), meta.summary
    if meta.letter is not None:
        yield ("letter", "text"), meta.letter.text
    for index, chart in enumerate(meta.charts):
        yield ("charts", index, "message"), chart.message
    for index, part in enumerate(meta.finance):
        for number, note in enumerate(part.notes):
            yield ("finance", index, "notes", number), note


def _by_number(report: StatedReport) -> dict[str, str]:
    """Return the ids of figures by their values in the year of a report; years and small ones apart."""
    return {
        digits: figure.id
        for figure in report.figures
        for year, value in figure.values
        if year == report.year and not figure.is_year and len(digits := _digits(value)) > _SMALL
    }


def _digits(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
