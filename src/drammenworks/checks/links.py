"""Check that every link in a body has a target, on each site that publishes the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drammenworks.content.document import Document
from drammenworks.errors import Finding
from drammenworks.site.links import LinkPlace, resolve
from drammenworks.site.web import Web


def check_links(web: Web) -> list[Finding]:
    """Return a finding for every broken link; the same finding on two sites is reported once."""
    return _distinct(
        finding
        for site_id, edition in web.editions.items()
        for document in edition.documents.values()
        for finding in _links_of(document, site_id, web)
    )


def check_document_links(document: Document, web: Web) -> list[Finding]:
    """Return a finding for every broken link of a document."""
    return _distinct(
        finding
        for site_id, edition in web.editions.items()
        if (document.id, document.lang) in edition.documents
        for finding in _links_of(document, site_id, web)
    )


def _links_of(document: Document, site_id: str, web: Web) -> Iterator[Finding]:
    for link in document.outline.links:
        finding = resolve(link.target, LinkPlace(document, link.location, site_id, web)).finding
        if finding is not None:
            yield finding


def _distinct(findings: Iterable[Finding]) -> list[Finding]:
    return list(dict.fromkeys(findings))
