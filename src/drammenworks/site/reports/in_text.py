"""Figures in running text: which one is meant, and how it is written there."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from drammenworks.content.document import Document
from drammenworks.content.markdown import FigureNode
from drammenworks.content.models.project import ProjectMeta
from drammenworks.engine.queries import QueryContext
from drammenworks.site.reports.figures import FigureValue, figure_value, project_figures


class ShownFigure(NamedTuple):
    """What stands in the text for a figure."""

    text: str
    value: int | float | None
    """None for what is not known."""


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
    part = attributes.get("show")
    if "year" in attributes and int(attributes["year"]) != figure.year:
        found = figure.at(int(attributes["year"]))
        if found is None:
            return ShownFigure("–", None)
        return ShownFigure(found.number if part == "number" else found.text, found.value)
    match part:
        case "change":
            return ShownFigure(figure.change_text, figure.change)
        case "previous":
            before = figure.previous
            return ShownFigure(before.text, before.value) if before is not None else ShownFigure("–", None)
        case "target":
            return ShownFigure(figure.target_text, figure.target)
        case "number":
            return ShownFigure(figure.number, figure.value)
    return ShownFigure(figure.capitalised() if node.begins else figure.text, figure.value)
