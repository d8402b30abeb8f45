"""Decode an image: upright, with eight bits per channel, and no larger than needed."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageOps

from drammenworks.images.gamut import Gamut, choose_gamut
from drammenworks.images.open import open_image

_ORIENTATION = 274
"""The EXIF orientation tag (TIFF 6.0)."""
_SHRINKABLE = ("JPEG", "MPO")
"""Formats that can be decoded at a reduced size (shrink-on-load)."""


@dataclass(frozen=True, slots=True)
class DecodedImage:
    """The pixels of an image."""

    image: Image.Image
    """Upright, in the colour space of its file."""
    gamut: Gamut
    """The gamut to publish it in."""
    scale: float
    """Its width divided by that of the source: less than 1 with shrink-on-load."""


def shrink_factor(format: str, min_scale: float) -> int:
    """Return how many times smaller, each way, an image is decoded when ``min_scale`` is needed.

    Only JPEG can be decoded at a half, a quarter or an eighth of its size: the inverse DCT yields averages of
    blocks, which is as good as scaling afterwards and saves most of the work.
    """
    if format not in _SHRINKABLE:
        return 1
    return next(factor for factor in (8, 4, 2, 1) if factor * min_scale <= 1)


def decode(data: bytes, min_scale: float) -> DecodedImage:
    """Return the pixels of an image, or of the first frame of an animation.

    :param min_scale: the smallest scale to decode at, 1 for full size.
    :raises OSError: or any of ``DECODE_ERRORS``, if the image is damaged.
    """
    with open_image(data) as image:
        profile = image.info.get("icc_profile")
        full_width = image.width
        factor = shrink_factor(image.format or "", min_scale)
        if factor > 1:
            image.draft(None, (max(1, image.width // factor), max(1, image.height // factor)))
        image.load()
        scale = image.width / full_width
        upright = _eight_bits(image)
        # In place: a copy would take most of the memory of a large photo.
        ImageOps.exif_transpose(upright, in_place=True)
    upright.info = {name: value for name, value in upright.info.items() if name == "transparency"}
    return DecodedImage(upright, choose_gamut(upright, profile), scale)


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return the image in a mode that can be scaled: eight bits per channel, without a palette."""
    if image.mode.startswith("I"):
        # Converting clips 16-bit values at 255, and the image becomes white.
        return _with_orientation(
            image.convert("I").point(lambda value: value * (1 / 257) + 0.5).convert("L"), image
        )
    if image.mode == "F":
        # Scanners and cameras write intensities as 0 to 1.
        return _with_orientation(image.point(lambda value: value * 255 + 0.5).convert("L"), image)
    if image.mode in ("RGB", "RGBA", "L", "CMYK", "LAB") and "transparency" not in image.info:
        return image
    mode = "RGBA" if image.has_transparency_data else "L" if image.mode == "1" else "RGB"
    return _with_orientation(image.convert(mode), image)


def _with_orientation(converted: Image.Image, original: Image.Image) -> Image.Image:
    """Return the converted image with the orientation of the original, for ``exif_transpose``."""
    converted.getexif()[_ORIENTATION] = original.getexif().get(_ORIENTATION, 1)
    return converted
