"""Navigation of a site: menus, breadcrumbs, and the same page in another language or on another site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from drammenworks.base.text.language_names import language_name
from drammenworks.config import Site
from drammenworks.config.site import MenuItem
from drammenworks.content.graph_queries import discovery, languages_of, summary_of, versions
from drammenworks.content.graph_queries import site as site_query
from drammenworks.content.models import KINDS, kind_meant
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.errors import Finding
from drammenworks.errors.nearest import did_you_mean, suggestion_for
from drammenworks.errors.rules import sites as rules
from drammenworks.site.entries import entry, home, path_on, section, section_path
from drammenworks.site.facets import facet_path
from drammenworks.site.list_pages import page_path, search_path, taxonomy_path
from drammenworks.site.page import (
    CalendarSubject,
    DocumentSubject,
    FacetSubject,
    FeedSubject,
    GoneSubject,
    ListSubject,
    NotFoundSubject,
    Page,
    PdfSubject,
    SearchSubject,
    Subject,
    TaxonomySubject,
    TermSubject,
)
from drammenworks.site.routes import has_page


class NavLink(NamedTuple):
    """An entry of a menu or of breadcrumbs; its label may be left to the theme's strings."""

    path: str | None = None
    """Under the site's root; None for a link to elsewhere."""
    url: str | None = None
    """Elsewhere."""
    label: str | None = None
    """None where the theme has the word."""
    section: str | None = None
    """The kind of content that it lists."""
    taxonomy: str | None = None
    """The taxonomy whose terms it lists."""
    facet: str | None = None
    """By what its page sorts out the documents of a section; a category is called as the theme calls it."""
    is_search: bool = False
    """It leads to the page of searches."""


@CATALOGUE.query(is_widely_read=True)
def menu(ask: QueryContext, site_id: str, name: str, lang: str) -> tuple[NavLink, ...]:
    """The entries of a menu in a language; what the language does not have is left out."""
    one = site_query(ask, site_id)
    items: tuple[MenuItem, ...] = one.menus.get(name, ()) if one is not None else ()
    links = (_menu_link(ask, one, item, lang) for item in items if one is not None)
    return tuple(link for link in links if link is not None)


def _menu_link(ask: QueryContext, one: Site, item: MenuItem, lang: str) -> NavLink | None:
    label = item.label.get(lang)
    if item.url is not None:
        return NavLink(url=item.url, label=label or item.url)
    if item.section is not None:
        if item.section not in one.sections:
            return None
        # A section without documents has no list in the site's other languages.
        if lang != one.default_language and not is_used(ask, one.id, item.section, lang):
            return None
        return NavLink(path=section_path(one, item.section, lang), label=label, section=item.section)
    key = (f"page/{item.page}", lang)
    path = path_on(ask, one.id, key)
    if path is None:
        return None
    return NavLink(path=path, label=label or entry.field(ask, "menu_title", *key))


@CATALOGUE.query()
def is_used(ask: QueryContext, site_id: str, kind: str, lang: str) -> bool:
    """Whether a site publishes any document of a kind in a language."""
    return bool(section(ask, site_id, kind, lang))


@CATALOGUE.query()
def sections(ask: QueryContext, site_id: str, lang: str) -> tuple[NavLink, ...]:
    """The lists of a site in a language: its sections, and those of its terms."""
    one = site_query(ask, site_id)
    if one is None:
        return ()
    kinds = (NavLink(path=section_path(one, kind, lang), section=kind) for kind in one.sections)
    terms = (NavLink(path=taxonomy_path(one, name, lang), taxonomy=name) for name in one.taxonomies)
    front = one.prefix(lang)
    return tuple(
        link for link in (*kinds, *terms) if link.path != front and has_page(ask, site_id, link.path or "")
    )


def breadcrumbs(ask: QueryContext, page: Page) -> tuple[NavLink, ...]:
    """Return the links from the front page to ``page``, both included; none for the front page."""
    one, lang, subject = site_query(ask, page.site), page.lang, page.subject
    assert one is not None
    above = _above(one, subject, lang)
    if page.path == one.prefix(lang) or isinstance(
        subject, FeedSubject | CalendarSubject | PdfSubject | NotFoundSubject | GoneSubject
    ):
        return ()
    if isinstance(subject, SearchSubject):
        return (*above, NavLink(path=page.path, is_search=True))
    if isinstance(subject, DocumentSubject):
        title = entry.field(ask, "title", subject.document_id, lang)
        return (*above, NavLink(path=page.path, label=title))
    if isinstance(subject, ListSubject):
        return (above[0], NavLink(path=page.path, section=subject.kind))
    if isinstance(subject, TaxonomySubject):
        return (*above, NavLink(path=page.path, taxonomy=subject.taxonomy))
    if isinstance(subject, FacetSubject):
        return (*above, NavLink(path=page.path, label=subject.label, facet=subject.name))
    return (*above, NavLink(path=page.path, label=subject.label))


