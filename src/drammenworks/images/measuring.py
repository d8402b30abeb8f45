"""Measure a picture by its header; the pixels are not read."""

from __future__ import annotations

import warnings
from pathlib import Path

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from drammenworks.base.digests import digest
from drammenworks.errors import Phrase
from drammenworks.images.drawing import is_drawing, measure_drawing
from drammenworks.images.opening import UNREADABLE, is_moving, open_picture
from drammenworks.images.probe import Probe, UnusablePictureError
from drammenworks.images.strangers import name_of_stranger

_TURNED = frozenset({5, 6, 7, 8})
"""EXIF orientations (TIFF 6.0, tag 274) that swap width and height."""
_ORIENTATION = 274
_POSITION = 0x8825
"""The EXIF tag that leads to where a picture was taken."""
_COEFFICIENT = 2
"""Bytes, in libjpeg; one for each sample."""
_JPEG, _SCAN = b"\xff\xd8", b"\xff\xda"
_MOST_SCANS = 2_000
"""A progressive photo has a dozen, and each goes through all its pixels: a small file could take hours. In a
film that a phone put behind its photo these two bytes stand by chance once in 64 kB.
"""


def probe(file: Path) -> Probe:
    """Return what the header of a picture says.

    :raises UnusablePictureError: if it cannot be read, or is of a format that we do not take.
    """
    try:
        return probe_bytes(file, file.read_bytes())
    except FileNotFoundError:
        raise UnusablePictureError(Phrase("den finnes ikke lenger")) from None
    except OSError as error:
        raise UnusablePictureError(Phrase("den kan ikke leses ({error})", error=error.strerror)) from None


def probe_bytes(file: Path, data: bytes) -> Probe:
    """Return what the header of a picture says, from the bytes that were read of its file.

    :raises UnusablePictureError: if they are no picture, or one of a format that we do not take.
    """
    if not data:
        raise UnusablePictureError(Phrase("filen er tom"))
    if is_drawing(data):
        return _probe_drawing(file, data)
    if data.startswith(_JPEG) and data.count(_SCAN) > _MOST_SCANS:
        raise UnusablePictureError(Phrase("den er lagret i altfor mange omganger"))
    try:
        with warnings.catch_warnings(action="ignore"), open_picture(data) as image:
            width, height = image.size
            exif = image.getexif()
            if exif.get(_ORIENTATION) in _TURNED:
                width, height = height, width
            return Probe(
                file,
                digest(data),
                width,
                height,
                image.has_transparency_data,
                image.format or "JPEG",
                is_moving(image),
                _POSITION in exif,
                _coefficients(image),
            )
    except Image.DecompressionBombError:
        raise UnusablePictureError(Phrase("den har altfor mange piksler")) from None
    except UNREADABLE:
        stranger = name_of_stranger(data)
        if stranger is not None:
            raise UnusablePictureError(stranger) from None
        raise UnusablePictureError(Phrase("den er skadet, eller ikke et bilde av et kjent format")) from None


def _coefficients(image: Image.Image) -> int:
    """Return how many bytes the coefficients of a progressive JPEG take."""
    if not isinstance(image, JpegImageFile) or "progressive" not in image.info:
        return 0
    # Of each component: its name, how often it is sampled down and across, and its table (ITU-T T.81, B.2.2).
    samples = [down * across for _, down, across, _ in image.layer]
    finest = max(down for _, down, _, _ in image.layer) * max(across for _, _, across, _ in image.layer)
    return _COEFFICIENT * image.width * image.height * sum(samples) // finest


def _probe_drawing(file: Path, data: bytes) -> Probe:
    size = measure_drawing(data)
    if size is None:
        raise UnusablePictureError(Phrase("tegningen er skadet, eller sier ikke hvor stor den er"))
    return Probe(file, digest(data), *size, has_alpha=True, format="SVG")
