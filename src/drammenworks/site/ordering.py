"""In which order the documents of a kind are listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from drammenworks.content.document import Document
from drammenworks.content.models.event import EventMeta
from drammenworks.content.models.place import PlaceMeta
from drammenworks.content.models.project import ProjectMeta
from drammenworks.content.models.report import ReportMeta

Select = Callable[[Iterable[Document], datetime], list[Document]]
"""Chooses and orders events as of an instant."""

_STATUS_ORDER = {"active": 0, "planned": 1, "completed": 2}
_CATEGORY_ORDER = {"eatery": 0, "shop": 1, "experience": 2, "stay": 3, "service": 4}


def _by_title(document: Document) -> Any:
    return document.named.title_key


def _newest_first(document: Document) -> Any:
    day = document.meta.date or date.min
    return (-day.toordinal(), document.named.title_key)


def _project(document: Document) -> Any:
    assert isinstance(document.meta, ProjectMeta)
    return (_STATUS_ORDER[document.meta.status], _by_title(document))


def _report(document: Document) -> Any:
    assert isinstance(document.meta, ReportMeta)
    return (-document.meta.year, _by_title(document))


def _place(document: Document) -> Any:
    assert isinstance(document.meta, PlaceMeta)
    return (_CATEGORY_ORDER[document.meta.category], _by_title(document))


_KEYS: dict[str, Callable[[Document], Any]] = {
    "project": _project,
    "report": _report,
    "video": _newest_first,
    "article": _newest_first,
    "place": _place,
}


def in_order(kind: str, documents: Iterable[Document], at: datetime) -> list[Document]:
    """Return documents of a kind as their list shows them; equal ones by id.

    Events that have not ended come first, the next one first, and then the others, the latest first.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    if kind == "event":
        return upcoming(ordered, at) + past(ordered, at)
    return sorted(ordered, key=_KEYS.get(kind, _by_title))


def upcoming(events: Iterable[Document], at: datetime) -> list[Document]:
    """Return the events that have not ended, the next one first."""
    coming = [(meta.starts_at, document) for document, meta in _events(events) if meta.ends_at > at]
    return [document for _, document in sorted(coming, key=lambda pair: pair[0])]


def past(events: Iterable[Document], at: datetime) -> list[Document]:
    """Return the events that have ended, the latest first."""
    over = [(meta.starts_at, document) for document, meta in _events(events) if meta.ends_at <= at]
    return [document for _, document in sorted(over, key=lambda pair: pair[0], reverse=True)]


def next_end(events: Iterable[Document], at: datetime) -> datetime | None:
    """Return when the next of the events ends: until then the answers above stay as they are."""
    return min((meta.ends_at for _, meta in _events(events) if meta.ends_at > at), default=None)


def _events(documents: Iterable[Document]) -> list[tuple[Document, EventMeta]]:
    return [(document, document.meta) for document in documents if isinstance(document.meta, EventMeta)]


def newest_first(documents: Iterable[Document]) -> list[Document]:
    """Return documents of several kinds: by date, those without one last; equal ones by title and id."""
    ordered = sorted(documents, key=lambda document: document.id)
    return sorted(ordered, key=lambda document: (-_day(document).toordinal(), _by_title(document)))


def _day(document: Document) -> date:
    meta = document.meta
    if isinstance(meta, EventMeta):
        return meta.start.day
    if isinstance(meta, ReportMeta):
        # A report sums up its year, and belongs after everything that happened in it.
        return meta.date or date(meta.year, 12, 31)
    return meta.date or date.min
