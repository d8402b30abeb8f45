"""The state of a page's toolbar: links to other sites and languages, publication state, findings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from drammenworks.base.paths import GONE_FILE
from drammenworks.config import Site
from drammenworks.content.document import Document, DocumentKey
from drammenworks.content.document_metadata import DocumentMetadata
from drammenworks.content.graph_queries import document as document_query
from drammenworks.content.graph_queries import located_site, sites, summary_of
from drammenworks.content.referenced_files import files_of
from drammenworks.engine.contexts import ReadOnlyContext
from drammenworks.engine.graph import Graph
from drammenworks.engine.queries import QueryContext
from drammenworks.engine.sqlite_cache import CacheDamagedError
from drammenworks.errors import Finding, Location, Phrase
from drammenworks.preview.editor_context import EditorContext
from drammenworks.preview.finding_json import finding_json
from drammenworks.render.languages import LANGUAGE_NAMES
from drammenworks.site.base_urls import Addresses
from drammenworks.site.entries import path_of, path_on
from drammenworks.site.gone import gone_pages
from drammenworks.site.links import addresses
from drammenworks.site.navigation import alternates, counterpart
from drammenworks.site.page import DocumentSubject, ListSubject, Page, TaxonomySubject, TermSubject
from drammenworks.site.publication import aware
from drammenworks.site.routes import page_at

FindingsIn = Callable[[Collection[str]], Iterable[Finding]]
"""Returns the findings in a set of files, which are named by their paths from the project's root."""


def toolbar_state(
    graph: Graph, site_id: str, path: str, at: datetime, findings_in: FindingsIn, context: EditorContext
) -> dict[str, Any]:
    """Return as JSON values what the toolbar shows on the page at ``path`` of a site.

    Reads the graph and does not change it: any thread may call this while nothing else changes the graph.

    :param path: under the site's root, such as ``/prosjekter/``.
    :param at: the point in time that the sites are shown for.
    """
    ask = ReadOnlyContext(graph)
    page = page_at(ask, site_id, path)
    site = located_site(ask, site_id)
    assert site is not None
    summary = summary_at(graph, site_id, path)
    findings: Iterable[Finding] = ()
    source = Location(summary.path) if summary is not None else None
    if summary is not None:
        document = load_document(graph, summary)
        files = (use.path for use in files_of(document)) if document is not None else ()
        findings = (
            finding for finding in findings_in({summary.path, *files}) if not finding.rule.once_per_run
        )
    elif page is not None:
        source = _config_location(site, page)
    elif any(gone.path == path for gone in gone_pages(ask, site_id) or ()):
        source = Location(GONE_FILE)
    badges = _badges(summary, page, at, site)
    return {
        "sites": [*_sites(ask, site_id, page)],
        "languages": [*_languages(ask, page)] if page is not None else [],
        "badges": [{"kind": kind, "text": context.say(text)} for kind, text in badges],
        "findings": [finding_json(finding, context) for finding in findings],
        "source": source.path if source is not None else None,
        "href": context.link(source.path, source.line, source.column) if source is not None else None,
        "edits": "edit" if summary is not None else "settings",
    }


def badges_at(graph: Graph, site_id: str, path: str, at: datetime) -> list[tuple[str, str]]:
    """Return why the public does not see the page at ``path`` of a site, or until when: kinds and texts."""
    ask = ReadOnlyContext(graph)
    site = located_site(ask, site_id)
    if site is None:
        return []
    return [*_badges(summary_at(graph, site_id, path), page_at(ask, site_id, path), at, site)]


def _badges(
    summary: DocumentMetadata | None, page: Page | None, at: datetime, site: Site
) -> Iterable[tuple[str, str]]:
    if summary is None:
        return ()
    badges_of = _visibility_badges if page is not None else _hidden_badges
    return badges_of(summary, at, site.timezone)


