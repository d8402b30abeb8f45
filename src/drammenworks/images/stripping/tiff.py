"""TIFF: written anew, since its tags lie anywhere in the file."""

from __future__ import annotations

import io

from PIL import ImageOps

from drammenworks.images.opening import open_picture


def strip_tiff(data: bytes, orientation: int) -> bytes:
    """Return the first page upright, with the same pixels, compressed without loss."""
    with open_picture(data) as image:
        profile = image.info.get("icc_profile")
        # A copy is a plain image: Pillow would write the tags of the one that it read.
        fresh = ImageOps.exif_transpose(image) if orientation != 1 else image.copy()
    fresh.info.clear()
    buffer = io.BytesIO()
    # Without Exif, and with it said, since it would take what it read otherwise.
    fresh.save(buffer, "TIFF", compression="tiff_adobe_deflate", icc_profile=profile, exif=b"")
    return buffer.getvalue()
