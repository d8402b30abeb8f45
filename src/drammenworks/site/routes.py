"""The routes of a site: every page and redirect on an address of its own, known before rendering."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drammenworks.errors import Finding, Location, Rule
from drammenworks.errors.rules import urls as rules
from drammenworks.site.addresses import Addresses
from drammenworks.site.edition import Edition
from drammenworks.site.page import DocumentSubject, ListSubject, Page, TermsSubject, TermSubject

_RESERVED = ("_headers", "_redirects", "robots.txt")
"""Files at a site's root that are no pages."""


@dataclass(frozen=True, slots=True)
class Redirect:
    """An address that once showed a document, and the path that shows it now."""

    path: str
    target: str
    lang: str
    location: Location
    """Where the alias is written."""

    @property
    def output_path(self) -> str:
        """The file of the redirect page, under the site's output folder."""
        path = self.path.lstrip("/")
        if path.endswith((".html", ".htm")):
            return path
        return path.rstrip("/") + "/index.html"


@dataclass(frozen=True, slots=True)
class Routes:
    """Everything that has an address on one site."""

    addresses: Addresses
    pages: Mapping[str, Page]
    """By path."""
    redirects: tuple[Redirect, ...]


def make_routes(
    edition: Edition, pages: Iterable[Page], addresses: Addresses
) -> tuple[Routes, list[Finding]]:
    """Return the routes of a site, and a finding for each address that two would share."""
    findings: list[Finding] = []
    taken = {name: f"filen {name}" for name in _RESERVED}
    folders: dict[str, str] = {}
    by_path: dict[str, Page] = {}
    site = edition.site.id

    def claim(rule: Rule, output_path: str, path: str, owner: str, location: Location) -> bool:
        key = _file_key(output_path)
        above = _folders_above(key)
        # Nothing can be a file and a folder at once.
        other = taken.get(key) or folders.get(key) or next(filter(None, map(taken.get, above)), None)
        if other is None:
            taken[key] = owner
            for folder in above:
                folders.setdefault(folder, owner)
            return True
        findings.append(rule.at(location, url=path, site=site, other=other))
        return False

    for page in pages:
        location, owner = _owner(edition, page)
        if claim(rules.COLLISION, page.output_path, page.path, owner, location):
            by_path[page.path] = page
    redirects = []
    for redirect in _redirects(edition):
        owner = f"{redirect.location.path} (aliases: {redirect.target})"
        path = redirect.path
        if claim(rules.ALIAS_COLLISION, redirect.output_path, path, owner, redirect.location):
            redirects.append(redirect)
    return Routes(addresses, by_path, tuple(redirects)), findings


def _redirects(edition: Edition) -> list[Redirect]:
    return [
        Redirect(alias, edition.paths[key], document.lang, document.location.at("aliases", index))
        for key, document in edition.documents.items()
        for index, alias in enumerate(document.meta.aliases)
    ]


def _owner(edition: Edition, page: Page) -> tuple[Location, str]:
    """Return where the page comes from, and how to name it in a finding."""
    if isinstance(page.subject, DocumentSubject):
        document = edition.documents[page.subject.document_id, page.lang]
        return document.location.at("slug"), document.location.path
    location = edition.site.at(*_keys(page))
    return location, f"{location.path} ({page.path})"


def _keys(page: Page) -> tuple[str, ...]:
    """Return what in the site's file makes the page."""
    if isinstance(page.subject, ListSubject):
        return ("sections", page.subject.kind)
    if isinstance(page.subject, TermSubject | TermsSubject):
        return ("taxonomies", page.subject.taxonomy)
    return ()


def _folders_above(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]


def _file_key(output_path: str) -> str:
    # Windows and macOS take two names that differ by case or by Unicode form for the same file.
    return unicodedata.normalize("NFC", output_path).casefold()
