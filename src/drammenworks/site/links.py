"""Where a link in a document's text leads, on one site."""

from __future__ import annotations

import posixpath
from typing import NamedTuple
from urllib.parse import unquote

from drammenworks.base.paths import CONTENT
from drammenworks.content.document import Document
from drammenworks.content.models import KINDS
from drammenworks.errors import Finding, Location, Phrase
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import references as rules
from drammenworks.site.web import Web

_ELSEWHERE = ("http://", "https://", "mailto:", "tel:")
_SITE = "site"
"""The scheme of a link to another site's front page: ``site:opplev-hokksund``."""


class Resolution(NamedTuple):
    """Where a link leads: a URL, or nowhere, and what is wrong with it, if anything."""

    href: str | None
    finding: Finding | None = None
    external: bool = False
    """It leaves the site."""


class LinkPlace(NamedTuple):
    """Where a link stands, and from which site it is seen."""

    document: Document
    location: Location
    site_id: str
    web: Web


def resolve(target: str, place: LinkPlace) -> Resolution:
    """Return where ``target``, as an author wrote it, leads from its place."""
    key = (target, place.document.lang, place.site_id)
    known: Resolution | None = place.web.resolved.get(key)
    if known is not None:
        return known
    if target.lower().startswith(_ELSEWHERE):
        return Resolution(target, external=True)
    if target.startswith("#"):
        return Resolution(target, _check_anchor(target, place.document, place))
    path = unquote(target.partition("#")[0])
    if ":" not in path and not path.startswith("/"):
        return _to_file(path, target, place)
    resolution = _resolve_from_anywhere(path, target, place)
    if resolution.finding is None:
        place.web.resolved[key] = resolution
    return resolution


def _resolve_from_anywhere(path: str, target: str, place: LinkPlace) -> Resolution:
    """Return where a target leads that means the same in every document."""
    if path.startswith("/"):
        return _to_page(path, target, place)
    scheme, _, name = path.partition(":")
    if scheme == _SITE:
        return _to_site(name, place)
    if scheme not in KINDS:
        known = [*KINDS, _SITE]
        suggestion = did_you_mean(scheme, known)
        shown = ", ".join(known)
        finding = rules.UNKNOWN_KIND.at(place.location, target=target, known=shown, suggestion=suggestion)
        return Resolution(None, finding)
    return _to_document(f"{scheme}/{name}", target, place)


def _to_site(name: str, place: LinkPlace) -> Resolution:
    if name in place.web.editions:
        return Resolution(place.web.home_url(name, place.document.lang), external=True)
    suggestion = did_you_mean(name, place.web.editions)
    return Resolution(None, rules.UNKNOWN.at(place.location, target=name, suggestion=suggestion))


def _to_document(document_id: str, target: str, place: LinkPlace) -> Resolution:
    web, lang = place.web, place.document.lang
    if not web.library.languages(document_id):
        # The library has told of it: every reference is checked there, whatever the site.
        return Resolution(None)
    url = web.url(document_id, lang, seen_from=place.site_id)
    if url is None:
        finding = rules.UNPUBLISHED.at(place.location, target=target, site=place.site_id)
        return Resolution(None, finding)
    _, hash_sign, anchor = target.partition("#")
    aimed_at = web.editions[place.site_id].best(document_id, lang)
    problem = _check_anchor(target, aimed_at, place) if hash_sign and aimed_at is not None else None
    return Resolution(url + hash_sign + anchor, problem, external="://" in url)


def _to_page(path: str, target: str, place: LinkPlace) -> Resolution:
    routes = place.web.routes[place.site_id]
    for candidate in (path, f"{path}/"):
        if candidate in routes.pages:
            _, hash_sign, anchor = target.partition("#")
            return Resolution(routes.addresses.href(candidate) + hash_sign + anchor)
    if f"{CONTENT}{path}" in place.web.library.files:
        return Resolution(None, rules.NOT_A_PAGE.at(place.location, target=target))
    if place.web.library.broken:
        return Resolution(None)  # The page may be one of those that could not be read.
    suggestion = did_you_mean(path, routes.pages)
    finding = rules.UNKNOWN_PATH.at(place.location, target=target, site=place.site_id, suggestion=suggestion)
    return Resolution(None, finding)


def _to_file(path: str, target: str, place: LinkPlace) -> Resolution:
    library = place.web.library
    file = posixpath.normpath(posixpath.join(place.document.folder, path))
    if file in library.ids_by_path:
        return _to_document(library.ids_by_path[file], target, place)
    if file in library.files:
        return Resolution(None, rules.NOT_A_PAGE.at(place.location, target=target))
    if library.broken:
        return Resolution(None)
    # As the author would have to write them; whole paths are alike by their folders alone.
    known = [posixpath.relpath(other, place.document.folder) for other in library.ids_by_path]
    suggestion = did_you_mean(posixpath.normpath(path), known)
    return Resolution(None, rules.UNKNOWN.at(place.location, target=target, suggestion=suggestion))


def _check_anchor(target: str, aimed_at: Document, place: LinkPlace) -> Finding | None:
    anchor = unquote(target.partition("#")[2])
    known = [heading.id for heading in aimed_at.outline.headings]
    if anchor in known:
        return None
    suggestion = did_you_mean(anchor, known)
    shown = ", ".join(known) or Phrase("(ingen overskrifter)")
    return rules.UNKNOWN_ANCHOR.at(place.location, target=target, known=shown, suggestion=suggestion)
