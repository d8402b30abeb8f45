"""Analyse a thumbnail of an image: its tones, and the focal point by saliency.

It takes some milliseconds for a JPEG, which is decoded at an eighth of its size. The result is cached by the
digest of the file, and must be the same on every machine: pixels are processed in integers.
"""

from __future__ import annotations

import math
import warnings

from PIL import Image, ImageChops, ImageFilter, ImageStat

from drammenworks.images.analysis_result import ImageAnalysis, Tone
from drammenworks.images.crop import FocalPoint
from drammenworks.images.decode import decode
from drammenworks.images.open import open_image

_THUMBNAIL = 64
"""Pixels along the longer side; more do not improve the estimate."""
_MIN_SCALE = 1 / 8
"""The smallest scale that libjpeg decodes at."""
_PALETTE = 256
"""The most colours of an image that counts as a graphic."""
_STEP = 0.05
"""The focal point is rounded to this, so that a decoder's rounding errors do not move it."""
_CENTRE = 0.5
_UNIFORM_DEVIATION = math.sqrt(1 / 12)
"""The standard deviation of a uniform distribution over a side of length 1."""
_LOSSLESS = ("PNG", "GIF", "TIFF", "WEBP")


def analyse_image(data: bytes) -> ImageAnalysis:
    """Return what the pixels of an image show.

    :raises OSError: or any of ``DECODE_ERRORS``, if its pixels cannot be decoded.
    """
    with warnings.catch_warnings(action="ignore"):
        with open_image(data) as image:
            lossless = image.format in _LOSSLESS
        pixels = decode(data, _MIN_SCALE).image
    few_colours = lossless and pixels.getcolors(_PALETTE) is not None
    thumbnail = _thumbnail(pixels)
    if thumbnail.mode == "RGBA":
        backdrop = Image.new("RGBA", thumbnail.size, (128, 128, 128, 255))
        return ImageAnalysis(
            _focal(Image.alpha_composite(backdrop, thumbnail).convert("RGB")), None, few_colours
        )
    return ImageAnalysis(_focal(thumbnail), _tones(thumbnail), few_colours)


def _thumbnail(pixels: Image.Image) -> Image.Image:
    """Return a thumbnail in RGB, or in RGBA where a pixel is transparent."""
    transparent = pixels.has_transparency_data
    small = pixels.convert("RGBA" if transparent else "RGB")
    small.thumbnail((_THUMBNAIL, _THUMBNAIL), Image.Resampling.BOX)
    if transparent and small.getchannel("A").getextrema() == (255, 255):
        return small.convert("RGB")
    return small


def _tones(thumbnail: Image.Image) -> tuple[Tone, Tone]:
    halves = thumbnail.resize((1, 2), Image.Resampling.BOX)
    return _tone(halves, 0), _tone(halves, 1)


def _tone(image: Image.Image, row: int) -> Tone:
    pixel = image.getpixel((0, row))
    assert isinstance(pixel, tuple)
    red, green, blue = pixel
    return (int(red), int(green), int(blue))


def _focal(thumbnail: Image.Image) -> FocalPoint:
    """Return the centre of what is salient, by colour (Achanta et al. 2009) and by detail.

    The more scattered the salient pixels are, the nearer to the centre of the image: a wrong estimate crops
    the subject.
    """
    weights = _weights(thumbnail)
    columns = [sum(column) for column in zip(*weights, strict=True)]
    rows = [sum(row) for row in weights]
    return (_centre_of(columns), _centre_of(rows))


def _weights(thumbnail: Image.Image) -> list[list[float]]:
    """Return the saliency of each pixel, by row."""
    width, height = thumbnail.size
    colours = thumbnail.filter(ImageFilter.GaussianBlur(1)).convert("YCbCr")
    mean = tuple(round(value) for value in ImageStat.Stat(colours).mean)
    light, blue, red = ImageChops.difference(colours, Image.new("YCbCr", thumbnail.size, mean)).split()
    detail = _edges(thumbnail).filter(ImageFilter.GaussianBlur(2))
    saliency = ImageChops.add(ImageChops.add(blue, red), ImageChops.add(light, detail, scale=2))
    values = list(saliency.tobytes())
    floor = 1.5 * sum(values) / len(values)
    return [
        [
            value**3 * _prior(x, width) * _prior(y, height) if value > floor else 0.0
            for x, value in enumerate(values[y * width : (y + 1) * width])
        ]
        for y in range(height)
    ]


def _edges(thumbnail: Image.Image) -> Image.Image:
    """Return the edges in the image, without the outermost pixels, which Pillow's filter copies unchanged."""
    width, height = thumbnail.size
    edges = Image.new("L", thumbnail.size)
    if width > 2 and height > 2:
        inner = thumbnail.convert("L").filter(ImageFilter.FIND_EDGES).crop((1, 1, width - 1, height - 1))
        edges.paste(inner, (1, 1))
    return edges


def _centre_of(weights: list[float]) -> float:
    """Return the weighted mean position along a side, moved to the centre by its deviation."""
    total = sum(weights)
    if total == 0:
        return _CENTRE
    positions = [(index + 0.5) / len(weights) for index in range(len(weights))]
    mean = sum(position * weight for position, weight in zip(positions, weights, strict=True)) / total
    variance = (
        sum((position - mean) ** 2 * weight for position, weight in zip(positions, weights, strict=True))
        / total
    )
    confidence = max(0.0, 1 - math.sqrt(variance) / _UNIFORM_DEVIATION)
    return round(round((_CENTRE + confidence * (mean - _CENTRE)) / _STEP) * _STEP, 2)


def _prior(position: int, length: int) -> float:
    """Return the prior weight of a position: 1 at the centre, a quarter at the edge."""
    distance = abs((position + 0.5) / length - 0.5) * 2
    return 1 - 0.75 * distance * distance
