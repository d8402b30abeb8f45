"""Text of a card as outlines: measured to fit, and placed by the template."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from drammenworks.fonts.face import Face
from drammenworks.images.cards.typesetting import Box, Setting, set_in_lines


@dataclass(frozen=True, slots=True)
class Lettering:
    """A text set in a box. Lengths are in pixels."""

    setting: Setting
    face: Face
    box: Box

    @property
    def size(self) -> int:
        """The size of the type."""
        return self.setting.size

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return len(self.setting.lines)

    @property
    def cap_height(self) -> float:
        """How tall its capital letters are."""
        return self.face.cap_height * self.size

    @property
    def height(self) -> float:
        """From the top of the first line's capitals to the last base line; 0 for no text."""
        return self.cap_height + (self.lines - 1) * self._line if self.lines else 0.0

    @property
    def width(self) -> float:
        """The width of the longest line."""
        return max((self._width(line) for line in self.setting.lines), default=0.0)

    def at(self, x: float, y: float, anchor: str = "start") -> Markup:
        """Return the text as markup, with the top of its first line's capitals at ``y``.

        :param anchor: what of each line lies at ``x``: its ``start``, ``middle`` or ``end``.
        """
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        top = y + self.cap_height
        return Markup("").join(
            self._line_at(line, x - share * self._width(line), top + index * self._line)
            for index, line in enumerate(self.setting.lines)
        )

    @property
    def _line(self) -> float:
        return self.size * self.box.leading

    def _width(self, line: str) -> float:
        return self.face.run(line, tracking=self.box.tracking).width * self.size

    def _line_at(self, line: str, x: float, y: float) -> Markup:
        scale = self.size / self.face.units_per_em
        glyphs = Markup("").join(
            Markup('<path transform="translate({:.2f} {:.2f})" d="{}"/>').format(
                left * self.face.units_per_em, up * self.face.units_per_em, outline
            )
            for glyph, left, up in self.face.run(line, tracking=self.box.tracking).glyphs
            if (outline := self.face.outline(glyph))
        )
        # Outlines grow upwards, and SVG downwards.
        transform = Markup("translate({:.2f} {:.2f}) scale({:.6f} {:.6f})").format(x, y, scale, -scale)
        return Markup('<g transform="{}">{}</g>').format(transform, glyphs)


def letter(text: str, face: Face, box: Box, *, lang: str, otherwise: str = "") -> Lettering:
    """Return a text set in a box; ``otherwise`` instead when the face has not all of its letters."""
    words = face.drawable(text) or face.drawable(otherwise)
    return Lettering(set_in_lines(words, face, box, lang=lang), face, box)
