"""Render a card: a Jinja template gives SVG, resvg rasterises it, and Pillow encodes a JPEG."""

from __future__ import annotations

import io
import traceback
from dataclasses import dataclass

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateSyntaxError
from markupsafe import Markup
from PIL import Image

from drammenworks.fonts.face import Face
from drammenworks.images.cards.card import HEIGHT, WIDTH, Card
from drammenworks.images.cards.card_template import TEMPLATE, CardDesign
from drammenworks.images.cards.cover import cover
from drammenworks.images.cards.text_outlines import OutlinedText, outline_text
from drammenworks.images.cards.typesetting import TextBox
from drammenworks.images.rasterise import RasteriseError, rasterise

MAX_BYTES = 300_000
"""WhatsApp shows no larger card."""
_QUALITIES = (88, 80, 70, 58, 45, 30)
"""JPEG qualities to try in turn until a card is small enough."""


class CardTemplateError(Exception):
    """A theme's template fails to render a card."""

    def __init__(self, template: str, line: int | None, reason: str) -> None:
        super().__init__(template, line, reason)
        self.template = template
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class CardView:
    """The ``card`` variable of the template; docs/templates.md documents it."""

    title: str
    label: str
    site: str
    lang: str
    width: int
    height: int
    picture: bool


@dataclass(frozen=True, slots=True)
class ImageSlot:
    """A rectangle of the card for its image, in pixels, below everything that the template draws."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class CardMarkup:
    """A card as the template renders it."""

    svg: str
    slots: tuple[ImageSlot, ...]


class CardRenderer:
    """Renders the cards of one brand."""

    def __init__(self, design: CardDesign) -> None:
        self._design = design
        self._drawings = dict(design.drawings)
        self._fonts = dict(design.fonts)
        self._faces: dict[tuple[str, int], Face] = {}
        sources = dict(design.templates)
        self._environment = Environment(
            # The template name serves as the file name in tracebacks.
            loader=FunctionLoader(
                lambda name: (sources[name].decode(), name, None) if name in sources else None
            ),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def render(self, card: Card, image: bytes | None) -> bytes:
        """Return a card as the bytes of a JPEG.

        :param image: the bytes of the card's image file, if it has an image.
        :raises UnusableImageError: if the image cannot be decoded.
        :raises CardTemplateError: if the template fails, or does not produce valid SVG.
        """
        markup = self.markup(card)
        try:
            png = rasterise(markup.svg, WIDTH, HEIGHT)
        except RasteriseError as error:
            raise CardTemplateError(TEMPLATE, None, error.reason) from error
        canvas = Image.new("RGB", (WIDTH, HEIGHT), "white")
        if image is not None and card.image is not None:
            for slot in markup.slots:
                covering = cover(image, (slot.width, slot.height), card.image.focal)
                mask = covering if covering.has_transparency_data else None
                canvas.paste(covering, (slot.x, slot.y), mask)
        with Image.open(io.BytesIO(png)) as overlay:
            canvas.paste(overlay, mask=overlay)
        return _encode_jpeg(canvas)

    def markup(self, card: Card) -> CardMarkup:
        """Return a card as SVG, with text as outlines, and the slots for its image.

        :raises CardTemplateError: if the template fails.
        """
        slots: list[ImageSlot] = []

        def text(
            words: str,
            *,
            font: str,
            weight: int,
            width: float,
            height: float,
            largest: int,
            smallest: int,
            lines: int = 1,
            leading: float = 1.1,
            tracking: float = 0.0,
            otherwise: str = "",
        ) -> OutlinedText:
            box = TextBox(width, height, largest, smallest, lines, leading, tracking)
            return outline_text(words, self._face(font, weight), box, lang=card.lang, otherwise=otherwise)

        def picture(x: int, y: int, width: int, height: int) -> str:
            slots.append(ImageSlot(x, y, width, height))
            return ""

        view = CardView(card.title, card.label, card.site, card.lang, WIDTH, HEIGHT, card.image is not None)
        try:
            template = self._environment.get_template(TEMPLATE)
            svg = template.render(card=view, text=text, picture=picture, svg=self._drawing)
        except Exception as error:
            raise self._template_error(error) from error
        return CardMarkup(svg, tuple(slots))

    def _face(self, font: str, weight: int) -> Face:
        if (font, weight) not in self._faces:
            card_font = self._fonts[font]
            axes = {**dict(card_font.axes), "wght": weight}
            self._faces[font, weight] = Face(card_font.file.read(), axes)
        return self._faces[font, weight]

    def _drawing(self, path: str) -> Markup:
        return Markup(self._drawings[path])

    def _template_error(self, error: Exception) -> CardTemplateError:
        """Return the error with the innermost template line of its traceback."""
        if isinstance(error, TemplateSyntaxError):
            return CardTemplateError(error.filename or TEMPLATE, error.lineno, error.message or "")
        names = {name for name, _ in self._design.templates}
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename in names:
                return CardTemplateError(frame.filename, frame.lineno, f"{type(error).__name__}: {error}")
        return CardTemplateError(TEMPLATE, None, f"{type(error).__name__}: {error}")


def _encode_jpeg(image: Image.Image) -> bytes:
    encoded = b""
    for quality in _QUALITIES:
        buffer = io.BytesIO()
        # No chroma subsampling, which blurs coloured text.
        image.save(buffer, "JPEG", quality=quality, subsampling=0, optimize=True)
        encoded = buffer.getvalue()
        if len(encoded) <= MAX_BYTES:
            break
    return encoded
