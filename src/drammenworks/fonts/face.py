"""A typeface at one weight: how wide text is in it, and the outlines of the text.

HarfBuzz shapes as browsers do (kerning, ligatures, marks, right to left), and it is the same everywhere,
where Pillow's own layout depends on what the machine has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import uharfbuzz as hb


@dataclass(frozen=True, slots=True)
class Run:
    """A line of text in outlines. All measures are in ems: multiply by the size of the type."""

    width: float
    glyphs: tuple[tuple[int, float, float], ...]
    """Each glyph with where its origin lies: from the left edge, and above the base line."""


class Face:
    """A typeface at one weight and one point of its other axes."""

    def __init__(self, data: bytes, axes: Mapping[str, float]) -> None:
        face = hb.Face(hb.Blob(data))
        self._font = hb.Font(face)
        self._font.set_variations(dict(axes))
        self._upem: int = face.upem
        self._runs: dict[tuple[str, float], Run] = {}
        self._outlines: dict[int, str] = {}

    @property
    def cap_height(self) -> float:
        """How tall capital letters are, in ems."""
        height: int = self._font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
        return height / self._upem

    @property
    def extents(self) -> tuple[float, float, float]:
        """How far lines reach above and below the base line, and the gap between them, in ems."""
        extents = self._font.get_font_extents("ltr")
        return extents.ascender / self._upem, -extents.descender / self._upem, extents.line_gap / self._upem

    def covers(self, character: str) -> bool:
        """Tell whether the face has a glyph for a character."""
        return self._font.get_nominal_glyph(ord(character)) is not None

    def drawable(self, text: str) -> str:
        """Return as much of a text as the face can draw.

        Signs that it has no glyph for, such as emoji, are left out. Without its letters a text makes no
        sense: then nothing is left.
        """
        kept = []
        for character in unicodedata.normalize("NFC", text):
            if character.isspace() or character == "\N{SOFT HYPHEN}" or self.covers(character):
                kept.append(character)
            elif unicodedata.category(character).startswith(("L", "N")):
                return ""
        # A no-break space holds its words together and is no place to cut.
        return " ".join(word for word in re.split(r"[ \t\r\n]+", "".join(kept)) if word)

    def run(self, text: str, *, tracking: float = 0.0) -> Run:
        """Return a line of text.

        :param tracking: what is added after each glyph but the last, in ems.
        """
        known = self._runs.get((text, tracking))
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
        run = self._runs[text, tracking] = Run(max(0.0, pen - tracking), tuple(glyphs))
        return run

    def outline(self, glyph: int) -> str:
        """Return the outline of a glyph as SVG path data, in units of which ``units_per_em`` make an em."""
        if glyph not in self._outlines:
            commands: list[str] = []
            self._font.draw_glyph(glyph, _PEN, commands)
            self._outlines[glyph] = "".join(commands)
        return self._outlines[glyph]

    @property
    def units_per_em(self) -> int:
        """The scale of outlines; their y grows upwards."""
        return self._upem


def _pen() -> hb.DrawFuncs:
    """Return functions that write path data: M, L, Q, C and Z of SVG 1.1."""
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
