"""How much memory an image takes while it is decoded and encoded, and how much images may take together."""

from __future__ import annotations

import os
from collections.abc import Collection

from drammenworks.images.decode import shrink_factor
from drammenworks.images.probe_result import Probe
from drammenworks.images.scale import required_scale
from drammenworks.images.variants import Variant

_DECODED = 8
"""Bytes per decoded pixel: four in Pillow's image, and four while it is rotated or converted."""
_FILE = 1
"""Bytes per pixel of the file, which is in memory while it is decoded; most files are smaller."""
_ENCODED = 50
"""Bytes per pixel of a variant while it is encoded: eight of the scaled image, and 42 in libaom 3.14."""
_ANIMATION = 400 << 20
"""The most bytes that the frames of an animation take (:mod:`animation`); a header does not count them."""
_SHARE = 4
"""Images may take the machine's memory divided by this."""
_UNKNOWN = 2 << 30
"""Bytes of memory to assume where the system does not report them."""
_DECODING_PER_WORKER = 96 << 20
"""Bytes for concurrent decoding, per worker: about what twelve megapixels of HEIC take.

A progressive JPEG of 48 megapixels takes the share of two workers: with two workers it is decoded alone,
while smaller images are encoded. Without this limit the peak would grow with the number of photos.
"""


def decoding_peak(probe: Probe, variants: Collection[Variant]) -> int:
    """Return the most bytes that an image takes while it is decoded and scaled to these variants."""
    scale = max(
        required_scale(probe.width, variant.crop, (variant.width, variant.height)) for variant in variants
    )
    decoded = _DECODED / shrink_factor(probe.format, scale) ** 2
    return round(probe.width * probe.height * (_FILE + decoded)) + probe.coefficient_bytes


def encoding_peak(variants: Collection[Variant]) -> int:
    """Return the most bytes that variants take from when they are scaled until they are encoded."""
    animations = sum(variant.probe.is_animated and variant.format == "webp" for variant in variants)
    return sum(variant.width * variant.height for variant in variants) * _ENCODED + animations * _ANIMATION


def default_memory_limit() -> int:
    """Return how many bytes images may take together by default: a quarter of the machine's memory."""
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf.
        memory = _UNKNOWN
    return memory // _SHARE


def decoding_limit(workers: int) -> int:
    """Return how many bytes concurrent decoding may take; a single image may always be decoded."""
    return workers * _DECODING_PER_WORKER
