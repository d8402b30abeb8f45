"""The text of a document as a reader sees it, by field."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape
from typing import Any, NamedTuple, get_args, get_type_hints

from pydantic import BaseModel

from drammenworks.base.fields import Prose, Term, Text
from drammenworks.content.document import Document
from drammenworks.content.markdown import Body, Chunk, DirectiveNode, FigureNode, ImageNode
from drammenworks.content.markdown.directives import DIRECTIVES

_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup)\b[^>]*>")
"""Tags within a word: all others end it."""
_TAG = re.compile(r"<[^>]*>")

_BREAK = "\0"
"""Stands for a tag; no text may have it."""
_ENDS = (".", "!", "?", ":", ";", ",", "…", ".»", "?»", "!»")

_UNSEEN = frozenset({"alt", "credit", "locked", "menu", "postal_code", "qualifier", "seo", "unit"})
"""Fields that are no part of the page's text."""
_ELSEWHERE = frozenset({"title", "summary", "name", "tags", "focus_areas"})
"""Fields of the document itself that are more than text."""
_TEXTS = (Prose, Term, Text)


class PageText(NamedTuple):
    """What a page says."""

    title: str
    summary: str
    headings: tuple[str, ...]
    keywords: tuple[str, ...]
    """Its terms, and what it is called elsewhere."""
    body: str
    """All else, headings included."""


FigureText = Callable[[FigureNode], str]
"""Returns what stands for a figure in the text."""


def page_text(
    document: Document, body: Body, figure_text: FigureText = lambda _: "", labels: Sequence[str] = ()
) -> PageText:
    """Return the text of a document: what its fields say follows its body.

    :param labels: what its figures are called, from files beside it.
    """
    meta = document.meta
    keywords = [*meta.tags, *getattr(meta, "focus_areas", ())]
    other_titles = (getattr(meta, "name", None), getattr(meta, "menu", None))
    keywords += [title for title in other_titles if title is not None and title != meta.title]
    lines = [*body_lines(body, figure_text), *_texts(meta, _UNSEEN | _ELSEWHERE)]
    lines += labels
    return PageText(
        meta.title,
        meta.summary or "",
        tuple(heading.text for heading in body.headings),
        tuple(keywords),
        _joined(lines),
    )


def body_lines(body: Body, figure_text: FigureText = lambda _: "") -> list[str]:
    """Return the text of a body: a line for each paragraph, heading, cell or the like."""
    return plain_lines("".join(_html(body.chunks, figure_text)))


def plain_lines(html: str) -> list[str]:
    """Return what a reader sees of HTML: a line for each paragraph, heading, cell or the like."""
    text = _TAG.sub(_BREAK, _INLINE.sub("", html))
    lines = (" ".join(line.split()) for line in (unescape(text) if "&" in text else text).split(_BREAK))
    return [line for line in lines if line]


def _joined(lines: Iterable[str]) -> str:
    """Return lines as one text, in which those that are no sentences are still told apart."""
    text = "".join(f"{line} " if line.endswith(_ENDS) else f"{line} · " for line in lines)
    return text.removesuffix(" · ").rstrip()


def _html(chunks: tuple[Chunk, ...], figure_text: FigureText) -> Iterator[str]:
    """Yield the HTML of a body; what themes add to it is left out."""
    for chunk in chunks:
        if isinstance(chunk, str):
            yield chunk
        elif isinstance(chunk, FigureNode):
            yield figure_text(chunk)
        elif isinstance(chunk, ImageNode):
            yield from _block(chunk.title or dict(chunk.attributes).get("caption"))
        elif isinstance(chunk, DirectiveNode):
            if DIRECTIVES[chunk.name].argument.prose:
                yield from _block(chunk.argument)
            yield from _html(chunk.children, figure_text)
            attributes = dict(chunk.attributes)
            for name in ("caption", "by", "role"):
                yield from _block(attributes.get(name))


def _block(text: str | None) -> Iterator[str]:
    if text:
        yield f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>"


def _texts(model: BaseModel, unseen: frozenset[str]) -> Iterator[str]:
    """Yield the texts of a model's fields and of the models in them, in order."""
    given = model.model_fields_set
    for name, is_text in _fields(type(model)):
        if name in given and name not in unseen:
            yield from _values(getattr(model, name), is_text=is_text)


def _values(value: Any, *, is_text: bool) -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from _texts(value, _UNSEEN)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _values(inner, is_text=is_text)
    elif is_text and isinstance(value, str):
        yield value


@functools.cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a model, each with whether its values are text for readers."""
    hints = get_type_hints(model, include_extras=True)
    return tuple((name, _is_text(hints[name])) for name in model.model_fields)


def _is_text(hint: Any) -> bool:
    return hint in _TEXTS or any(_is_text(inner) for inner in get_args(hint))
