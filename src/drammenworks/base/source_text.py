"""The text of a source file, however its author's editor saved it."""

from __future__ import annotations

import math
from pathlib import Path

from drammenworks.errors import ContentError, Location
from drammenworks.errors.rules import files as rules

MAX_MEGABYTES = 2
"""A novel is one megabyte of text; more than two is a mistake, and parsing it would stall everybody."""

_BOM = b"\xef\xbb\xbf"


def read_source(file: Path, *, path: str) -> bytes:
    """Return the bytes of a text file of the content.

    :param path: how findings name the file.
    :raises ContentError: if it cannot be read, or is larger than any text should be.
    """
    try:
        size = file.stat().st_size
        if size > MAX_MEGABYTES * 1_000_000:
            megabytes = math.ceil(size / 1_000_000)
            finding = rules.TOO_LARGE.at(Location(path), size=megabytes, limit=MAX_MEGABYTES)
            raise ContentError([finding])
        return file.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ContentError([rules.UNREADABLE.at(Location(path), reason=reason)]) from None


def decode_source(data: bytes, *, path: str) -> str:
    """Return ``data`` as text with LF line ends and without a byte order mark.

    :raises ContentError: if it is empty, not UTF-8, or holds NUL.
    """
    data = data.removeprefix(_BOM)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ContentError([rules.NOT_UTF8.at(_place(data, error.start, path))]) from None
    if "\0" in text:
        raise ContentError([rules.NUL_BYTE.at(_place(data, data.index(b"\0"), path))])
    if not text.strip():
        raise ContentError([rules.EMPTY.at(Location(path))])
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _place(data: bytes, offset: int, path: str) -> Location:
    """Return the place of a byte, in lines and characters."""
    before = data[:offset].decode("utf-8", "replace")
    last_line = before.rsplit("\n", 1)[-1]
    return Location(path, before.count("\n") + 1, len(last_line) + 1)
