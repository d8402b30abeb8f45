"""How templates ask for documents."""

from __future__ import annotations

from drammenworks.render.document_view import DocumentView
from drammenworks.render.scope import Scope


class Query:
    """Answers with documents of this site in the page's language."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def all(self, kind: str, limit: int | None = None) -> list[DocumentView]:
        """Return the documents of a kind in the order of their list."""
        self._scope.hold_for_clock()
        return self._scope.views(self._scope.ask("list", kind, self._scope.lang, limit))

    def upcoming(self, limit: int | None = None) -> list[DocumentView]:
        """Return the events that have not ended, the next first."""
        self._scope.hold_for_clock()
        return self._scope.views(self._scope.ask("upcoming", self._scope.lang, limit))

    def past(self, limit: int | None = None) -> list[DocumentView]:
        """Return the events that have ended, the latest first."""
        self._scope.hold_for_clock()
        return self._scope.views(self._scope.ask("past", self._scope.lang, limit))

    def get(self, document_id: str) -> DocumentView | None:
        """Return one document, or none."""
        lang = self._scope.lang
        if not self._scope.ask("published", document_id, lang):
            return None
        return DocumentView(self._scope.fields(document_id, lang), self._scope)

    def section_url(self, kind: str) -> str | None:
        """Return the URL of a section's list, or none."""
        path: str | None = self._scope.ask("section", kind, self._scope.lang)
        return self._scope.href(path) if path is not None else None
