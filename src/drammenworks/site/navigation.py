"""Ways around a site: menus, breadcrumbs, and the same page in another language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from drammenworks.config import Site
from drammenworks.config.site import MenuItem
from drammenworks.content.document import Document
from drammenworks.content.library import Library
from drammenworks.content.models import KINDS
from drammenworks.errors import Finding
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import sites as rules
from drammenworks.site.edition import Edition, is_home, section_path
from drammenworks.site.page import (
    DocumentSubject,
    FeedSubject,
    ListSubject,
    NotFoundSubject,
    Page,
    TermsSubject,
)
from drammenworks.site.plan import page_path, taxonomy_path


class Way(NamedTuple):
    """A place that a menu or breadcrumb leads to; what it is called, the theme's words may decide."""

    path: str | None = None
    """Under the site's root; None for a place elsewhere."""
    url: str | None = None
    """A place elsewhere."""
    label: str | None = None
    """What the site or document calls it; None where the theme has the word."""
    section: str | None = None
    """The kind of content that it lists."""
    taxonomy: str | None = None
    """The taxonomy whose terms it lists."""


def menu(edition: Edition, name: str, lang: str) -> tuple[Way, ...]:
    """Return the entries of a menu in a language; what the language does not have is left out."""
    items: tuple[MenuItem, ...] = edition.site.menus.get(name, ())
    ways = (_way(edition, item, lang) for item in items)
    return tuple(way for way in ways if way is not None)


def breadcrumbs(edition: Edition, page: Page) -> tuple[Way, ...]:
    """Return the way from the front page to ``page``, both included; nothing for the front page."""
    site, lang, subject = edition.site, page.lang, page.subject
    home = Way(path=site.prefix(lang))
    if page.path == home.path or isinstance(subject, FeedSubject | NotFoundSubject):
        return ()
    if isinstance(subject, DocumentSubject):
        document = edition.documents[subject.document_id, lang]
        section = section_path(site, document.kind, lang)
        last = Way(path=page.path, label=document.meta.title)
        if section == home.path:
            return (home, last)
        return (home, Way(path=section, section=document.kind), last)
    if isinstance(subject, ListSubject):
        return (home, Way(path=page.path, section=subject.kind))
    taxonomy = Way(path=taxonomy_path(site, subject.taxonomy, lang), taxonomy=subject.taxonomy)
    if isinstance(subject, TermsSubject):
        return (home, taxonomy)
    return (home, taxonomy, Way(path=page.path, label=subject.label))


def alternates(edition: Edition, pages: Mapping[str, Page], page: Page) -> tuple[tuple[str, str], ...]:
    """Return language and path of the page in every language it exists in, itself included."""
    found = []
    for lang in edition.site.languages:
        path = page.path if lang == page.lang else twin(edition, page, lang)
        if path is not None and path in pages:
            found.append((lang, path))
    return tuple(found)


def check_menus(edition: Edition, library: Library) -> list[Finding]:
    """Return a finding for every menu entry that leads nowhere."""
    site = edition.site
    findings = []
    for name, items in site.menus.items():
        for index, item in enumerate(items):
            if item.section is not None and item.section not in site.sections:
                suggestion = did_you_mean(item.section, site.sections)
                target = item.section
            elif item.page is not None and not _may_lead_to(item.page, site, library):
                names = [page.name for page in library.of_kind("page") if _is_for(page, site)]
                suggestion = did_you_mean(item.page, names)
                target = item.page
            else:
                continue
            location = site.at("menus", name, index)
            findings.append(rules.MENU_UNKNOWN.at(location, target=target, suggestion=suggestion))
    return findings


def _may_lead_to(page: str, site: Site, library: Library) -> bool:
    """Tell whether a page exists and is for the site, be it that it is a draft or could not be read."""
    document_id = f"page/{page}"
    versions = (library.get(document_id, lang) for lang in library.languages(document_id))
    return document_id in library.broken or any(_is_for(version, site) for version in versions if version)


def _is_for(document: Document, site: Site) -> bool:
    sites = document.meta.sites
    return document.kind in site.sections and (sites is None or site.id in sites)


def check_sections(edition: Edition, library: Library) -> list[Finding]:
    """Return a finding for every section that is no kind of content, and for a missing front page."""
    site = edition.site
    findings = [
        rules.UNKNOWN_SECTION_KIND.at(
            site.at("sections", kind), kind=kind, known=", ".join(KINDS), suggestion=did_you_mean(kind, KINDS)
        )
        for kind in site.sections
        if kind not in KINDS
    ]
    if any(document_id.startswith("page/") for document_id in library.broken):
        return findings  # The front page may be among those that could not be read.
    homes = {document.lang for document in edition.documents.values() if is_home(document)}
    used = {lang for _, lang in edition.documents} | {site.default_language}
    findings += [
        rules.NO_HOME.at(site.at("languages"), site=site.id, lang=lang)
        for lang in site.languages
        if lang in used and lang not in homes
    ]
    return findings


def _way(edition: Edition, item: MenuItem, lang: str) -> Way | None:
    label = item.label.get(lang)
    if item.url is not None:
        return Way(url=item.url, label=label or item.url)
    if item.section is not None:
        if item.section not in edition.site.sections:
            return None
        # A section without documents has no list in the site's other languages.
        if not edition.of_kind(item.section, lang) and lang != edition.site.default_language:
            return None
        path = section_path(edition.site, item.section, lang)
        return Way(path=path, label=label, section=item.section)
    document = edition.get(f"page/{item.page}", lang)
    if document is None:
        return None
    return Way(path=edition.path(document), label=label or _short_title(document))


def _short_title(document: Document) -> str:
    short: str | None = getattr(document.meta, "menu", None)
    return short or document.meta.title


def twin(edition: Edition, page: Page, lang: str) -> str | None:
    """Return where the same page would be in another language, or in another site's edition."""
    if lang not in edition.site.languages:
        return None
    subject = page.subject
    if isinstance(subject, DocumentSubject):
        return edition.paths.get((subject.document_id, lang))
    if isinstance(subject, ListSubject):
        if subject.kind not in edition.site.sections:
            return None
        root = section_path(edition.site, subject.kind, lang)
        return page_path(root, subject.slice.number, lang)
    if isinstance(subject, TermsSubject) and subject.taxonomy in edition.site.taxonomies:
        return taxonomy_path(edition.site, subject.taxonomy, lang)
    return None
