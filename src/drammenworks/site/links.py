"""Where a link in a document's text leads, on one site."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import unquote

from drammenworks.base.paths import CONTENT
from drammenworks.content.attachment_formats import LINKABLE_SUFFIXES, is_linkable
from drammenworks.content.document import DocumentKey
from drammenworks.content.graph_queries import (
    discovery,
    document_in,
    languages_of,
    other_file,
    sites,
    summary_of,
    versions,
)
from drammenworks.content.graph_queries import site as site_query
from drammenworks.content.models import KINDS
from drammenworks.content.referenced_files import linked_file
from drammenworks.content.workspace import Workspace
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.errors import Finding, Location, Phrase
from drammenworks.errors.nearest import did_you_mean, nearest, suggestion_for
from drammenworks.errors.rules import references as rules
from drammenworks.site.base_urls import Addresses
from drammenworks.site.entries import best, path_on, sites_of
from drammenworks.site.gone import gone_pages
from drammenworks.site.list_pages import producers
from drammenworks.site.own_addresses import own_address, page_found_at
from drammenworks.site.routes import has_page

_ELSEWHERE = ("http://", "https://", "mailto:", "tel:")
_SITE = "site"
"""The scheme of a link to another site's front page: ``site:opplev-hokksund``."""


class Resolution(NamedTuple):
    """Where a link leads: a URL, or nowhere."""

    href: str | None
    external: bool = False
    """It leaves the site."""


@CATALOGUE.query(is_widely_read=True)
def addresses(ask: QueryContext, site_id: str) -> Addresses | None:
    """Where a site is on the web, for good and in this build."""
    workspace: Workspace = ask.environment
    one = site_query(ask, site_id)
    if one is None:
        return None
    return Addresses(one.base_url, workspace.base_urls.get(site_id, one.base_url))


@CATALOGUE.inline
def link(ask: QueryContext, target: str, path: str, lang: str, site_id: str) -> Resolution:
    """Where a link leads, as an author wrote it in a document's file, on the pages of a site."""
    if target.lower().startswith(_ELSEWHERE):
        return _elsewhere(ask, target, site_id)
    if target.startswith("#"):
        return Resolution(target)
    before, hash_sign, anchor = target.partition("#")
    found, fragment = unquote(before), hash_sign + anchor
    if found.startswith("/"):
        page = _page_path(ask, found, site_id)
        return Resolution(_href(ask, site_id, page) + fragment if page is not None else None)
    scheme, colon, name = found.partition(":")
    if colon:
        if scheme == _SITE:
            return Resolution(home_url(ask, name, lang), external=True)
        document_id = f"{scheme}/{name}" if scheme in KINDS else None
    else:
        document_id = _document_in(ask, found, path)
    if document_id is None:
        return Resolution(None)
    url = document_url(ask, document_id, lang, seen_from=site_id)
    return Resolution(url + fragment, "://" in url) if url is not None else Resolution(None)


def _elsewhere(ask: QueryContext, target: str, site_id: str) -> Resolution:
    """Return where a full address leads; one of our own leads to the page in this build."""
    own = own_address(ask, target)
    path = page_found_at(ask, own.site, own.path) if own is not None else None
    if own is None or path is None:
        return Resolution(target, external=True)
    if own.site == site_id:
        return Resolution(_href(ask, site_id, path) + own.rest)
    there = addresses(ask, own.site)
    assert there is not None
    return Resolution(there.deployed_url(path) + own.rest, external=True)


def document_url(ask: QueryContext, document_id: str, lang: str, *, seen_from: str) -> str | None:
    """Return the URL of a document for a link from a page of a site; None when it is published nowhere.

    On the site itself it is a path from the host's root; elsewhere, the URL at the first of its sites.
    """
    here = best(ask, seen_from, document_id, lang)
    if here is not None:
        path = path_on(ask, seen_from, here)
        return _href(ask, seen_from, path) if path is not None else None
    for site_id in sites_of(ask, document_id):
        key = best(ask, site_id, document_id, lang)
        path = path_on(ask, site_id, key) if key is not None else None
        if path is not None:
            there = addresses(ask, site_id)
            assert there is not None
            return there.deployed_url(path)
    return None


