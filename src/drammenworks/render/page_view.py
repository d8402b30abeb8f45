"""The frame of a page: its title, its languages, the way to it, and the site around it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from drammenworks.config.site import Publisher, SocialLink
from drammenworks.content.document import Document
from drammenworks.outputs.assets import preloads, stylesheet
from drammenworks.render.descriptions import description
from drammenworks.render.event_properties import title_status
from drammenworks.render.filters_view import facet_title, filters, groups
from drammenworks.render.languages import TAXONOMY_KEYS, alternate_views, label_of, other_languages
from drammenworks.render.render_context import POLICY_MARK, PageContext, RenderContext
from drammenworks.render.theme_strings import Strings
from drammenworks.render.view_factory import PageViewFactory
from drammenworks.render.views import (
    FeedLink,
    LinkView,
    ListView,
    Pager,
    PagerEntry,
    PageView,
    TermEntry,
)
from drammenworks.site.calendars import calendar_path
from drammenworks.site.entries import section_path
from drammenworks.site.feeds import ATOM, JSON_FEED, feed_path
from drammenworks.site.links import canonical_url
from drammenworks.site.list_pages import not_found_path, page_path, search_index_path, search_path
from drammenworks.site.navigation import NavLink, breadcrumbs, menu, sections
from drammenworks.site.page import (
    CalendarSubject,
    DocumentSubject,
    FacetSubject,
    FeedSubject,
    GoneSubject,
    ListSubject,
    NotFoundSubject,
    PdfSubject,
    SearchSubject,
    Slice,
    TaxonomySubject,
    TermSubject,
)
from drammenworks.site.routes import has_page

_PAGES_AROUND = 3
"""How many pages of a list are offered before and after the one that is read."""

_FEED_FORMATS = {ATOM: ("Atom", "application/atom+xml"), JSON_FEED: ("JSON Feed", "application/feed+json")}
"""Each with its name and media type."""


class SearchLink(NamedTuple):
    """Where the pages of a site are searched."""

    url: str
    """Of the page of searches, which takes ``?q=``."""
    index_url: str


class SiteView(NamedTuple):
    """The site, seen from one page."""

    id: str
    name: str
    lang: str
    tagline: str | None
    home_url: str
    organisation: Publisher | None
    social: tuple[SocialLink, ...]
    statement_url: str | None
    search: SearchLink | None
    feeds: tuple[FeedLink, ...]
    """Of all that is new in the language."""
    context: RenderContext
    strings: Strings

    def menu(self, name: str) -> tuple[LinkView, ...]:
        """Return the entries of a menu.

        :raises ValueError: in a fragment, which does not know which page is the current one.
        """
        if not isinstance(self.context, PageContext):
            raise ValueError("et fragment vet ikke hvilken side det står på; gi det «site.menu(…)» fra siden")
        return _entries(menu(self.context.ask, self.id, name, self.lang), self.context, self.strings)

    def sections(self) -> tuple[LinkView, ...]:
        """Return the lists of the site in the page's language, those of terms included."""
        links = sections(self.context.ask, self.id, self.lang)
        return tuple(
            LinkView(label_of(link, self.strings), self.context.href(link.path))
            for link in links
            if link.path
        )

    def not_found_urls(self) -> tuple[tuple[str, str, str], ...]:
        """Return language, front page and page for addresses that do not exist, of each other language."""
        one = self.context.site
        paths = ((lang, one.prefix(lang), not_found_path(one, lang)) for lang in one.languages)
        return tuple(
            (lang, self.context.href(front), self.context.href(path))
            for lang, front, path in paths
            if lang != self.lang and has_page(self.context.ask, self.id, path)
        )


def site_view(context: RenderContext, strings: Strings) -> SiteView:
    """Return the site as a page or a fragment sees it."""
    site = context.site
    tagline = site.tagline.get(context.lang)
    return SiteView(
        id=site.id,
        name=site.name,
        lang=context.lang,
        tagline=tagline,
        home_url=context.href(site.prefix(context.lang)),
        organisation=site.organisation,
        social=site.social,
        statement_url=site.statement_url,
        search=SearchLink(
            context.href(search_path(site, context.lang)), context.href(search_index_path(context.lang))
        )
        if site.search
        else None,
        feeds=_feeds(context, strings),
        context=context,
        strings=strings,
    )


def page_view(context: PageContext, strings: Strings) -> PageView:
    """Return what the frame of the page shows."""
    page = context.page
    document = subject_document(context)
    title = _title(context, strings)
    own_url = context.canonical_url(page.path)
    canonical = own_url
    noindex = context.is_hidden or isinstance(page.subject, NotFoundSubject | GoneSubject | SearchSubject)
    if document is not None:
        seo = document.meta.seo
        title = seo.title or title
        canonical = canonical_url(context.ask, (document.id, document.lang)) or canonical
        noindex = noindex or seo.noindex or document.meta.example
    languages = alternate_views(context)
    kind = page.subject.kind if isinstance(page.subject, ListSubject) else None
    return PageView(
        title=title,
        description=description(context, document, strings),
        url=context.href(page.path),
        canonical_url=canonical,
        lang=page.lang,
        is_home=page.path == context.site.prefix(page.lang),
        noindex=noindex,
        policy=POLICY_MARK,
        stylesheet=context.href(stylesheet(context.ask, page.site)),
        preloads=tuple(context.href(path) for path in preloads(context.ask, page.site)),
        alternates=languages,
        languages=other_languages(context, languages),
        # Search engines heed it on canonical pages only, and a single language needs none.
        hreflang=languages if canonical == own_url and len(languages) > 1 else (),
        breadcrumbs=_entries(breadcrumbs(context.ask, page), context, strings, page_is_last=True),
        feeds=(*(_feeds(context, strings, kind) if kind is not None else ()), *_feeds(context, strings)),
    )


