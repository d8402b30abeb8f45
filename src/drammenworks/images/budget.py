"""How much memory pictures take while they are made, and how much they may."""

from __future__ import annotations

import os
from collections.abc import Collection

from drammenworks.images.probe import Probe
from drammenworks.images.variants import Variant

_SHARE = 4
"""The part of the machine's memory that pictures may take: one of this many."""
_UNKNOWN = 2 << 30
"""Bytes of memory to reckon with where the system does not tell."""
_DECODED = 8
"""Bytes for each pixel of the source: four as Pillow holds them, and four while turned or converted."""
_ENCODED = 50
"""Bytes for each pixel of a result while it is encoded: eight of its own, and 42 that libaom 3.14 takes."""
_MOVING = 400 << 20
"""Bytes that the frames of a moving picture take at most (``animation``); its header does not count them."""


def default_memory() -> int:
    """Return how many bytes pictures may take unless the user says otherwise: a quarter of the machine's."""
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf.
        memory = _UNKNOWN
    return memory // _SHARE


def decoding_cost(probe: Probe) -> int:
    """Return how many bytes a picture takes at most while it is decoded and scaled."""
    return probe.width * probe.height * _DECODED


def encoding_cost(wanted: Collection[Variant]) -> int:
    """Return how many bytes the results of a picture take at most while they are encoded."""
    moving = sum(variant.probe.is_animated and variant.format == "webp" for variant in wanted)
    return sum(variant.width * variant.height for variant in wanted) * _ENCODED + moving * _MOVING
