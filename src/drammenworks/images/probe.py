"""Probe an image: read its header, and none of its pixels."""

from __future__ import annotations

import warnings
from pathlib import Path

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from drammenworks.base.digests import digest
from drammenworks.errors import Phrase
from drammenworks.images.describe_file_type import describe_file_type
from drammenworks.images.open import DECODE_ERRORS, is_animated, open_image
from drammenworks.images.probe_result import GONE, Probe, UnusableImageError
from drammenworks.images.svg_size import is_svg, svg_size

_SWAPPED = frozenset({5, 6, 7, 8})
"""EXIF orientations (TIFF 6.0, tag 274) that swap width and height."""
_ORIENTATION = 274
_ANIMATION_CHUNKS = (b"acTL", b"fdAT")
"""What a PNG of several frames has in it (W3C PNG, third edition, § 11.3.6)."""
_GPS = 0x8825
"""The EXIF tag of the GPS directory."""
_COEFFICIENT_SIZE = 2
"""Bytes of a DCT coefficient in libjpeg; there is one for each sample."""
_JPEG, _SCAN = b"\xff\xd8", b"\xff\xda"
_MAX_SCANS = 2_000
"""A progressive JPEG has a dozen scans. Decoding each takes time for every pixel, so that a small file could
take hours. The limit is high because the two bytes of the marker also occur by chance, once in 64 kB, in the
video that a phone appends to a photo.
"""


def probe(file: Path) -> Probe:
    """Return what the header of an image file says.

    :raises UnusableImageError: if it cannot be read, or its format is not supported.
    """
    try:
        return probe_bytes(file, file.read_bytes())
    except FileNotFoundError:
        raise UnusableImageError(GONE) from None
    except OSError as error:
        raise UnusableImageError(Phrase("den kan ikke leses ({error})", error=error.strerror)) from None


def probe_bytes(file: Path, data: bytes) -> Probe:
    """Return what the header of an image says, from the bytes of its file.

    :param file: where the bytes come from; it is not read again.
    :raises UnusableImageError: if they are not an image, or its format is not supported.
    """
    if not data:
        raise UnusableImageError(Phrase("filen er tom"))
    if is_svg(data):
        return _probe_svg(file, data)
    if data.startswith(_JPEG) and data.count(_SCAN) > _MAX_SCANS:
        raise UnusableImageError(Phrase("den er lagret i altfor mange omganger"))
    try:
        with warnings.catch_warnings(action="ignore"), open_image(data) as image:
            width, height = image.size
            exif = image.getexif()
            if exif.get(_ORIENTATION) in _SWAPPED:
                width, height = height, width
            return Probe(
                file,
                digest(data),
                width,
                height,
                image.has_transparency_data,
                image.format or "JPEG",
                is_animated(image),
                _GPS in exif,
                _has_lost_frames(image, data),
                _coefficient_bytes(image),
            )
    except Image.DecompressionBombError:
        raise UnusableImageError(Phrase("den har altfor mange piksler")) from None
    except DECODE_ERRORS:
        file_type = describe_file_type(data)
        if file_type is not None:
            raise UnusableImageError(file_type) from None
        raise UnusableImageError(Phrase("den er skadet, eller ikke et bilde av et kjent format")) from None


def _has_lost_frames(image: Image.Image, data: bytes) -> bool:
    """Return whether Pillow, which says so by a warning alone, sees one image in an animated PNG."""
    if image.format != "PNG" or is_animated(image):
        return False
    return all(name in data for name in _ANIMATION_CHUNKS)


def _coefficient_bytes(image: Image.Image) -> int:
    """Return how many bytes of DCT coefficients libjpeg buffers; 0 unless it is a progressive JPEG."""
    if not isinstance(image, JpegImageFile) or "progressive" not in image.info:
        return 0
    # Each component has an id, vertical and horizontal sampling factors, and a table (ITU-T T.81, B.2.2).
    samples = [vertical * horizontal for _, vertical, horizontal, _ in image.layer]
    finest = max(layer[1] for layer in image.layer) * max(layer[2] for layer in image.layer)
    return _COEFFICIENT_SIZE * image.width * image.height * sum(samples) // finest


def _probe_svg(file: Path, data: bytes) -> Probe:
    size = svg_size(data)
    if size is None:
        raise UnusableImageError(Phrase("tegningen er skadet, eller sier ikke hvor stor den er"))
    return Probe(file, digest(data), *size, has_alpha=True, format="SVG")
