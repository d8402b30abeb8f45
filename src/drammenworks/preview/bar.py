"""What the bar on each page shows: where else the page is, what state it is in, and what was found in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from drammenworks.config import Site
from drammenworks.content.document import Document
from drammenworks.content.files import files_of
from drammenworks.errors import Finding, Location, Phrase
from drammenworks.preview.desk import Desk
from drammenworks.preview.told import told
from drammenworks.render.page_view import LANGUAGE_NAMES
from drammenworks.site.edition import Edition, path_of
from drammenworks.site.navigation import alternates, twin
from drammenworks.site.page import DocumentSubject, ListSubject, Page, TermsSubject, TermSubject
from drammenworks.site.publication import aware
from drammenworks.site.web import Web

Found = Callable[[Collection[str]], Iterable[Finding]]
"""Returns what was found in some files, by their paths from the project's root."""


def describe(web: Web, site_id: str, path: str, at: datetime, found: Found, desk: Desk) -> dict[str, Any]:
    """Return in plain types what the bar shows on the page at ``path`` of a site.

    :param at: as of when the sites are shown.
    """
    page = web.routes[site_id].pages.get(path)
    edition = web.editions[site_id]
    document = document_at(web, site_id, path)
    badges: Iterable[tuple[str, str]] = ()
    findings: Iterable[Finding] = ()
    place = Location(document.location.path) if document is not None else None
    if document is not None:
        states = _badges if page is not None else _reasons
        badges = states(document, at, edition.site.timezone)
        findings = found({document.location.path, *(use.path for use in files_of(document))})
    elif page is not None:
        place = _settings(edition.site, page)
    return {
        "sites": [*_sites(web, edition.site, page)],
        "languages": [*_languages(web, edition, page)],
        "badges": [{"kind": kind, "text": desk.say(text)} for kind, text in badges],
        "findings": [told(finding, desk) for finding in findings],
        "source": place.path if place is not None else None,
        "href": desk.link(place.path, place.line, place.column) if place is not None else None,
        "edits": "edit" if document is not None else "settings",
    }


def document_at(web: Web, site_id: str, path: str) -> Document | None:
    """Return the document that the page at ``path`` of a site is about, or would be if it were published."""
    edition = web.editions[site_id]
    page = web.routes[site_id].pages.get(path)
    if page is None:
        return _hidden(web, edition, path)
    if not isinstance(page.subject, DocumentSubject):
        return None
    return edition.documents[page.subject.document_id, page.lang]


def _settings(site: Site, page: Page) -> Location | None:
    """Return where a site's file decides on a page that is made of no document of its own, if it does.

    A list has its address there, and is there at all because of it; what it lists is edited from its links.
    """
    match page.subject:
        case ListSubject(kind):
            return site.at("sections", kind, page.lang)
        case TermSubject(taxonomy) | TermsSubject(taxonomy):
            return site.at("taxonomies", taxonomy, page.lang)
        case _:
            return None


def _sites(web: Web, here: Site, page: Page | None) -> Iterator[dict[str, Any]]:
    """Yield each site with the URL of the same page there, or of its front page when it has none."""
    addresses = web.routes[here.id].addresses
    for site_id, edition in web.editions.items():
        routes = web.routes[site_id]
        path = "/"
        if page is not None:
            there = page.path if site_id == here.id else twin(edition, page, page.lang)
            candidates = (there, edition.site.prefix(page.lang))
            path = next((found for found in candidates if found and found in routes.pages), "/")
        href = routes.addresses.href_from(addresses, path)
        yield {"name": edition.site.name, "href": href, "current": site_id == here.id}


def _languages(web: Web, edition: Edition, page: Page | None) -> Iterator[dict[str, Any]]:
    if page is None:
        return
    routes = web.routes[edition.site.id]
    for lang, path in alternates(edition, routes.pages, page):
        href = routes.addresses.href(path)
        yield {"lang": lang, "name": LANGUAGE_NAMES[lang], "href": href, "current": lang == page.lang}


def _badges(document: Document, at: datetime, timezone: ZoneInfo) -> Iterator[tuple[str, str]]:
    """Yield what the public would not see of a document that is shown, or not for ever."""
    meta = document.meta
    if meta.draft:
        yield "draft", Phrase("Utkast")
    if meta.publish_at is not None and aware(meta.publish_at, timezone) > at:
        yield "embargo", Phrase("Publiseres {moment}", moment=_written(meta.publish_at))
    if meta.expire_at is not None:
        yield "expiry", Phrase("Vises til {moment}", moment=_written(meta.expire_at))


def _reasons(document: Document, at: datetime, timezone: ZoneInfo) -> Iterator[tuple[str, str]]:
    """Yield why a document is not shown."""
    meta = document.meta
    if meta.expire_at is not None and aware(meta.expire_at, timezone) <= at:
        yield "expired", Phrase("Utløpt {moment}", moment=_written(meta.expire_at))
    if meta.draft:
        yield "draft", Phrase("Utkast")
    if meta.publish_at is not None and aware(meta.publish_at, timezone) > at:
        yield "embargo", Phrase("Publiseres {moment}", moment=_written(meta.publish_at))


def _hidden(web: Web, edition: Edition, path: str) -> Document | None:
    """Return the document that would be at ``path`` if it were published now."""
    site = edition.site
    hidden = (
        document
        for key, document in web.library.documents.items()
        if key not in edition.documents and document.kind in site.sections and document.lang in site.languages
    )
    return next((document for document in hidden if path_of(document, site) == path), None)


def _written(moment: datetime) -> str:
    return f"{moment:%d.%m.%Y %H:%M}"
