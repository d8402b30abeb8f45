"""What templates see of a document, from the page that is being rendered."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from markupsafe import Markup

from drammenworks.base.text.slugs import slugify
from drammenworks.content.document import Document, DocumentKey
from drammenworks.content.graph_queries import has_passed
from drammenworks.content.models.common import PictureField as PictureMeta
from drammenworks.content.models.page import PageMeta
from drammenworks.content.models.place import PlaceMeta
from drammenworks.content.models.references import Ref
from drammenworks.content.models.video import VideoMeta
from drammenworks.render.attachment_list import attachments_of
from drammenworks.render.event_properties import EventProperties
from drammenworks.render.list_queries import referring
from drammenworks.render.opening_hours import HoursView, hours_view
from drammenworks.render.render_context import RenderContext
from drammenworks.render.report_properties import ReportProperties
from drammenworks.render.video_embeds import player_of
from drammenworks.render.views import (
    AttachmentView,
    EntranceView,
    FileView,
    LinkView,
    Picture,
    PictureOrigin,
    PlayerView,
)
from drammenworks.site.list_pages import repeats_focus_area, term_path
from drammenworks.site.pdfs import pdf_path_on
from drammenworks.site.related import related


class ViewFactory(Protocol):
    """Makes views of documents for the templates of one page."""

    context: RenderContext

    def find(self, document_id: str, lang: str) -> DocumentView | None:
        """Return a document that is published on this site, or at least on another one."""

    def views(self, keys: Iterable[DocumentKey]) -> list[DocumentView]:
        """Return documents that an answer named."""

    def body(self, document: Document) -> Markup:
        """Return the body of a document as markup for this page."""


class DocumentView(EventProperties, ReportProperties):
    """A document, and what it leads to; see docs/templates.md."""

    __slots__ = ("_views",)

    def __init__(self, document: Document, views: ViewFactory) -> None:
        super().__init__(document, views.context)
        self._views = views

    @property
    def image(self) -> Picture | None:
        """Its picture, or none."""
        return self._picture("image")

    @property
    def portrait(self) -> Picture | None:
        """A person's picture, or none."""
        return self._picture("portrait")

    @property
    def poster(self) -> Picture | None:
        """A video's picture, or none."""
        return self._picture("poster")

    @property
    def logo(self) -> Picture | None:
        """An organisation's mark, or none; it stands beside the name, which says the same."""
        src = getattr(self._document.meta, "logo", None)
        return Picture(self._document.file(src), None, True, None, None, None) if src is not None else None

    @property
    def tags(self) -> tuple[LinkView, ...]:
        """With the URL of each tag's page."""
        return self._terms("tags")

    @property
    def focus_areas(self) -> tuple[LinkView, ...]:
        """With the URL of each focus area's page."""
        return self._terms("focus_areas")

    @property
    def hours(self) -> HoursView | None:
        """When a place is open; the page that asks depends on the clock, by which exceptions are over."""
        meta = self._document.meta
        if not isinstance(meta, PlaceMeta):
            return None
        return hours_view(meta, self.site_timezone, partial(has_passed, self._context.ask))

    @property
    def site_timezone(self) -> ZoneInfo:
        """The time zone of the site's readers."""
        return self._context.site.timezone

    @property
    def pdf_url(self) -> str | None:
        """The PDF that is made of its page; None when it has none on this site."""
        context = self._context
        path = pdf_path_on(context.ask, context.site_id, self._document.id, self._document.lang)
        return context.href(path) if path is not None else None

    @property
    def content(self) -> Markup:
        """The body as markup."""
        return self._views.body(self._document)

    def linked(self, field: str) -> list[DocumentView]:
        """Return the documents that a field refers to, those that are published somewhere."""
        value = getattr(self._document.meta, field)
        refs = value if isinstance(value, tuple) else (value,) if value is not None else ()
        return self._find(refs)

    def one(self, field: str) -> DocumentView | None:
        """Return the document that a field refers to."""
        return next(iter(self.linked(field)), None)

    def speakers(self, item: Any) -> list[DocumentView]:
        """Return who speaks in an item of an event's programme."""
        return self._find(item.speakers)

    @property
    def entrances(self) -> list[EntranceView]:
        """The ways in from the front page; those to what this site does not publish are left out."""
        meta = self._document.meta
        found = []
        for entrance in meta.entrances if isinstance(meta, PageMeta) else ():
            for target in self._find((entrance.to,)):
                if target.url is not None:
                    found.append(EntranceView(entrance.title, entrance.text, target.url))
        return found

    def referrers(self, kind: str) -> list[DocumentView]:
        """Return the documents of a kind on this site that refer to this one, in their list's order."""
        context = self._context
        return self._views.views(
            referring(context.ask, context.site_id, self._document.id, kind, context.lang)
        )

    def related(self, count: int) -> list[DocumentView]:
        """Return what to read next: what the document itself names, and then what has most in common.

        :param count: how many at least, if there are so many; all that the document names are among them.
        """
        chosen = self.linked("related")
        context = self._context
        named = {other.id for other in chosen}
        found = related(context.ask, context.site_id, self._document.id, context.lang)
        others = [one for one in found if one not in named][: max(0, count - len(chosen))]
        return chosen + [view for one in others if (view := self._views.find(one, context.lang)) is not None]

    def file(self, src: str) -> FileView | None:
        """Return a file that a field offers to the public; none where the document is not published."""
        if self.url is None:
            return None
        return self._context.file(self._document.file(src))

    @property
    def player(self) -> PlayerView | None:
        """Where a film of somebody else is played; the page that asks may show that player."""
        meta = self._document.meta
        player = player_of(meta) if isinstance(meta, VideoMeta) else None
        if player is not None:
            self._context.let_in(player)
        return player

    @property
    def attachments(self) -> list[AttachmentView]:
        """The files that its text links to, each once."""
        return attachments_of(self._document, self._context)

    def _picture(self, field: str) -> Picture | None:
        document = self._document
        meta: PictureMeta | None = getattr(document.meta, field, None)
        if meta is None:
            return None
        return Picture(
            document.file(meta.src),
            meta.alt,
            meta.decorative,
            meta.focal,
            meta.credit,
            meta.caption,
            meta.download,
            origin=PictureOrigin((document.id, document.lang), field),
            lang=self.foreign_lang(field),
        )

    def _find(self, refs: Iterable[Ref]) -> list[DocumentView]:
        """Return the documents that are published somewhere, each once."""
        views = (self._views.find(str(ref), self._document.lang) for ref in dict.fromkeys(refs))
        return [view for view in views if view is not None]

    def _terms(self, taxonomy: str) -> tuple[LinkView, ...]:
        site = self._context.site
        written: tuple[str, ...] = getattr(self._document.meta, taxonomy, ())
        labels: dict[str, str] = {}
        for label in written:
            labels.setdefault(slugify(label), label)
        foreign = self.foreign_lang(taxonomy)
        if taxonomy not in site.taxonomies:
            return tuple(LinkView(label, None, lang=foreign) for label in labels.values())
        lang = self._document.lang
        ask, site_id = self._context.ask, self._context.site_id
        paths = (
            term_path(
                site,
                "focus_areas" if repeats_focus_area(ask, site_id, taxonomy, lang, slug) else taxonomy,
                label,
                lang,
            )
            for slug, label in labels.items()
        )
        return tuple(
            LinkView(label, self._context.href(path), lang=foreign)
            for label, path in zip(labels.values(), paths, strict=True)
        )
