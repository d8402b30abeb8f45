"""What is seen of a picture at first sight, found out by :mod:`glance` and kept."""

from __future__ import annotations

from dataclasses import dataclass

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.images.crop import Focal

Tone = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""


@dataclass(frozen=True, slots=True)
class Impression(FastPickle):
    """What is seen of a picture at the size of a stamp."""

    focal: Focal
    """Where its subject seems to be."""
    tones: tuple[Tone, Tone] | None
    """The mean colours of its upper and lower half; none for a picture that is seen through."""
    few_colours: bool
    """It is drawn rather than photographed: PNG shows it sharper than JPEG, and with fewer bytes."""
