"""The pages that can be found, as queries: documents, lists and terms that a site publishes to everyone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from drammenworks.config import Site
from drammenworks.content.document import Document
from drammenworks.content.graph_queries import site as site_query
from drammenworks.content.graph_queries import sites, summary_of
from drammenworks.content.workspace import Workspace
from drammenworks.engine.queries import AFTER_PAGES, CATALOGUE, Key, QueryContext
from drammenworks.search.page_text import PageText, page_text
from drammenworks.search.postings import DRAWERS, FACET, SEGMENTS, number_members, weight_character
from drammenworks.search.stemming import terms_of
from drammenworks.search.weights import weigh
from drammenworks.site.entries import entry
from drammenworks.site.list_pages import list_pages, terms_page
from drammenworks.site.page import ListSubject, Page, TaxonomySubject
from drammenworks.site.publication import is_public
from drammenworks.site.reports.in_text import figures_of, with_figures
from drammenworks.site.reports.stated import stated_report
from drammenworks.site.themes import theme as theme_query

SECTION, TERM = "section", "term"
"""The kinds of pages that are about no document."""

_LONGEST_TEXT = 6000
"""Characters of a page's text from which an excerpt may come; its terms come from all of it."""


class FoundPage(NamedTuple):
    """A page as the search knows it."""

    paths: tuple[tuple[str, str], ...]
    """Each site that has it, with its path under the site's root."""
    terms: str
    """Its weighed terms; see :func:`weights.weigh`."""
    kind: str
    title: str
    summary: str
    text: str
    year: int | None
    is_example: bool


@CATALOGUE.query(shards=SEGMENTS, is_enumerated=True, group=AFTER_PAGES, fields=FoundPage._fields)
def found_document(ask: QueryContext, document_id: str, lang: str) -> FoundPage | None:
    """A document that can be found; None when no site with a search publishes it to everyone."""
    published: tuple[tuple[str, str], ...] = entry.field(ask, "paths", document_id, lang) or ()
    searchable = {one.id: one for one in sites(ask) if one.search}
    paths = tuple(
        (site_id, path)
        for site_id, path in published
        if site_id in searchable and _is_public(ask, document_id, lang, searchable[site_id])
    )
    if not paths:
        return None
    workspace: Workspace = ask.environment
    _, file = entry.field(ask, "fields", document_id, lang)
    entry.field(ask, "body", document_id, lang)
    document: Document = workspace.documents.document(file)
    stated = stated_report(ask, document_id, lang) if document.kind == "report" else None
    labels = [figure.label for figure in stated.figures] if stated is not None else []

    site_id = paths[0][0]
    figure_text = figures_of(ask, site_id, document)
    text = page_text(
        with_figures(ask, site_id, document), workspace.documents.body(file), figure_text, labels
    )
    newest_key = entry.field(ask, "newest_key", document_id, lang)
    day = date.fromordinal(-newest_key[0])
    year = day.year if day != date.min else None
    return _found(paths, lang, document.kind, text, year, is_example=document.meta.example)


def _is_public(ask: QueryContext, document_id: str, lang: str, site: Site) -> bool:
    """Tell whether a document that this build publishes is for everyone, also when it shows drafts."""
    workspace: Workspace = ask.environment
    if not workspace.drafts:
        return True
    summary = summary_of(ask, (document_id, lang))
    return summary is not None and is_public(ask, summary, site.timezone)


def _found(
    paths: tuple[tuple[str, str], ...],
    lang: str,
    kind: str,
    text: PageText,
    year: int | None = None,
    *,
    is_example: bool = False,
) -> FoundPage:
    lightest = weight_character(1)
    facets = [f"{lightest}{FACET}{kind}"] + ([f"{lightest}{FACET}{year}"] if year is not None else [])
    terms = " ".join(filter(None, [*sorted(facets), weigh(text, terms_of(lang))]))
    return FoundPage(
        paths, terms, kind, text.title, text.summary, text.body[:_LONGEST_TEXT], year, is_example
    )


@CATALOGUE.query(is_root=True, group=AFTER_PAGES)
def found_lists(ask: QueryContext, site_id: str, lang: str) -> tuple[FoundPage, ...]:
    """The first pages of the lists of a site in a language, and the pages of its terms."""
    one, loaded = site_query(ask, site_id), theme_query(ask, site_id).theme
    if one is None or loaded is None:
        return ()
    words = loaded.strings.get(lang, {})
    found = []
    for kind in one.sections:
        targets = list_pages(ask, site_id, kind, lang)
        if targets and isinstance(targets[0], Page) and isinstance(targets[0].subject, ListSubject):
            found.append((SECTION, words.get(f"kinds.{kind}", kind), targets[0].path))
    for taxonomy in one.taxonomies:
        for page in terms_page(ask, site_id, taxonomy, lang) or ():
            if isinstance(page, Page) and isinstance(page.subject, TaxonomySubject):
                found += [(TERM, label, path) for label, path, _ in page.subject.terms]
    return tuple(
        _found(((site_id, path),), lang, kind, PageText(title, "", (), (), "")) for kind, title, path in found
    )


# --- where in the index a page is -----------------------------------------------------------------


@CATALOGUE.index(found_document, found_lists, shards=SEGMENTS)
def segment_member(key: Key, answer: Any) -> Iterator[Any]:
    """By site, language and segment: its pages, each with its drawer, and what it is unless a document."""
    if key[0] == found_document.name:
        segment, drawer = _place(*key[1:])
        for site_id, _ in answer.paths:
            yield ((site_id, key[2], segment), key[1]), (drawer, None)
    else:
        for page in answer:
            [(site_id, path)] = page.paths
            segment, drawer = _place(path, key[2])
            yield ((site_id, key[2], segment), path), (drawer, page)


def _place(member: str, lang: str) -> tuple[int, int]:
    """Return the segment and the drawer of a page, which follow from its id alone.

    The documents of a segment are kept in one shard of their records, so that an edit of one of them loads
    no other shard.
    """
    segment = found_document.shard(found_document.key(member, lang))
    drawer = sum(member.encode()) % DRAWERS
    return segment, drawer


class Member(NamedTuple):
    """A page of a segment."""

    number: int
    """In the segment."""
    id: str
    page: FoundPage | None
    """None for a document."""


def members_of(ask: QueryContext, site_id: str, lang: str, segment: int) -> list[Member]:
    """Return the pages of a segment, in the order of their numbers."""
    group = segment_member(ask, site_id, lang, segment) or {}
    numbers = number_members({member: drawer for member, (drawer, _) in group.items()})
    return [Member(number, member, group[member][1]) for member, number in numbers.items()]
