"""The files that the text of a document links to, as a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from drammenworks.content.document import Document
from drammenworks.content.markdown import Chunk, DirectiveNode, ImageNode, LinkNode
from drammenworks.content.referenced_files import linked_file
from drammenworks.render.render_context import RenderContext
from drammenworks.render.views import AttachmentView

LINK_END = "</a>"
"""Ends a link in the HTML of a body. Links do not contain links, and no text contains a tag."""


def attachments_of(document: Document, context: RenderContext) -> list[AttachmentView]:
    """Return the files that the text of a document links to, each once, by the text of its first link."""
    # Most documents link to none, and need no body for that.
    context.read_body(document)
    if not any(linked_file(link.target, document.location.path) for link in document.outline.links):
        return []
    found: dict[str, AttachmentView] = {}
    for link, text in _links(context.body(document).chunks):
        path = linked_file(link.target, document.location.path)
        file = context.file(path) if path is not None and path not in found else None
        if path is not None and file is not None:
            lang = dict(link.attributes).get("lang")
            found[path] = AttachmentView(text, lang, file.url, file.format, file.size)
    return list(found.values())


def _links(chunks: Sequence[Chunk]) -> Iterator[tuple[LinkNode, str]]:
    """Yield every link with its text."""
    for index, chunk in enumerate(chunks):
        if isinstance(chunk, LinkNode):
            yield chunk, _text(chunks[index + 1 :])
        elif isinstance(chunk, DirectiveNode):
            yield from _links(chunk.children)


def _text(chunks: Sequence[Chunk]) -> str:
    """Return the text before the end of the link that the chunks follow."""
    parts: list[str] = []
    for chunk in chunks:
        if isinstance(chunk, ImageNode):
            parts.append(chunk.alt)
        elif isinstance(chunk, str):
            before, end, _ = chunk.partition(LINK_END)
            parts.append(before)
            if end:
                break
    return Markup("".join(parts)).striptags()
