"""The outline of a body: what it names, without its text. Enough to plan and check a site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from drammenworks.base.packed import Packed
from drammenworks.content.markdown import Body, Directive, Heading, Image, Link


@dataclass(frozen=True, slots=True)
class Outline(Packed):
    """What a body links to, shows and is divided into, in document order."""

    links: tuple[Link, ...]
    images: tuple[Image, ...]
    boxes: tuple[Directive, ...]
    """The directives that name something (``::: video ID``), without what is inside them."""
    headings: tuple[Heading, ...]
    words: int

    @property
    def said(self) -> tuple[tuple[Any, ...], ...]:
        """All of it but the number of words, and where in the body each thing stands."""
        things = (*self.links, *self.images, *self.boxes, *self.headings)
        return tuple(
            tuple(getattr(thing, name) for name in thing.__slots__ if name != "location") for thing in things
        )


def make_outline(body: Body) -> Outline:
    """Return the outline of a body."""
    links: list[Link] = []
    images: list[Image] = []
    boxes: list[Directive] = []
    for chunk in body.walk():
        if isinstance(chunk, Link):
            links.append(chunk)
        elif isinstance(chunk, Image):
            images.append(chunk)
        elif isinstance(chunk, Directive) and chunk.argument is not None:
            boxes.append(Directive(chunk.name, chunk.argument, (), (), chunk.location))
    return Outline(tuple(links), tuple(images), tuple(boxes), body.headings, body.words)
