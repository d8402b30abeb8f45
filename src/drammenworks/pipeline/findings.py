"""All findings of a build in one place, from whichever query has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drammenworks.checks.check_document import document_findings
from drammenworks.checks.lost_addresses import address_findings
from drammenworks.checks.sites import site_findings
from drammenworks.checks.word_processor_files import unread_texts
from drammenworks.content.graph_queries import discovery, document, site_files
from drammenworks.engine.graph import Graph
from drammenworks.engine.queries import CATALOGUE, Key
from drammenworks.errors import Finding
from drammenworks.outputs.assets import site_assets
from drammenworks.pipeline.pages import rendered
from drammenworks.pipeline.pdf_sources import pdf_source
from drammenworks.render.environment import template_findings
from drammenworks.site.themes import theme

_OF_PAGES = "pages"
_OF_PLAN = "plan"


@CATALOGUE.index(
    site_files,
    discovery,
    document,
    document_findings,
    site_findings,
    address_findings,
    unread_texts,
    theme,
    site_assets,
    template_findings,
    rendered,
    pdf_source,
)
def reported(key: Key, answer: Any) -> Iterator[Any]:
    """By stage: the findings of each query that has any."""
    found = answer if isinstance(answer, tuple) and not hasattr(answer, "_fields") else answer.findings
    if found:
        yield ((_OF_PAGES if key[0] in (rendered.name, pdf_source.name) else _OF_PLAN,), key), tuple(found)


def findings_of_plan(graph: Graph) -> list[Finding]:
    """Return everything that is wrong before any page is rendered."""
    return _all(graph, _OF_PLAN)


def findings_of_pages(graph: Graph) -> list[Finding]:
    """Return what only rendering the pages shows."""
    return _all(graph, _OF_PAGES)


def findings_of_page(graph: Graph, site_id: str, path: str) -> tuple[Finding, ...]:
    """Return what rendering one page shows.

    :param path: its folded output path.
    """
    record = graph.find(rendered.key(site_id, path))
    return record.answer.findings if record is not None and record.answer is not None else ()


def _all(graph: Graph, stage: str) -> list[Finding]:
    record = graph.find(reported.key(stage))
    groups = record.answer if record is not None else {}
    return [finding for key in sorted(groups, key=str) for finding in groups[key]]
