"""The outline of a body: what it names, without its text. Enough to plan and check a site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from drammenworks.content.markdown import Body, Directive, Heading, Image, Link
from drammenworks.content.markdown.body import flat, flat_headings, restored, restored_headings


@dataclass(frozen=True, slots=True)
class Outline:
    """What a body links to, shows and is divided into, in document order."""

    links: tuple[Link, ...]
    images: tuple[Image, ...]
    boxes: tuple[Directive, ...]
    """The directives that name something (``::: video ID``), without what is inside them."""
    headings: tuple[Heading, ...]
    words: int

    def __reduce__(self) -> tuple[Callable[..., Outline], tuple[Any, ...]]:
        named = (flat(self.links), flat(self.images), flat(self.boxes))
        return _outline, (*named, flat_headings(self.headings), self.words)


def _outline(links: Any, images: Any, boxes: Any, headings: Any, words: int) -> Outline:
    return Outline(restored(links), restored(images), restored(boxes), restored_headings(headings), words)


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
