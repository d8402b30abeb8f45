"""Decode a picture as it is meant to be seen: upright, in eight bits, and no larger than it is needed."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageOps

from drammenworks.images.colour import Gamut, gamut_of
from drammenworks.images.opening import open_picture

_ORIENTATION = 274
"""The EXIF tag (TIFF 6.0) that tells which way is up."""
_REDUCED = ("JPEG", "MPO")
"""Formats that can be decoded smaller than they are."""


@dataclass(frozen=True, slots=True)
class Pixels:
    """A decoded picture."""

    image: Image.Image
    """Upright, in the colours of its file."""
    gamut: Gamut
    scale: float
    """Its width to that of the source: less than 1 when it was decoded smaller."""


def reduction(format: str, least: float) -> int:
    """Return how many times smaller, each way, a picture is decoded when ``least`` of its scale is wanted.

    JPEG alone can be decoded smaller, to a half, a quarter or an eighth: its transform gives the averages of
    blocks, which is as good as scaling afterwards and saves most of the work.
    """
    if format not in _REDUCED:
        return 1
    return next(times for times in (8, 4, 2, 1) if times * least <= 1)


def decode(data: bytes, least: float) -> Pixels:
    """Return the pixels of a picture; of an animation, those of its first frame.

    :param least: the scale below which it must not be decoded, 1 for all of its pixels.
    :raises OSError: and the others of ``opening.UNREADABLE``, if the picture is damaged.
    """
    with open_picture(data) as image:
        profile = image.info.get("icc_profile")
        whole = image.width
        times = reduction(image.format or "", least)
        if times > 1:
            image.draft(None, (max(1, image.width // times), max(1, image.height // times)))
        image.load()
        scale = image.width / whole
        turned = _eight_bits(image)
        # A copy of a large photo would be most of the memory that it takes.
        ImageOps.exif_transpose(turned, in_place=True)
    turned.info = {name: value for name, value in turned.info.items() if name == "transparency"}
    return Pixels(turned, gamut_of(turned, profile), scale)


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return the picture in a mode that can be scaled: eight bits a channel, without a palette."""
    if image.mode.startswith("I"):
        # Converting cuts 16 bits off at 255, and leaves a white picture.
        return _exif_kept(image.convert("I").point(lambda value: value * (1 / 257) + 0.5).convert("L"), image)
    if image.mode == "F":
        # Scanners and cameras write light as 0 to 1.
        return _exif_kept(image.point(lambda value: value * 255 + 0.5).convert("L"), image)
    if image.mode in ("RGB", "RGBA", "L", "CMYK", "LAB") and "transparency" not in image.info:
        return image
    mode = "RGBA" if image.has_transparency_data else "L" if image.mode == "1" else "RGB"
    return _exif_kept(image.convert(mode), image)


def _exif_kept(converted: Image.Image, original: Image.Image) -> Image.Image:
    """Return the converted picture knowing which way is up."""
    converted.getexif()[_ORIENTATION] = original.getexif().get(_ORIENTATION, 1)
    return converted
