"""A page that a site will have, and what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from drammenworks.base.fast_pickle import FastPickle


class DocumentSubject(NamedTuple):
    """A page about one document."""

    document_id: str


@dataclass(frozen=True, slots=True)
class Slice(FastPickle):
    """One page of a longer list."""

    items: tuple[str, ...]
    """Ids of the documents that it shows."""
    number: int
    """From 1."""
    count: int
    """How many pages the list has."""
    total: int
    """How many documents the list has."""
    root: str
    """The path of its first page."""


@dataclass(frozen=True, slots=True)
class ListSubject(FastPickle):
    """A page that lists the documents of a kind."""

    kind: str
    slice: Slice


@dataclass(frozen=True, slots=True)
class TermSubject(FastPickle):
    """A page that lists what carries a tag or belongs to a focus area."""

    taxonomy: str
    label: str
    slice: Slice


@dataclass(frozen=True, slots=True)
class TermsSubject(FastPickle):
    """A page that lists all terms of a taxonomy."""

    taxonomy: str
    terms: tuple[tuple[str, str, int], ...]
    """Label, path and number of documents of each term, in the order of the alphabet."""


@dataclass(frozen=True, slots=True)
class FeedSubject(FastPickle):
    """What is new, for programs that follow the site (Atom, RFC 4287)."""

    items: tuple[str, ...]
    """Ids of the documents, the newest first."""


@dataclass(frozen=True, slots=True)
class NotFoundSubject(FastPickle):
    """The page that a host shows for an address that does not exist."""


Subject = DocumentSubject | ListSubject | TermSubject | TermsSubject | FeedSubject | NotFoundSubject


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
        path = self.path.lstrip("/")
        return path + "index.html" if path == "" or path.endswith("/") else path
