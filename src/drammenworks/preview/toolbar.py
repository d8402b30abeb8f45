"""The state of a page's toolbar: links to other sites and languages, publication state, findings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from drammenworks.config import Site
from drammenworks.content.document import Document
from drammenworks.content.files import files_of
from drammenworks.errors import Finding, Location, Phrase
from drammenworks.preview.editor_context import EditorContext
from drammenworks.preview.finding_json import finding_json
from drammenworks.render.page_view import LANGUAGE_NAMES
from drammenworks.site.edition import Edition, path_of
from drammenworks.site.navigation import alternates, twin
from drammenworks.site.page import DocumentSubject, ListSubject, Page, TermsSubject, TermSubject
from drammenworks.site.publication import aware
from drammenworks.site.web import Web

FindingsIn = Callable[[Collection[str]], Iterable[Finding]]
"""Returns the findings in a set of files, which are named by their paths from the project's root."""


def toolbar_state(
    web: Web, site_id: str, path: str, at: datetime, findings_in: FindingsIn, context: EditorContext
) -> dict[str, Any]:
    """Return as JSON values what the toolbar shows on the page at ``path`` of a site.

    :param at: the point in time that the sites are shown for.
    """
    page = web.routes[site_id].pages.get(path)
    edition = web.editions[site_id]
    document = document_at(web, site_id, path)
    badges: Iterable[tuple[str, str]] = ()
    findings: Iterable[Finding] = ()
    source = Location(document.location.path) if document is not None else None
    if document is not None:
        badges_of = _visibility_badges if page is not None else _hidden_badges
        badges = badges_of(document, at, edition.site.timezone)
        findings = findings_in({document.location.path, *(use.path for use in files_of(document))})
    elif page is not None:
        source = _config_location(edition.site, page)
    return {
        "sites": [*_sites(web, edition.site, page)],
        "languages": [*_languages(web, edition, page)],
        "badges": [{"kind": kind, "text": context.say(text)} for kind, text in badges],
        "findings": [finding_json(finding, context) for finding in findings],
        "source": source.path if source is not None else None,
        "href": context.link(source.path, source.line, source.column) if source is not None else None,
        "edits": "edit" if document is not None else "settings",
    }


def document_at(web: Web, site_id: str, path: str) -> Document | None:
    """Return the document that the page at ``path`` of a site shows, or would show if it were published."""
    edition = web.editions[site_id]
    page = web.routes[site_id].pages.get(path)
    if page is None:
        return _unpublished_document(web, edition, path)
    if not isinstance(page.subject, DocumentSubject):
        return None
    return edition.documents[page.subject.document_id, page.lang]


def _config_location(site: Site, page: Page) -> Location | None:
    """Return where a site's file configures a page that shows no document, or None.

    The site's file declares a list and its path; the documents in the list are edited from their own pages.
    """
    match page.subject:
        case ListSubject(kind):
            return site.at("sections", kind, page.lang)
        case TermSubject(taxonomy) | TermsSubject(taxonomy):
            return site.at("taxonomies", taxonomy, page.lang)
        case _:
            return None


def _sites(web: Web, current: Site, page: Page | None) -> Iterator[dict[str, Any]]:
    """Yield each site with the URL of the same page on it, or of its front page when it has no such page."""
    addresses = web.routes[current.id].addresses
    for site_id, edition in web.editions.items():
        routes = web.routes[site_id]
        path = "/"
        if page is not None:
            counterpart = page.path if site_id == current.id else twin(edition, page, page.lang)
            candidates = (counterpart, edition.site.prefix(page.lang))
            path = next((known for known in candidates if known and known in routes.pages), "/")
        href = routes.addresses.href_from(addresses, path)
        yield {"name": edition.site.name, "href": href, "current": site_id == current.id}


def _languages(web: Web, edition: Edition, page: Page | None) -> Iterator[dict[str, Any]]:
    if page is None:
        return
    routes = web.routes[edition.site.id]
    for lang, path in alternates(edition, routes.pages, page):
        href = routes.addresses.href(path)
        yield {"lang": lang, "name": LANGUAGE_NAMES[lang], "href": href, "current": lang == page.lang}


def _visibility_badges(document: Document, at: datetime, timezone: ZoneInfo) -> Iterator[tuple[str, str]]:
    """Yield why the public does not see a document that the preview shows, or until when it sees it."""
    meta = document.meta
    if meta.draft:
        yield "draft", Phrase("Utkast")
    if meta.publish_at is not None and aware(meta.publish_at, timezone) > at:
        yield "embargo", Phrase("Publiseres {moment}", moment=_format(meta.publish_at))
    if meta.expire_at is not None:
        yield "expiry", Phrase("Vises til {moment}", moment=_format(meta.expire_at))


def _hidden_badges(document: Document, at: datetime, timezone: ZoneInfo) -> Iterator[tuple[str, str]]:
    """Yield why the preview does not show a document."""
    meta = document.meta
    if meta.expire_at is not None and aware(meta.expire_at, timezone) <= at:
        yield "expired", Phrase("Utløpt {moment}", moment=_format(meta.expire_at))
    if meta.draft:
        yield "draft", Phrase("Utkast")
    if meta.publish_at is not None and aware(meta.publish_at, timezone) > at:
        yield "embargo", Phrase("Publiseres {moment}", moment=_format(meta.publish_at))


def _unpublished_document(web: Web, edition: Edition, path: str) -> Document | None:
    """Return the document that would be at ``path`` if it were published now."""
    site = edition.site
    unpublished = (
        document
        for key, document in web.library.documents.items()
        if key not in edition.documents and document.kind in site.sections and document.lang in site.languages
    )
    return next((document for document in unpublished if path_of(document, site) == path), None)


def _format(moment: datetime) -> str:
    return f"{moment:%d.%m.%Y %H:%M}"
