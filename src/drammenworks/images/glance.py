"""A first look at a picture, at the size of a stamp: its tones, and where its subject seems to be.

It costs some milliseconds for a JPEG, of which an eighth of the pixels are decoded each way, and is kept by
the digest of the file. It must give the same everywhere: what is done to pixels is done in whole numbers.
"""

from __future__ import annotations

import math
import warnings

from PIL import Image, ImageChops, ImageFilter, ImageStat

from drammenworks.images.crop import Focal
from drammenworks.images.decode import decode
from drammenworks.images.impression import Impression, Tone
from drammenworks.images.opening import open_picture

_STAMP = 64
"""Pixels along the longer side: more tells nothing more of where a subject is."""
_LEAST = 1 / 8
"""How small a JPEG is decoded each way: less than that it cannot be."""
_FEW = 256
"""As many colours as fit in a palette."""
_STEP = 0.05
"""How finely the subject is placed: less than a decoder's rounding can move it."""
_CENTRE = 0.5
_EVENLY_SPREAD = math.sqrt(1 / 12)
"""The standard deviation of weights that are the same all over a side."""
_LOSSLESS = ("PNG", "GIF", "TIFF", "WEBP")


def look_at_picture(data: bytes) -> Impression:
    """Return the impression that a picture makes.

    :raises OSError: and the others of ``UNREADABLE``, if its pixels cannot be read.
    """
    with warnings.catch_warnings(action="ignore"):
        with open_picture(data) as image:
            lossless = image.format in _LOSSLESS
        pixels = decode(data, _LEAST).image
    few = lossless and pixels.getcolors(_FEW) is not None
    stamp = _stamp(pixels)
    if stamp.mode == "RGBA":
        backdrop = Image.new("RGBA", stamp.size, (128, 128, 128, 255))
        return Impression(_focal(Image.alpha_composite(backdrop, stamp).convert("RGB")), None, few)
    return Impression(_focal(stamp), _tones(stamp), few)


def _stamp(pixels: Image.Image) -> Image.Image:
    """Return a small picture in RGB, or in RGBA where something shines through."""
    seen_through = pixels.has_transparency_data
    small = pixels.convert("RGBA" if seen_through else "RGB")
    small.thumbnail((_STAMP, _STAMP), Image.Resampling.BOX)
    if seen_through and small.getchannel("A").getextrema() == (255, 255):
        return small.convert("RGB")
    return small


def _tones(stamp: Image.Image) -> tuple[Tone, Tone]:
    halves = stamp.resize((1, 2), Image.Resampling.BOX)
    return _tone(halves, 0), _tone(halves, 1)


def _tone(image: Image.Image, row: int) -> Tone:
    pixel = image.getpixel((0, row))
    assert isinstance(pixel, tuple)
    red, green, blue = pixel
    return (int(red), int(green), int(blue))


def _focal(stamp: Image.Image) -> Focal:
    """Return the middle of what differs most from the rest, in colour (Achanta et al. 2009) and in detail.

    The less that keeps together, the nearer to the middle of the picture: a wrong guess cuts a subject off.
    """
    weights = _weights(stamp)
    columns = [sum(column) for column in zip(*weights, strict=True)]
    rows = [sum(row) for row in weights]
    return (_middle(columns), _middle(rows))


def _weights(stamp: Image.Image) -> list[list[float]]:
    """Return, row by row, how much each pixel stands out."""
    width, height = stamp.size
    colours = stamp.filter(ImageFilter.GaussianBlur(1)).convert("YCbCr")
    mean = tuple(round(value) for value in ImageStat.Stat(colours).mean)
    light, blue, red = ImageChops.difference(colours, Image.new("YCbCr", stamp.size, mean)).split()
    detail = _edges(stamp).filter(ImageFilter.GaussianBlur(2))
    outstanding = ImageChops.add(ImageChops.add(blue, red), ImageChops.add(light, detail, scale=2))
    values = list(outstanding.tobytes())
    floor = 1.5 * sum(values) / len(values)
    return [
        [
            value**3 * _prior(x, width) * _prior(y, height) if value > floor else 0.0
            for x, value in enumerate(values[y * width : (y + 1) * width])
        ]
        for y in range(height)
    ]


def _edges(stamp: Image.Image) -> Image.Image:
    """Return where light and dark meet; nothing at the rim, which Pillow's filter leaves as it is."""
    width, height = stamp.size
    edges = Image.new("L", stamp.size)
    if width > 2 and height > 2:
        inner = stamp.convert("L").filter(ImageFilter.FIND_EDGES).crop((1, 1, width - 1, height - 1))
        edges.paste(inner, (1, 1))
    return edges


def _middle(weights: list[float]) -> float:
    """Return where the weights along a side lie, 0 to 1, drawn to the middle as far as they are spread."""
    total = sum(weights)
    if total == 0:
        return _CENTRE
    places = [(index + 0.5) / len(weights) for index in range(len(weights))]
    mean = sum(place * weight for place, weight in zip(places, weights, strict=True)) / total
    variance = (
        sum((place - mean) ** 2 * weight for place, weight in zip(places, weights, strict=True)) / total
    )
    trust = max(0.0, 1 - math.sqrt(variance) / _EVENLY_SPREAD)
    return round(round((_CENTRE + trust * (mean - _CENTRE)) / _STEP) * _STEP, 2)


def _prior(position: int, length: int) -> float:
    """Return how likely a subject is here: 1 in the middle, a quarter at the rim."""
    off = abs((position + 0.5) / length - 0.5) * 2
    return 1 - 0.75 * off * off
