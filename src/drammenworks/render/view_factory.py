"""Makes what templates see of documents, and renders their bodies."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from drammenworks.content.document import Document, DocumentKey
from drammenworks.render.body import BodyRenderer
from drammenworks.render.document_view import DocumentView
from drammenworks.render.render_context import RenderContext
from drammenworks.site.links import shown_document


class PageViewFactory:
    """The factory of one page; see :class:`document_view.ViewFactory`."""

    def __init__(self, context: RenderContext, bodies: BodyRenderer) -> None:
        self.context = context
        self._bodies = bodies

    def find(self, document_id: str, lang: str) -> DocumentView | None:
        """Return a document that is published on this site, or at least on another one."""
        key = shown_document(self.context.ask, document_id, lang, seen_from=self.context.site_id)
        return self.view(key) if key is not None else None

    def view(self, key: DocumentKey) -> DocumentView:
        """Return the view of a document that exists."""
        return DocumentView(self.context.document(key), self)

    def views(self, keys: Iterable[DocumentKey]) -> list[DocumentView]:
        """Return documents that an answer named."""
        return [self.view(key) for key in keys]

    def body(self, document: Document) -> Markup:
        """Return the body of a document as markup for this page."""
        return self._bodies.render(document, self)
