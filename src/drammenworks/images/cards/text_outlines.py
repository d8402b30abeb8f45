"""Text of a card as outlines: fitted to a box, and positioned by the template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

from markupsafe import Markup

from drammenworks.fonts.face import Face
from drammenworks.fonts.rasterise_text import PlacedLine
from drammenworks.images.cards.split_layers import marker
from drammenworks.images.cards.typesetting import TextBox, TextLayout, fit_text


@dataclass(frozen=True, slots=True)
class OutlinedText:
    """A text in a box, with lengths in pixels. Templates use it as the result of ``text()``."""

    layout: TextLayout
    face: Face
    box: TextBox
    placed: list[PlacedText]
    """All texts of the card that were positioned; this one is added."""

    @property
    def size(self) -> int:
        """The font size."""
        return self.layout.size

    @property
    def lines(self) -> int:
        """The number of lines."""
        return len(self.layout.lines)

    @property
    def cap_height(self) -> float:
        """The height of its capital letters."""
        return self.face.cap_height * self.size

    @property
    def height(self) -> float:
        """From the top of the first line's capitals to the last baseline; 0 for no text."""
        return self.cap_height + (self.lines - 1) * self.line_height if self.lines else 0.0

    @property
    def width(self) -> float:
        """The width of the longest line."""
        return max((self.width_of(line) for line in self.layout.lines), default=0.0)

    @property
    def line_height(self) -> float:
        """The distance between baselines."""
        return self.size * self.box.leading

    def at(self, x: float, y: float, anchor: str = "start") -> Markup:
        """Return the text as markup, with the top of its first line's capitals at ``y``.

        :param anchor: the point of each line that is at ``x``: ``start``, ``middle`` or ``end``.
        """
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        # Numbers here, so that a wrong one is an error of the template's line.
        self.placed.append(PlacedText(self, float(x), float(y), share))
        return Markup(marker(len(self.placed) - 1))

    def width_of(self, line: str) -> float:
        """Return the width of a line."""
        return self.face.shape(line, tracking=self.box.tracking).width * self.size


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text that the template positioned."""

    text: OutlinedText
    x: float
    y: float
    """Of the top of the first line's capitals."""
    share: float
    """The part of each line that is to the left of ``x``."""

    def placed_lines(self) -> Iterator[PlacedLine]:
        """Yield the lines of text with their positions."""
        text = self.text
        for index, line in enumerate(text.layout.lines):
            shaped = text.face.shape(line, tracking=text.box.tracking)
            x = self.x - self.share * shaped.width * text.size
            baseline = self.y + text.cap_height + index * text.line_height
            yield PlacedLine(text.face, shaped, text.size, x, baseline)

    def bounds(self) -> tuple[int, int, int, int]:
        """Return a box that the text is inside of: left, top, right and bottom."""
        text = self.text
        left = self.x - self.share * text.width
        # Accents, descenders and the overhang of italics are within an em.
        return (
            floor(left - text.size),
            floor(self.y - text.size),
            ceil(left + text.width + text.size),
            ceil(self.y + text.height + text.size),
        )

    def outlines(self) -> str:
        """Return the text as SVG paths."""
        return "".join(map(_outlines, self.placed_lines()))


def _outlines(line: PlacedLine) -> str:
    scale = line.size / line.face.units_per_em
    unit = line.face.units_per_em
    glyphs = "".join(
        f'<path transform="translate({left * unit:.2f} {up * unit:.2f})" d="{outline}"/>'
        for glyph, left, up in line.text.glyphs
        if (outline := line.face.outline(glyph))
    )
    # The y axis of outlines points up, and that of SVG down.
    transform = f"translate({line.x:.2f} {line.baseline:.2f}) scale({scale:.6f} {-scale:.6f})"
    return f'<g transform="{transform}">{glyphs}</g>'


def outline_text(
    text: str, face: Face, box: TextBox, placed: list[PlacedText], *, lang: str, otherwise: str = ""
) -> OutlinedText:
    """Return a text fitted to a box, or ``otherwise`` when the face does not have all of its letters.

    :param placed: takes the texts that the template positions.
    """
    drawable = face.drawable(text) or face.drawable(otherwise)
    return OutlinedText(fit_text(drawable, face, box, lang=lang), face, box, placed)
