"""A page that a site will have, and what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.errors import Location


class DocumentSubject(NamedTuple):
    """A page about one document."""

    document_id: str


@dataclass(frozen=True, slots=True)
class Slice(FastPickle):
    """One page of a longer list. It says nothing that changes when the list grows at its other end."""

    items: tuple[str, ...]
    """Ids of the documents that it shows."""
    root: str
    """The path of the list's first page."""
    number: int | None
    """In its address; None for the first page."""
    previous: str | None
    """The path of the page before it, towards the first."""
    next: str | None
    last: str | None
    """The path of the last page, which of a list by date is the oldest; None when there is one page only."""
    count: int | None = None
    """How many pages there are; None for a list by date, whose older pages never change."""
    total: int | None = None
    """How many documents the list has; said on the first page alone."""


@dataclass(frozen=True, slots=True)
class ListSubject(FastPickle):
    """A page that lists the documents of a kind."""

    kind: str
    slice: Slice


@dataclass(frozen=True, slots=True)
class FacetSubject(FastPickle):
    """A page that lists the documents of a kind with one value: of a year, a category or a place."""

    kind: str
    name: str
    value: str
    label: str
    slice: Slice


@dataclass(frozen=True, slots=True)
class TermSubject(FastPickle):
    """A page that lists what carries a tag or belongs to a focus area."""

    taxonomy: str
    label: str
    slice: Slice


@dataclass(frozen=True, slots=True)
class TaxonomySubject(FastPickle):
    """A page that lists all terms of a taxonomy."""

    taxonomy: str
    terms: tuple[tuple[str, str, int], ...]
    """Label, path and number of documents of each term, in the order of the alphabet."""


@dataclass(frozen=True, slots=True)
class FeedSubject(FastPickle):
    """What is new, for programs that follow the site."""

    items: tuple[str, ...]
    """Ids of the documents, the newest first."""
    kind: str | None = None
    """The kind of content that it is of; None for all."""


@dataclass(frozen=True, slots=True)
class CalendarSubject(FastPickle):
    """Events for calendar programs (iCalendar, RFC 5545)."""

    items: tuple[str, ...]
    """Ids of the events."""
    is_whole: bool
    """It has all events of a site in its language, to subscribe to."""


@dataclass(frozen=True, slots=True)
class PdfSubject(FastPickle):
    """The page of a document as a PDF."""

    page_path: str
    """The path of the page."""
    document_id: str


@dataclass(frozen=True, slots=True)
class NotFoundSubject(FastPickle):
    """The page that a host shows for an address that does not exist."""


@dataclass(frozen=True, slots=True)
class GoneSubject(FastPickle):
    """The page at an address where there was another once, and where there will be none again."""

    since: date | None
    reason: str | None
    instead: str | None
    """What readers may see instead, as it was written: a document, a path or a URL."""


@dataclass(frozen=True, slots=True)
class SearchSubject(FastPickle):
    """The page that shows what a search has found, in the browser."""


Subject = (
    DocumentSubject
    | ListSubject
    | FacetSubject
    | TermSubject
    | TaxonomySubject
    | FeedSubject
    | CalendarSubject
    | PdfSubject
    | NotFoundSubject
    | GoneSubject
    | SearchSubject
)


class Page(NamedTuple):
    """A page: decided by the plan, not yet rendered."""

    site: str
    lang: str
    template: str
    """Its file among the theme's templates."""
    path: str
    """Under the site's root: ``/prosjekter/internasjonale-drammen/``."""
    subject: Subject

    @property
    def output_path(self) -> str:
        """The file that holds it, under the site's output folder."""
        return output_path(self.path)


def output_path(path: str) -> str:
    """Return the file under the site's output folder that holds the page at a path."""
    path = path.lstrip("/")
    return path + "index.html" if path == "" or path.endswith("/") else path


@dataclass(frozen=True, slots=True)
class Redirect(FastPickle):
    """An address that once showed a page, and the path that replaces it."""

    path: str
    target: str
    lang: str
    location: Location
    """The place where the former address is written, or decided on."""

    @property
    def output_path(self) -> str:
        """The file of the redirect page, under the site's output folder."""
        path = self.path.lstrip("/")
        if path.endswith((".html", ".htm")):
            return path
        return path.rstrip("/") + "/index.html"
