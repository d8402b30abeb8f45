"""Values of plain types as bytes that show any damage.

Imports nothing but the standard library: a build with nothing to do is over before the rest of the program
would have been loaded.
"""

from __future__ import annotations

import hashlib
import marshal
from typing import Any

_CHECKSUM_SIZE = 16


def pack(value: Any) -> bytes:
    """Return a value of plain types as bytes."""
    data = marshal.dumps(value)
    return _checksum(data) + data


def unpack(packed: bytes) -> object | None:
    """Return the value that was packed, or None when the bytes are damaged."""
    data = packed[_CHECKSUM_SIZE:]
    if _checksum(data) != packed[:_CHECKSUM_SIZE]:
        return None
    try:
        value: object = marshal.loads(data)
    except (EOFError, TypeError, ValueError):
        return None
    return value


def _checksum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_CHECKSUM_SIZE).digest()
