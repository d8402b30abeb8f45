"""What is in a feed."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from drammenworks.content.document_metadata import uid_of
from drammenworks.content.models.common import last_changed
from drammenworks.render.render_context import PageContext
from drammenworks.site.entries import path_on, section_path
from drammenworks.site.page import FeedSubject

_NAMESPACE = uuid.UUID("3d55fe34-87d1-4d46-86f2-cb3d88c270fd")
"""Ours alone, and the same for ever: all ids of feeds and entries are derived from it."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A document in a feed."""

    id: str
    """Stays the same when its title, file or address is changed, or the site's domain (RFC 4287 § 4.2.6)."""
    title: str
    url: str
    """Absolute, on the published site."""
    published: datetime | None
    """None when the day is not known."""
    updated: datetime
    summary: str | None
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedView:
    """A feed, the newest entry first; it has at least one."""

    id: str
    title: str
    subtitle: str | None
    url: str
    """Of itself, absolute, on the published site."""
    home_url: str
    """Of the front page in its language, or of the section, absolute, on the published site."""
    author: str
    """Who is behind the site; or its name, where it does not tell."""
    entries: tuple[FeedEntry, ...]

    @property
    def updated(self) -> datetime:
        """When the latest change was made."""
        return max(entry.updated for entry in self.entries)


def feed_view(subject: FeedSubject, context: PageContext) -> FeedView:
    """Return the feed that the page of ``context`` is."""
    site, lang, kind = context.site, context.lang, subject.kind
    section = (kind,) if kind is not None else ()
    return FeedView(
        id=_id(site.id, *section, lang),
        title=f"{context.words(f'kinds.{kind}')} – {site.name}" if kind is not None else site.name,
        subtitle=site.tagline.get(lang),
        url=context.canonical_url(context.page.path),
        home_url=context.canonical_url(site.prefix(lang) if kind is None else section_path(site, kind, lang)),
        author=site.organisation.name if site.organisation is not None else site.name,
        entries=tuple(_entries(subject, context)),
    )


def _entries(subject: FeedSubject, context: PageContext) -> Iterator[FeedEntry]:
    site, lang = context.site, context.lang
    for document_id in subject.items:
        document = context.document((document_id, lang))
        meta = document.meta
        assert meta.date is not None
        published, updated = meta.date.exact, last_changed(meta)
        assert updated is not None, "feeds list what says when it was last changed"
        yield FeedEntry(
            id=_id(site.id, uid_of(document), lang),
            title=meta.title,
            url=context.canonical_url(path_on(context.ask, site.id, (document_id, lang)) or "/"),
            published=_first_instant(published, site.timezone) if published is not None else None,
            updated=_first_instant(updated, site.timezone),
            summary=meta.summary,
            categories=meta.tags,
        )


def _first_instant(day: date, zone: ZoneInfo) -> datetime:
    """Return when a day begins where the site is: the content knows days, and a feed needs instants."""
    return datetime.combine(day, time.min, tzinfo=zone)


def _id(*parts: str) -> str:
    return uuid.uuid5(_NAMESPACE, "/".join(parts)).urn
