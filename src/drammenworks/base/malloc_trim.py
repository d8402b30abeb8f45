"""Return freed memory to the operating system (glibc's malloc_trim).

glibc retains the memory that each thread frees. That may be a hundred megabytes beside what is in use, and it
grows with the run time. On other C libraries these functions do nothing.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys
from collections.abc import Iterator

_THRESHOLD = 16 << 20
"""Bytes. Larger blocks are mapped one by one, and returned when they are freed."""
_MMAP_THRESHOLD = -3
"""M_MMAP_THRESHOLD of mallopt(3). Unless it is set, glibc raises it up to 32 MiB as blocks are freed."""


def set_mmap_threshold() -> None:
    """Have large blocks returned to the system as soon as they are freed."""
    for library in _glibc():
        library.mallopt(_MMAP_THRESHOLD, _THRESHOLD)


def malloc_trim() -> None:
    """Return all free memory to the system, also between blocks in use (malloc_trim(3))."""
    for library in _glibc():
        library.malloc_trim(0)


def _glibc() -> Iterator[ctypes.CDLL]:
    """Yield the C library if it has these functions."""
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError):
            library = ctypes.CDLL(None)
            _ = library.mallopt, library.malloc_trim
            yield library
