"""Draw a card: its image, the layers of its template one above the other, and a JPEG of it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial

from PIL import Image

from drammenworks.fonts.coverage import rasterise_lines
from drammenworks.images.cards.card import HEIGHT, WIDTH, Card
from drammenworks.images.cards.card_markup import CardTemplate, CardTemplateError, ImageSlot
from drammenworks.images.cards.card_template import TEMPLATE, CardDesign
from drammenworks.images.cards.cover import cover
from drammenworks.images.cards.drawn_layers import DrawnLayers, Recent
from drammenworks.images.cards.layers import Words
from drammenworks.images.cards.text_outlines import PlacedText
from drammenworks.images.encoded_files import EncodedFileCache
from drammenworks.images.rasterise import RasteriseError

MAX_BYTES = 300_000
"""WhatsApp shows no larger card."""
_QUALITIES = (69, 56, 42, 30)
"""JPEG qualities to try in turn until a card is small enough; docs/decisions/0045 compares the first."""
_CROPS = 4
"""Crops to keep in memory, a megabyte each: cards of one image are drawn one after the other."""


class CardRenderer:
    """Draws the cards of one brand."""

    def __init__(self, design: CardDesign, files: EncodedFileCache | None = None) -> None:
        """Make a renderer.

        :param files: keeps layers between builds; none are kept when None.
        """
        self._template = CardTemplate(design)
        self._layers = DrawnLayers((WIDTH, HEIGHT), files)
        self._crops: Recent[Image.Image] = Recent(_CROPS)

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
        canvas = Image.new("RGB", (WIDTH, HEIGHT), "white")
        if image is not None and card.image is not None:
            for slot in markup.slots:
                crop = self._crop(card, image, slot)
                canvas.paste(crop, (slot.x, slot.y), crop if crop.has_transparency_data else None)
        for layer in markup.layers:
            if isinstance(layer, Words):
                _set_words(canvas, layer.colour, [markup.texts[number] for number in layer.numbers])
                continue
            try:
                drawn = self._layers.draw(layer)
            except RasteriseError as error:
                raise CardTemplateError(TEMPLATE, None, error.reason) from error
            canvas.paste(drawn.image, drawn.position, drawn.image)
        return canvas

    def _crop(self, card: Card, image: bytes, slot: ImageSlot) -> Image.Image:
        assert card.image is not None
        size = (slot.width, slot.height)
        key = (image, card.image.focal, size)
        return self._crops.get(key, partial(cover, image, size, card.image.focal))


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
