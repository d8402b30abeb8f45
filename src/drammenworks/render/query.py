"""How templates ask for documents."""

from __future__ import annotations

from drammenworks.render.document_view import DocumentView
from drammenworks.render.scope import Scope
from drammenworks.site import ordering
from drammenworks.site.edition import section_path


class Query:
    """Answers with documents of this site in the page's language."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def all(self, kind: str, limit: int | None = None) -> list[DocumentView]:
        """Return the documents of a kind in the order of their list."""
        documents = self._scope.edition.of_kind(kind, self._scope.lang)
        self._scope.recorder.hold_until(self._scope.edition.next_change)
        return [DocumentView(document, self._scope) for document in documents[:limit]]

    def upcoming(self, limit: int | None = None) -> list[DocumentView]:
        """Return the events that have not ended, the next first."""
        return self._events(ordering.upcoming, limit)

    def past(self, limit: int | None = None) -> list[DocumentView]:
        """Return the events that have ended, the latest first."""
        return self._events(ordering.past, limit)

    def get(self, document_id: str) -> DocumentView | None:
        """Return one document, or none."""
        document = self._scope.edition.get(document_id, self._scope.lang)
        return DocumentView(document, self._scope) if document is not None else None

    def section_url(self, kind: str) -> str | None:
        """Return the URL of a section's list, or none."""
        scope = self._scope
        if kind not in scope.edition.site.sections:
            return None
        path = section_path(scope.edition.site, kind, scope.lang)
        return scope.href(path) if path in scope.materials.routes.pages else None

    def _events(self, select: ordering.Select, limit: int | None) -> list[DocumentView]:
        scope = self._scope
        events = scope.edition.of_kind("event", scope.lang)
        scope.recorder.hold_until(scope.edition.next_change)
        chosen = select(events, scope.edition.moment.at)[:limit]
        return [DocumentView(event, scope) for event in chosen]
