"""What planning and checking read of a document: a few plain values, and not the document itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from drammenworks.base.text.collation import CollationKey, collation_key
from drammenworks.base.text.slugs import slugify
from drammenworks.content.document import Document
from drammenworks.content.figure_texts import figures_in_fields
from drammenworks.content.models import KINDS
from drammenworks.content.models.common import Meta, PrintableMeta
from drammenworks.content.models.event import EventMeta
from drammenworks.content.models.page import PageMeta
from drammenworks.content.models.place import PlaceMeta
from drammenworks.content.models.project import ProjectMeta
from drammenworks.content.models.references import Ref
from drammenworks.content.models.report import ReportMeta
from drammenworks.content.models.video import VideoMeta
from drammenworks.content.referenced_files import files_of
from drammenworks.errors import Location

HOME_TEMPLATE = "home"

_STATUS_ORDER = {"active": 0, "planned": 1, "completed": 2, None: 3}
_CATEGORY_ORDER = {"eatery": 0, "shop": 1, "experience": 2, "stay": 3, "service": 4}


class Period(NamedTuple):
    """When an event is."""

    starts: datetime
    """As lists sort it, where its day is not known."""
    ends: datetime
    has_day: bool
    """Its day is known, so that calendars can show it."""


class DocumentMetadata(NamedTuple):
    """A document without what only its own page shows."""

    path: str
    """Its file, relative to the project's root."""
    id: str
    kind: str
    lang: str
    digest: str
    """Of its fields."""
    body_digest: str
    title: str
    menu_title: str
    """What menus call it."""
    template: str
    """The name of its page's template, without a suffix."""
    slug: str | None
    uid: str
    """What feeds and calendars know it by: its kind, and its name or the one it had before."""
    aliases: tuple[tuple[str, Location], ...]
    """Former addresses, each with its place in the file."""
    sites: tuple[str, ...] | None
    canonical_site: str | None
    inherited: frozenset[str]
    draft: bool
    is_example: bool
    publish_at: datetime | None
    expire_at: datetime | None
    sort_key: tuple[Any, ...]
    """Orders it in the list of its kind."""
    newest_key: tuple[int, CollationKey, str]
    """Orders documents of several kinds by date, the newest first."""
    period: Period | None
    """None for what is no event."""
    terms: tuple[tuple[str, tuple[str, ...]], ...]
    """Labels by taxonomy."""
    facets: tuple[tuple[str, str], ...]
    """By what its section can be sorted out: ``year``, ``category`` or ``place``, each with its value."""
    is_news: bool
    """Feeds may list it: the day of it or of its last change is known, and search engines may show it."""
    references: tuple[str, ...]
    """Ids of the documents that it refers to, in fields, links and boxes."""
    images: tuple[str, ...]
    """Image files that it shows, inherited ones included."""
    offered: tuple[tuple[str, bool], ...]
    """Files that the public may download, each with whether it is an image; inherited ones included."""
    headings: tuple[str, ...]
    """The ids of its headings, which links may lead to."""
    has_pdf: bool
    """A PDF is made of its page."""
    player: str | None
    """Who plays its film in a frame; None for what is no video, or one of our own."""


def summarise(document: Document) -> DocumentMetadata:
    """Return the summary of a document."""
    meta = document.meta
    uses = list(files_of(document, inherited=True))
    title_key = collation_key(meta.title)
    template = meta.template if isinstance(meta, PageMeta) else document.kind
    return DocumentMetadata(
        document.location.path,
        document.id,
        document.kind,
        document.lang,
        document.digest,
        document.body_digest,
        meta.title,
        getattr(meta, "menu", None) or meta.title,
        template,
        meta.slug,
        uid_of(document),
        tuple((alias, document.location.at("aliases", index)) for index, alias in enumerate(meta.aliases)),
        meta.sites,
        meta.canonical_site,
        document.inherited,
        meta.draft,
        meta.example,
        meta.publish_at,
        meta.expire_at,
        (*_SORT_KEYS.get(document.kind, _nothing)(document), title_key, document.id),
        (-_day(document).toordinal(), title_key, document.id),
        _period(meta) if isinstance(meta, EventMeta) else None,
        tuple((name, terms) for name in ("tags", "focus_areas") if (terms := getattr(meta, name, ()))),
        tuple(_facets(document)),
        _is_news(meta),
        tuple(dict.fromkeys(str(target) for target, _ in references(document))),
        tuple(dict.fromkeys(use.path for use in uses if use.is_picture)),
        tuple(dict.fromkeys((use.path, use.is_picture) for use in uses if use.is_offered)),
        tuple([heading.id for heading in document.outline.headings]),
        _has_pdf(document),
        meta.player if isinstance(meta, VideoMeta) else None,
    )


