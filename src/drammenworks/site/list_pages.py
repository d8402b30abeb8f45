"""The pages that list documents: sections, terms and searches; and the page for lost visitors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from drammenworks.base.text.collation import collation_key
from drammenworks.base.text.slugs import slugify
from drammenworks.config import Site
from drammenworks.content.graph_queries import site as site_query
from drammenworks.engine.queries import CATALOGUE, Key, QueryContext
from drammenworks.errors import Location
from drammenworks.site.calendars import calendar_page
from drammenworks.site.entries import home, listed, section_path, taxonomy, term
from drammenworks.site.facets import facet_label, facet_members, facet_path, facet_values, most_frequent
from drammenworks.site.feeds import feed_pages
from drammenworks.site.gone import gone_pages
from drammenworks.site.page import (
    FacetSubject,
    ListSubject,
    NotFoundSubject,
    Page,
    Redirect,
    SearchSubject,
    Slice,
    Subject,
    TaxonomySubject,
    TermSubject,
)

_BY_DATE = frozenset({"article", "event", "report", "video"})
"""Kinds whose lists grow at the front: their older pages are numbered from the oldest; see decision 0041."""

PAGE_WORD = {"nb": "side", "nn": "side", "en": "page"}
"""The segment before the number of a list's other pages: ``/aktuelt/side/2/``."""

SEARCH_WORD = {"nb": "sok", "nn": "sok", "en": "search"}
"""The address of a search: ``/sok/?q=``."""

Target = Page | Redirect


@CATALOGUE.query(is_enumerated=True)
def producers(ask: QueryContext, site_id: str) -> tuple[Key, ...]:
    """The keys of the queries that make the pages of a site which are about no document."""
    one = site_query(ask, site_id)
    if one is None:
        return ()
    keys = [error_page.key(site_id), gone_pages.key(site_id)]
    for lang in one.languages:
        for kind in one.sections:
            found = sorted(facet_values(ask, site_id, kind, lang) or ())
            keys += [facet_pages.key(site_id, kind, lang, name, value) for name, value in found]
        keys += [list_pages.key(site_id, kind, lang) for kind in one.sections]
        keys += [feed_pages.key(site_id, lang), calendar_page.key(site_id, lang)]
        keys.append(search_page.key(site_id, lang))
        for name in one.taxonomies:
            keys.append(terms_page.key(site_id, name, lang))
            slugs = sorted(taxonomy(ask, site_id, name, lang) or ())
            keys += [term_pages.key(site_id, name, lang, slug) for slug in slugs]
    return tuple(keys)


@CATALOGUE.query(shards=4, is_enumerated=True)
def list_pages(ask: QueryContext, site_id: str, kind: str, lang: str) -> tuple[Target, ...]:
    """The pages of a section's list, and redirects from page numbers that it no longer has."""
    one = site_query(ask, site_id)
    if one is None or kind not in one.sections or lang not in one.sections[kind]:
        return ()
    root = section_path(one, kind, lang)
    ids = listed(ask, site_id, kind, lang)
    # Pages that stand by themselves are reached from menus; and a list that a translation
    # leaves empty is not worth a visit, while the site's own language shows every section.
    if root == one.prefix(lang) or not (ids or lang == one.default_language):
        return ()
    return tuple(
        _pages(one, "list.html", root, lang, ids, lambda part: ListSubject(kind, part), kind in _BY_DATE)
    )


@CATALOGUE.query(shards=4, is_enumerated=True)
def facet_pages(
    ask: QueryContext, site_id: str, kind: str, lang: str, name: str, value: str
) -> tuple[Target, ...]:
    """The pages that list the documents of a section with one value."""
    one = site_query(ask, site_id)
    if one is None or kind not in one.sections or lang not in one.sections[kind]:
        return ()
    ids = facet_members(ask, site_id, kind, lang, name, value)
    if not ids or section_path(one, kind, lang) == one.prefix(lang):
        return ()
    label = facet_label(ask, site_id, kind, lang, name, value)
    path = facet_path(one, kind, lang, name, value)

    def subject(part: Slice) -> Subject:
        return FacetSubject(kind, name, value, label, part)

    return tuple(_pages(one, "list.html", path, lang, ids, subject, kind in _BY_DATE, was_numbered=False))


