"""Figures in running text: which one is meant, and how it is written there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from drammenworks.base.model_fields import value_at, with_value
from drammenworks.charts.values import MISSING
from drammenworks.content.document import Document
from drammenworks.content.markdown import FigureNode
from drammenworks.content.markdown.figure_references import figure_references
from drammenworks.content.models.project import ProjectMeta
from drammenworks.engine.queries import QueryContext
from drammenworks.site.reports.figures import FigureValue, YearValue, figure_value, project_figures


class ShownFigure(NamedTuple):
    """What stands in the text for a figure."""

    text: str
    value: int | float | None
    """None for what is not known."""


_UNKNOWN = ShownFigure(MISSING, None)


def shown_figure(ask: QueryContext, site_id: str, document: Document, node: FigureNode) -> ShownFigure | None:
    """Return what stands for a figure in the text of a document; None when there is no such figure."""
    found = named_figure(ask, site_id, document, node.name)
    return _shown(found, node) if found is not None else None


def figures_of(ask: QueryContext, site_id: str, document: Document) -> Callable[[FigureNode], str]:
    """Return what gives the text of each figure in a document."""

    def text(node: FigureNode) -> str:
        shown = shown_figure(ask, site_id, document, node)
        return shown.text if shown is not None else ""

    return text


def with_figures(ask: QueryContext, site_id: str, document: Document) -> Document:
    """Return a document with the figures that the texts of its fields refer to, as a site shows them."""
    meta = document.meta
    for keys in document.figure_texts:
        text, made, after = value_at(meta, keys), [], 0
        for start, end, node in figure_references(text, document.location.start):
            shown = shown_figure(ask, site_id, document, node) or _UNKNOWN
            made += [text[after:start], shown.text]
            after = end
        meta = with_value(meta, keys, "".join((*made, text[after:])))
    return replace(document, meta=meta) if meta is not document.meta else document


def named_figure(ask: QueryContext, site_id: str, document: Document, name: str) -> FigureValue | None:
    """Return the figure that a text means: of the document itself, or of the report that it names."""
    report, _, figure_id = name.rpartition("/")
    if isinstance(document.meta, ProjectMeta) and not report:
        figures = project_figures(document.meta, document.lang)
        return next((figure for figure in figures if figure.id == figure_id), None)
    report_id = f"report/{report}" if report else document.id
    return figure_value(ask, site_id, document.lang, report_id, figure_id)


def report_of(document: Document, name: str) -> str | None:
    """Return the id of the report that a text names beside a figure; None when it names none."""
    report = name.rpartition("/")[0]
    return f"report/{report}" if report else None


def _shown(figure: FigureValue, node: FigureNode) -> ShownFigure:
    attributes = dict(node.attributes)
    year = int(attributes.get("year", figure.year))
    found = figure.at(year)
    match attributes.get("show"):
        case "change":
            return ShownFigure(found.change_text, found.change) if found is not None else _UNKNOWN
        case "previous":
            return _of_year(figure.before(year))
        case "target":
            # It is the target of the report's year.
            return ShownFigure(figure.target_text, figure.target) if year == figure.year else _UNKNOWN
        case "number":
            return ShownFigure(found.number, found.value) if found is not None else _UNKNOWN
    if year != figure.year:
        return _of_year(found)
    return ShownFigure(figure.capitalised() if node.begins else figure.text, figure.value)


def _of_year(found: YearValue | None) -> ShownFigure:
    return ShownFigure(found.text, found.value) if found is not None else _UNKNOWN
