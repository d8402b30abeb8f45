"""Measure a picture by its header; the pixels are not read."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from drammenworks.base.digests import digest
from drammenworks.errors import Phrase

_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF", "GIF")
_TURNED = frozenset({5, 6, 7, 8})
"""EXIF orientations (TIFF 6.0, tag 274) that swap width and height."""
_ORIENTATION = 274


class UnusablePictureError(Exception):
    """The file is no picture that we can read."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """Why: a ``Phrase``, which the text of an exception is not."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What a picture's header says."""

    file: Path
    digest: str
    """Of the file's bytes."""
    width: int
    """In pixels, as it is meant to be seen: turned by its EXIF orientation."""
    height: int
    has_alpha: bool


def probe(file: Path) -> Probe:
    """Return what the header of a picture says.

    :raises UnusablePictureError: if it cannot be read, or is of a format that we do not take.
    """
    try:
        data = file.read_bytes()
        # Of the bytes that were read, since the file may be another one by now.
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(io.BytesIO(data), formats=_FORMATS) as image,
        ):
            width, height = image.size
            if image.getexif().get(_ORIENTATION) in _TURNED:
                width, height = height, width
            has_alpha = image.has_transparency_data
    except FileNotFoundError:
        raise UnusablePictureError(Phrase("den finnes ikke lenger")) from None
    except Image.DecompressionBombError:
        raise UnusablePictureError(Phrase("den har altfor mange piksler")) from None
    except (OSError, SyntaxError, ValueError):
        raise UnusablePictureError(Phrase("den er skadet, eller ikke et bilde av et kjent format")) from None
    return Probe(file, digest(data), width, height, has_alpha)
