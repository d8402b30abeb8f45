"""Text of a card as outlines: fitted to a box, and positioned by the template."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from drammenworks.fonts.face import Face
from drammenworks.images.cards.typesetting import TextBox, TextLayout, fit_text


@dataclass(frozen=True, slots=True)
class OutlinedText:
    """A text in a box, with lengths in pixels. Templates use it as the result of ``text()``."""

    layout: TextLayout
    face: Face
    box: TextBox

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
        return self.cap_height + (self.lines - 1) * self._line_height if self.lines else 0.0

    @property
    def width(self) -> float:
        """The width of the longest line."""
        return max((self._width(line) for line in self.layout.lines), default=0.0)

    def at(self, x: float, y: float, anchor: str = "start") -> Markup:
        """Return the text as markup, with the top of its first line's capitals at ``y``.

        :param anchor: the point of each line that is at ``x``: ``start``, ``middle`` or ``end``.
        """
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        top = y + self.cap_height
        return Markup("").join(
            self._line_at(line, x - share * self._width(line), top + index * self._line_height)
            for index, line in enumerate(self.layout.lines)
        )

    @property
    def _line_height(self) -> float:
        return self.size * self.box.leading

    def _width(self, line: str) -> float:
        return self.face.shape(line, tracking=self.box.tracking).width * self.size

    def _line_at(self, line: str, x: float, y: float) -> Markup:
        scale = self.size / self.face.units_per_em
        glyphs = Markup("").join(
            Markup('<path transform="translate({:.2f} {:.2f})" d="{}"/>').format(
                left * self.face.units_per_em, up * self.face.units_per_em, outline
            )
            for glyph, left, up in self.face.shape(line, tracking=self.box.tracking).glyphs
            if (outline := self.face.outline(glyph))
        )
        # The y axis of outlines points up, and that of SVG down.
        transform = Markup("translate({:.2f} {:.2f}) scale({:.6f} {:.6f})").format(x, y, scale, -scale)
        return Markup('<g transform="{}">{}</g>').format(transform, glyphs)


def outline_text(text: str, face: Face, box: TextBox, *, lang: str, otherwise: str = "") -> OutlinedText:
    """Return a text fitted to a box, or ``otherwise`` when the face does not have all of its letters."""
    drawable = face.drawable(text) or face.drawable(otherwise)
    return OutlinedText(fit_text(drawable, face, box, lang=lang), face, box)
