"""Sample images for the tests of this folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image

from drammenworks.base.digests import digest
from drammenworks.images.probe_result import Probe

RED, BLUE = (200, 30, 30), (30, 30, 200)


def sample_image(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> Image.Image:
    """Return an image whose top left quarter is red and whose rest is blue."""
    image = Image.new("RGB", size, BLUE)
    image.paste(RED, (0, 0, size[0] // 2, size[1] // 2))
    return image.convert(mode)


def save(folder: Path, name: str, image: Image.Image | None = None, **options: Any) -> Path:
    """Save an image, by default the sample, and return its path."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    (image or sample_image()).save(file, **options)
    return file


def with_exif(**tags: Any) -> Image.Exif:
    """Return EXIF with these tags and a GPS position, as phones write it."""
    exif = Image.Exif()
    for tag, value in tags.items():
        exif[{"orientation": 274, "artist": 315}[tag]] = value
    exif.get_ifd(0x8825)[1] = "N"
    return exif


def unread_probe(file: Path, width: int, height: int) -> Probe:
    """Return a probe of a file with a given size, without reading its header."""
    return Probe(file, digest(file.read_bytes()), width, height, has_alpha=False)
