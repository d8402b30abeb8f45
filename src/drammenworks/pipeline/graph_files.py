"""The files of the cache that a graph refers to by their digests."""

from __future__ import annotations

from collections.abc import Iterator

from drammenworks.engine.graph import Graph
from drammenworks.pipeline.pages import PageResult, rendered, sitemap
from drammenworks.pipeline.pdf_sources import pdf_source
from drammenworks.search.files import index_file


def page_results(graph: Graph) -> Iterator[PageResult]:
    """Yield the pages of a graph as they are."""
    for key in graph.keys(rendered.name):
        record = graph.find(key)
        if record is not None and record.answer is not None:
            yield record.answer


def page_files(graph: Graph) -> Iterator[str]:
    """Yield the digests of the pages and sitemaps of a graph, which are in ``pages``."""
    yield from (page.digest for page in page_results(graph) if page.digest is not None)
    for key in graph.keys(sitemap.name):
        record = graph.find(key)
        if record is not None:
            yield from (artifact.known_digest() for artifact in record.answer)


def index_files(graph: Graph) -> Iterator[str]:
    """Yield the digests of the files of the search indexes of a graph, which are in ``search``."""
    for key in graph.keys(index_file.name):
        record = graph.find(key)
        if record is not None:
            yield from record.answer.values()


def pdf_source_files(graph: Graph) -> Iterator[str]:
    """Yield the digests of what the PDFs of a graph are set from, which are in ``pdfs/sources``."""
    for key in graph.keys(pdf_source.name):
        record = graph.find(key)
        if record is not None and record.answer is not None:
            yield record.answer.digest
