"""Strip metadata from an original image that is published for download, without changing its pixels.

Position, camera, author, editing history, thumbnail and the video of a «live» photo are not for the public.
The colour profile and the orientation remain, since the image would look different without them.
"""

from __future__ import annotations

import warnings
from pathlib import Path

from drammenworks.images.open import DECODE_ERRORS, open_image
from drammenworks.images.probe import probe_bytes
from drammenworks.images.probe_result import DAMAGED, UnusableImageError
from drammenworks.images.stripping.gif import strip_gif
from drammenworks.images.stripping.isobmff import strip_isobmff
from drammenworks.images.stripping.jpeg import strip_jpeg
from drammenworks.images.stripping.png import strip_png
from drammenworks.images.stripping.tiff import strip_tiff
from drammenworks.images.stripping.webp import strip_webp
from drammenworks.images.svg import sanitise
from drammenworks.images.svg_size import is_svg

__all__ = ["strip_metadata", "strip_original"]

_STRIPPERS = {
    "JPEG": strip_jpeg,
    "MPO": strip_jpeg,
    "PNG": strip_png,
    "WEBP": strip_webp,
    "GIF": strip_gif,
    "AVIF": strip_isobmff,
    "HEIF": strip_isobmff,
    "TIFF": strip_tiff,
}
_ORIENTATION = 274


def strip_original(file: Path, data: bytes) -> tuple[bytes, str]:
    """Return the bytes to publish of an original, and its format as Pillow names it, or ``SVG``.

    :param data: the bytes of the file.
    :raises UnusableImageError: if they are not an image, or its format is not supported.
    """
    stripped = sanitise(data) if is_svg(data) else strip_metadata(data)
    return stripped, probe_bytes(file, data).format


def strip_metadata(data: bytes) -> bytes:
    """Return a raster image in its own format without metadata.

    :raises UnusableImageError: if it is damaged, or its format is not supported.
    """
    # Pillow's warnings about metadata are in English, and the editor cannot act on them.
    with warnings.catch_warnings(action="ignore"):
        return _stripped(data)


def _stripped(data: bytes) -> bytes:
    try:
        with open_image(data) as image:
            strip, orientation = _STRIPPERS[image.format or ""], image.getexif().get(_ORIENTATION, 1)
        stripped = strip(data, orientation if orientation in range(1, 9) else 1)
        with open_image(stripped) as image:
            image.load()
    except DECODE_ERRORS:
        raise UnusableImageError(DAMAGED) from None
    return stripped
