"""How templates ask for documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from drammenworks.charts.values import DataTable
from drammenworks.render.document_view import DocumentView
from drammenworks.render.list_queries import first_listed, first_upcoming, latest_past
from drammenworks.render.view_factory import PageViewFactory
from drammenworks.site.entries import path_on, section_path
from drammenworks.site.reports.archive import figures_by_year
from drammenworks.site.routes import has_page

_NEXT_EVENTS = 8
"""So many coming events are looked at: what is offered beside one is never far ahead."""


class DocumentCollection:
    """Answers with documents of this site in the page's language."""

    def __init__(self, views: PageViewFactory) -> None:
        self._views = views
        self._ask = views.context.ask
        self._site_id = views.context.site_id
        self._lang = views.context.lang

    def all(self, kind: str, limit: int | None = None, *, examples: bool = True) -> list[DocumentView]:
        """Return the documents of a kind in the order of their list.

        :param examples: whether made-up ones count.
        """

        def first(count: int | None) -> tuple[str, ...]:
            return first_listed(self._ask, self._site_id, kind, self._lang, count)

        return self._first(first, limit, examples=examples)

    def upcoming(self, limit: int | None = None, *, examples: bool = True) -> list[DocumentView]:
        """Return the events that have not ended, the next one first.

        :param examples: whether made-up ones count.
        """

        def first(count: int | None) -> tuple[str, ...]:
            return first_upcoming(self._ask, self._site_id, self._lang, count)

        return self._first(first, limit, examples=examples)

    def past(self, limit: int | None = None) -> list[DocumentView]:
        """Return the events that have ended, the latest first."""
        return self._of(latest_past(self._ask, self._site_id, self._lang, limit))

    def next_events(self, event: DocumentView, limit: int) -> list[DocumentView]:
        """Return coming events to offer beside one, the next first.

        Those of its series are chosen before those that share its tags, and these before others.
        """
        coming = [
            other
            for other in self._of(first_upcoming(self._ask, self._site_id, self._lang, _NEXT_EVENTS))
            if other.id != event.id and other.title_status is None
        ]
        chosen = sorted(coming, key=lambda other: _kinship(event, other))[:limit]
        return [other for other in coming if other in chosen]

    def get(self, document_id: str) -> DocumentView | None:
        """Return one document, or none."""
        key = (document_id, self._lang)
        return self._views.view(key) if path_on(self._ask, self._site_id, key) is not None else None

    def figures_by_year(self) -> DataTable | None:
        """Return the key figures of all reports, the years side by side; none without any to compare."""
        return figures_by_year(self._ask, self._site_id, self._lang)

    def section_url(self, kind: str) -> str | None:
        """Return the URL of a section's list, or none."""
        site = self._views.context.site
        if kind not in site.sections:
            return None
        path = section_path(site, kind, self._lang)
        return self._views.context.href(path) if has_page(self._ask, self._site_id, path) else None

    def _first(
        self, first: Callable[[int | None], tuple[str, ...]], limit: int | None, *, examples: bool
    ) -> list[DocumentView]:
        """Return the first documents of a list, reading as few others as there are examples before them."""
        count = limit
        while True:
            ids = first(count)
            found = [view for view in self._of(ids) if examples or not view.example]
            if count is None or limit is None or len(found) >= limit or len(ids) < count:
                return found[:limit]
            count *= 2

    def _of(self, ids: Iterable[str]) -> list[DocumentView]:
        return self._views.views((document_id, self._lang) for document_id in ids)


def _kinship(event: DocumentView, other: DocumentView) -> tuple[bool, int]:
    """Return what sorts events by how much they have in common with one; those with most come first."""
    series = getattr(event.meta, "series", None)
    shared = set(event.meta.tags) & set(other.meta.tags)
    return series is None or getattr(other.meta, "series", None) != series, -len(shared)
