"""What the bar on each page shows: where else the page is, what state it is in, and what was found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from drammenworks.content.document import Document
from drammenworks.errors import Finding, Phrase
from drammenworks.pipeline.prepare import Ready
from drammenworks.render.page_view import LANGUAGE_NAMES
from drammenworks.serve.options import Address, Desk
from drammenworks.serve.trouble import finding_as_plain
from drammenworks.site.edition import Edition, path_of
from drammenworks.site.navigation import alternates, twin
from drammenworks.site.page import DocumentSubject, Page
from drammenworks.site.publication import aware


def describe(ready: Ready, site_id: str, path: str, at: datetime, desk: Desk) -> dict[str, Any]:
    """Return in plain types what the bar shows on the page at ``path`` of a site.

    :param at: as of when the sites are shown.
    """
    page = ready.web.routes[site_id].pages.get(path)
    edition = ready.web.editions[site_id]
    document = _document(page, edition)
    badges = [*_badges(document, at, edition.site.timezone)] if document is not None else []
    if page is None:
        document = _hidden(ready, edition, path)
        badges = [*_reasons(document, at, edition.site.timezone)] if document is not None else []
    source = document.location.path if document is not None else None
    found = [finding for finding in ready.findings if finding.location.path == source]
    return {
        "sites": [_other_site(ready, address, page, site_id) for address in desk.addresses],
        "languages": [*_languages(ready, edition, page)],
        "badges": [{"kind": kind, "text": desk.say(text)} for kind, text in badges],
        "findings": _plain(found, desk),
        "source": source,
        "href": desk.editor.link(source) if source is not None else None,
    }


def _document(page: Page | None, edition: Edition) -> Document | None:
    if page is None or not isinstance(page.subject, DocumentSubject):
        return None
    return edition.documents[page.subject.document_id, page.lang]


def _other_site(ready: Ready, address: Address, page: Page | None, here: str) -> dict[str, Any]:
    """Return a site with the URL of the same page there, or of its front page when it has none."""
    edition = ready.web.editions.get(address.site)
    path = "/"
    if page is not None and edition is not None:
        there = page.path if address.site == here else twin(edition, page, page.lang)
        pages = ready.web.routes[address.site].pages
        candidates = (there, edition.site.prefix(page.lang))
        path = next((candidate for candidate in candidates if candidate and candidate in pages), "/")
    return {"name": address.name, "href": f"{address.url}{path}", "current": address.site == here}


def _languages(ready: Ready, edition: Edition, page: Page | None) -> Iterator[dict[str, Any]]:
    if page is None:
        return
    routes = ready.web.routes[edition.site.id]
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


def _hidden(ready: Ready, edition: Edition, path: str) -> Document | None:
    """Return the document that would be at ``path`` if it were published now."""
    site = edition.site
    hidden = (
        document
        for key, document in ready.web.library.documents.items()
        if key not in edition.documents and document.kind in site.sections and document.lang in site.languages
    )
    return next((document for document in hidden if path_of(document, site) == path), None)


def _plain(findings: Iterable[Finding], desk: Desk) -> list[dict[str, Any]]:
    return [finding_as_plain(finding, desk.editor, desk.say) for finding in findings]


def _written(moment: datetime) -> str:
    return f"{moment:%d.%m.%Y %H:%M}"
