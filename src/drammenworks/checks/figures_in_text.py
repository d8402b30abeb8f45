"""What is wrong with the figures that a text refers to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drammenworks.content.document import Document
from drammenworks.content.figure_texts import figures_in_fields
from drammenworks.content.graph_queries import languages_of
from drammenworks.content.markdown import FigureNode
from drammenworks.content.models.project import ProjectMeta
from drammenworks.engine.queries import QueryContext
from drammenworks.errors import Finding, Phrase
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import figures as rules
from drammenworks.site.reports.figures import FigureValue, publishing_site
from drammenworks.site.reports.in_text import named_figure, report_of, shown_figure
from drammenworks.site.reports.stated import stated_report


def check_figures_in_text(ask: QueryContext, read: Document) -> Iterator[Finding]:
    """Yield a finding for each figure in a text that does not exist, or that has no value."""
    for node in (*read.outline.figures, *figures_in_fields(read)):
        known = _known(ask, read, node.name)
        if known is None:
            continue
        if node.name not in known:
            yield rules.UNKNOWN_IN_TEXT.at(
                node.location,
                name=node.name,
                known=", ".join(known) or Phrase("(ingen)"),
                suggestion=did_you_mean(node.name, known),
            )
            continue
        yield from _check_value(ask, read, node)


def _known(ask: QueryContext, read: Document, name: str) -> Sequence[str] | None:
    """Return the names that could stand there.

    None when the report does not exist, or its figures cannot all be read: both are told of where they are.
    """
    report_id = report_of(read, name)
    if report_id is None and isinstance(read.meta, ProjectMeta):
        return [figure.id for figure in read.meta.key_figures]
    found = report_id or read.id
    languages = languages_of(ask, found)
    if not languages:
        return None
    report = stated_report(ask, found, read.lang if read.lang in languages else languages[0])
    if report is not None and not report.is_complete:
        return None
    prefix = f"{found.partition('/')[2]}/" if report_id is not None else ""
    return [f"{prefix}{figure.id}" for figure in report.figures] if report is not None else []


def _check_value(ask: QueryContext, read: Document, node: FigureNode) -> Iterator[Finding]:
    site_id = publishing_site(ask, "", report_of(read, node.name) or read.id, read.lang)
    if not site_id and not isinstance(read.meta, ProjectMeta):
        if report_of(read, node.name) is not None:
            yield rules.NO_VALUE_IN_TEXT.at(
                node.location, name=node.name, reason=Phrase("rapporten er ikke publisert")
            )
        return
    shown = shown_figure(ask, site_id, read, node)
    figure = named_figure(ask, site_id, read, node.name)
    if shown is not None and shown.value is None and figure is not None:
        yield rules.NO_VALUE_IN_TEXT.at(node.location, name=node.name, reason=_reason(figure, node))


def _reason(figure: FigureValue, node: FigureNode) -> Phrase:
    """Return why a figure has nothing to show."""
    attributes = dict(node.attributes)
    part, year = attributes.get("show"), int(attributes.get("year", figure.year))
    found, before = figure.at(year), figure.before(year)
    if part == "target":
        if figure.target is None:
            return Phrase("tallet har ikke noe mål")
        return Phrase("målet gjelder bare {year}", year=figure.year)
    if figure.is_year and part in ("change", "previous"):
        return Phrase("tallet er et årstall, og år blir ikke sammenlignet")
    if found is None and part != "previous":
        # The figures of a project belong to no year.
        return Phrase("tallet har ingen verdi for {year}", year=year) if year else Phrase("det er ikke kjent")
    if before is not None and not before.value:
        return Phrase("tallet var 0 året før, og endringen fra 0 kan ikke regnes ut")
    return Phrase("det er ikke noe tall for året før å sammenligne med")