@CATALOGUE.query(is_enumerated=True)
def terms_page(ask: QueryContext, site_id: str, name: str, lang: str) -> tuple[Target, ...]:
    """The page that lists all terms of a taxonomy; none when there are no terms."""
    one = site_query(ask, site_id)
    slugs = [
        slug
        for slug in taxonomy(ask, site_id, name, lang) or ()
        if not repeats_focus_area(ask, site_id, name, lang, slug)
    ]
    if one is None or name not in one.taxonomies or not slugs:
        return ()
    terms = sorted(
        (term_label(ask, site_id, name, lang, slug), slug, _count(ask, site_id, name, lang, slug))
        for slug in slugs
    )
    terms.sort(key=lambda entry: collation_key(entry[0]))
    listing = tuple((label, term_path(one, name, slug, lang), count) for label, slug, count in terms)
    page = Page(site_id, lang, "terms.html", taxonomy_path(one, name, lang), TaxonomySubject(name, listing))
    return (page,)


@CATALOGUE.query(shards=16, is_enumerated=True)
def term_pages(ask: QueryContext, site_id: str, name: str, lang: str, slug: str) -> tuple[Target, ...]:
    """The pages that list what carries a term."""
    one = site_query(ask, site_id)
    members = members_of(ask, site_id, name, lang, slug)
    if one is None or name not in one.taxonomies or not members:
        return ()
    path = term_path(one, name, slug, lang)
    if repeats_focus_area(ask, site_id, name, lang, slug):
        target = term_path(one, "focus_areas", slug, lang)
        numbers = range(1, -(-len(members) // one.per_page) + 1)
        former = [path, *(page_path(path, number, lang) for number in numbers)]
        return tuple(Redirect(address, target, lang, Location(one.path)) for address in former)
    newest = sorted({(key, document_id) for (document_id, _), key in members.items()})
    ids = [document_id for _, document_id in newest]
    label = term_label(ask, site_id, name, lang, slug)
    return tuple(
        _pages(
            one, "term.html", path, lang, ids, lambda part: TermSubject(name, label, part), is_by_date=True
        )
    )


@CATALOGUE.query(is_enumerated=True)
def search_page(ask: QueryContext, site_id: str, lang: str) -> tuple[Target, ...]:
    """The page of searches in a language; none when the site has no search."""
    one = site_query(ask, site_id)
    if one is None or not one.search or lang not in one.languages:
        return ()
    return (Page(site_id, lang, "search.html", search_path(one, lang), SearchSubject()),)


@CATALOGUE.query(is_enumerated=True)
def error_page(ask: QueryContext, site_id: str) -> tuple[Target, ...]:
    """The page that hosts show for an address that does not exist (RFC 9110 § 15.5.5), in each language.

    Some hosts take the one nearest to the address; for all others its script fetches that of the language.
    """
    one = site_query(ask, site_id)
    if one is None:
        return ()
    return tuple(
        Page(site_id, lang, "404.html", not_found_path(one, lang), NotFoundSubject())
        for lang in one.languages
        if lang == one.default_language or home(ask, site_id, lang)
    )


def taxonomy_path(site: Site, name: str, lang: str) -> str:
    """Return the path of the page that lists all terms of a taxonomy."""
    return site.prefix(lang) + site.taxonomies[name][lang].lstrip("/")


def term_path(site: Site, name: str, label: str, lang: str) -> str:
    """Return the path of the page that lists what carries a term.

    :param label: of the term, or its slug.
    """
    return f"{taxonomy_path(site, name, lang)}{slugify(label)}/"


def search_path(site: Site, lang: str) -> str:
    """Return the path of the page of searches in a language."""
    return f"{site.prefix(lang)}{SEARCH_WORD[lang]}/"


def not_found_path(site: Site, lang: str) -> str:
    """Return the path of the page of a language for addresses that do not exist."""
    return f"{site.prefix(lang)}404.html"


def search_index_path(lang: str) -> str:
    """Return the path of the file that names all others of the search index of a language."""
    return f"/search.{lang}.json"


def page_path(root: str, number: int, lang: str) -> str:
    """Return the path of a page of a list other than the first."""
    return f"{root}{PAGE_WORD[lang]}/{number}/"


@CATALOGUE.query(shards=16)
def term_label(ask: QueryContext, site_id: str, name: str, lang: str, slug: str) -> str:
    """What a term is called, by its most frequent spelling; empty for no term."""
    return most_frequent((label for _, label in term(ask, site_id, name, lang, slug) or ()), default="")


@CATALOGUE.inline
def repeats_focus_area(ask: QueryContext, site_id: str, name: str, lang: str, slug: str) -> bool:
    """Whether a tag only says again what is a focus area, whose page has its documents too."""
    one = site_query(ask, site_id)
    if name != "tags" or one is None or "focus_areas" not in one.taxonomies:
        return False
    return bool(term(ask, site_id, "focus_areas", lang, slug))


@CATALOGUE.inline
def members_of(ask: QueryContext, site_id: str, name: str, lang: str, slug: str) -> dict[Any, Any]:
    """What the page of a term lists: what carries it, and of a focus area what has the tag of its name."""
    members = dict(term(ask, site_id, name, lang, slug) or {})
    if members and name == "focus_areas":
        members |= term(ask, site_id, "tags", lang, slug) or {}
    return members


@CATALOGUE.inline
def _count(ask: QueryContext, site_id: str, name: str, lang: str, slug: str) -> int:
    """How many documents carry a term."""
    return len({document_id for document_id, _ in members_of(ask, site_id, name, lang, slug)})


def _pages(
    site: Site,
    template: str,
    root: str,
    lang: str,
    ids: Sequence[str],
    subject: Callable[[Slice], Subject],
    is_by_date: bool,
    *,
    was_numbered: bool = True,
) -> Iterator[Target]:
    """Yield the pages of a list, the first one first.

    :param was_numbered: it is so old that its pages were once numbered from the newest.
    """
    divide = _by_date if is_by_date else _in_order
    for part in divide(ids, site.per_page, root, lang):
        path = root if part.number is None else page_path(root, part.number, lang)
        yield Page(site.id, lang, template, path, subject(part))
    if is_by_date and was_numbered:
        # Former numbers counted from the newest; those that are no page now lead to the first one.
        size, full = site.per_page, len(ids) // site.per_page
        for number in range(max(2, full), -(-len(ids) // size) + 1):
            yield Redirect(page_path(root, number, lang), root, lang, Location(site.path))


def _by_date(ids: Sequence[str], size: int, root: str, lang: str) -> Iterator[Slice]:
    """Divide a list so that only its first page changes when something is added at the front.

    Numbered pages are full, the oldest first; the first page has what is left, up to twice as much less one.
    """
    older = max(0, len(ids) // size - 1)
    first = len(ids) - older * size

    def path(number: int) -> str | None:
        if number > older:
            return root
        return page_path(root, number, lang) if number > 0 else None

    last = path(1) if older else None
    yield Slice(tuple(ids[:first]), root, None, None, path(older), last, total=len(ids))
    for number in range(older, 0, -1):
        start = first + (older - number) * size
        items = tuple(ids[start : start + size])
        yield Slice(items, root, number, path(number + 1), path(number - 1), last)


def _in_order(ids: Sequence[str], size: int, root: str, lang: str) -> Iterator[Slice]:
    """Divide a list into full pages, numbered from its beginning; the last one has what is left."""
    count = max(1, -(-len(ids) // size))

    def path(number: int) -> str:
        return root if number == 1 else page_path(root, number, lang)

    for number in range(1, count + 1):
        yield Slice(
            tuple(ids[(number - 1) * size : number * size]),
            root,
            number if number > 1 else None,
            path(number - 1) if number > 1 else None,
            path(number + 1) if number < count else None,
            path(count) if count > 1 else None,
            count,
            len(ids) if number == 1 else None,
        )
