"""What templates see of an event besides its fields; nothing for documents of other kinds."""

from __future__ import annotations

from typing import cast

from drammenworks.base.fields import PartialDate
from drammenworks.content.graph_queries import has_passed
from drammenworks.content.models.common import Meta
from drammenworks.content.models.event import EventMeta
from drammenworks.render.document_base import BaseDocumentView
from drammenworks.site.calendars import event_calendar_path
from drammenworks.site.entries import entry, path_on


class EventProperties(BaseDocumentView):
    """When an event is, and whether it still will be."""

    __slots__ = ()

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
    def calendar_url(self) -> str | None:
        """The calendar of an event; None when the site has none."""
        context, key = self._context, (self._document.id, self._document.lang)
        path = path_on(context.ask, context.site_id, key)
        if path is None or context.site_id not in entry.field(context.ask, "calendars", *key):
            return None
        return context.href(event_calendar_path(path, self.lang))


def title_status(meta: Meta) -> str | None:
    """Return what has to be known before the title of a document, by its word among the theme's strings."""
    status = meta.state if isinstance(meta, EventMeta) else None
    return status if status in {"cancelled", "postponed"} else None
