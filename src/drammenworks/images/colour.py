"""Bring colours into those of the web: sRGB, or Display P3 where a picture shows more than sRGB can."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageChops, ImageCms

from drammenworks.images.icc import display_p3

Mode = Literal["L", "RGB", "RGBA"]

_SAMPLE = 256
"""Pixels each way that are looked at to see whether a picture shows more than sRGB can."""
_VISIBLE = 8
"""Of 255: a smaller difference than this is not seen beside the original."""
_ENOUGH = 1 / 500
"""The share of a picture's pixels that must differ visibly before a wider gamut is worth its while."""
_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION


@dataclass(frozen=True, slots=True)
class Gamut:
    """The colours that a picture is to be published in, and how to get there from its own."""

    source: ImageCms.ImageCmsProfile | None
    """None when the picture has none that says anything: it is then taken as sRGB, as browsers do."""
    is_wide: bool = False

    @property
    def profile(self) -> bytes | None:
        """The profile to embed; None for sRGB, which is what is assumed of pictures without one."""
        return display_p3() if self.is_wide else None

    def convert(self, image: Image.Image) -> Image.Image:
        """Return the picture in these colours, as grey, RGB or RGBA."""
        mode = web_mode(image)
        if self.source is None:
            return image if image.mode == mode else image.convert(mode)
        target = _p3() if self.is_wide else _srgb()
        return _transformed(image, self.source, target, "RGB" if mode == "L" else mode)


def web_mode(image: Image.Image) -> Mode:
    """Return the mode that formats of the web have for such pixels."""
    if image.has_transparency_data:
        return "RGBA"
    return "L" if image.mode in ("1", "L") else "RGB"


def gamut_of(image: Image.Image, profile: bytes | None) -> Gamut:
    """Return the colours to publish a picture in, by the profile that its file embeds."""
    if not profile or image.mode not in ("L", "RGB", "RGBA", "CMYK", "LAB"):
        return Gamut(None)
    sample = image.resize((min(image.width, _SAMPLE), min(image.height, _SAMPLE)), Image.Resampling.NEAREST)
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        narrow = _transformed(sample, source, _srgb(), "RGB")
        wide = _transformed(sample, source, _p3(), "RGB")
        back = _transformed(narrow, _srgb(), _p3(), "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        # A damaged profile, or one of another kind of colours, says nothing; sRGB is the usual case.
        return Gamut(None)
    lost = ImageChops.difference(wide, back)
    bands = lost.split()
    largest = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    visible = sum(largest.histogram()[_VISIBLE:])
    return Gamut(source, is_wide=visible > _ENOUGH * sample.width * sample.height)


def _transformed(
    image: Image.Image, source: ImageCms.ImageCmsProfile, target: ImageCms.ImageCmsProfile, mode: str
) -> Image.Image:
    converted = ImageCms.profileToProfile(
        image, source, target, renderingIntent=_INTENT, outputMode=mode, flags=_FLAGS
    )
    assert converted is not None  # It is only with inPlace.
    return converted


def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _p3() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(io.BytesIO(display_p3()))
