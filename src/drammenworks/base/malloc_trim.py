"""Have memory that is freed handed back to the system; glibc keeps it unless told to.

It keeps what each thread freed, in case it asks again. Beside what is in use that may be a hundred megabytes,
and more the longer a program runs. Other C libraries have none of this, and nothing is done there.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys
from collections.abc import Iterator

_LARGE = 16 << 20
"""Bytes from which on a block of memory is handed back by itself."""
_MMAP_THRESHOLD = -3
"""The name of that setting in mallopt(3). When it is not set, it grows with what is freed, to 32 MiB."""


def set_mmap_threshold() -> None:
    """Have large blocks handed back as soon as they are freed, from now on."""
    for library in _glibc():
        library.mallopt(_MMAP_THRESHOLD, _LARGE)


def malloc_trim() -> None:
    """Hand back all that is free now, between what is in use too (malloc_trim(3))."""
    for library in _glibc():
        library.malloc_trim(0)


def _glibc() -> Iterator[ctypes.CDLL]:
    """Yield the C library if it has these functions."""
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError):
            library = ctypes.CDLL(None)
            _ = library.mallopt, library.malloc_trim
            yield library
