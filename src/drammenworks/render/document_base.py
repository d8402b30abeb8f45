"""What templates see of a document of any kind, without other documents."""

from __future__ import annotations

import datetime

from drammenworks.base.fields import PartialDate
from drammenworks.content.document import Document
from drammenworks.content.markdown import Heading
from drammenworks.content.models.common import Meta, NamedMeta
from drammenworks.render.render_context import RenderContext
from drammenworks.site.entries import path_on


class BaseDocumentView:
    """A document by itself; see docs/templates.md."""

    __slots__ = ("_context", "_document")

    def __init__(self, document: Document, context: RenderContext) -> None:
        self._document = document
        self._context = context

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BaseDocumentView) and (other.id, other.lang) == (self.id, self.lang)

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