def summary_at(graph: Graph, site_id: str, path: str) -> DocumentMetadata | None:
    """Return the document that the page at ``path`` of a site shows, or would show if it were published."""
    ask = ReadOnlyContext(graph)
    page = page_at(ask, site_id, path)
    if page is None:
        key = _unpublished_document(graph, ask, site_id, path)
    else:
        key = (page.subject.document_id, page.lang) if isinstance(page.subject, DocumentSubject) else None
    return summary_of(ask, key) if key is not None else None


def load_document(graph: Graph, summary: DocumentMetadata) -> Document | None:
    """Return a document as it was read last; None when its file has gone since or cannot be parsed now."""
    try:
        found: Document = graph.environment.documents.document(summary.path)
    except CacheDamagedError:
        return None  # The graph is that of the last build without errors, and the cache is newer.
    return found


def _config_location(site: Site, page: Page) -> Location | None:
    """Return where a site's file configures a page that shows no document, or None.

    The site's file declares a list and its path; the documents in the list are edited from their own pages.
    """
    match page.subject:
        case ListSubject(kind):
            return site.at("sections", kind, page.lang)
        case TermSubject(taxonomy) | TaxonomySubject(taxonomy):
            return site.at("taxonomies", taxonomy, page.lang)
        case _:
            return None


def _sites(ask: QueryContext, current: str, page: Page | None) -> Iterator[dict[str, Any]]:
    """Yield each site with the URL of the same page on it, or of its front page when it has no such page."""
    here = _addresses(ask, current)
    for site in sites(ask):
        path = "/"
        if page is not None:
            same = page.path if site.id == current else counterpart(ask, site, page, page.lang)
            candidates = (same, site.prefix(page.lang))
            path = next((known for known in candidates if known and page_at(ask, site.id, known)), "/")
        href = _addresses(ask, site.id).href_from(here, path)
        yield {"name": site.name, "href": href, "current": site.id == current}


def _languages(ask: QueryContext, page: Page) -> Iterator[dict[str, Any]]:
    here = _addresses(ask, page.site)
    for lang, path in alternates(ask, page):
        yield {
            "lang": lang,
            "name": LANGUAGE_NAMES[lang],
            "href": here.href(path),
            "current": lang == page.lang,
        }


def _addresses(ask: QueryContext, site_id: str) -> Addresses:
    found = addresses(ask, site_id)
    assert found is not None
    return found


def _visibility_badges(
    document: DocumentMetadata, at: datetime, timezone: ZoneInfo
) -> Iterator[tuple[str, str]]:
    """Yield why the public does not see a document that the preview shows, or until when it sees it."""
    if document.draft:
        yield "draft", Phrase("Utkast")
    if document.publish_at is not None and aware(document.publish_at, timezone) > at:
        yield "embargo", Phrase("Publiseres {moment}", moment=_format(document.publish_at))
    if document.expire_at is not None:
        yield "expiry", Phrase("Vises til {moment}", moment=_format(document.expire_at))


def _hidden_badges(document: DocumentMetadata, at: datetime, timezone: ZoneInfo) -> Iterator[tuple[str, str]]:
    """Yield why the preview does not show a document."""
    if document.expire_at is not None and aware(document.expire_at, timezone) <= at:
        yield "expired", Phrase("Utløpt {moment}", moment=_format(document.expire_at))
    if document.draft:
        yield "draft", Phrase("Utkast")
    if document.publish_at is not None and aware(document.publish_at, timezone) > at:
        yield "embargo", Phrase("Publiseres {moment}", moment=_format(document.publish_at))


def _unpublished_document(graph: Graph, ask: QueryContext, site_id: str, path: str) -> DocumentKey | None:
    """Return the document that would be at ``path`` if it were published now."""
    site = next((one for one in sites(ask) if one.id == site_id), None)
    if site is None:
        return None
    for _, document_id, lang in graph.keys(document_query.name):
        summary = summary_of(ask, (document_id, lang))
        if summary is None or summary.kind not in site.sections or lang not in site.languages:
            continue
        if path_of(summary, site) == path and path_on(ask, site_id, (document_id, lang)) is None:
            return (document_id, lang)
    return None


def _format(moment: datetime) -> str:
    return f"{moment:%d.%m.%Y %H:%M}"