def canonical_url(ask: QueryContext, key: DocumentKey) -> str | None:
    """Return the one URL that search engines are to show for a document in its language."""
    for site_id in sites_of(ask, key[0]):
        path = path_on(ask, site_id, key)
        there = addresses(ask, site_id)
        if path is not None and there is not None:
            return there.canonical_url(path)
    return None


def shown_document(ask: QueryContext, document_id: str, lang: str, *, seen_from: str) -> DocumentKey | None:
    """Return a published document as a page of a site may show it; None when it is published nowhere.

    It is the site's own, else that of the first of the document's sites, in the language if possible.
    """
    for site_id in (seen_from, *sites_of(ask, document_id)):
        key = best(ask, site_id, document_id, lang)
        if key is not None:
            return key
    return None


def home_url(ask: QueryContext, site_id: str, lang: str) -> str | None:
    """Return the absolute URL of a site's front page, in a language if it has it; None for no site."""
    one, there = site_query(ask, site_id), addresses(ask, site_id)
    if one is None or there is None:
        return None
    path = one.prefix(lang if lang in one.languages else one.default_language)
    if not has_page(ask, site_id, path):
        path = one.prefix(one.default_language)
    return there.deployed_url(path)


def _href(ask: QueryContext, site_id: str, path: str) -> str:
    there = addresses(ask, site_id)
    assert there is not None
    return there.href(path)


def _page_path(ask: QueryContext, path: str, site_id: str) -> str | None:
    return next((found for found in (path, f"{path}/") if has_page(ask, site_id, found)), None)


def _document_in(ask: QueryContext, src: str, path: str) -> str | None:
    """Return the id of the document in the file that another names as ``src``."""
    file = posixpath.normpath(posixpath.join(path.rsplit("/", 1)[0], src))
    return next((document_id for document_id, _ in document_in(ask, file) or ()), None)


# --- checks ---------------------------------------------------------------------------------------


def check_link(
    ask: QueryContext, target: str, location: Location, key: DocumentKey, path: str, site_id: str
) -> Finding | None:
    """Return what is wrong with a link of a document on a site, if anything.

    :param location: of the link.
    :param path: of the document's file.
    """
    if target.lower().startswith(_ELSEWHERE):
        return check_own_address(ask, target, lambda: location)
    if target.startswith("#"):
        return _check_anchor(ask, target, location, key)
    if linked_file(target, path) is not None:
        return None  # The files of a document are checked by themselves, whatever the site.
    found = unquote(target.partition("#")[0])
    if found.startswith("/"):
        return _check_page(ask, found, target, location, site_id)
    scheme, colon, name = found.partition(":")
    if not colon:
        return _check_file(ask, found, target, location, key, path, site_id)
    if scheme == _SITE:
        if site_query(ask, name) is not None:
            return None
        suggestion = did_you_mean(name, [one.id for one in sites(ask)])
        return rules.UNKNOWN.at(location, target=name, suggestion=suggestion)
    if scheme not in KINDS:
        known = [*KINDS, _SITE]
        suggestion = did_you_mean(scheme, known)
        return rules.UNKNOWN_KIND.at(location, target=target, known=", ".join(known), suggestion=suggestion)
    return _check_document(ask, f"{scheme}/{name}", target, location, key[1], site_id)


def check_own_address(ask: QueryContext, url: str, locate: Callable[[], Location]) -> Finding | None:
    """Return a finding for a full address of a page that one of our own sites does not have.

    :param locate: returns where the address stands, which may cost another look at the fields.
    """
    own = own_address(ask, url)
    if own is None or not own.is_of_page or page_found_at(ask, own.site, own.path) is not None:
        return None
    if is_anything_broken(ask):
        return None  # The page may be one of those that could not be read.
    wanted = own.path.removesuffix(".html").rstrip("/") + "/"
    near, there = nearest(wanted, all_paths(ask, own.site)), addresses(ask, own.site)
    suggestion = suggestion_for(there.canonical_url(near) if near is not None and there is not None else None)
    return rules.UNKNOWN_OWN_ADDRESS.at(locate(), url=url, site=own.site, suggestion=suggestion)


