"""Where every page and redirect is: the routes of a site, and what is wrong when two share an address."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from drammenworks.base.text.slugs import slugify
from drammenworks.content.document_metadata import HOME_TEMPLATE
from drammenworks.content.graph_queries import SHARDS, located_site
from drammenworks.content.graph_queries import site as site_query
from drammenworks.content.url_files import gone_file, locate_gone
from drammenworks.content.workspace import Workspace
from drammenworks.engine.queries import CATALOGUE, Key, QueryContext
from drammenworks.errors import Finding, Location, Phrase, Rule
from drammenworks.errors.phrase import format_list
from drammenworks.errors.rules import urls as rules
from drammenworks.site.calendars import calendar_page, event_calendar_path
from drammenworks.site.entries import Entry, entry
from drammenworks.site.feeds import feed_pages
from drammenworks.site.gone import gone_pages, gone_path
from drammenworks.site.list_pages import (
    Target,
    error_page,
    facet_pages,
    list_pages,
    search_page,
    term_pages,
    terms_page,
)
from drammenworks.site.page import (
    CalendarSubject,
    DocumentSubject,
    FacetSubject,
    FeedSubject,
    GoneSubject,
    ListSubject,
    Page,
    PdfSubject,
    Redirect,
    SearchSubject,
    TaxonomySubject,
    TermSubject,
    output_path,
)
from drammenworks.site.pdfs import former_pdf_path, pdf_path

_RESERVED = ("_headers", "_redirects", "robots.txt", "sitemap.xml", ".well-known")
"""Files at a site's root that are no pages."""

Claim = tuple[Any, ...]
"""Who wants an address: the order in which claims are heard, and what makes the page. The least one wins."""

_LIST, _DOCUMENT, _RENAMED, _REDIRECT, _GONE = range(5)
"""A site's lists come first, then documents by their names, then those that chose another address (slug).
What is gone comes last."""

PRODUCERS = (
    list_pages,
    facet_pages,
    terms_page,
    term_pages,
    feed_pages,
    calendar_page,
    search_page,
    error_page,
    gone_pages,
)
"""The queries that make pages which are about no document."""


@CATALOGUE.index(entry, *PRODUCERS, shards=SHARDS)
def route(key: Key, answer: Any) -> Iterator[Any]:
    """By site and folded output path: the page or redirect of each claim to it; there should be one."""
    for site_id, claim, target in _claims(key, answer):
        yield ((site_id, folded(target.output_path)), claim), target


@CATALOGUE.index(entry, *PRODUCERS)
def file_like_folder(key: Key, answer: Any) -> Iterator[Any]:
    """By site and folded path: the claims to something below a folder that is named like a file."""
    for site_id, claim, target in _claims(key, answer):
        for folder in _file_like_above(folded(target.output_path)):
            yield ((site_id, folder), claim), target


@CATALOGUE.index(entry, *PRODUCERS)
def redirect(key: Key, answer: Any) -> Iterator[Any]:
    """By site: all redirects."""
    for site_id, claim, target in _claims(key, answer):
        if isinstance(target, Redirect):
            yield ((site_id,), claim), target


def _claims(key: Key, answer: Any) -> Iterator[tuple[str, Claim, Target]]:
    if key[0] == entry.name:
        _, document_id, lang = key
        found: Entry = answer
        for site_id, path in found.paths:
            page = Page(site_id, lang, f"{found.template}.html", path, DocumentSubject(document_id))
            order = _RENAMED if _is_renamed(document_id, found, path) else _DOCUMENT
            yield site_id, (order, document_id, lang), page
            if site_id in found.calendars:
                calendar = CalendarSubject((document_id,), is_whole=False)
                address = event_calendar_path(path, lang)
                yield site_id, (order, document_id, lang, ""), Page(site_id, lang, "", address, calendar)
            if site_id in found.pdfs:
                file = Page(site_id, lang, "", pdf_path(path), PdfSubject(path, document_id))
                yield site_id, (order, document_id, lang, "pdf"), file
            for index, (alias, location) in enumerate(found.aliases):
                yield site_id, (_REDIRECT, document_id, lang, index), Redirect(alias, path, lang, location)
                former = former_pdf_path(alias) if site_id in found.pdfs else None
                if former is not None:
                    target = pdf_path(path)
                    order_of_pdf = (_REDIRECT, document_id, lang, index, "pdf")
                    yield site_id, order_of_pdf, Redirect(former, target, lang, location)
    else:
        for index, target in enumerate(answer):
            yield key[1], (_order(target), *key, index), target


def _order(target: Target) -> int:
    if isinstance(target, Redirect):
        return _REDIRECT
    return _GONE if isinstance(target.subject, GoneSubject) else _LIST


def _is_renamed(document_id: str, found: Entry, path: str) -> bool:
    """Tell whether a document has another address than that of its name."""
    segment = path.rstrip("/").rpartition("/")[2]
    return found.template != HOME_TEMPLATE and segment != slugify(document_id.partition("/")[2])


def folded(path: str) -> str:
    """Return a path as file systems compare it: Windows and macOS ignore case and the form of Unicode."""
    return unicodedata.normalize("NFC", path).casefold()


def winner(claims: dict[Claim, Target]) -> Target:
    """Return what is at an address."""
    return claims[min(claims)]


