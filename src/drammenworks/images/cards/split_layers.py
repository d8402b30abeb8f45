"""Split the SVG of a card into layers: words, and what many cards have in common.

A template positions words by ``text(…).at(…)``, which leaves a marker in its SVG. The elements of the root
without a marker are drawings, and those between two elements with words are one layer. Whoever draws a layer
once may use it for every card in which its markup is the same. An element that only fills words with a colour
needs no SVG renderer.

The layers one above the other look as the whole does. Where this cannot be told from the markup (an element
refers to another one, or a style sheet or the root applies to all), the whole is one layer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from xml.parsers import expat

_MARKER = re.compile(r"<\?words (\d+)\?>")
_FILLED_WORDS = re.compile(
    r'<g fill="(?P<colour>#(?:[0-9a-fA-F]{3}){1,2})">(?:\s|<\?words \d+\?>)+</g>(?:\s|<!--.*?-->)*',
    re.S,
)
_DEFINITIONS = frozenset(
    ("defs", "linearGradient", "radialGradient", "pattern", "clipPath", "mask", "filter", "symbol", "marker")
)
"""Elements that are not drawn where they are; every layer has them."""
_NOT_DRAWN = frozenset(("title", "desc", "metadata"))
_ROOT_ATTRIBUTES = frozenset(("xmlns", "xmlns:xlink", "width", "height", "viewBox", "version"))
"""Those by which no layer differs from what it is within the whole."""
_APPLIES_TO_ALL = re.compile(r"<style|mix-blend-mode|<!DOCTYPE", re.IGNORECASE)
_REFERENCE = re.compile(r"""href\s*=\s*["']#([^"']+)|url\(\s*["']?#([^"')]+)""")
_ID = re.compile(r"""\sid\s*=\s*["']([^"']+)""")


@dataclass(frozen=True, slots=True)
class Words:
    """Texts in a colour."""

    colour: str
    """As ``#rgb`` or ``#rrggbb``."""
    numbers: tuple[int, ...]
    """Of the texts, in the order in which the template positioned them."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A part of the card, as SVG of the same size."""

    svg: str
    has_words: bool
    """Texts are part of it, so that it is unlikely to be the same on another card."""


Layer = Words | Drawing


@dataclass(frozen=True, slots=True)
class _Element:
    """An element of the root, or a marker there."""

    name: str
    markup: str

    @property
    def has_words(self) -> bool:
        return _MARKER.search(self.markup) is not None


def marker(number: int) -> str:
    """Return what marks the place of a text: a processing instruction, which may be anywhere in SVG."""
    return f"<?words {number}?>"


def split(svg: str, size: tuple[int, int], outlines: Callable[[int], str]) -> tuple[Layer, ...]:
    """Return the layers of a card, from the lowest to the highest.

    :param svg: with markers for its texts.
    :param outlines: returns the text of a number as SVG.
    """

    def drawing(markup: str) -> Drawing:
        expanded, count = _MARKER.subn(lambda match: outlines(int(match[1])), markup)
        return Drawing(expanded, count > 0)

    root = _read(svg, size)
    if root is None:
        return (drawing(svg),)
    start, elements = root
    definitions = "".join(element.markup for element in elements if element.name in _DEFINITIONS)
    drawn = [element for element in elements if element.name not in _DEFINITIONS | _NOT_DRAWN]
    if not all(
        _is_self_contained(element.markup, definitions) for element in (*drawn, _Element("", definitions))
    ):
        return (drawing(svg),)
    return tuple(words or drawing(f"{start}{definitions}{markup}</svg>") for markup, words in _layers(drawn))


def _layers(elements: Sequence[_Element]) -> Iterator[tuple[str, Words | None]]:
    """Yield the markup of each layer, and the words if they are all of it."""
    for has_words, group in groupby(elements, key=lambda element: element.has_words):
        markups = [element.markup for element in group]
        if not has_words:
            yield "".join(markups), None
            continue
        for markup in markups:
            match = _FILLED_WORDS.fullmatch(markup)
            numbers = tuple(int(number) for number in _MARKER.findall(markup))
            yield markup, Words(match["colour"], numbers) if match is not None else None


def _is_self_contained(markup: str, definitions: str) -> bool:
    """Return whether everything that an element refers to is within it or the definitions."""
    references = {match[1] or match[2] for match in _REFERENCE.finditer(markup)}
    return references <= {*_ID.findall(markup), *_ID.findall(definitions)} if references else True


def _read(svg: str, size: tuple[int, int]) -> tuple[str, list[_Element]] | None:
    """Return the start of the root, and its elements; None when they depend on each other or are no SVG."""
    if _APPLIES_TO_ALL.search(svg):
        return None
    data = svg.encode()
    starts: list[tuple[int, str]] = []
    """Where the root, each element of it, and the end of the root begin."""
    root: dict[str, str] = {}
    depth = 0
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        if depth == 0:
            root.update(attributes)
        if depth <= 1:
            starts.append((parser.CurrentByteIndex, name))
        depth += 1

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        if depth == 0:
            starts.append((parser.CurrentByteIndex, name))

    def instruction(target: str, _: str) -> None:
        if depth == 1:
            starts.append((parser.CurrentByteIndex, target))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.ProcessingInstructionHandler = instruction
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        return None
    if len(starts) < 3 or starts[0][1] != "svg" or not _fills(root, size):
        return None
    # Bytes, as expat counts; what stands between two elements belongs to the one before.
    pieces = [data[at:until].decode() for (at, _), (until, _) in pairwise(starts)]
    return pieces[0], [
        _Element(name, piece) for (_, name), piece in zip(starts[1:-1], pieces[1:], strict=True)
    ]


def _fills(root: dict[str, str], size: tuple[int, int]) -> bool:
    """Return whether the root has units of one pixel, and applies nothing to what is in it."""
    width, height = map(str, size)
    return (
        root.keys() <= _ROOT_ATTRIBUTES
        and root.get("viewBox", "").replace(",", " ").split() == ["0", "0", width, height]
        and root.get("width", width) == width
        and root.get("height", height) == height
    )
