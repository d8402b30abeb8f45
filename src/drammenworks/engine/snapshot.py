"""What a set of folders looked like, file by file, without reading a byte of them.

Imports nothing but the standard library and no more of that than it must: a build with nothing to do is
over before the rest of the program would have been loaded.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import stat
import time
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

Stamp = tuple[int, int, int, int]
"""Size, mtime and ctime in ns, and inode. On POSIX no tool that edits a file can put its ctime back."""

Files = dict[str, Stamp]
"""By path, as it was asked for."""

_CHECKSUM = 16
_GRANULARITY = 2_000_000_000
"""A file touched less than this many ns before it was looked at may change again without showing it."""

YOUNG: Stamp = (-1, -1, -1, -1)
"""In place of how a file looks that may change again without showing it."""

FolderStamp = tuple[int, int]
"""mtime in ns, and inode. What comes into a folder, goes or gets another name shows in its mtime."""

UNKNOWN: FolderStamp = (-1, -1)
"""In place of how a folder looks that may have changed since without showing it."""

_SECOND = 1_000_000_000
_TICK = 20_000_000
"""What was touched less than this many ns ago may be touched again without its time showing it: the coarsest
clock that stamps files (Windows') has a tick of 16 ms."""
_COARSE_TICK = 2 * _SECOND
"""For file systems that keep whole seconds; FAT keeps even ones."""

_LINKED_FOLDER: Stamp = (0, 1 << 63, 0, 0)
"""Of a link to a folder: what is in it may change at any time, so it is never settled."""


class Looks(NamedTuple):
    """What a published tree looked like. Paths are under it, with forward slashes."""

    files: Files
    """Those that we published."""
    others: Files
    """What others put there."""
    folders: dict[str, FolderStamp]
    """Every folder that any of these is in, the tree itself by an empty path."""
    manifest: str
    """Digest of the list of our files that lies beside it."""


def look_into(folders: Iterable[str]) -> tuple[Files, dict[str, FolderStamp]]:
    """Return every file below these folders, and how each folder looked just before it was listed.

    A folder that does not exist has none, and is ``UNKNOWN``.
    """
    files: Files = {}
    stamps: dict[str, FolderStamp] = {}
    waiting, now = list(folders), time.time_ns()
    while waiting:
        folder = waiting.pop()
        stamps[folder] = folder_stamp(folder, now)
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                        continue
                    stamp = _stamp(entry)
                    if stamp is not None:
                        files[entry.path] = stamp
        except OSError:
            continue  # What cannot be looked at is missing; the build that reads it tells why.
    return files, stamps


def look_below(folder: str) -> Files:
    """Return every file below a folder by its path under it, with forward slashes."""
    return survey(folder)[0]


def survey(folder: str) -> tuple[Files, dict[str, FolderStamp]]:
    """Return what :func:`look_into` does, by paths under the folder with forward slashes."""
    files, stamps = look_into([folder])
    skip = len(folder) + 1
    return (
        {path[skip:].replace(os.sep, "/"): stamp for path, stamp in files.items()},
        {path[skip:].replace(os.sep, "/"): stamp for path, stamp in stamps.items()},
    )


def have_been_still(folders: Mapping[str, FolderStamp]) -> bool:
    """Tell whether nothing came into these folders, went or got another name since they were looked into."""
    now = time.time_ns()
    return all(UNKNOWN != stamp == folder_stamp(folder, now) for folder, stamp in folders.items())


def is_still(folder: str, looks: Looks) -> bool:
    """Tell whether a tree looks as it did.

    Each file is looked at, but a folder is listed only when something happened in it: for 13,000 folders of
    one page each that takes half the time.
    """
    # Listing a folder gives no inodes on Windows, and on FAT a folder's mtime never changes there.
    if os.name != "nt" and _seems_still(f"{folder}{os.sep}", looks):
        return True
    return look_below(folder) == looks.files | looks.others


def folders_of(paths: Iterable[str]) -> set[str]:
    """Return every folder that one of these files is in, the one that they are all below by an empty path."""
    folders = {""}
    for path in paths:
        while (path := path.rpartition("/")[0]) not in folders:
            folders.add(path)
    return folders


def folder_stamp(folder: str, now: int) -> FolderStamp:
    """Return how a folder looks, if nothing can happen in it after ``now`` without showing."""
    try:
        status = os.stat(folder)  # noqa: PTH116 - as above; content/ may be a link to where it really lies
    except OSError:
        return UNKNOWN
    if not stat.S_ISDIR(status.st_mode) or not is_visible(status.st_mtime_ns, now):
        return UNKNOWN
    return (status.st_mtime_ns, status.st_ino)


def is_visible(modified: int, now: int) -> bool:
    """Tell whether what was touched at ``modified``, and is so again after ``now``, has another time then."""
    return modified + (_TICK if modified % _SECOND else _COARSE_TICK) < now


def _seems_still(above: str, looks: Looks) -> bool:
    try:
        for files in (looks.files, looks.others):
            for path, stamp in files.items():
                status = os.stat(above + path)  # noqa: PTH116 - a Path costs as much as the system call
                if (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino) != stamp:
                    return False
        touched = []
        for path, known in looks.folders.items():
            status = os.lstat(above + path)
            if (status.st_mtime_ns, status.st_ino) != known:
                if not stat.S_ISDIR(status.st_mode):
                    return False
                touched.append(path)
        return not touched or _hold_the_same(above, touched, looks)
    except OSError:
        return False


def _hold_the_same(above: str, folders: Iterable[str], looks: Looks) -> bool:
    expected: dict[str, set[str]] = {folder: set() for folder in folders}
    for paths in (looks.files, looks.others, looks.folders):
        for path in paths:
            folder, _, name = path.rpartition("/")
            if name and folder in expected:
                expected[folder].add(name)
    return all(set(os.listdir(above + folder)) == names for folder, names in expected.items())  # noqa: PTH208


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
