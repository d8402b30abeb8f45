"""Measure an image, and look at what it shows."""

from __future__ import annotations

from pathlib import Path

from drammenworks.content.image_info import Found, ImageInfo
from drammenworks.images.analyse import analyse_image
from drammenworks.images.open import DECODE_ERRORS
from drammenworks.images.probe import probe_bytes
from drammenworks.images.probe_result import DAMAGED, UnusableImageError


def probe_image(path: str, data: bytes) -> Found:
    """Return what is known of an image with these bytes, or why it cannot be used."""
    try:
        # Named from the project's root: the project may lie elsewhere when this is used.
        probe = probe_bytes(Path(path), data)
        return ImageInfo(probe, None if probe.is_svg else analyse_image(data))
    except UnusableImageError as error:
        return error.reason
    except DECODE_ERRORS:
        return DAMAGED
