"""Pages that nothing leads to: no list, no menu and no other document."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from urllib.parse import urldefrag

from drammenworks.content.document import Document
from drammenworks.content.document_metadata import HOME_TEMPLATE
from drammenworks.content.graph_queries import referrers, sites
from drammenworks.content.models import KINDS
from drammenworks.engine.queries import QueryContext
from drammenworks.errors import Finding
from drammenworks.errors.rules import sites as rules
from drammenworks.site.entries import entry, path_on
from drammenworks.site.links import link
from drammenworks.site.list_pages import list_pages
from drammenworks.site.navigation import menu


def check_orphans(ask: QueryContext, documents: Sequence[Document]) -> Iterator[Finding]:
    """Yield a finding for every page of a site that no list, menu or document leads to.

    :param documents: all there are, drafts included.
    """
    for site in sites(ask):
        lang = site.default_language
        listed = {kind for kind in site.sections if list_pages(ask, site.id, kind, lang)}
        alone = [
            (document, path)
            for document in documents
            # Whoever finds it in the site's own language finds its translations.
            if document.lang == lang and document.kind not in listed
            if (path := path_on(ask, site.id, (document.id, lang))) is not None
            if entry.field(ask, "template", document.id, lang) != HOME_TEMPLATE
            if not _is_referred_to(ask, document.id)
        ]
        in_menus = {item.path for name in site.menus for item in menu(ask, site.id, name, lang)}
        alone = [(document, path) for document, path in alone if path not in in_menus]
        if not alone:
            continue
        hrefs = _hrefs(ask, documents)
        for document, path in alone:
            if hrefs.isdisjoint(_ways(ask, document)):
                yield rules.ORPHAN.at(document.location.at("title"), url=path, site=site.id)


def _is_referred_to(ask: QueryContext, document_id: str) -> bool:
    """Tell whether a published document refers to another by its name."""
    return any(entry.field(ask, "paths", *key) for key in referrers(ask, document_id) or ())


def _ways(ask: QueryContext, document: Document) -> set[str | None]:
    """Return the addresses of a document, for links from the same site and from elsewhere."""
    target = f"{document.kind}:{document.name}"
    return {link(ask, target, document.location.path, document.lang, one.id).href for one in sites(ask)}


def _hrefs(ask: QueryContext, documents: Collection[Document]) -> set[str]:
    """Return where the links by path or address lead that are in published documents."""
    found = set()
    for document in documents:
        for one, _ in entry.field(ask, "paths", document.id, document.lang) or ():
            for node in document.outline.links:
                # References by kind and name are in an index.
                if node.target.partition(":")[0] not in KINDS:
                    href = link(ask, node.target, document.location.path, document.lang, one).href
                    found.add(urldefrag(href or "").url.partition("?")[0])
    return found