def uid_of(document: Document) -> str:
    """Return what feeds and calendars know a document by, in all its languages.

    It is the id that it had at first: a document that is renamed says so in ``uid``.
    """
    return f"{document.kind}/{document.meta.uid or document.name}"


def _has_pdf(document: Document) -> bool:
    meta = document.meta
    if isinstance(meta, ReportMeta):
        # A report that names a file has that one.
        return meta.pdf is None or meta.pdf is True
    return isinstance(meta, PrintableMeta) and meta.pdf and getattr(meta, "template", "") != HOME_TEMPLATE


def _period(meta: EventMeta) -> Period:
    return Period(meta.sorted_at, meta.ends_at, meta.starts_at is not None)


def _is_news(meta: Meta) -> bool:
    if meta.date is None or isinstance(meta, PageMeta) or meta.example or meta.seo.noindex:
        return False
    # Feeds tell when each entry was last changed (RFC 4287 § 4.2.15).
    return meta.date.exact is not None or meta.updated is not None


def references(document: Document) -> Iterator[tuple[Ref, Location | tuple[str | int, ...]]]:
    """Yield what a document refers to, each with its place or the keys of its field."""
    for keys, ref in document.references:
        yield ref, keys
    for link in document.outline.links:
        kind, separator, name = link.target.partition(":")
        if separator and kind in KINDS:
            yield Ref(f"{kind}/{name.partition('#')[0]}"), link.location
    for figure in (*document.outline.figures, *figures_in_fields(document)):
        report, separator, _ = figure.name.rpartition("/")
        if separator:
            yield Ref(f"report/{report}"), figure.location
    for box in document.outline.boxes:
        if box.name == "video" and box.argument:
            yield Ref(f"video/{box.argument.removeprefix('video:')}"), box.location


def _nothing(_: Document) -> tuple[Any, ...]:
    return ()


def _newest(document: Document) -> tuple[Any, ...]:
    return (-_last_day(document.meta).toordinal(),)


def _last_day(meta: Meta) -> date:
    """Return the day that a document is sorted by: it comes after all else of its month, season or year."""
    return meta.date.last_day if meta.date is not None else date.min


def _project(document: Document) -> tuple[Any, ...]:
    assert isinstance(document.meta, ProjectMeta)
    return (_STATUS_ORDER[document.meta.status],)


def _report(document: Document) -> tuple[Any, ...]:
    assert isinstance(document.meta, ReportMeta)
    return (-document.meta.year,)


def _place(document: Document) -> tuple[Any, ...]:
    assert isinstance(document.meta, PlaceMeta)
    return (_CATEGORY_ORDER[document.meta.category],)


_SORT_KEYS: dict[str, Callable[[Document], tuple[Any, ...]]] = {
    "project": _project,
    "report": _report,
    "video": _newest,
    "article": _newest,
    "place": _place,
}
"""What comes before the title in the order of a kind's list; kinds that are not here are alphabetical."""


def _day(document: Document) -> date:
    meta = document.meta
    if isinstance(meta, EventMeta):
        return meta.sorted_at.date()
    if isinstance(meta, ReportMeta):
        # A report sums up its year, and belongs after everything that happened in it.
        return meta.date.last_day if meta.date is not None else date(meta.year, 12, 31)
    return _last_day(meta)


def _facets(document: Document) -> Iterator[tuple[str, str]]:
    meta = document.meta
    if document.kind in _BY_YEAR and _day(document) != date.min:
        yield "year", str(_day(document).year)
    address = None
    if isinstance(meta, PlaceMeta):
        yield "category", meta.category
        address = meta.address
    elif isinstance(meta, EventMeta) and meta.venue is not None:
        address = meta.venue.address
    if address is not None and 0 < len(slugify(address.city)) <= _LONGEST_CITY:
        yield "place", address.city


_LONGEST_CITY = 80
"""Letters. What is longer names no city, and no folder may be called so."""

_BY_YEAR = frozenset({"article", "event", "video"})
"""Kinds of which each year may have many; of reports it has one."""
