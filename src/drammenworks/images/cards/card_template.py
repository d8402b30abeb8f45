"""Run the template of a card: Jinja gives SVG, and it is split into layers."""

from __future__ import annotations

import traceback
from dataclasses import dataclass

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateSyntaxError
from markupsafe import Markup

from drammenworks.fonts.face import Face
from drammenworks.images.cards.card import HEIGHT, WIDTH, Card
from drammenworks.images.cards.card_design import TEMPLATE, CardDesign
from drammenworks.images.cards.split_layers import Drawing, Layer, split
from drammenworks.images.cards.text_outlines import OutlinedText, PlacedText, outline_text
from drammenworks.images.cards.typesetting import TextBox
from drammenworks.images.rasterise import RasteriseError, check_svg


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

    layers: tuple[Layer, ...]
    texts: tuple[PlacedText, ...]
    """Those that the layers with words name by number."""
    slots: tuple[ImageSlot, ...]


class CardTemplate:
    """Runs the card template of one brand."""

    def __init__(self, design: CardDesign) -> None:
        self._design = design
        self._drawings = dict(design.drawings)
        self._fonts = dict(design.fonts)
        self._faces: dict[tuple[str, int], Face] = {}
        self._valid: set[str] = set()
        """The drawings that were checked."""
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

    def markup(self, card: Card) -> CardMarkup:
        """Return a card as layers, and the slots for its image.

        :raises CardTemplateError: if the template fails.
        """
        slots: list[ImageSlot] = []
        texts: list[PlacedText] = []

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
            return outline_text(
                words, self._face(font, weight), box, texts, lang=card.lang, otherwise=otherwise
            )

        def picture(x: int, y: int, width: int, height: int) -> str:
            slots.append(ImageSlot(x, y, width, height))
            return ""

        view = CardView(card.title, card.label, card.site, card.lang, WIDTH, HEIGHT, card.image is not None)
        try:
            template = self._environment.get_template(TEMPLATE)
            svg = template.render(card=view, text=text, picture=picture, svg=self._drawing)
        except Exception as error:
            raise self._template_error(error) from error
        layers = split(svg, (WIDTH, HEIGHT), lambda number: texts[number].outlines())
        return CardMarkup(layers, tuple(texts), tuple(slots))

    def check(self, card: Card) -> None:
        """Find out whether a card could be drawn, its image apart, without drawing it.

        :raises CardTemplateError: if the template fails, or does not produce valid SVG.
        """
        for layer in self.markup(card).layers:
            if isinstance(layer, Drawing) and layer.svg not in self._valid:
                try:
                    check_svg(layer.svg)
                except RasteriseError as error:
                    raise CardTemplateError(TEMPLATE, None, error.reason) from error
                if not layer.has_words:
                    self._valid.add(layer.svg)

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
