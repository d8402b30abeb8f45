"""A stream of named values, compressed: how a snapshot is stored."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

LARGEST = 256 << 20
"""Bytes of a stream as it is stored."""

_FORMAT = b"drammenworks snapshot 1\n"
_MOST = 2 << 30
"""Bytes that it may hold."""
_LEVEL = 1
"""Of compression: the higher ones take longer than they save on the way."""
_HEAD = struct.Struct("<HHQ")
"""The lengths of section, name and value."""
_CHUNK = 1 << 20


class StreamItem(NamedTuple):
    """A value of a stream."""

    section: str
    name: str
    value: bytes


def write_stream(items: Iterable[StreamItem]) -> bytes:
    """Return a stream of items."""
    compressor = zlib.compressobj(_LEVEL)
    parts = [_FORMAT]
    for section, name, value in items:
        head, tail = section.encode(), name.encode()
        parts += map(compressor.compress, (_HEAD.pack(len(head), len(tail), len(value)), head, tail, value))
    parts.append(compressor.flush())
    return b"".join(parts)


def read_stream(data: bytes) -> Iterator[StreamItem]:
    """Yield the items of a stream.

    :raises ValueError: if it is none, is cut short, or holds too much.
    """
    if not data.startswith(_FORMAT):
        raise ValueError("no stream")
    reader = _Reader(data[len(_FORMAT) :])
    while head := reader.read(_HEAD.size, may_end=True):
        section, name, value = map(reader.read, _HEAD.unpack(head))
        yield StreamItem(section.decode(), name.decode(), value)


class _Reader:
    """Reads what is compressed, a part at a time."""

    def __init__(self, data: bytes) -> None:
        self._decompressor = zlib.decompressobj()
        self._waiting = data
        self._buffer = bytearray()
        self._total = 0

    def read(self, size: int, *, may_end: bool = False) -> bytes:
        """Return so many bytes; none at the end.

        :raises ValueError: if there are fewer, or too many altogether.
        """
        self._total += size
        if self._total > _MOST:
            raise ValueError("too large")
        while len(self._buffer) < size and not self._decompressor.eof:
            try:
                part = self._decompressor.decompress(self._waiting, _CHUNK)
            except zlib.error as error:
                raise ValueError("damaged") from error
            self._waiting = self._decompressor.unconsumed_tail
            if not part and not self._waiting and not self._decompressor.eof:
                break
            self._buffer += part
        if may_end and not self._buffer:
            if not self._decompressor.eof:
                raise ValueError("cut short")
            return b""
        if len(self._buffer) < size:
            raise ValueError("cut short")
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        return data
