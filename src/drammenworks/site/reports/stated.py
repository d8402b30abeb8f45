"""What a report states itself: its figures with their values by year, before other reports are asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from drammenworks.base.text.figures import qualifier_text
from drammenworks.content.document import Document, DocumentKey
from drammenworks.content.figure_files import ValuesById, figures_in, is_table, values_file
from drammenworks.content.graph_queries import SHARDS, other_file
from drammenworks.content.models.common import KeyFigure
from drammenworks.content.models.figure import Figure
from drammenworks.content.models.report import ReportMeta
from drammenworks.content.workspace import Workspace
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.site.entries import entry


class StatedFigure(NamedTuple):
    """A figure as a report states it, with its texts in one language."""

    id: str
    label: str
    unit: str | None
    qualifier: str | None
    """The words before the value of the report's year."""
    is_year: bool
    decimals: int | None
    target: int | float | None
    is_key: bool
    """It stands among the key figures."""
    source: str | None
    note: str | None
    values: tuple[tuple[int, int | float], ...]
    """By year, in order."""
    sum_of: tuple[str, ...] = ()


class StatedReport(NamedTuple):
    """The figures that a report states."""

    year: int
    figures: tuple[StatedFigure, ...]
    """Each id once, key figures of the front matter first."""


@CATALOGUE.query(shards=SHARDS)
def stated_report(ask: QueryContext, document_id: str, lang: str) -> StatedReport | None:
    """The figures that a report states in a language; None for what is no report, or cannot be read."""
    document = read_document(ask, (document_id, lang))
    meta = document.meta if document is not None else None
    if document is None or not isinstance(meta, ReportMeta):
        return None
    paths = data_files(ask, document)
    values = _values_by_id(ask, paths)
    figures = [of_key_figure(figure, meta.year) for figure in meta.key_figures]
    figures += [_of_figure(figure, meta.year, lang, values) for _, _, figure in figures_in(ask, paths)]
    unique = {figure.id: figure for figure in reversed(figures)}
    return StatedReport(meta.year, tuple(reversed(unique.values())))


def read_document(ask: QueryContext, key: DocumentKey) -> Document | None:
    """Return a document whose fields are read; None when it cannot be."""
    fields = entry.field(ask, "fields", *key)
    if fields is None:
        return None
    workspace: Workspace = ask.environment
    document: Document = workspace.documents.document(fields[1])
    return document


def data_files(ask: QueryContext, document: Document) -> tuple[str, ...]:
    """Return the files of a report's data that exist."""
    meta = document.meta
    named = meta.data if isinstance(meta, ReportMeta) else ()
    return tuple(path for path in map(document.file, named) if other_file(ask, path))


def _values_by_id(ask: QueryContext, paths: Iterable[str]) -> ValuesById:
    values: ValuesById = {}
    for path in paths:
        if is_table(path):
            for figure_id, by_year in values_file(ask, path).values.items():
                values.setdefault(figure_id, {}).update(by_year)
    return values


def _of_figure(figure: Figure, year: int, lang: str, values: ValuesById) -> StatedFigure:
    by_year = {**values.get(figure.id, {}), **(figure.series or {})}
    if figure.value is not None:
        by_year[year] = figure.value
    return StatedFigure(
        figure.id,
        figure.label.in_language(lang),
        figure.unit.in_language(lang) if figure.unit is not None else None,
        qualifier_text(figure.qualifier, lang),
        figure.is_year,
        figure.decimals,
        figure.target,
        figure.key,
        figure.source.in_language(lang) if figure.source is not None else None,
        figure.note.in_language(lang) if figure.note is not None else None,
        tuple(sorted(by_year.items())),
        figure.sum_of,
    )


def of_key_figure(figure: KeyFigure, year: int) -> StatedFigure:
    """Return a figure of a front matter, which states its value in a year and in the year before."""
    previous = [(year - 1, figure.previous)] if figure.previous is not None else []
    return StatedFigure(
        figure.id,
        figure.label,
        figure.unit,
        figure.qualifier,
        figure.is_year,
        None,
        figure.target,
        True,
        figure.source,
        None,
        (*previous, (year, figure.value)),
    )
