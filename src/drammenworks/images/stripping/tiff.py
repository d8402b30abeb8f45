"""Strip TIFF by encoding it again, since its tags may be anywhere in the file."""

from __future__ import annotations

import io

from PIL import ImageOps

from drammenworks.images.open import open_image


def strip_tiff(data: bytes, orientation: int) -> bytes:
    """Return the first page upright, with the same pixels, in lossless compression."""
    with open_image(data) as image:
        profile = image.info.get("icc_profile")
        # A copy has no tags; Pillow would write those of the image that it read.
        fresh = ImageOps.exif_transpose(image) if orientation != 1 else image.copy()
    fresh.info.clear()
    buffer = io.BytesIO()
    # An explicit empty Exif, since the default is that of the source.
    fresh.save(buffer, "TIFF", compression="tiff_adobe_deflate", icc_profile=profile, exif=b"")
    return buffer.getvalue()
