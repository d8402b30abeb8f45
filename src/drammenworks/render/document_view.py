"""What templates see of a document, from the page that is being rendered."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import partial
from typing import Any, Protocol, cast
from zoneinfo import ZoneInfo

from markupsafe import Markup

from drammenworks.base.fields import PartialDate
from drammenworks.base.text.slugs import slugify
from drammenworks.charts.values import ChartView, DataTable
from drammenworks.content.document import Document, DocumentKey
from drammenworks.content.graph_queries import has_passed
from drammenworks.content.markdown import Heading
from drammenworks.content.models.common import Meta, NamedMeta
from drammenworks.content.models.common import PictureField as PictureMeta
from drammenworks.content.models.event import EventMeta
from drammenworks.content.models.page import PageMeta
from drammenworks.content.models.place import PlaceMeta
from drammenworks.content.models.project import ProjectMeta
from drammenworks.content.models.references import Ref
from drammenworks.content.models.report import ReportMeta
from drammenworks.content.models.video import VideoMeta
from drammenworks.render.attachment_list import attachments_of
from drammenworks.render.list_queries import referring
from drammenworks.render.opening_hours import HoursView, hours_view
from drammenworks.render.render_context import RenderContext
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
from drammenworks.site.calendars import event_calendar_path
from drammenworks.site.entries import entry, path_on
from drammenworks.site.list_pages import repeats_focus_area, term_path
from drammenworks.site.pdfs import pdf_path_on
from drammenworks.site.related import related
from drammenworks.site.reports.data import ReportData, key_figures, report_data
from drammenworks.site.reports.figures import FigureValue, project_figures
from drammenworks.site.reports.files import file_of_chart, report_files
from drammenworks.site.reports.tables import figures_table


class ViewFactory(Protocol):
    """Makes views of documents for the templates of one page."""

    context: RenderContext

    def find(self, document_id: str, lang: str) -> DocumentView | None:
        """Return a document that is published on this site, or at least on another one."""

    def views(self, keys: Iterable[DocumentKey]) -> list[DocumentView]:
        """Return documents that an answer named."""

    def body(self, document: Document) -> Markup:
        """Return the body of a document as markup for this page."""


class DocumentView:
    """A document; see docs/templates.md."""

    __slots__ = ("_context", "_document", "_views")

    def __init__(self, document: Document, views: ViewFactory) -> None:
        self._document = document
        self._views = views
        self._context = views.context

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DocumentView) and (other.id, other.lang) == (self.id, self.lang)

    def __hash__(self) -> int:
        return hash((self._document.id, self._document.lang))

    @property
    def id(self) -> str:
        """``kind/name``."""
        return self._document.id

    @property
    def kind(self) -> str:
        """The kind of content."""
        return self._document.kind

    @property
    def name(self) -> str:
        """The folder or file that it lives in."""
        return self._document.name

    @property
    def lang(self) -> str:
        """Its language, which may not be the page's."""
        return self._document.lang

    @property
    def meta(self) -> Meta:
        """Every field of its kind."""
        return self._document.meta

    @property
    def title(self) -> str:
        """With typography."""
        return self._document.meta.title

    @property
    def title_lang(self) -> str:
        """The language of its title, which a translation may take over as the name of something."""
        document = self._document
        meta = document.meta
        is_taken_over = (
            isinstance(meta, NamedMeta) and meta.title == meta.name and "name" in document.inherited
        )
        return self._context.site.default_language if is_taken_over else document.lang

    def foreign_lang(self, field: str) -> str | None:
        """Return the language of a field's text where it is not the page's, such as that of an original."""
        document = self._document
        is_inherited = field in document.inherited
        lang = self._context.site.default_language if is_inherited else document.lang
        return lang if lang != self._context.lang else None

    @property
    def summary(self) -> str | None:
        """With typography; may be none."""
        return self._document.meta.summary

    @property
    def date(self) -> PartialDate | None:
        """As written; may be none."""
        return self._document.meta.date

    @property
    def updated(self) -> datetime.date | None:
        """As written; may be none."""
        return self._document.meta.updated

    @property
    def example(self) -> bool:
        """It is an example for the editors, and labelled so."""
        return self._document.meta.example

    @property
    def draft(self) -> bool:
        """It is not published yet."""
        return self._document.meta.draft

    @property
    def words(self) -> int:
        """How many words the body has."""
        self._context.read_body(self._document)
        return self._document.outline.words

    @property
    def headings(self) -> tuple[Heading, ...]:
        """For a table of contents."""
        self._context.read_body(self._document)
        return self._document.outline.headings

    @property
    def url(self) -> str | None:
        """Where it is on this site; none when it is not published here."""
        context = self._context
        path = path_on(context.ask, context.site_id, (self._document.id, self._document.lang))
        return context.href(path) if path is not None else None

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
    def title_status(self) -> str | None:
        """What has to be known of an event before its title: that it is cancelled or postponed."""
        return title_status(self._document.meta)

    @property
    def known_start(self) -> PartialDate | None:
        """What is known of the day on which an event begins, in its time zone."""
        meta = self._document.meta
        if not isinstance(meta, EventMeta):
            return None
        starts = meta.starts_at
        return PartialDate.of(starts.date()) if starts is not None else cast("PartialDate", meta.start)

    @property
    def is_over(self) -> bool:
        """Whether an event has ended; the page that asks depends on the clock."""
        meta = self._document.meta
        if not isinstance(meta, EventMeta) or meta.is_waiting:
            return False
        return has_passed(self._context.ask, meta.ends_at.isoformat())

    @property
    def is_registration_closed(self) -> bool:
        """Whether the deadline of an event has passed; the page that asks depends on the clock."""
        meta = self._document.meta
        closes = meta.registration_closes if isinstance(meta, EventMeta) else None
        return closes is not None and has_passed(self._context.ask, closes.isoformat())

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
    def calendar_url(self) -> str | None:
        """The calendar of an event; None when the site has none."""
        context, key = self._context, (self._document.id, self._document.lang)
        path = path_on(context.ask, context.site_id, key)
        if path is None or context.site_id not in entry.field(context.ask, "calendars", *key):
            return None
        return context.href(event_calendar_path(path, self.lang))

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

    @property
    def report(self) -> ReportData | None:
        """A report in figures; None for other kinds, and for a report that this site does not publish."""
        if self.kind != "report":
            return None
        return report_data(self._context.ask, self._context.site_id, self.id, self.lang)

    def table(self, name: str) -> DataTable | None:
        """Return one of a report's tables, or the table of its chart of that name."""
        report = self.report
        if report is None:
            return None
        chart = report.chart(name)
        return report.table(name) or (chart.table if chart is not None else None)

    def data_file(self, name: str, format_name: str = "CSV") -> FileView | None:
        """Return a file with figures of a report, by its name in :class:`files.DataFile`."""
        context, report = self._context, self.report
        if report is None:
            return None
        kind, _, chart_id = name.partition(":")
        wanted = file_of_chart(report, chart_id) if kind == "chart" else name
        files = report_files(context.ask, context.site_id, self.id, self.lang)
        found = next((file for file in files if (file.name, file.format) == (wanted, format_name)), None)
        if found is None:
            return None
        return FileView(context.href(f"/{found.output_path}"), found.format, len(found.content))

    def chart(self, name: str) -> ChartView | None:
        """Return one of a report's charts."""
        report = self.report
        return report.chart(name) if report is not None else None

    @property
    def unshown_tables(self) -> list[DataTable]:
        """The tables of a report that its text shows neither as figures nor as a chart."""
        meta, report = self._document.meta, self.report
        if not isinstance(meta, ReportMeta) or report is None:
            return []
        self._context.read_body(self._document)
        boxes = self._document.outline.boxes
        shown = {box.argument for box in boxes if box.name == "figures"}
        drawn = {box.argument for box in boxes if box.name == "chart"}
        shown.update(name for chart in meta.charts if chart.id in drawn for name in chart.figures)
        return [table for table in report.tables if table.id not in shown]

    @property
    def key_figures(self) -> tuple[FigureValue, ...]:
        """The figures that a project or a report opens with, with their changes."""
        meta, context = self._document.meta, self._context
        if isinstance(meta, ReportMeta):
            return key_figures(context.ask, context.site_id, self.id, self.lang)
        return project_figures(meta, self.lang) if isinstance(meta, ProjectMeta) else ()

    @property
    def compared_figures(self) -> DataTable | None:
        """A table of the key figures with the year before and the target; None where there are none."""
        figures, meta = self.key_figures, self._document.meta
        if all(figure.previous is None and figure.target is None for figure in figures):
            return None
        year = meta.year if isinstance(meta, ReportMeta) else None
        return figures_table(figures, year, self.lang, title=self.title)

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


def title_status(meta: Meta) -> str | None:
    """Return what has to be known before the title of a document, by its word among the theme's strings."""
    status = meta.state if isinstance(meta, EventMeta) else None
    return status if status in {"cancelled", "postponed"} else None
