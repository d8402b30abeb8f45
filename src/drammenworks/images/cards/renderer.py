"""Draw a card: its image, the layers of its template one above the other, and a JPEG of it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import partial

from PIL import Image

from drammenworks.fonts.rasterise_text import rasterise_lines
from drammenworks.images.cards.card import HEIGHT, WIDTH, Card, CardImage
from drammenworks.images.cards.card_design import TEMPLATE, CardDesign
from drammenworks.images.cards.card_template import CardTemplate, CardTemplateError, ImageSlot
from drammenworks.images.cards.cover import cover
from drammenworks.images.cards.drawn_layers import DrawnLayers, Recent
from drammenworks.images.cards.split_layers import Drawing, Layer, Words
from drammenworks.images.cards.text_outlines import PlacedText
from drammenworks.images.encoded_files import EncodedFileCache
from drammenworks.images.rasterise import RasteriseError

MAX_BYTES = 300_000
"""WhatsApp shows no larger card."""
_QUALITIES = (69, 56, 42, 30)
"""JPEG qualities to try in turn until a card is small enough; docs/decisions/0045 compares the first."""
_GROUNDS = 4
"""Grounds to keep in memory, three megabytes each: cards of one image are drawn one after the other."""


class CardRenderer:
    """Draws the cards of one brand."""

    def __init__(self, design: CardDesign, files: EncodedFileCache | None = None) -> None:
        """Make a renderer.

        :param files: keeps layers between builds; none are kept when None.
        """
        self._template = CardTemplate(design)
        self._layers = DrawnLayers((WIDTH, HEIGHT), files)
        self._grounds: Recent[Image.Image] = Recent(_GROUNDS)

    def render(self, card: Card, image: bytes | None) -> bytes:
        """Return a card as the bytes of a JPEG.

        :param image: the bytes of the card's image file, if it has an image.
        :raises UnusableImageError: if the image cannot be decoded.
        :raises CardTemplateError: if the template fails, or does not produce valid SVG.
        """
        return _encode_jpeg(self.draw(card, image))

    def draw(self, card: Card, image: bytes | None) -> Image.Image:
        """Return the pixels of a card; see :meth:`render`."""
        markup = self._template.markup(card)
        shown = card.image if image is not None else None
        below = _without_words(markup.layers)
        key = (image, shown and shown.focal, markup.slots, below)
        # What lies under the first words is the same on many cards.
        canvas = self._grounds.get(key, partial(self._ground, shown, image, markup.slots, below)).copy()
        for layer in markup.layers[len(below) :]:
            if isinstance(layer, Words):
                _set_words(canvas, layer.colour, [markup.texts[number] for number in layer.numbers])
            else:
                self._paste(canvas, layer)
        return canvas

    def _ground(
        self,
        shown: CardImage | None,
        image: bytes | None,
        slots: Sequence[ImageSlot],
        layers: Iterable[Drawing],
    ) -> Image.Image:
        """Return an image in its slots, and layers above it."""
        ground = Image.new("RGB", (WIDTH, HEIGHT), "white")
        if shown is not None and image is not None:
            for slot in slots:
                crop = cover(image, (slot.width, slot.height), shown.focal)
                ground.paste(crop, (slot.x, slot.y), crop if crop.has_transparency_data else None)
        for layer in layers:
            self._paste(ground, layer)
        return ground

    def _paste(self, canvas: Image.Image, layer: Drawing) -> None:
        try:
            drawn = self._layers.draw(layer)
        except RasteriseError as error:
            raise CardTemplateError(TEMPLATE, None, error.reason) from error
        canvas.paste(drawn.image, drawn.position, drawn.image)


def _without_words(layers: Iterable[Layer]) -> tuple[Drawing, ...]:
    """Return the layers under the first one with words."""
    below: list[Drawing] = []
    for layer in layers:
        if isinstance(layer, Words) or layer.has_words:
            break
        below.append(layer)
    return tuple(below)


def _set_words(canvas: Image.Image, colour: str, texts: Sequence[PlacedText]) -> None:
    for text in texts:
        left, top, right, bottom = text.bounds()
        left, top = max(left, 0), max(top, 0)
        right, bottom = min(right, canvas.width), min(bottom, canvas.height)
        if left >= right or top >= bottom:
            continue
        covered = rasterise_lines(text.placed_lines(), (left, top, right, bottom))
        if covered is not None:
            size = (right - left, bottom - top)
            mask = Image.frombuffer("L", size, covered.buffer, "raw", "L", covered.stride, -1)
            canvas.paste(colour, (left, top, right, bottom), mask)


def _encode_jpeg(image: Image.Image) -> bytes:
    encoded = b""
    for quality in _QUALITIES:
        buffer = io.BytesIO()
        # Halved chroma takes a fifth less than full at the same SSIMULACRA2, and a third less time.
        image.save(buffer, "JPEG", quality=quality, subsampling="4:2:0", optimize=True)
        encoded = buffer.getvalue()
        if len(encoded) <= MAX_BYTES:
            break
    return encoded
