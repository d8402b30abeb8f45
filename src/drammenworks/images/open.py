"""Open an image of any supported format; the only module that asks Pillow to."""

from __future__ import annotations

import io
import struct

from PIL import Image

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF", "GIF")
"""Pillow's names of the formats to decode. Its other decoders are for formats that no editor has, and less
well tested.
"""

_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
"""ISO/IEC 23008-12 annex B; ``mif1`` and ``msf1`` do not identify a codec."""
_ANIMATED = ("GIF", "PNG", "WEBP", "AVIF")
"""Formats whose frames are an animation; those of TIFF are pages, and those of MPO are views of one scene."""

_MAX_PIXELS = 2 * (Image.MAX_IMAGE_PIXELS or 1 << 27)
"""Above this Pillow refuses an image as a decompression bomb; four times as many as the best phone camera
has.
"""
DECODE_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    RuntimeError,
    EOFError,
    TypeError,
    LookupError,
    ArithmeticError,
    MemoryError,
    struct.error,
    Image.DecompressionBombError,
)
"""What Pillow's decoders raise for damaged files; each decoder raises different exceptions."""


def open_image(data: bytes) -> Image.Image:
    """Return an image of which the header is read and the pixels are not.

    :raises OSError: or any of ``DECODE_ERRORS``, if the bytes are not an image of ``FORMATS`` or HEIF.
    """
    if is_heif(data):
        # HEIF is the format of iPhone photos. The module takes 0.1 s to import.
        from pillow_heif import HeifImageFile  # noqa: PLC0415

        image = HeifImageFile(io.BytesIO(data))  # type: ignore[no-untyped-call]
        # Pillow checks the size only of images that it opens itself.
        if image.width * image.height > _MAX_PIXELS:
            raise Image.DecompressionBombError
        return image
    return Image.open(io.BytesIO(data), formats=FORMATS)


def is_animated(image: Image.Image) -> bool:
    """Return whether an image has more than one frame of an animation."""
    return image.format in _ANIMATED and bool(getattr(image, "is_animated", False))


def is_heif(data: bytes) -> bool:
    """Return whether the brands of the file are those of HEIF with a codec other than AV1 (AVIF)."""
    if data[4:8] != b"ftyp":
        return False
    size = min(int.from_bytes(data[:4], "big"), 256)
    brands = {data[8:12], *(data[at : at + 4] for at in range(16, size, 4))}
    return not brands & {b"avif", b"avis"} and bool(brands & _HEIF_BRANDS)
