"""What planning and rendering know of an image."""

from __future__ import annotations

from dataclasses import dataclass

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.images.analysis_result import ImageAnalysis
from drammenworks.images.probe_result import Probe


@dataclass(frozen=True, slots=True)
class ImageInfo(FastPickle):
    """What is known of an image that can be used; its file is named from the project's root."""

    probe: Probe
    impression: ImageAnalysis | None
    """None for a drawing, which has no pixels."""


Found = ImageInfo | str
"""What is known of an image, or why it cannot be used."""
