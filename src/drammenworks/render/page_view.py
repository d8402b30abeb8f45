"""The frame of a page: its title, its languages, the way to it, and the site around it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from drammenworks.config.site import Publisher, SocialLink
from drammenworks.content.document import Document
from drammenworks.render.scope import Scope
from drammenworks.render.strings import Strings
from drammenworks.render.views import (
    Alternate,
    Entry,
    ListView,
    Pager,
    PagerEntry,
    PageView,
    TermEntry,
)
from drammenworks.site.navigation import Way
from drammenworks.site.page import (
    DocumentSubject,
    FeedSubject,
    ListSubject,
    NotFoundSubject,
    Slice,
    TermsSubject,
    TermSubject,
)
from drammenworks.site.plan import page_path
from drammenworks.site.policy import META_POLICY

LANGUAGE_NAMES = {"nb": "Norsk", "nn": "Nynorsk", "en": "English"}
"""Each in its own language, as those who look for it will know it."""

_PAGES_AROUND = 3
"""How many pages of a list are offered before and after the one that is read."""

_TAXONOMY_KEYS = {"tags": "document.tags", "focus_areas": "project.focus_areas"}


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
    scope: Scope
    strings: Strings

    def menu(self, name: str) -> tuple[Entry, ...]:
        """Return the entries of a menu."""
        return _entries(self.scope.ask("menu", name, self.lang), self.scope, self.strings)


def site_view(scope: Scope, strings: Strings) -> SiteView:
    """Return the site as the page of ``scope`` sees it."""
    site = scope.site
    tagline = site.tagline.get(scope.lang)
    return SiteView(
        id=site.id,
        name=site.name,
        lang=scope.lang,
        tagline=tagline,
        home_url=scope.href(site.prefix(scope.lang)),
        organisation=site.organisation,
        social=site.social,
        statement_url=site.statement_url,
        scope=scope,
        strings=strings,
    )


def page_view(scope: Scope, strings: Strings) -> PageView:
    """Return what the frame of the page shows."""
    page = scope.page
    document = subject_document(scope)
    title = _title(scope, strings)
    description = None
    own_url = scope.canonical_url(page.path)
    canonical = own_url
    noindex = scope.noindex or isinstance(page.subject, NotFoundSubject)
    if document is not None:
        seo = document.meta.seo
        title = seo.title or title
        description = seo.description or document.meta.summary
        canonical = scope.ask("canonical", document.id, document.lang) or canonical
        noindex = noindex or seo.noindex or document.meta.example
    languages = _alternates(scope)
    return PageView(
        title=title,
        description=description,
        url=scope.href(page.path),
        canonical_url=canonical,
        lang=page.lang,
        is_home=page.path == scope.site.prefix(page.lang),
        noindex=noindex,
        policy=META_POLICY,
        stylesheet=scope.href(scope.ask("stylesheet")),
        preloads=tuple(scope.href(path) for path in scope.ask("preloads")),
        alternates=languages,
        # Search engines heed it on canonical pages only, and a single language needs none.
        hreflang=languages if canonical == own_url and len(languages) > 1 else (),
        breadcrumbs=_entries(scope.ask("breadcrumbs", page.path), scope, strings, page_is_last=True),
        feed_url=_feed_url(scope),
    )


def list_view(scope: Scope, strings: Strings) -> ListView | None:
    """Return the list that the page shows, if it shows one."""
    subject = scope.page.subject
    if isinstance(subject, TermsSubject):
        terms = tuple(TermEntry(label, scope.href(path), count) for label, path, count in subject.terms)
        return ListView(_title(scope, strings), None, (), len(terms), None, terms=terms)
    if not isinstance(subject, ListSubject | TermSubject):
        return None
    items = scope.views((item, scope.lang) for item in subject.slice.items)
    kind = subject.kind if isinstance(subject, ListSubject) else None
    events = items if kind == "event" else []
    return ListView(
        title=_list_title(subject, strings),
        kind=kind,
        items=items,
        total=subject.slice.total,
        pager=_pager(subject.slice, scope),
        upcoming=[event for event in events if not event.is_over],
        past=[event for event in events if event.is_over],
    )


def subject_document(scope: Scope) -> Document | None:
    """Return the document that the page is about, if it is about one."""
    subject = scope.page.subject
    if isinstance(subject, DocumentSubject):
        return scope.fields(subject.document_id, scope.lang)
    return None


def _alternates(scope: Scope) -> tuple[Alternate, ...]:
    page = scope.page
    return tuple(
        Alternate(
            lang,
            LANGUAGE_NAMES[lang],
            scope.href(path),
            scope.canonical_url(path),
            lang == page.lang,
        )
        for lang, path in scope.ask("alternates", page.path)
    )


def _feed_url(scope: Scope) -> str | None:
    path: str | None = scope.ask("feed", scope.lang)
    return scope.href(path) if path is not None else None


def _title(scope: Scope, strings: Strings) -> str:
    subject = scope.page.subject
    if isinstance(subject, DocumentSubject):
        return scope.fields(subject.document_id, scope.lang).meta.title
    if isinstance(subject, NotFoundSubject):
        return strings("not_found.title")
    if isinstance(subject, TermsSubject):
        return strings(_TAXONOMY_KEYS[subject.taxonomy])
    assert not isinstance(subject, FeedSubject), "a feed has no frame"
    title = _list_title(subject, strings)
    if isinstance(subject, TermSubject):
        # A tag and a focus area may share a word; their pages may not share a title.
        title += f" ({strings(_TAXONOMY_KEYS[subject.taxonomy]).lower()})"
    if subject.slice.number > 1:
        # Each page of a list needs a title of its own (WCAG 2.4.2).
        title += f" ({strings('nav.page_n', number=subject.slice.number).lower()})"
    return title


def _list_title(subject: ListSubject | TermSubject, strings: Strings) -> str:
    return strings(f"kinds.{subject.kind}") if isinstance(subject, ListSubject) else subject.label


def _pager(part: Slice, scope: Scope) -> Pager:
    def url(number: int) -> str:
        return scope.href(page_path(part.root, number, scope.lang))

    return Pager(
        number=part.number,
        count=part.count,
        previous_url=url(part.number - 1) if part.number > 1 else None,
        next_url=url(part.number + 1) if part.number < part.count else None,
        pages=tuple(
            PagerEntry(number, url(number), number == part.number)
            for number in _near(part.number, part.count)
        ),
    )


def _near(number: int, count: int) -> list[int]:
    """Return the pages that a reader may want to go to: the first, the last, and those around this one.

    All of them would make a list of thousands on each of thousands of pages.
    """
    around = range(max(1, number - _PAGES_AROUND), min(count, number + _PAGES_AROUND) + 1)
    return sorted({1, *around, count})


def _entries(
    ways: Iterable[Way], scope: Scope, strings: Strings, *, page_is_last: bool = False
) -> tuple[Entry, ...]:
    home = scope.site.prefix(scope.lang)
    here = scope.page.path
    entries = []
    for way in ways:
        label = way.label or _label(way, strings)
        if way.path is None:
            entries.append(Entry(label, way.url))
            continue
        current = way.path == here
        within = way.path != home and here.startswith(way.path) and not current
        url = None if page_is_last and current else scope.href(way.path)
        entries.append(Entry(label, url, current, within))
    return tuple(entries)


def _label(way: Way, strings: Strings) -> str:
    if way.section is not None:
        return strings(f"kinds.{way.section}")
    if way.taxonomy is not None:
        return strings(_TAXONOMY_KEYS[way.taxonomy])
    return strings("nav.home")