def list_view(context: PageContext, views: PageViewFactory, strings: Strings) -> ListView | None:
    """Return the list that the page shows, if it shows one."""
    subject = context.page.subject
    if isinstance(subject, TaxonomySubject):
        terms = tuple(TermEntry(label, context.href(path), count) for label, path, count in subject.terms)
        return ListView(_title(context, strings), None, (), len(terms), None, terms=terms)
    if not isinstance(subject, ListSubject | FacetSubject | TermSubject):
        return None
    items = views.views((item, context.lang) for item in subject.slice.items)
    kind = None if isinstance(subject, TermSubject) else subject.kind
    events = items if kind == "event" else []
    return ListView(
        title=_list_title(subject, strings),
        kind=kind,
        items=items,
        total=subject.slice.total,
        pager=_pager(subject.slice, context),
        upcoming=[event for event in events if not event.is_over],
        past=[event for event in events if event.is_over],
        feeds=_feeds(context, strings, kind) if isinstance(subject, ListSubject) else (),
        calendar_url=_calendar_url(context) if isinstance(subject, ListSubject) and kind == "event" else None,
        filters=filters(context, subject, strings) if not isinstance(subject, TermSubject) else (),
        facet=subject.name if isinstance(subject, FacetSubject) else None,
        root_url=context.href(section_path(context.site, subject.kind, context.lang))
        if isinstance(subject, FacetSubject)
        else None,
        groups=groups(items) if isinstance(subject, TermSubject) else (),
    )


def subject_document(context: PageContext) -> Document | None:
    """Return the document that the page is about, if it is about one."""
    subject = context.page.subject
    if isinstance(subject, DocumentSubject):
        return context.document((subject.document_id, context.lang))
    return None


def _feeds(context: RenderContext, strings: Strings, kind: str | None = None) -> tuple[FeedLink, ...]:
    """Return the feeds of the language of a page, of a section or of all."""
    site = context.site
    title = site.name if kind is None else f"{strings(f'kinds.{kind}')} – {site.name}"
    if not site.feeds or (kind is not None and context.lang not in site.sections.get(kind, {})):
        return ()
    paths = ((name, feed_path(site, context.lang, kind, name)) for name in _FEED_FORMATS)
    return tuple(
        FeedLink(title, *_FEED_FORMATS[name], context.href(path))
        for name, path in paths
        if has_page(context.ask, context.site_id, path)
    )


def _calendar_url(context: PageContext) -> str | None:
    if not context.site.calendars:
        return None
    path = calendar_path(context.site, context.lang)
    return context.canonical_url(path) if has_page(context.ask, context.site_id, path) else None


def _title(context: PageContext, strings: Strings) -> str:
    subject = context.page.subject
    if isinstance(subject, DocumentSubject):
        meta = context.document((subject.document_id, context.lang)).meta
        status = title_status(meta)
        return f"{strings(f'event.{status}')}: {meta.title}" if status else meta.title
    if isinstance(subject, NotFoundSubject):
        return strings("not_found.title")
    if isinstance(subject, GoneSubject):
        return strings("gone.title")
    if isinstance(subject, SearchSubject):
        return strings("search.title")
    if isinstance(subject, TaxonomySubject):
        return strings(TAXONOMY_KEYS[subject.taxonomy])
    assert not isinstance(subject, FeedSubject | CalendarSubject | PdfSubject), "they have no frame"
    title = _list_title(subject, strings)
    if isinstance(subject, TermSubject):
        # A tag and a focus area may share a word; their pages may not share a title.
        title += f" ({strings(TAXONOMY_KEYS[subject.taxonomy]).lower()})"
    if subject.slice.number is not None:
        # Each page of a list needs a title of its own (WCAG 2.4.2).
        title += f" ({strings('nav.page_n', number=subject.slice.number).lower()})"
    return title


def _list_title(subject: ListSubject | FacetSubject | TermSubject, strings: Strings) -> str:
    if isinstance(subject, TermSubject):
        return subject.label
    if isinstance(subject, FacetSubject):
        return facet_title(subject, strings)
    return strings(f"kinds.{subject.kind}")


def _pager(part: Slice, context: PageContext) -> Pager:
    def url(path: str | None) -> str | None:
        return context.href(path) if path is not None else None

    number = part.number or 1
    pages = _near(number, part.count) if part.count is not None else ()
    return Pager(
        number=part.number if part.count is None else number,
        count=part.count,
        is_by_date=part.count is None,
        previous_url=url(part.previous),
        next_url=url(part.next),
        first_url=context.href(part.root),
        last_url=url(part.last),
        pages=tuple(
            PagerEntry(
                near,
                context.href(part.root if near == 1 else page_path(part.root, near, context.lang)),
                near == number,
            )
            for near in pages
        ),
    )


def _near(number: int, count: int) -> list[int]:
    """Return the pages that a reader may want to go to: the first, the last, and those around this one.

    All of them would make a list of thousands on each of thousands of pages.
    """
    around = range(max(1, number - _PAGES_AROUND), min(count, number + _PAGES_AROUND) + 1)
    return sorted({1, *around, count})


def _entries(
    links: Iterable[NavLink], context: PageContext, strings: Strings, *, page_is_last: bool = False
) -> tuple[LinkView, ...]:
    home = context.site.prefix(context.lang)
    here = context.page.path
    entries = []
    for link in links:
        label = (link.label if link.facet != "category" else None) or label_of(link, strings)
        if link.path is None:
            entries.append(LinkView(label, link.url))
            continue
        current = link.path == here
        within = link.path != home and here.startswith(link.path) and not current
        url = None if page_is_last and current else context.href(link.path)
        entries.append(LinkView(label, url, current, within))
    return tuple(entries)
