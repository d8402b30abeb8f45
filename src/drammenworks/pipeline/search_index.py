"""Bring the search indexes of the sites up to date, after their pages: no page depends on them."""

from __future__ import annotations

from collections.abc import Mapping

from drammenworks.config import Site
from drammenworks.content.workspace import Workspace
from drammenworks.engine.graph import Graph
from drammenworks.engine.pool import worth_its_start
from drammenworks.engine.queries import AFTER_PAGES, CATALOGUE
from drammenworks.engine.records import unpack_record
from drammenworks.pipeline.evaluation_worker import Evaluate
from drammenworks.search.files import manifest
from drammenworks.search.index import compounds, page_count
from drammenworks.search.pages import found_document, found_lists

_CHUNK = 64
"""Documents to a worker at a time."""


def update_search(graph: Graph, chosen: Mapping[str, Site]) -> None:
    """Bring the indexes of the sites that are built up to date."""
    _update_documents(graph)
    wanted = [(site_id, lang) for site_id, site in chosen.items() if site.search for lang in site.languages]
    # The pages before their terms, and those before what compounds end with.
    stages = (found_lists, page_count, compounds, manifest)
    for query in stages:
        for site_id, lang in wanted:
            graph.ask(query.key(site_id, lang))
    for query in (found_lists, compounds, manifest):
        for key in graph.keys(query.name):
            if key[1:] not in wanted:
                graph.drop(key)
    graph.settle_between(leave=CATALOGUE.queries.keys() - CATALOGUE.group(AFTER_PAGES))
    graph.collect()


def _update_documents(graph: Graph) -> None:
    workspace: Workspace = graph.environment
    keys = list(graph.suspects(found_document.name))
    jobs = [(key, graph.reason(key)) for key in keys]
    for done in worth_its_start(workspace.pool, len(keys)).map(Evaluate(graph), jobs, chunk=_CHUNK):
        for position, evaluated in done:
            graph.shared_reads.add(evaluated.shared)
            graph.put(keys[position], unpack_record(evaluated.packed), evaluated.packed)
