"""SVG elements on a canvas that is as wide as its place, or as wide as it is told.

On a page, positions across are shares of the width in per cent, and everything else is in CSS pixels: the
drawing grows with its place, and its text does not. On paper, where the width is known, all are numbers.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence
from html import escape

NARROW = 280
"""Pixels across that there are at least: a phone of 320 pixels has no more. Texts must fit in them."""

LABEL_SIZE = 14
LINE_HEIGHT = 18

_CHARACTER = 7.6
"""Pixels that a character takes on average at the size of labels, a little more than typefaces need."""


def number(value: float) -> str:
    """Return a coordinate in two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def text_width(text: str) -> float:
    """Return how many pixels a label takes, estimated."""
    return len(text) * _CHARACTER


def share_for(texts: Sequence[str], *, padding: float = 12, most: float = 0.45) -> float:
    """Return the share of a narrow canvas that the longest of some texts takes."""
    longest = max(map(text_width, texts), default=0)
    return min(most, (longest + padding) / NARROW)


def wrapped(text: str, width: int = 34) -> list[str]:
    """Return a label in lines that fit on a narrow canvas; what is too long for one is hyphenated."""
    fitting = re.sub(rf"\S{{{width + 1},}}", lambda match: _in_pieces(match[0], width - 1), text)
    return textwrap.wrap(fitting, width, break_on_hyphens=True) or [""]


def _in_pieces(word: str, length: int) -> str:
    return "- ".join(word[start : start + length] for start in range(0, len(word), length))


class Canvas:
    """The elements of a drawing, in their order."""

    def __init__(self, width: float | None, prefix: str) -> None:
        self.width = width
        """None on a page."""
        self.prefix = prefix
        """What ids begin with, so that those of several drawings differ."""
        self.parts: list[str] = []
        self.patterns: set[int] = set()
        """The series whose patterns are used."""

    def x(self, share: float) -> str:
        """Return a position or length across."""
        if self.width is None:
            return f"{number(share * 100)}%"
        return number(share * self.width)

    def rect(self, left: float, top: float, width: float, height: float, css: str, fill: str = "") -> None:
        """Draw a rectangle; `left` and `width` are shares."""
        paint = f' fill="{fill}"' if fill else ""
        self.parts.append(
            f'<rect class="{css}" x="{self.x(left)}" y="{number(top)}" width="{self.x(max(width, 0))}"'
            f' height="{number(height)}"{paint}/>'
        )

    def mark(self, left: float, top: float, width: float, height: float, series: int) -> None:
        """Draw a rectangle in the colour and pattern of a series, from 0."""
        self.rect(left, top, width, height, f"chart__mark chart__mark--{series % 6 + 1}")
        if series % 6:
            self.patterns.add(series % 6)
            self.rect(left, top, width, height, "chart__pattern", f"url(#{self.prefix}-{series % 6})")

    def swatch(self, top: float, series: int) -> None:
        """Draw the sample of a series for a key, at the left."""
        size = 14
        self.parts.append(
            f'<rect class="chart__mark chart__mark--{series % 6 + 1}" x="0" y="{number(top)}" width="{size}"'
            f' height="{size}"/>'
        )
        if series % 6:
            self.patterns.add(series % 6)
            self.parts.append(
                f'<rect class="chart__pattern" x="0" y="{number(top)}" width="{size}" height="{size}"'
                f' fill="url(#{self.prefix}-{series % 6})"/>'
            )

    def key_marker(self, top: float, series: int) -> None:
        """Draw the marker of a series for a key, at the left."""
        css = f"chart__marker chart__mark--{series % 6 + 1}"
        shape = _MARKERS[series % len(_MARKERS)]
        self.parts.append(f'<path class="{css}" transform="translate(7 {number(top + 7)})" d="{shape}"/>')

    def line(self, start: tuple[float, float], end: tuple[float, float], css: str) -> None:
        """Draw a line between points of shares across and pixels down."""
        self.parts.append(
            f'<line class="{css}" x1="{self.x(start[0])}" y1="{number(start[1])}" x2="{self.x(end[0])}"'
            f' y2="{number(end[1])}"/>'
        )

    def text(
        self,
        left: float,
        baseline: float,
        text: str,
        css: str = "chart__label",
        *,
        anchor: str = "start",
        dx: float = 0,
    ) -> None:
        """Write a line of text."""
        attributes = f' text-anchor="{anchor}"' if anchor != "start" else ""
        attributes += f' dx="{number(dx)}"' if dx else ""
        place = f'x="{self.x(left)}" y="{number(baseline)}"'
        self.parts.append(f'<text class="{css}" {place}{attributes}>{escape(text)}</text>')

    def marker(self, left: float, top: float, series: int) -> None:
        """Draw the marker of a series around a point."""
        css = f"chart__marker chart__mark--{series % 6 + 1}"
        shape = f'<path class="{css}" d="{_MARKERS[series % len(_MARKERS)]}"/>'
        if self.width is None:
            self.parts.append(f'<svg x="{self.x(left)}" y="{number(top)}" overflow="visible">{shape}</svg>')
        else:
            self.parts.append(f'<g transform="translate({self.x(left)} {number(top)})">{shape}</g>')


def draw_key(
    canvas: Canvas, labels: Sequence[str], sample: Callable[[float, int], None] | None = None
) -> float:
    """Write what the series are, each beside a sample, and return where that ends."""
    top = 0.0
    for series, label in enumerate(labels):
        (sample or canvas.swatch)(top, series)
        for line in wrapped(label, 31):
            canvas.text(0, top + 12, line, dx=22)
            top += LINE_HEIGHT
        top += 3
    return top + 10


_MARKERS = (
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
    "M-4.5 -4.5h9v9h-9z",
    "M0 -6L6 5H-6z",
    "M0 -6.5L6.5 0L0 6.5L-6.5 0z",
    "M0 6L6 -5H-6z",
    "M-2 -6h4v4h4v4h-4v4h-4v-4h-4v-4h4z",
)
"""A circle, a square, a triangle, a diamond, a triangle upside down, and a cross."""
