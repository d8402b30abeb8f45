"""The result of analysing the pixels of an image. It is apart from :mod:`analyse`, which loads Pillow."""

from __future__ import annotations

from dataclasses import dataclass

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.images.crop import FocalPoint

Tone = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""


@dataclass(frozen=True, slots=True)
class ImageAnalysis(FastPickle):
    """What a thumbnail shows of an image."""

    focal: FocalPoint
    """The estimated position of its subject."""
    tones: tuple[Tone, Tone] | None
    """The mean colours of its upper and lower half; None for an image with transparency."""
    few_colours: bool
    """Whether it is a graphic rather than a photo: PNG is sharper and smaller than JPEG."""
