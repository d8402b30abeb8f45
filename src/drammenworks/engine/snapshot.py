"""What a set of folders looked like, file by file, without reading a byte of them.

Imports nothing but the standard library and no more of that than it must: a build with nothing to do is
over before the rest of the program would have been loaded.
"""

from __future__ import annotations

import hashlib
import marshal
import os
from collections.abc import Iterable
from typing import Any

Stamp = tuple[int, int, int, int]
"""Size, mtime and ctime in ns, and inode. On POSIX no tool that edits a file can put its ctime back."""

Files = dict[str, Stamp]
"""By path, as it was asked for."""

_CHECKSUM = 16
_GRANULARITY = 2_000_000_000
"""A file touched less than this many ns before it was looked at may change again without showing it."""

YOUNG: Stamp = (-1, -1, -1, -1)
"""In place of how a file looks that may change again without showing it."""

_LINKED_FOLDER: Stamp = (0, 1 << 63, 0, 0)
"""Of a link to a folder: what is in it may change at any time, so it is never settled."""


def look_at(folders: Iterable[str]) -> Files:
    """Return every file below these folders; a folder that does not exist has none."""
    files: Files = {}
    waiting = list(folders)
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                        continue
                    stamp = _stamp(entry)
                    if stamp is not None:
                        files[entry.path] = stamp
        except OSError:
            continue  # What cannot be looked at is missing; the build that reads it tells why.
    return files


def look_below(folder: str) -> Files:
    """Return every file below a folder by its path under it, with forward slashes."""
    skip = len(folder) + 1
    return {path[skip:].replace(os.sep, "/"): stamp for path, stamp in look_at([folder]).items()}


def _stamp(entry: os.DirEntry[str]) -> Stamp | None:
    """Return how a file looks; None when it has gone since its folder was read."""
    try:
        if entry.is_dir():
            return _LINKED_FOLDER
        status = entry.stat()
    except OSError:
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError:
            return None
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def is_settled(stamp: Stamp, now: int) -> bool:
    """Tell whether a file is not so young, at ``now`` in ns, that it may change without showing it."""
    return stamp[1] + _GRANULARITY < now


def pack(value: Any) -> bytes:
    """Return a value of plain types as bytes that show any damage."""
    data = marshal.dumps(value)
    return hashlib.blake2b(data, digest_size=_CHECKSUM).digest() + data


def unpack(packed: bytes) -> object | None:
    """Return what was packed, or None when the bytes are not whole."""
    data = packed[_CHECKSUM:]
    if hashlib.blake2b(data, digest_size=_CHECKSUM).digest() != packed[:_CHECKSUM]:
        return None
    try:
        value: object = marshal.loads(data)
    except (EOFError, TypeError, ValueError):
        return None
    return value
