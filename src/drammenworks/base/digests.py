"""Content digests: compare bytes by a short hash; by SHA-256 where others can have written them."""

from __future__ import annotations

import hashlib

_SIZE = 16
"""Bytes. 128 bits rule out accidental collisions in practice, and file names stay short."""


def digest(data: bytes) -> str:
    """Return the BLAKE2b digest of ``data`` as 32 hexadecimal characters."""
    return hashlib.blake2b(data, digest_size=_SIZE).hexdigest()


def sha256(data: bytes) -> str:
    """Return the SHA-256 digest of ``data`` as 64 hexadecimal characters."""
    return hashlib.sha256(data).hexdigest()


def digest_parts(*parts: str | bytes) -> str:
    """Return one digest of several parts; ``("ab", "c")`` and ``("a", "bc")`` differ."""
    state = hashlib.blake2b(digest_size=_SIZE)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "little"))
        state.update(data)
    return state.hexdigest()
