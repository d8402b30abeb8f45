"""Keys of the shared cache: who may fill it, and the key of whoever does. Ed25519, as of ssh-keygen."""

from __future__ import annotations

from dataclasses import dataclass, field

_SIGNATURE = 64
"""Bytes of a signature (RFC 8032 § 5.1.6)."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a run."""

    trusted: tuple[bytes, ...]
    """Public keys: what none of them has signed is refused."""
    private: bytes | None = field(default=None, repr=False)
    """What this machine signs with; None when it only reads."""

    def sign(self, statement: bytes) -> bytes:
        """Return the signature of a statement; there must be a private key."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415

        assert self.private is not None
        return Ed25519PrivateKey.from_private_bytes(self.private).sign(statement)

    def have_signed(self, statement: bytes, signature: bytes) -> bool:
        """Tell whether the owner of a trusted key has signed a statement."""
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

        if len(signature) != _SIGNATURE:
            return False
        for key in self.trusted:
            try:
                Ed25519PublicKey.from_public_bytes(key).verify(signature, statement)
            except InvalidSignature:
                continue
            return True
        return False


def read_public_keys(text: str) -> tuple[bytes, ...]:
    """Return the public keys in a file with one on each line; ``#`` begins a remark.

    :raises ValueError: if a line is no key of this kind; its number is the argument.
    """
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import load_ssh_public_key  # noqa: PLC0415

    keys = []
    # Editors on Windows may begin a file with a mark that nobody sees.
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            key = load_ssh_public_key(line.strip().encode())
        except (ValueError, UnsupportedAlgorithm):
            raise ValueError(number) from None
        if not isinstance(key, Ed25519PublicKey):
            raise ValueError(number)
        keys.append(key.public_bytes_raw())
    return tuple(dict.fromkeys(keys))


def read_private_key(text: str) -> tuple[bytes, bytes]:
    """Return a private key, as ssh-keygen writes it without a passphrase, and its public key.

    :raises ValueError: if it is none, or not of this kind, or has a passphrase.
    """
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import load_ssh_private_key  # noqa: PLC0415

    try:
        key = load_ssh_private_key(f"{text.strip()}\n".encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise ValueError("no such key") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("another kind of key")
    return key.private_bytes_raw(), key.public_key().public_bytes_raw()
