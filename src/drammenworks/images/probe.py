"""What a picture's header says. Who plans with it need not load what reads pictures, see :mod:`measuring`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from drammenworks.base.fast_pickle import FastPickle


class UnusablePictureError(Exception):
    """The file is no picture that we can read."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """Why: a ``Phrase``, which the text of an exception is not."""


@dataclass(frozen=True, slots=True)
class Probe(FastPickle):
    """What a picture's header says."""

    file: Path
    digest: str
    """Of the file's bytes."""
    width: int
    """In pixels, as it is meant to be seen: turned by its EXIF orientation. Of a drawing, in CSS pixels."""
    height: int
    has_alpha: bool
    format: str = "JPEG"
    """As Pillow names it; ``SVG`` for a drawing."""
    is_animated: bool = False
    has_position: bool = False
    """It tells where it was taken, which may be somebody's home."""
    coefficients: int = 0
    """Bytes that libjpeg holds of a progressive photo until it is decoded; of others it holds a few rows."""

    @property
    def is_drawing(self) -> bool:
        """It has no pixels, and is sharp at any size."""
        return self.format == "SVG"
