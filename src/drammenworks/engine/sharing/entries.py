"""Entries of the shared cache: which bytes an action gives, signed by whoever made them.

An action is named by a digest of everything that decides its bytes. Its entry says the SHA-256 and the size
of these, and is signed together with the action's name, so that it cannot stand in for another.

A server for Bazel accepts only the message ``ActionResult`` of its protocol under ``/ac/`` (Remote Execution
API v2), and may add to it who stored it. So an entry is one: its only output is the bytes, by which the
server knows that the two belong together, and the signed text is its standard output.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drammenworks.base.digests import sha256
from drammenworks.engine.sharing.keys import Keys

LONGEST = 4096
"""Bytes of an entry; what is longer is none."""

_FORMAT = "drammenworks cache 1"
"""Begins every name and every signed statement: change it when entries of before must not be used."""
_SIGNED = re.compile(rb"([0-9a-f]{64}) ([0-9]{1,12}) ([0-9a-f]{128})\n")
"""The digest, the size and the signature."""

# Fields of the messages (build/bazel/remote/execution/v2/remote_execution.proto).
_OUTPUT_FILES, _STDOUT_RAW = 2, 5
_FILE_PATH, _FILE_DIGEST = 1, 2
_DIGEST_HASH, _DIGEST_SIZE = 1, 2

# How a field is written (protobuf.dev/programming-guides/encoding).
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5


class CacheEntry(NamedTuple):
    """Which bytes an action gives."""

    digest: str
    """SHA-256, in hexadecimal."""
    size: int


def action_name(kind: str, *parts: str) -> str:
    """Return the name of an action, in hexadecimal.

    :param kind: what is made.
    :param parts: digests, or what else decides the bytes.
    """
    return sha256(repr((_FORMAT, kind, *parts)).encode(errors="backslashreplace"))


def entry_of(data: bytes) -> CacheEntry:
    """Return the entry of bytes."""
    return CacheEntry(sha256(data), len(data))


def holds(entry: CacheEntry, data: bytes) -> bool:
    """Tell whether bytes are those of an entry."""
    return len(data) == entry.size and sha256(data) == entry.digest


def write_entry(action: str, entry: CacheEntry, keys: Keys) -> bytes:
    """Return a signed entry as it is stored."""
    signature = keys.sign(_statement(action, entry))
    digest = _field(_DIGEST_HASH, entry.digest.encode()) + _number_field(_DIGEST_SIZE, entry.size)
    output = _field(_FILE_PATH, b"result") + _field(_FILE_DIGEST, digest)
    signed = f"{entry.digest} {entry.size} {signature.hex()}\n".encode()
    return _field(_OUTPUT_FILES, output) + _field(_STDOUT_RAW, signed)


def read_entry(action: str, stored: bytes, keys: Keys) -> CacheEntry | None:
    """Return the entry of an action, or None when it is damaged, or no trusted key has signed it."""
    try:
        signed = b"".join(data for number, data in _fields(stored) if number == _STDOUT_RAW)
    except (ValueError, IndexError):
        return None
    match = _SIGNED.fullmatch(signed)
    if match is None:
        return None
    entry = CacheEntry(match[1].decode(), int(match[2]))
    signature = bytes.fromhex(match[3].decode())
    return entry if keys.have_signed(_statement(action, entry), signature) else None


def _statement(action: str, entry: CacheEntry) -> bytes:
    return f"{_FORMAT}\n{action}\n{entry.digest} {entry.size}\n".encode()


def _field(number: int, data: bytes) -> bytes:
    return _varint(number << 3 | _BYTES) + _varint(len(data)) + data


def _number_field(number: int, value: int) -> bytes:
    return _varint(number << 3 | _VARINT) + _varint(value)


def _varint(value: int) -> bytes:
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)


def _fields(message: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the number and bytes of each field that has bytes; the others are passed over.

    :raises ValueError: if it is no message.
    :raises IndexError: if it is cut short.
    """
    at = 0
    while at < len(message):
        tag, at = _read_varint(message, at)
        kind = tag & 7
        if kind == _VARINT:
            _, at = _read_varint(message, at)
            continue
        size = {_FIXED64: 8, _FIXED32: 4}.get(kind)
        if kind == _BYTES:
            size, at = _read_varint(message, at)
        if size is None or at + size > len(message):
            raise ValueError(kind)
        if kind == _BYTES:
            yield tag >> 3, message[at : at + size]
        at += size


def _read_varint(message: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 64, 7):
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
    raise ValueError(value)
