"""Say which pages a site has: one for every document, and the lists that lead to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from drammenworks.base.text.collation import collation_key
from drammenworks.base.text.slugs import slugify
from drammenworks.config import Site
from drammenworks.content.document import Document
from drammenworks.content.models.page import PageMeta
from drammenworks.site.edition import Edition, section_path
from drammenworks.site.ordering import newest_first
from drammenworks.site.page import (
    DocumentSubject,
    FeedSubject,
    ListSubject,
    NotFoundSubject,
    Page,
    Slice,
    Subject,
    TermsSubject,
    TermSubject,
)

FEED = "feed.xml"
"""The name of a feed, and of its template."""

_FEED_ENTRIES = 20
"""So many that a reader who looks once a month misses nothing."""

PAGE_WORD = {"nb": "side", "nn": "side", "en": "page"}
"""The segment before the number of a list's later pages: ``/aktuelt/side/2/``."""


def plan(edition: Edition) -> tuple[Page, ...]:
    """Return the pages of a site in a fixed order: documents, sections, terms, feeds, and the 404 page."""
    site = edition.site
    pages: list[Page] = []
    pages.extend(_documents(edition))
    for lang in site.languages:
        for kind in site.sections:
            pages.extend(_section(edition, kind, lang))
        for taxonomy in site.taxonomies:
            pages.extend(_taxonomy(edition, taxonomy, lang))
        pages.extend(_feed(edition, lang))
    path = site.prefix(site.default_language) + "404.html"
    pages.append(Page(site.id, site.default_language, "404.html", path, NotFoundSubject()))
    return tuple(pages)


def taxonomy_path(site: Site, taxonomy: str, lang: str) -> str:
    """Return the path of the page that lists all terms of a taxonomy."""
    return site.prefix(lang) + site.taxonomies[taxonomy][lang].lstrip("/")


def term_path(site: Site, taxonomy: str, label: str, lang: str) -> str:
    """Return the path of the page that lists what carries a term."""
    return f"{taxonomy_path(site, taxonomy, lang)}{slugify(label)}/"


def feed_path(site: Site, lang: str) -> str:
    """Return the path of the feed of a language."""
    return site.prefix(lang) + FEED


def terms_of(document: Document, taxonomy: str) -> tuple[str, ...]:
    """Return the labels of the terms that a document carries."""
    labels: tuple[str, ...] = getattr(document.meta, taxonomy, ())
    return labels


def _documents(edition: Edition) -> Iterator[Page]:
    for (document_id, lang), document in edition.documents.items():
        meta = document.meta
        template = f"{meta.template if isinstance(meta, PageMeta) else document.kind}.html"
        path = edition.paths[document_id, lang]
        yield Page(edition.site.id, lang, template, path, DocumentSubject(document_id))


def _section(edition: Edition, kind: str, lang: str) -> Iterator[Page]:
    site = edition.site
    root = section_path(site, kind, lang)
    documents = edition.of_kind(kind, lang)
    # Pages that stand by themselves are reached from menus; and a list that a translation
    # leaves empty is not worth a visit, while the site's own language shows every section.
    if root == site.prefix(lang) or not (documents or lang == site.default_language):
        return
    yield from _list(edition, "list.html", root, lang, documents, lambda part: ListSubject(kind, part))


def _taxonomy(edition: Edition, taxonomy: str, lang: str) -> Iterator[Page]:
    site = edition.site
    carriers: dict[str, list[Document]] = {}
    for document in newest_first(_in_language(edition, lang)):
        for label in terms_of(document, taxonomy):
            carriers.setdefault(label, []).append(document)
    if not carriers:
        return
    # Two spellings of a term share a page, under the one that the alphabet puts first.
    spellings: dict[str, list[str]] = {}
    for label in sorted(carriers, key=collation_key):
        spellings.setdefault(slugify(label), []).append(label)
    root = taxonomy_path(site, taxonomy, lang)
    terms = [
        (labels[0], f"{root}{slug}/", _all_newest_first([carriers[label] for label in labels]))
        for slug, labels in spellings.items()
    ]
    counted = tuple((label, path, len(documents)) for label, path, documents in terms)
    yield Page(site.id, lang, "terms.html", root, TermsSubject(taxonomy, counted))
    for label, path, documents in terms:
        yield from _list(
            edition,
            "term.html",
            path,
            lang,
            documents,
            lambda part, label=label: TermSubject(taxonomy, label, part),  # type: ignore[misc]
        )


def _in_language(edition: Edition, lang: str) -> Iterator[Document]:
    return (document for (_, of), document in edition.documents.items() if of == lang)


def _all_newest_first(groups: Sequence[list[Document]]) -> list[Document]:
    """Return the documents of groups that are in order each."""
    return groups[0] if len(groups) == 1 else newest_first(chain.from_iterable(groups))


def _feed(edition: Edition, lang: str) -> Iterator[Page]:
    site = edition.site
    if not site.feeds:
        return
    newest = newest_first(filter(_is_news, _in_language(edition, lang)))[:_FEED_ENTRIES]
    if newest:
        subject = FeedSubject(tuple(document.id for document in newest))
        yield Page(site.id, lang, FEED, feed_path(site, lang), subject)


def _is_news(document: Document) -> bool:
    """Tell whether a feed may bring a document: it has a date, and search engines may show it too."""
    meta = document.meta
    return meta.date is not None and not isinstance(meta, PageMeta) and not (meta.example or meta.seo.noindex)


def _list(
    edition: Edition,
    template: str,
    root: str,
    lang: str,
    documents: Sequence[Document],
    subject: Callable[[Slice], Subject],
) -> Iterator[Page]:
    size = edition.site.per_page
    count = max(1, -(-len(documents) // size))
    for number in range(1, count + 1):
        items = tuple(document.id for document in documents[(number - 1) * size : number * size])
        part = Slice(items, number, count, len(documents), root)
        path = page_path(root, number, lang)
        yield Page(edition.site.id, lang, template, path, subject(part))


def page_path(root: str, number: int, lang: str) -> str:
    """Return the path of one page of a list."""
    return root if number == 1 else f"{root}{PAGE_WORD[lang]}/{number}/"
