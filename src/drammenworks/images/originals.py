"""A picture as the public may fetch it: in its own size and format, without anything but the picture."""

from __future__ import annotations

from pathlib import Path

from drammenworks.images.drawing import is_drawing
from drammenworks.images.measuring import probe_bytes
from drammenworks.images.stripping import strip_metadata
from drammenworks.images.svg import sanitise


def without_metadata(file: Path, data: bytes) -> tuple[bytes, str]:
    """Return the bytes that are published of a picture, and its format as Pillow names it.

    :param data: what was read of the file.
    :raises UnusablePictureError: if they are no picture, or one of a format that we do not take.
    """
    stripped = sanitise(data) if is_drawing(data) else strip_metadata(data)
    return stripped, probe_bytes(file, data).format
