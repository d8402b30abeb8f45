"""All sites together: the same documents seen from each of them, and the links between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from drammenworks.content.document import Document
from drammenworks.content.library import Library
from drammenworks.site.edition import Edition
from drammenworks.site.publication import chosen_sites
from drammenworks.site.routes import Routes


@dataclass(frozen=True, slots=True)
class Web:
    """Every site with its edition and its routes, whether it is built in this run or not."""

    library: Library
    editions: Mapping[str, Edition]
    """By the id of the site."""
    routes: Mapping[str, Routes]
    """By the id of the site."""
    resolved: dict[tuple[str, str, str], Any] = field(
        init=False, compare=False, repr=False, default_factory=dict
    )
    """Where links lead, by target, language and site, as far as :func:`links.resolve` found nothing wrong: a
    checked link need not be resolved again for the page that shows it."""

    def home_url(self, site_id: str, lang: str) -> str:
        """Return the absolute URL of a site's front page, in a language if it has it."""
        site = self.editions[site_id].site
        path = site.prefix(lang if lang in site.languages else site.default_language)
        if path not in self.routes[site_id].pages:
            path = site.prefix(site.default_language)
        return self.routes[site_id].addresses.deployed_url(path)

    def document(self, document_id: str, lang: str, *, seen_from: str) -> Document | None:
        """Return a published document as a page of ``seen_from`` may show it.

        It is the site's own, else that of the first of the document's sites, in the language if possible.
        """
        for site_id in (seen_from, *self.sites(document_id)):
            document = self.editions[site_id].best(document_id, lang)
            if document is not None:
                return document
        return None

    def url(self, document_id: str, lang: str, *, seen_from: str) -> str | None:
        """Return the URL of a document for a link from a page of ``seen_from``.

        On the site itself it is a path from the host's root; elsewhere, the absolute URL at the
        document's canonical site. None when it is published nowhere.
        """
        here = self._path(seen_from, document_id, lang)
        if here is not None:
            return self.routes[seen_from].addresses.href(here)
        for site_id in self.sites(document_id):
            path = self._path(site_id, document_id, lang)
            if path is not None:
                return self.routes[site_id].addresses.deployed_url(path)
        return None

    def canonical_url(self, document: Document) -> str | None:
        """Return the one URL that search engines are to show for a document in its language."""
        key = (document.id, document.lang)
        for site_id in self.sites(document.id):
            if key in self.editions[site_id].paths:
                path = self.editions[site_id].paths[key]
                return self.routes[site_id].addresses.canonical_url(path)
        return None

    def sites(self, document_id: str) -> tuple[str, ...]:
        """Return the sites that a document is meant for, the canonical one first."""
        languages = self.library.languages(document_id)
        if not languages:
            return ()
        sites = [edition.site for edition in self.editions.values()]
        default = sites[0].default_language
        document = self.library.get(document_id, default if default in languages else languages[0])
        return chosen_sites(document, sites) if document is not None else ()

    def _path(self, site_id: str, document_id: str, lang: str) -> str | None:
        edition = self.editions[site_id]
        document = edition.best(document_id, lang)
        return edition.path(document) if document is not None else None
