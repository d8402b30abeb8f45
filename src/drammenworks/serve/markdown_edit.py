"""Sets one attribute of a picture in Markdown by a minimal edit of the text, and changes no other byte.

Where the syntax of a picture ends is for the parser to say. Each place where it may end is tried, and the
edit that changes this attribute of this picture alone is the right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from drammenworks.base.source_text import decode_source
from drammenworks.content.frontmatter import split_file
from drammenworks.content.markdown import (
    Chunk,
    DirectiveNode,
    FigureNode,
    ImageNode,
    LinkNode,
    parse_markdown,
)
from drammenworks.content.markdown.attributes import with_attribute
from drammenworks.errors import ContentError

_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANK_LINE = re.compile(r"(?>\r\n?|\n)[ \t>]*(?>\r\n?|\n)")
_REACH = 4_000
"""Characters in which the syntax of a picture ends."""
_MAX_TRIALS = 60


class MarkdownEditError(ValueError):
    """The picture has a form that this module cannot edit."""


class TextChangedError(MarkdownEditError):
    """The text is not what it was when the picture was shown."""


class _Parsed(NamedTuple):
    """What an edit must not change, and the pictures."""

    rest: Any
    images: list[ImageNode]


def set_image_attribute(
    text: str, number: int, node: ImageNode, name: str, value: str, *, path: str, lang: str
) -> str:
    """Return the text of a document's file with an attribute of a picture set.

    :param number: how many pictures of the text come before it.
    :param node: the picture as it is known; the file may differ from what was parsed.
    :raises TextChangedError: if it is not there any more.
    :raises MarkdownEditError: if it cannot be edited.
    """
    parse = partial(_parse, number=number, name=name, path=path, lang=lang)
    before = parse(text)
    if number >= len(before.images) or _identity(before.images[number]) != _identity(node):
        raise TextChangedError(path)
    location = before.images[number].location
    if location.line is None:
        raise MarkdownEditError("the place of the picture is unknown")
    start = _line_start(text, location.line) + (location.column or 1) - 1
    for trial, edited in enumerate(_edits(text, start, name, value)):
        if trial >= _MAX_TRIALS:
            break
        after = parse(edited)
        if after.rest == before.rest and dict(after.images[number].attributes).get(name) == value:
            return edited
    raise MarkdownEditError("no edit changes this attribute alone")


def _identity(node: ImageNode) -> tuple[str, str, str | None]:
    return (node.src, node.alt, node.title)


def _line_start(text: str, line: int) -> int:
    ends = [0, *(match.end() for match in _LINE_END.finditer(text))]
    return ends[line - 1] if line <= len(ends) else len(text)


def _edits(text: str, start: int, name: str, value: str) -> Iterator[str]:
    """Yield the text with the attribute at every place where it may belong to the picture at ``start``."""
    blank = _BLANK_LINE.search(text, start)
    end = min(blank.start() if blank is not None else len(text), start + _REACH)
    for pos in range(start, end):
        if text[pos] in ")]":
            yield f'{text[: pos + 1]}{{{name}="{value}"}}{text[pos + 1 :]}'
        elif text[pos] == "{":
            edited = with_attribute(text, pos, name, value)
            if edited is not None:
                yield edited


def _parse(text: str, *, number: int, name: str, path: str, lang: str) -> _Parsed:
    """Return the document in a text, apart from the attribute of one name of the picture of a number."""
    try:
        parts = split_file(decode_source(text.encode(), path=path), path=path)
    except ContentError as error:
        raise MarkdownEditError(str(error)) from error
    body, findings = parse_markdown(parts.body, path=path, first_line=parts.body_line, lang=lang)
    images = [node for node in body.walk() if isinstance(node, ImageNode)]
    edited = images[number] if number < len(images) else None
    rest = (
        parts.fields,
        [_without_columns(chunk, edited, name) for chunk in body.chunks],
        body.headings,
        body.words,
        [(finding.code, finding.message, finding.location.line) for finding in findings],
    )
    return _Parsed(rest, images)


def _without_columns(chunk: Chunk, edited: ImageNode | None, name: str) -> Any:
    """Return a chunk to compare: without columns, which an edit moves, or the attribute that it changes."""
    if isinstance(chunk, LinkNode | FigureNode):
        return chunk._replace(location=chunk.location._replace(column=None))
    if isinstance(chunk, ImageNode):
        node = chunk._replace(location=chunk.location._replace(column=None), attributes=())
        attributes = dict(chunk.attributes)
        if chunk is edited:
            attributes.pop(name, None)
        return (node, attributes)
    if isinstance(chunk, DirectiveNode):
        children = [_without_columns(child, edited, name) for child in chunk.children]
        return (chunk._replace(children=()), children)
    return chunk