def _check_document(
    ask: QueryContext, document_id: str, target: str, location: Location, lang: str, site_id: str
) -> Finding | None:
    aimed_at = best(ask, site_id, document_id, lang)
    if aimed_at is not None:
        return _check_anchor(ask, target, location, aimed_at) if "#" in target else None
    # Every reference to a missing document is reported by itself, whatever the site.
    is_unknown = not languages_of(ask, document_id)
    if is_unknown or document_url(ask, document_id, lang, seen_from=site_id) is not None:
        return None
    return rules.UNPUBLISHED.at(location, target=target, site=site_id)


def _check_page(
    ask: QueryContext, path: str, target: str, location: Location, site_id: str
) -> Finding | None:
    if _page_path(ask, path, site_id) is not None:
        return None
    if other_file(ask, f"{CONTENT}{path}"):
        return rules.NOT_A_PAGE.at(location, target=target, suffixes=LINKABLE_SUFFIXES)
    if is_anything_broken(ask):
        return None  # The page may be one of those that could not be read.
    suggestion = did_you_mean(path, all_paths(ask, site_id))
    return rules.UNKNOWN_PATH.at(location, target=target, site=site_id, suggestion=suggestion)


def _check_file(
    ask: QueryContext, src: str, target: str, location: Location, key: DocumentKey, path: str, site_id: str
) -> Finding | None:
    folder = path.rsplit("/", 1)[0]
    file = posixpath.normpath(posixpath.join(folder, src))
    document_id = _document_in(ask, src, path)
    if document_id is not None and languages_of(ask, document_id):
        return _check_document(ask, document_id, target, location, key[1], site_id)
    if other_file(ask, file):
        return rules.NOT_A_PAGE.at(location, target=target, suffixes=LINKABLE_SUFFIXES)
    if is_anything_broken(ask):
        return None
    # As the author would have to write them; whole paths resemble each other by their folders alone.
    there = discovery(ask)
    paths = [*(source.path for source in there.sources), *sorted(filter(is_linkable, there.files))]
    known = [posixpath.relpath(one, folder) for one in paths]
    suggestion = did_you_mean(posixpath.normpath(src), known)
    return rules.UNKNOWN.at(location, target=target, suggestion=suggestion)


def _check_anchor(
    ask: QueryContext, target: str, location: Location, aimed_at: DocumentKey
) -> Finding | None:
    summary = summary_of(ask, aimed_at)
    known = summary.headings if summary is not None else ()
    anchor = unquote(target.partition("#")[2])
    if anchor in known:
        return None
    suggestion = did_you_mean(anchor, known)
    shown = ", ".join(known) or Phrase("(ingen overskrifter)")
    return rules.UNKNOWN_ANCHOR.at(location, target=target, known=shown, suggestion=suggestion)


@CATALOGUE.query()
def is_anything_broken(ask: QueryContext) -> bool:
    """Whether some document could not be read, so that what seems to miss it may be right."""
    return any(
        set(versions(ask, source.id)) != set(languages_of(ask, source.id))
        for source in discovery(ask).sources
    )


@CATALOGUE.query()
def all_paths(ask: QueryContext, site_id: str) -> tuple[str, ...]:
    """The paths of all pages of a site, for suggestions."""
    found: list[str] = []
    for source in discovery(ask).sources:
        path = path_on(ask, site_id, (source.id, source.lang))
        if path is not None:
            found.append(path)
    for key in producers(ask, site_id):
        if key[0] == gone_pages.name:
            continue
        # Those of a new term or year may not be there yet; they are asked for again when they are.
        found += [page.path for page in ask(key) or ()]
    return tuple(found)
