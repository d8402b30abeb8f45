"""Measure an image, and look at what it shows."""

from __future__ import annotations

from pathlib import Path

from drammenworks.content.pictures import Found, ImageInfo
from drammenworks.errors import Phrase
from drammenworks.images.glance import look_at_picture
from drammenworks.images.measuring import probe_bytes
from drammenworks.images.opening import UNREADABLE
from drammenworks.images.probe import UnusablePictureError


def probe_image(path: str, data: bytes) -> Found:
    """Return what is known of an image with these bytes, or why it cannot be used."""
    try:
        # Named from the project's root: the project may lie elsewhere when this is used.
        probe = probe_bytes(Path(path), data)
        return ImageInfo(probe, None if probe.is_drawing else look_at_picture(data))
    except UnusablePictureError as error:
        return error.reason
    except UNREADABLE:
        return Phrase("den er skadet og lar seg ikke åpne")
