"""How much memory a picture takes while it is made."""

from __future__ import annotations

from collections.abc import Collection

from drammenworks.images.decode import reduction
from drammenworks.images.probe import Probe
from drammenworks.images.scale import least_scale
from drammenworks.images.variants import Variant

_DECODED = 8
"""Bytes for each pixel that is decoded: four as Pillow holds them, and four while turned or converted."""
_READ = 1
"""Bytes for each pixel of a photo's file, which is held while it is decoded; seldom so many."""
_ENCODED = 50
"""Bytes for each pixel of a result while it is encoded: eight of its own, and 42 that libaom 3.14 takes."""
_MOVING = 400 << 20
"""Bytes that the frames of a moving picture take at most (``animation``); its header does not count them."""


def decoding_cost(probe: Probe, wanted: Collection[Variant]) -> int:
    """Return how many bytes a picture takes at most while it is decoded and scaled to what is wanted."""
    least = max(least_scale(probe.width, variant.crop, (variant.width, variant.height)) for variant in wanted)
    decoded = _DECODED / reduction(probe.format, least) ** 2
    return round(probe.width * probe.height * (_READ + decoded)) + probe.coefficients


def encoding_cost(wanted: Collection[Variant]) -> int:
    """Return how many bytes the results of a picture take at most while they are encoded."""
    moving = sum(variant.probe.is_animated and variant.format == "webp" for variant in wanted)
    return sum(variant.width * variant.height for variant in wanted) * _ENCODED + moving * _MOVING
