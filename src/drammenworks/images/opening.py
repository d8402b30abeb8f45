"""Open a picture of any format that we take; nobody else asks Pillow to."""

from __future__ import annotations

import io
import struct

from PIL import Image

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF", "GIF")
"""As Pillow names them. Its other readers are for formats that no editor has, and less well tried."""

_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
"""ISO/IEC 23008-12 annex B; ``mif1`` and ``msf1`` say nothing of the codec."""
_MOVING = ("GIF", "PNG", "WEBP", "AVIF")
"""Formats whose frames follow each other in time; TIFF's are pages, and MPO's other views of the same."""

_MOST_PIXELS = 2 * (Image.MAX_IMAGE_PIXELS or 1 << 27)
"""Where Pillow takes a picture for a bomb; four times as many as the best of phones have."""
UNREADABLE = (
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
"""What readers raise of damaged files, each in its own way."""


def open_picture(data: bytes) -> Image.Image:
    """Return a picture whose header is read and whose pixels are not.

    :raises OSError: and the others of ``UNREADABLE``, if the bytes are no picture of ``FORMATS`` or HEIF.
    """
    if is_heif(data):
        # Made for the photos of iPhones; takes a tenth of a second to load, which others need not pay.
        from pillow_heif import HeifImageFile  # noqa: PLC0415

        image = HeifImageFile(io.BytesIO(data))  # type: ignore[no-untyped-call]
        # Pillow looks at the size of what it opens itself.
        if image.width * image.height > _MOST_PIXELS:
            raise Image.DecompressionBombError
        return image
    return Image.open(io.BytesIO(data), formats=FORMATS)


def is_moving(image: Image.Image) -> bool:
    """Tell whether a picture has frames that follow each other in time."""
    return image.format in _MOVING and bool(getattr(image, "is_animated", False))


def is_heif(data: bytes) -> bool:
    """Tell whether the bytes are an HEIF file of another codec than AVIF's, by its brands."""
    if data[4:8] != b"ftyp":
        return False
    size = min(int.from_bytes(data[:4], "big"), 256)
    brands = {data[8:12], *(data[at : at + 4] for at in range(16, size, 4))}
    return not brands & {b"avif", b"avis"} and bool(brands & _HEIF_BRANDS)
