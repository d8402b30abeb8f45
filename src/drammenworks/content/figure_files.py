"""Figures in YAML files beside a report, and their values by year in CSV files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from drammenworks.base.fields.translations import Translations
from drammenworks.base.source_text import decode_source, read_source
from drammenworks.base.strict_yaml import load, locate
from drammenworks.base.validation import validate
from drammenworks.content.ambiguous_numbers import ambiguous_numbers
from drammenworks.content.columns import is_blank, quantities
from drammenworks.content.graph_queries import file, languages
from drammenworks.content.markdown.figure_references import REFERENCE
from drammenworks.content.models.figure import Figure, FigureFile
from drammenworks.content.tables import Table, TableFile, table_file
from drammenworks.content.workspace import Workspace
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.errors import ContentError, Finding, Location, Phrase
from drammenworks.errors.rules import figures as rules

_TEXTS = ("label", "unit", "source", "note")
_ID = "id"
_YEAR = re.compile(r"1[0-9]{3}|2[0-9]{3}")

ValuesById = dict[str, dict[int, int | float]]


class FiguresRead(NamedTuple):
    """What a YAML file of figures holds."""

    figures: tuple[Figure, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_readable: bool = True


class ValuesRead(NamedTuple):
    """What a CSV file of values by year holds."""

    values: ValuesById
    findings: tuple[Finding, ...] = ()
    lines: tuple[tuple[str, int | None], ...] = ()
    """The line of each id."""
    is_readable: bool = True
    """It is a table of values by year, whatever may be wrong in some of its cells."""


def is_table(path: str) -> bool:
    """Tell whether a file of a report's data has values by year, and no labels."""
    return path.casefold().endswith(".csv")


@CATALOGUE.query(shards=16)
def figures_file(ask: QueryContext, path: str) -> FiguresRead:
    """The figures in a YAML file, or what is wrong with it."""
    workspace: Workspace = ask.environment
    file(ask, path)
    try:
        text = decode_source(read_source(workspace.root / path, path=path), path=path)
        found = validate(
            FigureFile,
            load(text, path=path),
            lang=languages(ask).default,
            locate=lambda keys: locate(text, keys, path=path),
        )
    except ContentError as error:
        return FiguresRead(findings=error.findings, is_readable=False)
    return FiguresRead(found.figures, tuple(_misplaced(found, text, path)))


def _misplaced(found: FigureFile, text: str, path: str) -> Iterator[Finding]:
    """Yield a finding for each figure that a text of another refers to."""
    for index, figure in enumerate(found.figures):
        for field in _TEXTS:
            texts: Translations | None = getattr(figure, field)
            for match in REFERENCE.finditer(" ".join(one for _, one in texts.texts) if texts else ""):
                place = locate(text, ("figures", index, field), path=path)
                where = Phrase("feltet «{field}»", field=f"figures.{field}")
                yield rules.MISPLACED.at(place, text=match[0], where=where)


def locate_figure(ask: QueryContext, path: str, *keys: str | int) -> Location:
    """Return the place of a value in a YAML file of figures that could be read; for findings only."""
    workspace: Workspace = ask.environment
    file(ask, path)
    text = decode_source(read_source(workspace.root / path, path=path), path=path)
    return locate(text, keys, path=path)


@CATALOGUE.query(shards=16)
def values_file(ask: QueryContext, path: str) -> ValuesRead:
    """The values in a CSV file, by id and year, or what is wrong with it."""
    read = table_file(ask, path)
    if read.table is None:
        return ValuesRead({}, is_readable=False)
    return _values(read, read.table, path)


def _values(read: TableFile, table: Table, path: str) -> ValuesRead:
    headings = [heading.strip().casefold() for heading in table.columns]
    years = {index: int(heading) for index, heading in enumerate(headings) if _YEAR.fullmatch(heading)}
    if _ID not in headings or not years:
        known = ", ".join(table.columns)
        finding = rules.VALUES_HEADINGS.at(Location(path, 1), known=known)
        return ValuesRead({}, (finding,), is_readable=False)
    of_ids = headings.index(_ID)
    columns = {year: quantities([row[index] for row in table.rows]) for index, year in years.items()}
    values: ValuesById = {}
    findings = list(_check_columns(read, table, years, Location(path, 1)))
    lines: dict[str, int | None] = {}
    for position, row in enumerate(table.rows):
        figure_id, line = row[of_ids], table.lines[position] if table.lines else None
        if figure_id in lines:
            first = lines[figure_id]
            findings.append(rules.REPEATED_ROW.at(Location(path, line), id=figure_id, first=first))
            continue
        lines[figure_id] = line
        by_year = values.setdefault(figure_id, {})
        for index, year in years.items():
            value = columns[year][position]
            if value is not None:
                by_year[year] = value
            elif not is_blank(row[index]):
                findings.append(
                    rules.VALUE_NOT_NUMBER.at(Location(path, line), text=row[index], id=figure_id, year=year)
                )
    return ValuesRead(values, tuple(findings), tuple(lines.items()))


def _check_columns(
    read: TableFile, table: Table, years: Mapping[int, int], place: Location
) -> Iterator[Finding]:
    """Yield a finding for each column of numbers that is of no year, of the year of another, or ambiguous."""
    for year, count in Counter(years.values()).items():
        if count > 1:
            yield rules.REPEATED_YEAR.at(place, year=year)
    for index, heading in enumerate(table.columns):
        if index in years:
            yield from ambiguous_numbers(read, index, place.path)
        if index in years or heading.strip().casefold() == _ID:
            continue
        if any(value is not None for value in quantities([row[index] for row in table.rows])):
            yield rules.UNUSED_COLUMN.at(place, column=heading)


def figures_in(
    ask: QueryContext, paths: Iterator[str] | tuple[str, ...]
) -> Iterator[tuple[str, int, Figure]]:
    """Yield the figures of YAML files, each with its file and its place in the list there."""
    for path in paths:
        if not is_table(path):
            for index, figure in enumerate(figures_file(ask, path).figures):
                yield path, index, figure
