"""What an image header says. It is apart from :mod:`probe`, so that planning does not load Pillow."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.errors import Phrase

DAMAGED = Phrase("den er skadet og lar seg ikke åpne")
GONE = Phrase("den finnes ikke lenger")
CHANGED = Phrase("den ble endret mens nettstedet ble bygget")
"""Reasons why an image cannot be used."""


class UnusableImageError(Exception):
    """The file is not an image that we can decode."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """Why: a ``Phrase``, which the text of an exception is not."""


@dataclass(frozen=True, slots=True)
class Probe(FastPickle):
    """What an image header says: the result of :mod:`probe`."""

    file: Path
    digest: str
    """Of the file's bytes."""
    width: int
    """In pixels, after the EXIF orientation is applied. For SVG, in CSS pixels."""
    height: int
    has_alpha: bool
    format: str = "JPEG"
    """Pillow's name for it, or ``SVG``."""
    is_animated: bool = False
    has_gps: bool = False
    """Its EXIF has a GPS position, which may be somebody's home."""
    has_lost_frames: bool = False
    """It is meant to be animated, but is damaged so that only its first image can be shown."""
    coefficient_bytes: int = 0
    """Bytes of DCT coefficients that libjpeg buffers for a progressive JPEG; 0 for other images."""

    @property
    def is_svg(self) -> bool:
        """Whether it is a vector image: without pixels, and sharp at any size."""
        return self.format == "SVG"
