"""Convert colours for the web: to sRGB, or to Display P3 for an image with colours outside sRGB."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageChops, ImageCms

from drammenworks.images.display_p3 import display_p3

Mode = Literal["L", "RGB", "RGBA"]

_SAMPLE = 256
"""Pixels each way of the sample that decides whether an image has colours outside sRGB."""
_VISIBLE = 8
"""Of 255: the smallest difference that is visible side by side with the original."""
_WIDE_SHARE = 1 / 500
"""The share of pixels that must differ visibly in sRGB for a wider gamut to be worth its profile."""
_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION


@dataclass(frozen=True, slots=True)
class Gamut:
    """The gamut that an image is published in, and the conversion to it from the image's own profile."""

    source: ImageCms.ImageCmsProfile | None
    """The image's profile; None when it has no usable one and is taken as sRGB, as browsers do."""
    is_wide: bool = False
    """Whether it is Display P3."""

    @property
    def profile(self) -> bytes | None:
        """The profile to embed; None for sRGB, the default of images without one."""
        return display_p3() if self.is_wide else None

    def convert(self, image: Image.Image) -> Image.Image:
        """Return an image converted to this gamut, as grey, RGB or RGBA."""
        mode = web_mode(image)
        if self.source is None:
            return image if image.mode == mode else image.convert(mode)
        target = _p3() if self.is_wide else _srgb()
        return _transformed(image, self.source, target, "RGB" if mode == "L" else mode)


def web_mode(image: Image.Image) -> Mode:
    """Return the mode for the pixels of an image in a web format."""
    if image.has_transparency_data:
        return "RGBA"
    return "L" if image.mode in ("1", "L") else "RGB"


def choose_gamut(image: Image.Image, profile: bytes | None) -> Gamut:
    """Return the gamut to publish an image in, by its embedded profile."""
    if not profile or image.mode not in ("L", "RGB", "RGBA", "CMYK", "LAB"):
        return Gamut(None)
    sample = image.resize((min(image.width, _SAMPLE), min(image.height, _SAMPLE)), Image.Resampling.NEAREST)
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        narrow = _transformed(sample, source, _srgb(), "RGB")
        wide = _transformed(sample, source, _p3(), "RGB")
        back = _transformed(narrow, _srgb(), _p3(), "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        # The profile is damaged, or of a different colour space; sRGB is the usual case.
        return Gamut(None)
    lost = ImageChops.difference(wide, back)
    bands = lost.split()
    largest = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    visible = sum(largest.histogram()[_VISIBLE:])
    return Gamut(source, is_wide=visible > _WIDE_SHARE * sample.width * sample.height)


def _transformed(
    image: Image.Image, source: ImageCms.ImageCmsProfile, target: ImageCms.ImageCmsProfile, mode: str
) -> Image.Image:
    converted = ImageCms.profileToProfile(
        image, source, target, renderingIntent=_INTENT, outputMode=mode, flags=_FLAGS
    )
    assert converted is not None  # It is None only with inPlace.
    return converted


def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _p3() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(io.BytesIO(display_p3()))
