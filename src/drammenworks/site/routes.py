"""The routes of a site: every page and redirect on an address of its own, known before rendering."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.errors import Finding, Location, Phrase
from drammenworks.errors.rules import urls as rules
from drammenworks.site.addresses import Addresses
from drammenworks.site.edition import Edition
from drammenworks.site.page import DocumentSubject, FeedSubject, ListSubject, Page, TermsSubject, TermSubject

_RESERVED = ("_headers", "_redirects", "robots.txt")
"""Files at a site's root that are no pages."""


@dataclass(frozen=True, slots=True)
class Redirect(FastPickle):
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
    claims = _Claims()
    by_path: dict[str, Page] = {}
    site = edition.site.id
    for page in pages:
        other = claims.claim(page.output_path, _owner(edition, page))
        if other is None:
            by_path[page.path] = page
        else:
            place = _place(edition, page)
            findings.append(rules.COLLISION.at(place, url=page.path, site=site, other=other))
    redirects = []
    for redirect in _redirects(edition):
        owner = f"{redirect.location.path} (aliases: {redirect.target})"
        other = claims.claim(redirect.output_path, owner)
        if other is None:
            redirects.append(redirect)
        else:
            place = redirect.location
            findings.append(rules.ALIAS_COLLISION.at(place, url=redirect.path, site=site, other=other))
    return Routes(addresses, by_path, tuple(redirects)), findings


class _Claims:
    """Who has which file of a site's output."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {name: Phrase("filen {name}", name=name) for name in _RESERVED}
        self._folders: dict[str, str] = {}

    def claim(self, output_path: str, owner: str) -> str | None:
        """Take a file for ``owner``, or return who has it: nothing can be a file and a folder at once."""
        # Windows and macOS take two names that differ by case or by Unicode form for the same file.
        key = unicodedata.normalize("NFC", output_path).casefold()
        other = self._folders.get(key) or self._files.get(key)
        new_folders = []
        folder = key.rpartition("/")[0]
        # A folder that is known is no file, and neither is any above it.
        while folder and folder not in self._folders and other is None:
            other = self._files.get(folder)
            new_folders.append(folder)
            folder = folder.rpartition("/")[0]
        if other is None:
            self._files[key] = owner
            self._folders.update(dict.fromkeys(new_folders, owner))
        return other


def _redirects(edition: Edition) -> list[Redirect]:
    return [
        Redirect(alias, edition.paths[key], document.lang, document.location.at("aliases", index))
        for key, document in edition.documents.items()
        for index, alias in enumerate(document.meta.aliases)
    ]


def _owner(edition: Edition, page: Page) -> str:
    """Return how a finding names what the page comes from."""
    if isinstance(page.subject, DocumentSubject):
        return edition.documents[page.subject.document_id, page.lang].location.path
    return f"{edition.site.path} ({page.path})"


def _place(edition: Edition, page: Page) -> Location:
    """Return where the page comes from."""
    subject = page.subject
    if isinstance(subject, DocumentSubject):
        return edition.documents[subject.document_id, page.lang].location.at("slug")
    if isinstance(subject, ListSubject):
        return edition.site.at("sections", subject.kind)
    if isinstance(subject, TermSubject | TermsSubject):
        return edition.site.at("taxonomies", subject.taxonomy)
    if isinstance(subject, FeedSubject):
        return edition.site.at("feeds")
    return edition.site.at()
