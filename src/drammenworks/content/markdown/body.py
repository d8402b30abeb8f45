"""What a Markdown body becomes: HTML with holes, the same for every site that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drammenworks.base.packed import Packed
from drammenworks.errors import Location

Attributes = tuple[tuple[str, str], ...]
"""Name and value of each, as written and not escaped; a flag such as ``open`` is ``true``."""


@dataclass(frozen=True, slots=True)
class Link(Packed):
    """The opening ``<a …>``; the text and ``</a>`` follow as ordinary strings."""

    target: str
    """As the author wrote it: a URL, ``kind:name``, a path or ``#anchor``; never dangerous."""
    title: str | None
    """Typeset."""
    attributes: Attributes
    """Of ``id``, ``class``, ``lang`` and ``hreflang``."""
    location: Location
    """Of the link's first bracket."""


@dataclass(frozen=True, slots=True)
class Image(Packed):
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
    location: Location
    """Of the picture's exclamation mark."""
    block: bool = True
    """It stands outside running text, so that it may become a ``<figure>``."""


@dataclass(frozen=True, slots=True)
class Directive(Packed):
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


Chunk = str | Link | Image | Directive
"""Finished HTML, or a hole that the render stage fills."""


@dataclass(frozen=True, slots=True)
class Heading(Packed):
    """A heading, for the table of contents."""

    level: int
    """From 2, because the page's title has level 1."""
    id: str
    """What ``#`` in a URL leads to; unique in the body."""
    text: str
    """Typeset, without markup; not escaped."""


@dataclass(frozen=True, slots=True)
class Body(Packed):
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


def walk(chunks: tuple[Chunk, ...]) -> Iterator[Chunk]:
    """Yield ``chunks`` and all that is inside them, depth first."""
    for chunk in chunks:
        yield chunk
        if isinstance(chunk, Directive):
            yield from walk(chunk.children)
