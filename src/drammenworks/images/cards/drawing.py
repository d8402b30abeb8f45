"""Draw a card: the theme's template becomes SVG, resvg makes pixels of it, and Pillow a JPEG."""

from __future__ import annotations

import io
import traceback
from dataclasses import dataclass

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateSyntaxError
from markupsafe import Markup
from PIL import Image

from drammenworks.fonts.face import Face
from drammenworks.images.cards.card import HEIGHT, WIDTH, Card
from drammenworks.images.cards.cropping import crop
from drammenworks.images.cards.design import TEMPLATE, CardDesign
from drammenworks.images.cards.lettering import Lettering, letter
from drammenworks.images.cards.typesetting import Box
from drammenworks.images.rasterise import DrawingError, rasterise

MOST_BYTES = 300_000
"""What a card may weigh: WhatsApp shows none that is heavier."""
_QUALITIES = (88, 80, 70, 58, 45, 30)
"""Of JPEG; the next is tried when a card is too heavy."""


class CardTemplateError(Exception):
    """A theme's template cannot draw a card."""

    def __init__(self, template: str, line: int | None, reason: str) -> None:
        super().__init__(template, line, reason)
        self.template = template
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class CardView:
    """What the template sees of a card; docs/templates.md lists it."""

    title: str
    label: str
    site: str
    lang: str
    width: int
    height: int
    picture: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card has its picture, in pixels; it lies beneath all that the template draws."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a template made of a card."""

    markup: str
    places: tuple[Place, ...]


class Drawer:
    """Draws the cards of one brand."""

    def __init__(self, design: CardDesign) -> None:
        self._design = design
        self._drawings = dict(design.drawings)
        self._fonts = dict(design.fonts)
        self._faces: dict[tuple[str, int], Face] = {}
        sources = dict(design.templates)
        self._environment = Environment(
            # The name stands in for the file's, so that errors tell it.
            loader=FunctionLoader(
                lambda name: (sources[name].decode(), name, None) if name in sources else None
            ),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def draw(self, card: Card, picture: bytes | None) -> bytes:
        """Return a card as the bytes of a JPEG.

        :param picture: the file of the card's picture, if it has one.
        :raises UnusablePictureError: if the picture cannot be read.
        :raises CardTemplateError: if the template fails, or does not make SVG.
        """
        drawn = self.markup(card)
        try:
            png = rasterise(drawn.markup, WIDTH, HEIGHT)
        except DrawingError as error:
            raise CardTemplateError(TEMPLATE, None, error.reason) from error
        canvas = Image.new("RGB", (WIDTH, HEIGHT), "white")
        if picture is not None and card.picture is not None:
            for place in drawn.places:
                cut = crop(picture, (place.width, place.height), card.picture.focal)
                canvas.paste(cut, (place.x, place.y), cut if cut.has_transparency_data else None)
        with Image.open(io.BytesIO(png)) as overlay:
            canvas.paste(overlay, mask=overlay)
        return _as_jpeg(canvas)

    def markup(self, card: Card) -> Drawn:
        """Return a card as SVG, with its text as outlines and room for its picture.

        :raises CardTemplateError: if the template fails.
        """
        places: list[Place] = []

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
        ) -> Lettering:
            box = Box(width, height, largest, smallest, lines, leading, tracking)
            return letter(words, self._face(font, weight), box, lang=card.lang, otherwise=otherwise)

        def picture(x: int, y: int, width: int, height: int) -> str:
            places.append(Place(x, y, width, height))
            return ""

        shown = CardView(
            card.title, card.label, card.site, card.lang, WIDTH, HEIGHT, card.picture is not None
        )
        try:
            template = self._environment.get_template(TEMPLATE)
            svg = template.render(card=shown, text=text, picture=picture, svg=self._drawing)
        except Exception as error:
            raise self._failed(error) from error
        return Drawn(svg, tuple(places))

    def _face(self, font: str, weight: int) -> Face:
        if (font, weight) not in self._faces:
            found = self._fonts[font]
            self._faces[font, weight] = Face(found.file.read(), {**dict(found.axes), "wght": weight})
        return self._faces[font, weight]

    def _drawing(self, path: str) -> Markup:
        return Markup(self._drawings[path])

    def _failed(self, error: Exception) -> CardTemplateError:
        """Return what went wrong, with the innermost line of a template on the way to it."""
        if isinstance(error, TemplateSyntaxError):
            return CardTemplateError(error.filename or TEMPLATE, error.lineno, error.message or "")
        names = {name for name, _ in self._design.templates}
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename in names:
                return CardTemplateError(frame.filename, frame.lineno, f"{type(error).__name__}: {error}")
        return CardTemplateError(TEMPLATE, None, f"{type(error).__name__}: {error}")


def _as_jpeg(drawn: Image.Image) -> bytes:
    encoded = b""
    for quality in _QUALITIES:
        buffer = io.BytesIO()
        # Colour at full resolution: text in a brand's colours frays otherwise.
        drawn.save(buffer, "JPEG", quality=quality, subsampling=0, optimize=True)
        encoded = buffer.getvalue()
        if len(encoded) <= MOST_BYTES:
            break
    return encoded
