"""A face, a typeface at one weight: its metrics, and text shaped in it as outlines.

HarfBuzz shapes text as browsers do (kerning, ligatures, marks, right to left), and the same on every machine,
whereas Pillow's layout depends on installed libraries.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import uharfbuzz as hb


@dataclass(frozen=True, slots=True)
class ShapedText:
    """The glyphs of a line of text. Lengths are in ems: multiply them by the font size."""

    width: float
    glyphs: tuple[tuple[int, float, float], ...]
    """Each glyph id with the position of its origin: from the left edge, and above the baseline."""


class Face:
    """A typeface at one weight and one value of its other axes."""

    def __init__(self, data: bytes, axes: Mapping[str, float]) -> None:
        face = hb.Face(hb.Blob(data))
        self._font = hb.Font(face)
        self._font.set_variations(dict(axes))
        self._upem: int = face.upem
        self._shaped: dict[tuple[str, float], ShapedText] = {}
        self._outlines: dict[int, str] = {}

    @property
    def cap_height(self) -> float:
        """The height of capital letters, in ems."""
        height: int = self._font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
        return height / self._upem

    @property
    def extents(self) -> tuple[float, float, float]:
        """The ascent, descent and line gap, in ems."""
        extents = self._font.get_font_extents("ltr")
        return extents.ascender / self._upem, -extents.descender / self._upem, extents.line_gap / self._upem

    def covers(self, character: str) -> bool:
        """Return whether the face has a glyph for a character."""
        return self._font.get_nominal_glyph(ord(character)) is not None

    def drawable(self, text: str) -> str:
        """Return the part of a text that the face has glyphs for.

        Symbols without a glyph, such as emoji, are removed. When a letter or digit has no glyph the result is
        empty, since the rest would make no sense.
        """
        drawn = []
        for character in unicodedata.normalize("NFC", text):
            if character.isspace() or character == "\N{SOFT HYPHEN}" or self.covers(character):
                drawn.append(character)
            elif unicodedata.category(character).startswith(("L", "N")):
                return ""
        # A no-break space is part of a word here, and not normalised.
        return " ".join(word for word in re.split(r"[ \t\r\n]+", "".join(drawn)) if word)

    def shape(self, text: str, *, tracking: float = 0.0) -> ShapedText:
        """Return a line of text as glyphs.

        :param tracking: the space added between glyphs, in ems.
        """
        known = self._shaped.get((text, tracking))
        if known is not None:
            return known
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer)
        pen, glyphs = 0.0, []
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            x, y = pen + position.x_offset / self._upem, position.y_offset / self._upem
            glyphs.append((info.codepoint, x, y))
            pen += position.x_advance / self._upem + tracking
        shaped = self._shaped[text, tracking] = ShapedText(max(0.0, pen - tracking), tuple(glyphs))
        return shaped

    def outline(self, glyph: int) -> str:
        """Return the outline of a glyph as SVG path data, in font units (``units_per_em``)."""
        if glyph not in self._outlines:
            commands: list[str] = []
            self._font.draw_glyph(glyph, _PEN, commands)
            self._outlines[glyph] = "".join(commands)
        return self._outlines[glyph]

    def draw(self, glyph: int, raster: hb.RasterDraw) -> None:
        """Add a glyph to what a rasteriser draws, in font units under its transform."""
        raster.draw_glyph(self._font, glyph)

    @property
    def units_per_em(self) -> int:
        """The font units per em; the y axis of outlines points up."""
        return self._upem


def _pen() -> hb.DrawFuncs:
    """Return draw functions that write SVG path data: M, L, Q, C and Z."""
    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda x, y, out: out.append(f"M{x:g} {y:g}"))
    pen.set_line_to_func(lambda x, y, out: out.append(f"L{x:g} {y:g}"))
    pen.set_quadratic_to_func(lambda cx, cy, x, y, out: out.append(f"Q{cx:g} {cy:g} {x:g} {y:g}"))
    pen.set_cubic_to_func(
        lambda ax, ay, bx, by, x, y, out: out.append(f"C{ax:g} {ay:g} {bx:g} {by:g} {x:g} {y:g}")
    )
    pen.set_close_path_func(lambda out: out.append("Z"))
    return pen


_PEN = _pen()
