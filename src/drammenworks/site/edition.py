"""An edition: what one site publishes of the library at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from drammenworks.base.text.slugs import slugify
from drammenworks.config import Site
from drammenworks.content.document import Document
from drammenworks.content.library import Library, exchanged
from drammenworks.content.models.page import PageMeta
from drammenworks.site.ordering import in_order, next_end
from drammenworks.site.publication import Moment, chosen_sites, is_published, next_change

HOME_TEMPLATE = "home"


@dataclass(frozen=True, slots=True)
class Edition:
    """The documents of one site, and where each of them lies."""

    site: Site
    moment: Moment
    documents: Mapping[tuple[str, str], Document]
    """By id and language."""
    paths: Mapping[tuple[str, str], str]
    """The path under the site's root of every document, by id and language."""
    by_kind: Mapping[tuple[str, str], tuple[Document, ...]]
    """By kind and language, in the order of the kind's list."""
    next_change: datetime | None
    """When a document appears or disappears, or an event ends."""

    def get(self, document_id: str, lang: str) -> Document | None:
        """Return a document in one language."""
        return self.documents.get((document_id, lang))

    def best(self, document_id: str, lang: str) -> Document | None:
        """Return a document in the language asked for, else in the site's own."""
        document = self.documents.get((document_id, lang))
        return document or self.documents.get((document_id, self.site.default_language))

    def of_kind(self, kind: str, lang: str) -> tuple[Document, ...]:
        """Return the documents of a kind in one language, in the order of their list."""
        return self.by_kind.get((kind, lang), ())

    def path(self, document: Document) -> str | None:
        """Return where a document lies under the site's root."""
        return self.paths.get((document.id, document.lang))

    def with_texts(self, changed: Mapping[tuple[str, str], Document]) -> Edition:
        """Return the edition after the bodies of some documents, and nothing else, became others."""
        ours = {key: document for key, document in changed.items() if key in self.documents}
        if not ours:
            return self
        by_kind = dict(self.by_kind)
        for group in {(document.kind, document.lang) for document in ours.values()}:
            by_kind[group] = exchanged(by_kind[group], ours)
        return replace(self, documents={**self.documents, **ours}, by_kind=by_kind)


def make_edition(library: Library, site: Site, sites: Iterable[Site], moment: Moment) -> Edition:
    """Return what ``site`` publishes at ``moment``."""
    all_sites = tuple(sites)
    documents: dict[tuple[str, str], Document] = {}
    changes: list[datetime] = []
    for key, document in library.documents.items():
        if document.lang not in site.languages or document.kind not in site.sections:
            continue
        if site.id not in chosen_sites(document, all_sites):
            continue
        change = next_change(document.meta, moment, site.timezone)
        if change is not None:
            changes.append(change)
        if is_published(document.meta, moment, site.timezone):
            documents[key] = document
    grouped: dict[tuple[str, str], list[Document]] = {}
    for document in documents.values():
        grouped.setdefault((document.kind, document.lang), []).append(document)
    for (kind, _), group in grouped.items():
        end = next_end(group, moment.at) if kind == "event" else None
        if end is not None:
            changes.append(end)
    by_kind = {
        (kind, lang): tuple(in_order(kind, group, moment.at)) for (kind, lang), group in grouped.items()
    }
    paths = {key: path_of(document, site) for key, document in documents.items()}
    return Edition(site, moment, documents, paths, by_kind, min(changes, default=None))


def section_path(site: Site, kind: str, lang: str) -> str:
    """Return the path of a section in a language, with the language's own prefix."""
    return site.prefix(lang) + site.sections[kind][lang].lstrip("/")


def is_home(document: Document) -> bool:
    """Tell whether a document is the front page of its sites."""
    meta = document.meta
    return isinstance(meta, PageMeta) and meta.template == HOME_TEMPLATE


def path_of(document: Document, site: Site) -> str:
    """Return where a document lies under a site's root when the site publishes it."""
    if is_home(document):
        return site.prefix(document.lang)
    slug = document.meta.slug or slugify(document.name)
    return f"{section_path(site, document.kind, document.lang)}{slug}/"
