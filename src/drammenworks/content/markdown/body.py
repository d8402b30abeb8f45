"""What a Markdown body becomes: HTML with holes, the same for every site that shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from drammenworks.errors import Location

Attributes = tuple[tuple[str, str], ...]
"""Name and value of each, as written and not escaped; a flag such as ``open`` is ``true``."""


class LinkNode(NamedTuple):
    """The opening ``<a …>``; the text and ``</a>`` follow as ordinary strings."""

    target: str
    """As the author wrote it: a URL, ``kind:name``, a path or ``#anchor``; never dangerous."""
    title: str | None
    """Typeset."""
    attributes: Attributes
    """Of ``id``, ``class``, ``lang`` and ``hreflang``."""
    location: Location
    """Of the link's first bracket."""


class ImageNode(NamedTuple):
    """A picture."""

    src: str
    """As the author wrote it: a path or a URL."""
    alt: str
    """What is to be seen, typeset; empty when the picture is decorative or its author forgot."""
    title: str | None
    """The caption, typeset."""
    decorative: bool
    """The picture says nothing that the text does not, and screen readers pass it over."""
    attributes: Attributes
    """Of ``id``, ``class``, ``lang``, ``credit`` (typeset), ``focal``, ``download`` and ``sizes``."""
    block: bool
    """It stands outside running text, so that it may become a ``<figure>``."""
    location: Location
    """Of the picture's exclamation mark."""


class DirectiveNode(NamedTuple):
    """A ``:::`` box, which a template draws."""

    name: str
    """A key of ``DIRECTIVES``."""
    argument: str | None
    """The words after the name; typeset where they are prose."""
    attributes: Attributes
    """Of those that ``DIRECTIVES`` allows, with valid values; prose is typeset.

    Those that describe a picture have become an ``Image`` among the children.
    """
    children: tuple[Chunk, ...]
    """What stands inside the box."""
    location: Location
    """Of the line that opens the box."""


Chunk = str | LinkNode | ImageNode | DirectiveNode
"""Finished HTML, or a hole that the render stage fills."""


class Heading(NamedTuple):
    """A heading, for the table of contents."""

    level: int
    """From 2, because the page's title has level 1."""
    id: str
    """What ``#`` in a URL leads to; unique in the body."""
    text: str
    """Typeset, without markup; not escaped."""


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a document, parsed once."""

    chunks: tuple[Chunk, ...]
    """In document order; no two strings are neighbours."""
    headings: tuple[Heading, ...]
    """In document order, those inside directives included."""
    words: int
    """How many words a reader reads, to tell how long that takes."""

    def walk(self) -> Iterator[Chunk]:
        """Yield every chunk in document order, each directive before its children."""
        return walk(self.chunks)

    def __reduce__(self) -> tuple[Callable[..., Body], tuple[Any, ...]]:
        return _body, (to_tuples(self.chunks), headings_to_tuples(self.headings), self.words)


def walk(chunks: tuple[Chunk, ...]) -> Iterator[Chunk]:
    """Yield ``chunks`` and all that is inside them, depth first."""
    for chunk in chunks:
        yield chunk
        if isinstance(chunk, DirectiveNode):
            yield from walk(chunk.children)


# Most of what is kept of a site are bodies. As plain tuples they are written and read in half the time that
# objects take.

_NODES: tuple[Callable[..., LinkNode | ImageNode | DirectiveNode], ...] = (LinkNode, ImageNode, DirectiveNode)
"""Each is kept as its place here, its values, and those of its location, which is the last of them."""


def to_tuples(chunks: Iterable[Chunk]) -> tuple[Any, ...]:
    """Return chunks as plain tuples, which :func:`restored` makes chunks again."""
    return tuple([chunk if isinstance(chunk, str) else _to_tuple(chunk) for chunk in chunks])


def _to_tuple(hole: LinkNode | ImageNode | DirectiveNode) -> tuple[Any, ...]:
    values = hole[:-1]
    if isinstance(hole, DirectiveNode):
        values = (hole.name, hole.argument, hole.attributes, to_tuples(hole.children))
    return (_NODES.index(type(hole)), *values, *hole.location)


def from_tuples(kept: Iterable[Any]) -> tuple[Any, ...]:
    """Return the chunks that :func:`flat` made plain tuples of."""
    return tuple([chunk if isinstance(chunk, str) else _from_tuple(*chunk) for chunk in kept])


def _from_tuple(place: int, *values: Any) -> LinkNode | ImageNode | DirectiveNode:
    hole = _NODES[place](*values[:-3], Location(*values[-3:]))
    return hole._replace(children=from_tuples(hole.children)) if isinstance(hole, DirectiveNode) else hole


def headings_to_tuples(headings: Iterable[Heading]) -> tuple[Any, ...]:
    """Return headings as plain tuples."""
    return tuple(map(tuple, headings))


def headings_from_tuples(kept: Iterable[Any]) -> tuple[Heading, ...]:
    """Return the headings that :func:`flat_headings` made plain tuples of."""
    return tuple([Heading(*heading) for heading in kept])


def _body(chunks: Iterable[Any], headings: Iterable[Any], words: int) -> Body:
    return Body(from_tuples(chunks), headings_from_tuples(headings), words)
