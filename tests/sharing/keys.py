"""Keys for tests, as ssh-keygen writes them."""

from __future__ import annotations

from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from drammenworks.engine.sharing.keys import Keys


@cache
def _pair(owner: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(owner.encode().ljust(32)[:32])


def private_text(owner: str = "ci") -> str:
    """Return the private key of somebody."""
    return _pair(owner).private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()).decode()


def public_line(owner: str = "ci") -> str:
    """Return the public key of somebody, as a line of a file."""
    key = _pair(owner).public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    return f"{key} {owner}"


def writer(owner: str = "ci", *trusted: str) -> Keys:
    """Return the keys of somebody who signs, and trusts themselves and others."""
    return Keys(
        tuple(_pair(one).public_key().public_bytes_raw() for one in (owner, *trusted)),
        _pair(owner).private_bytes_raw(),
    )


def reader(*trusted: str) -> Keys:
    """Return the keys of somebody who only reads."""
    return Keys(tuple(_pair(one).public_key().public_bytes_raw() for one in trusted or ("ci",)))