def claimant(claim: Claim) -> Key:
    """Return the key of the answer that a claim comes from."""
    _, first, *rest = claim
    # Ids of documents have a slash, names of queries have none.
    return entry.key(first, rest[0]) if "/" in first else (first, *rest[:-1])


def page_at(ask: QueryContext, site_id: str, path: str) -> Page | None:
    """Return the page at a path of a site; one that is gone is none, though something says so there."""
    claims = route(ask, site_id, folded(output_path(path)))
    target = winner(claims) if claims else None
    if not isinstance(target, Page) or isinstance(target.subject, GoneSubject):
        return None
    return target if target.path == path else None


@CATALOGUE.query(shards=4)
def has_page(ask: QueryContext, site_id: str, path: str) -> bool:
    """Whether there is a page at a path of a site, whatever it shows."""
    return page_at(ask, site_id, path) is not None


# --- checks ---------------------------------------------------------------------------------------


def check_claims(ask: QueryContext, key: Key, answer: Any) -> Iterator[Finding]:
    """Yield a finding for each address that a query claims and someone else has.

    :param key: of an entry, or of a query that makes pages, with its answer.
    """
    told: dict[tuple[Rule, Location, str], list[tuple[str, str]]] = {}
    for site_id, claim, target in _claims(key, answer):
        rival = _taken_by(ask, site_id, claim, target)
        if rival is not None:
            conflict = (_rule(ask, target, rival), _location(ask, target), target.path)
            told.setdefault(conflict, []).append((site_id, _owner(ask, rival)))
    # A conflict on several sites is one.
    for (rule, location, url), found in told.items():
        site_ids, owners = (list(dict.fromkeys(each)) for each in zip(*found, strict=True))
        yield rule.at(location, url=url, site=format_list(site_ids), other=format_list(owners))


def _rule(ask: QueryContext, target: Target, rival: Target | Phrase) -> Rule:
    """Return the rule that a target violates whose address a rival has."""
    if isinstance(target, Redirect):
        return rules.ALIAS_COLLISION
    if isinstance(target.subject, GoneSubject):
        return rules.GONE_EXISTS
    if not isinstance(target.subject, DocumentSubject | PdfSubject):
        return rules.SECTION_COLLISION
    one = site_query(ask, target.site)
    is_home = one is not None and target.path == one.prefix(target.lang)
    return rules.TWO_HOMES if is_home and not isinstance(rival, Phrase) else rules.COLLISION


def _taken_by(ask: QueryContext, site_id: str, claim: Claim, target: Target) -> Target | Phrase | None:
    """Return what has the file of a claim: nothing can be a file and a folder at once."""
    path = folded(target.output_path)
    for name in _RESERVED:
        if path == name or path.startswith(f"{name}/"):
            return Phrase("filen {name}", name=name)
    rivals: dict[Claim, Target] = dict(route(ask, site_id, path) or {})
    if not path.endswith("/index.html"):
        rivals |= file_like_folder(ask, site_id, path) or {}
    for folder in _file_like_above(path):
        rivals |= route(ask, site_id, folder) or {}
    first = min((other for other in rivals if other < claim), default=None)
    return rivals[first] if first is not None else None


def _file_like_above(path: str) -> Iterator[str]:
    """Yield the folders above a path that are named as files are; no others can be in the way of a file."""
    while path := path.rpartition("/")[0]:
        if "." in path.rpartition("/")[2]:
            yield path


def _owner(ask: QueryContext, target: Target | Phrase) -> str:
    """Return how a finding names what a page or redirect comes from."""
    if isinstance(target, Phrase):
        return target
    if isinstance(target, Redirect):
        return f"{target.location.path} (aliases: {target.target})"
    if isinstance(target.subject, DocumentSubject | PdfSubject):
        path: str = entry.field(ask, "path", target.subject.document_id, target.lang)
        return path
    if isinstance(target.subject, FacetSubject | TermSubject):
        # No file has its address: whoever reads of it must know where it comes from.
        return Phrase(
            "listen over det som hører til «{label}», som lages av seg selv", label=target.subject.label
        )
    one = site_query(ask, target.site)
    return f"{one.path if one is not None else target.site} ({target.path})"


def _location(ask: QueryContext, page: Target) -> Location:
    """Return the place that decides on the address of a page or redirect."""
    if isinstance(page, Redirect):
        return page.location
    subject = page.subject
    one = located_site(ask, page.site)
    assert one is not None
    if isinstance(subject, DocumentSubject | PdfSubject):
        workspace: Workspace = ask.environment
        path: str = entry.field(ask, "path", subject.document_id, page.lang)
        location: Location = workspace.documents.document(path).location.at("slug")
        return location
    if isinstance(subject, ListSubject):
        return one.at("sections", subject.kind)
    if isinstance(subject, TermSubject | TaxonomySubject):
        return one.at("taxonomies", subject.taxonomy)
    if isinstance(subject, FeedSubject):
        return one.at("feeds")
    if isinstance(subject, SearchSubject):
        return one.at("search")
    if isinstance(subject, CalendarSubject):
        return one.at("calendars")
    if isinstance(subject, GoneSubject):
        entries = enumerate(gone_file(ask).entries)
        same = (
            index
            for index, gone in entries
            if gone.site == page.site and gone_path(gone.address) == page.path
        )
        return locate_gone(ask, "gone", next(same, 0), "address")
    return one.at()
