"""How much memory pictures may take while they are made; :mod:`costs` tells how much they take."""

from __future__ import annotations

import os

_SHARE = 4
"""The part of the machine's memory that pictures may take: one of this many."""
_UNKNOWN = 2 << 30
"""Bytes of memory to reckon with where the system does not tell."""
_DECODING = 96 << 20
"""Bytes that the decoding under way may take for each thread: about what twelve megapixels of HEIC take.

A progressive photo of 48 megapixels takes as much as two threads may, and is decoded by itself while others
are encoded: otherwise the more of them there were, the more would some time have met.
"""


def default_memory() -> int:
    """Return how many bytes pictures may take unless the user says otherwise: a quarter of the machine's."""
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf.
        memory = _UNKNOWN
    return memory // _SHARE


def decoding_memory(workers: int) -> int:
    """Return how many bytes the decoding under way may take; one picture may always be decoded."""
    return workers * _DECODING
