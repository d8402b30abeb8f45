"""What a report states itself: its figures with their values by year, before other reports are asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from drammenworks.base.text.figures import qualifier_text, unit_name
from drammenworks.content.document import Document, DocumentKey
from drammenworks.content.figure_files import (
    ValuesById,
    figures_file,
    figures_in,
    is_table,
    values_file,
)
from drammenworks.content.graph_queries import SHARDS, languages_of, other_file
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
    unit_names: tuple[str, ...]
    """What its unit is called in all languages, so that other years and languages know it again."""
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


class Statement(NamedTuple):
    """What a report says of a figure that other reports may state, too."""

    year: int
    """Of the report."""
    unit_names: tuple[str, ...]
    values: tuple[tuple[int, int | float], ...]


class StatedReport(NamedTuple):
    """The figures that a report states."""

    year: int
    figures: tuple[StatedFigure, ...]
    """Each id once, key figures of the front matter first."""
    is_complete: bool
    """All of its files of figures could be read."""


@CATALOGUE.query(shards=SHARDS)
def stated_report(ask: QueryContext, document_id: str, lang: str) -> StatedReport | None:
    """The figures that a report states in a language; None for what is no report, or cannot be read."""
    document = read_document(ask, (document_id, lang))
    meta = document.meta if document is not None else None
    if document is None or not isinstance(meta, ReportMeta):
        return None
    paths = data_files(ask, document)
    values = _values_by_id(ask, paths)
    names = _unit_names(ask, document_id) if meta.key_figures else {}
    figures = [of_key_figure(figure, meta.year, names.get(figure.id, ())) for figure in meta.key_figures]
    figures += [_of_figure(figure, meta.year, lang, values) for _, _, figure in figures_in(ask, paths)]
    unique = {figure.id: figure for figure in reversed(figures)}
    is_complete = len(paths) == len(meta.data) and all(_is_read(ask, path) for path in paths)
    return StatedReport(meta.year, tuple(reversed(unique.values())), is_complete)


def combined(
    statements: Iterable[Statement], unit_names: Sequence[str], until: int
) -> dict[int, int | float]:
    """Return what reports until a year say of a figure, by year; each year's own report comes first.

    Later reports say nothing of earlier ones: a report that is published stays what it is. Neither do
    those that count in another unit.
    """
    values: dict[int, int | float] = {}
    own: dict[int, int | float] = {}
    for statement in statements:
        if statement.year <= until and is_same_unit(statement.unit_names, unit_names):
            values |= statement.values
            own |= {year: value for year, value in statement.values if year == statement.year}
    return values | own


def is_same_unit(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two figures count the same, by what their units are called in all languages."""
    return (not one and not other) or not set(one).isdisjoint(other)


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


def _is_read(ask: QueryContext, path: str) -> bool:
    return values_file(ask, path).is_readable if is_table(path) else figures_file(ask, path).is_readable


def _unit_names(ask: QueryContext, document_id: str) -> dict[str, tuple[str, ...]]:
    """Return what the units of the key figures of a report are called in all its languages."""
    names: dict[str, dict[str, None]] = {}
    for lang in languages_of(ask, document_id):
        document = read_document(ask, (document_id, lang))
        for figure in getattr(document.meta, "key_figures", ()) if document is not None else ():
            if figure.unit is not None:
                names.setdefault(figure.id, {})[unit_name(figure.unit)] = None
    return {figure_id: tuple(found) for figure_id, found in names.items()}


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
        tuple(dict.fromkeys(unit_name(text) for _, text in figure.unit.texts)) if figure.unit else (),
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


def of_key_figure(figure: KeyFigure, year: int, unit_names: tuple[str, ...] = ()) -> StatedFigure:
    """Return a figure of a front matter, which states its value in a year and in the year before.

    :param unit_names: what its unit is called in all languages, where there are several.
    """
    if figure.unit is not None and not unit_names:
        unit_names = (unit_name(figure.unit),)
    previous = [(year - 1, figure.previous)] if figure.previous is not None else []
    return StatedFigure(
        figure.id,
        figure.label,
        figure.unit,
        unit_names,
        figure.qualifier,
        figure.is_year,
        None,
        figure.target,
        True,
        figure.source,
        None,
        (*previous, (year, figure.value)),
    )
