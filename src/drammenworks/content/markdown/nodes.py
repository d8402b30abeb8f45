"""The parsed body of a document: HTML chunks and nodes, the same for every site that publishes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from drammenworks.errors import Location

Attributes = tuple[tuple[str, str], ...]
"""Names and values as in the source, not escaped; the value of a flag such as ``open`` is ``true``."""


class LinkNode(NamedTuple):
    """The opening tag ``<a …>`` of a link; the text and ``</a>`` follow as strings."""

    target: str
    """As in the source: a URL, ``kind:name``, a path or ``#anchor``; never dangerous."""
    title: str | None
    """Typeset."""
    attributes: Attributes
    """Some of ``id``, ``class``, ``lang`` and ``hreflang``."""
    location: Location
    """The position of the link's first bracket."""


class ImageNode(NamedTuple):
    """A picture."""

    src: str
    """As in the source: a path or a URL."""
    alt: str
    """The alternative text, typeset; empty if the picture is decorative or the text is missing."""
    title: str | None
    """The caption, typeset."""
    decorative: bool
    """The picture adds no information, and screen readers skip it."""
    attributes: Attributes
    """Some of ``id``, ``class``, ``lang``, ``credit`` (typeset), ``focal``, ``download`` and ``sizes``."""
    block: bool
    """It is outside running text, so that it can be a ``<figure>``."""
    location: Location
    """The position of the picture's exclamation mark."""


class FigureNode(NamedTuple):
    """A figure of a report, in running text."""

    name: str
    """As in the source: the id of a figure, or that of a report, a slash and that of a figure."""
    attributes: Attributes
    """Some of ``show`` and ``year``."""
    begins: bool
    """It is the beginning of a sentence."""
    location: Location
    """The position of its first bracket."""


class DirectiveNode(NamedTuple):
    """A ``:::`` directive, which a template renders."""

    name: str
    """A key of ``DIRECTIVES``."""
    argument: str | None
    """The text after the name; typeset if it is prose."""
    attributes: Attributes
    """Some of those that ``DIRECTIVES`` allows, with valid values; prose is typeset.

    Attributes that describe a picture are converted to an ``ImageNode`` among the children.
    """
    children: tuple[Chunk, ...]
    """The content of the directive."""
    location: Location
    """The opening line."""


Chunk = str | LinkNode | ImageNode | DirectiveNode | FigureNode
"""Finished HTML, or a node that the render stage renders for each site."""


class Heading(NamedTuple):
    """A heading, for the table of contents."""

    level: int
    """2 or more, because the page's title has level 1."""
    id: str
    """The fragment identifier; unique in the body."""
    text: str
    """Typeset, without markup; not escaped."""


@dataclass(frozen=True, slots=True)
class Body:
    """The parsed body of a document."""

    chunks: tuple[Chunk, ...]
    """In document order; no two strings are adjacent."""
    headings: tuple[Heading, ...]
    """In document order, including those inside directives."""
    words: int
    """The number of words, from which the reading time is computed."""

    def walk(self) -> Iterator[Chunk]:
        """Yield every chunk in document order, each directive before its children."""
        return walk(self.chunks)

    def __reduce__(self) -> tuple[Callable[..., Body], tuple[Any, ...]]:
        return _body, (to_tuples(self.chunks), headings_to_tuples(self.headings), self.words)


def walk(chunks: tuple[Chunk, ...]) -> Iterator[Chunk]:
    """Yield ``chunks`` and their descendants, depth first."""
    for chunk in chunks:
        yield chunk
        if isinstance(chunk, DirectiveNode):
            yield from walk(chunk.children)


# Bodies are most of the cache. As plain tuples they are pickled and unpickled in half the time that
# objects take.

_Node = LinkNode | ImageNode | DirectiveNode | FigureNode
_NODES: tuple[Callable[..., _Node], ...] = (LinkNode, ImageNode, DirectiveNode, FigureNode)
"""A node is stored as its index here, its values, and the values of its location, its last field."""


def to_tuples(chunks: Iterable[Chunk]) -> tuple[Any, ...]:
    """Return chunks as plain tuples, for :func:`from_tuples`."""
    return tuple([chunk if isinstance(chunk, str) else _to_tuple(chunk) for chunk in chunks])


def _to_tuple(node: _Node) -> tuple[Any, ...]:
    values = node[:-1]
    if isinstance(node, DirectiveNode):
        values = (node.name, node.argument, node.attributes, to_tuples(node.children))
    return (_NODES.index(type(node)), *values, *node.location)


def from_tuples(stored: Iterable[Any]) -> tuple[Any, ...]:
    """Return the chunks from the tuples of :func:`to_tuples`."""
    return tuple([chunk if isinstance(chunk, str) else _from_tuple(*chunk) for chunk in stored])


def _from_tuple(index: int, *values: Any) -> _Node:
    node = _NODES[index](*values[:-3], Location(*values[-3:]))
    return node._replace(children=from_tuples(node.children)) if isinstance(node, DirectiveNode) else node


def headings_to_tuples(headings: Iterable[Heading]) -> tuple[Any, ...]:
    """Return headings as plain tuples, for :func:`headings_from_tuples`."""
    return tuple(map(tuple, headings))


def headings_from_tuples(stored: Iterable[Any]) -> tuple[Heading, ...]:
    """Return the headings from the tuples of :func:`headings_to_tuples`."""
    return tuple([Heading(*heading) for heading in stored])


def _body(chunks: Iterable[Any], headings: Iterable[Any], words: int) -> Body:
    return Body(from_tuples(chunks), headings_from_tuples(headings), words)
