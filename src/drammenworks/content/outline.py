"""The outline of a body: what it names, without its text. Enough to plan and check a site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from drammenworks.content.markdown import Body, DirectiveNode, FigureNode, Heading, ImageNode, LinkNode
from drammenworks.content.markdown.nodes import (
    from_tuples,
    headings_from_tuples,
    headings_to_tuples,
    to_tuples,
)


@dataclass(frozen=True, slots=True)
class Outline:
    """What a body links to, shows and is divided into, in document order."""

    links: tuple[LinkNode, ...]
    images: tuple[ImageNode, ...]
    boxes: tuple[DirectiveNode, ...]
    """The directives that name something (``::: video ID``), without what is inside them."""
    headings: tuple[Heading, ...]
    words: int
    figures: tuple[FigureNode, ...] = ()
    """The figures in running text."""

    def __reduce__(self) -> tuple[Callable[..., Outline], tuple[Any, ...]]:
        named = (to_tuples(self.links), to_tuples(self.images), to_tuples(self.boxes))
        figures = to_tuples(self.figures)
        return _outline, (*named, headings_to_tuples(self.headings), self.words, figures)


def _outline(links: Any, images: Any, boxes: Any, headings: Any, words: int, figures: Any) -> Outline:
    return Outline(
        from_tuples(links),
        from_tuples(images),
        from_tuples(boxes),
        headings_from_tuples(headings),
        words,
        from_tuples(figures),
    )


def make_outline(body: Body) -> Outline:
    """Return the outline of a body."""
    links: list[LinkNode] = []
    images: list[ImageNode] = []
    boxes: list[DirectiveNode] = []
    figures: list[FigureNode] = []
    for chunk in body.walk():
        if isinstance(chunk, LinkNode):
            links.append(chunk)
        elif isinstance(chunk, ImageNode):
            images.append(chunk)
        elif isinstance(chunk, FigureNode):
            figures.append(chunk)
        elif isinstance(chunk, DirectiveNode) and chunk.argument is not None:
            boxes.append(DirectiveNode(chunk.name, chunk.argument, (), (), chunk.location))
    found = (tuple(links), tuple(images), tuple(boxes))
    return Outline(*found, body.headings, body.words, tuple(figures))