def _above(one: Site, subject: Subject, lang: str) -> tuple[NavLink, ...]:
    """Return the pages above the one about ``subject``, the front page first, as a language has them."""
    front = NavLink(path=one.prefix(lang))
    if isinstance(subject, DocumentSubject):
        kind = subject.document_id.partition("/")[0]
        path = section_path(one, kind, lang) if kind in one.sections else front.path
        return (front,) if path == front.path else (front, NavLink(path=path, section=kind))
    if isinstance(subject, ListSubject) and subject.slice.number is not None:
        return (front, NavLink(path=section_path(one, subject.kind, lang), section=subject.kind))
    if isinstance(subject, FacetSubject):
        return (front, NavLink(path=section_path(one, subject.kind, lang), section=subject.kind))
    if isinstance(subject, TermSubject):
        path = taxonomy_path(one, subject.taxonomy, lang)
        return (front, NavLink(path=path, taxonomy=subject.taxonomy))
    return (front,)


def alternates(ask: QueryContext, page: Page) -> tuple[tuple[str, str], ...]:
    """Return language and path of the page in every language it exists in, itself included."""
    one = site_query(ask, page.site)
    assert one is not None
    paths = (
        (lang, page.path if lang == page.lang else counterpart(ask, one, page, lang))
        for lang in one.languages
    )
    return tuple((lang, path) for lang, path in paths if path is not None)


def nearest(ask: QueryContext, page: Page, lang: str) -> NavLink | None:
    """Return the page nearest above ``page`` that a language has; None when it has not even a front page."""
    one = site_query(ask, page.site)
    assert one is not None
    above = _above(one, page.subject, lang)
    return next((link for link in reversed(above) if link.path and has_page(ask, one.id, link.path)), None)


def counterpart(ask: QueryContext, one: Site, page: Page, lang: str) -> str | None:
    """Return the path of the same page in another language, or on another site; None when there is none."""
    if lang not in one.languages:
        return None
    subject = page.subject
    path: str | None = None
    if isinstance(subject, DocumentSubject):
        return path_on(ask, one.id, (subject.document_id, lang))
    if isinstance(subject, ListSubject):
        if subject.kind not in one.sections:
            return None
        path, number = section_path(one, subject.kind, lang), subject.slice.number
        if number is not None:
            # Pages of a list by date hold different documents in each language.
            if subject.slice.count is None:
                return None
            path = page_path(path, number, lang)
    elif isinstance(subject, TaxonomySubject) and subject.taxonomy in one.taxonomies:
        path = taxonomy_path(one, subject.taxonomy, lang)
    elif isinstance(subject, FacetSubject) and subject.kind in one.sections:
        is_first = subject.slice.number is None
        path = facet_path(one, subject.kind, lang, subject.name, subject.value) if is_first else None
    elif isinstance(subject, SearchSubject):
        path = search_path(one, lang)
    return path if path is not None and has_page(ask, one.id, path) else None


# --- checks ---------------------------------------------------------------------------------------


def check_menus(ask: QueryContext, one: Site) -> Iterator[Finding]:
    """Yield a finding for every menu entry that leads nowhere."""
    for name, items in one.menus.items():
        for index, item in enumerate(items):
            if item.section is not None and item.section not in one.sections:
                target, suggestion = item.section, did_you_mean(item.section, one.sections)
            elif item.page is not None and not _may_lead_to(ask, item.page, one):
                pages = (source for source in discovery(ask).sources if source.kind == "page")
                names = [source.name for source in pages if _is_for(ask, source.id, one)]
                target, suggestion = item.page, did_you_mean(item.page, dict.fromkeys(names))
            else:
                continue
            yield rules.MENU_UNKNOWN.at(one.at("menus", name, index), target=target, suggestion=suggestion)


def _may_lead_to(ask: QueryContext, page: str, one: Site) -> bool:
    """Return whether a page exists and is for the site, even if it is a draft or could not be read."""
    document_id = f"page/{page}"
    found = languages_of(ask, document_id)
    # One that could not be read has findings of its own.
    return set(versions(ask, document_id) or ()) != set(found) or _is_for(ask, document_id, one)


def _is_for(ask: QueryContext, document_id: str, one: Site) -> bool:
    summaries = (summary_of(ask, (document_id, lang)) for lang in languages_of(ask, document_id))
    return any(
        summary.kind in one.sections and (summary.sites is None or one.id in summary.sites)
        for summary in summaries
        if summary is not None
    )


def check_sections(ask: QueryContext, one: Site) -> Iterator[Finding]:
    """Yield a finding for every section that is no kind of content, and for a missing front page."""
    for kind in one.sections:
        if kind not in KINDS:
            yield rules.UNKNOWN_SECTION_KIND.at(
                one.at("sections", kind),
                kind=kind,
                known=", ".join(KINDS),
                suggestion=suggestion_for(kind_meant(kind)),
            )
    for lang in one.languages:
        is_needed = lang == one.default_language or any(
            is_used(ask, one.id, kind, lang) for kind in one.sections
        )
        if is_needed and not home(ask, one.id, lang) and not _is_a_page_broken(ask):
            yield rules.NO_HOME.at(one.at("languages"), site=one.id, language=language_name(lang))


def _is_a_page_broken(ask: QueryContext) -> bool:
    """Return whether some page could not be read; it may be the front page."""
    pages = {source.id for source in discovery(ask).sources if source.kind == "page"}
    return any(set(versions(ask, page)) != set(languages_of(ask, page)) for page in pages)
