"""What a PDF is typeset from: the tree of its page, and what is said of the document beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from drammenworks.content.document import Document
from drammenworks.content.models.event import EventMeta
from drammenworks.content.models.project import ProjectMeta
from drammenworks.content.models.report import ReportMeta
from drammenworks.pdf.tree import TreeBuilder, breakable, walk
from drammenworks.render.render_context import RenderContext

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


def pdf_data(
    html: str, document: Document, context: RenderContext, page_path: str, pictures: Mapping[str, str]
) -> dict[str, Any] | None:
    """Return what the Typst files of a theme get as ``document.json``; None for a page without an article.

    Instead of ``attachments`` it has ``links``, from which these are found.

    :param html: the page of the document.
    :param page_path: its path under the site's root.
    :param pictures: the file of each picture that the page shows, by its URL there.
    """

    def picture(node: LexborNode) -> str | None:
        return pictures.get(node.attributes.get("src") or "")

    builder = TreeBuilder(context.absolute_url, picture)
    tree = builder.build(html)
    if tree is None:
        return None
    meta, site, url = document.meta, context.site, context.canonical_url(page_path)
    day = _day(document)
    return {
        "kind": document.kind,
        "lang": document.lang,
        "title": breakable(meta.title),
        "summary": breakable(meta.summary) if meta.summary is not None else None,
        "author": site.organisation.name if site.organisation is not None else site.name,
        "date": [day.year, day.month, day.day] if day is not None else None,
        "site": site.name,
        "url": url,
        "address": url.partition("://")[2].rstrip("/"),
        "words": {word: context.words(f"pdf.{word}") for word in ("contents", "online")},
        "chapters": sum(element["name"] == "h2" for element in walk(tree)),
        "tree": tree,
        "links": builder.links,
    }


def _day(document: Document) -> date | None:
    """Return the day that a document is from, as far as it says: no clock may shape a PDF."""
    meta = document.meta
    published = meta.date.exact if meta.date is not None else None
    if meta.updated or published:
        return meta.updated or published
    if isinstance(meta, ReportMeta):
        return date(meta.year, 12, 31)
    if isinstance(meta, EventMeta):
        return meta.starts_at.date() if meta.starts_at is not None else None
    if isinstance(meta, ProjectMeta) and meta.period is not None and meta.period.from_ is not None:
        return meta.period.from_.first_day
    return None
