"""Snapshots: the stamps of all files below a folder, taken without reading a byte of them.

Imports nothing but the standard library and no more of that than it must: a build with nothing to do is
over before the rest of the program would have been loaded.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import NamedTuple

from drammenworks.engine.checksummed import pack, unpack
from drammenworks.engine.stamps import RACY, Stamp, is_racy_time, stamp_of

__all__ = [
    "RACY",
    "UNKNOWN",
    "Files",
    "FolderStamp",
    "Stamp",
    "TreeSnapshot",
    "are_folders_unmodified",
    "folder_stamp",
    "folders_of",
    "is_unmodified",
    "pack",
    "scan",
    "scan_file",
    "scan_files",
    "scan_tree",
    "unpack",
]

Files = dict[str, Stamp]
"""Stamps of files by path."""

FolderStamp = tuple[int, int]
"""mtime in ns, and inode. A file that comes into a folder, goes or is renamed shows in the folder's mtime."""

UNKNOWN: FolderStamp = (-1, -1)
"""In place of the stamp of a folder that may have changed since without showing it."""

_LINKED_FOLDER: Stamp = (0, 1 << 63, 0, 0)
"""Of a link to a folder: the files in it may change at any time, and a time in the future is always racy."""


class TreeSnapshot(NamedTuple):
    """How a published tree looks. Paths are under it, with forward slashes."""

    files: Files
    """Those that we published."""
    foreign: Files
    """Those that we did not."""
    folders: dict[str, FolderStamp]
    """Every folder that any of these is in, the tree itself by an empty path."""
    manifest: str
    """Digest of the list of our files, which is stored beside the tree."""


def scan(folders: Iterable[str]) -> tuple[Files, dict[str, FolderStamp]]:
    """Return every file below these folders, and the stamp of each folder from just before it was listed.

    A folder that does not exist has no files, and is ``UNKNOWN``.
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
            continue  # What cannot be scanned is missing; the build that reads it reports why.
    return files, stamps


def scan_file(path: str) -> Stamp | None:
    """Return the stamp that :func:`scan` gives one file; None when it is missing, or a folder."""
    try:
        status = os.lstat(path)
        if stat.S_ISLNK(status.st_mode):
            with suppress(OSError):
                status = os.stat(path)  # noqa: PTH116 - as above
                if stat.S_ISDIR(status.st_mode):
                    return _LINKED_FOLDER
    except OSError:
        return None
    return None if stat.S_ISDIR(status.st_mode) else stamp_of(status)


def scan_files(folder: str) -> Files:
    """Return every file below a folder by its path under it, with forward slashes."""
    return scan_tree(folder)[0]


def scan_tree(folder: str) -> tuple[Files, dict[str, FolderStamp]]:
    """Return what :func:`scan` does, by paths under the folder with forward slashes."""
    files, stamps = scan([folder])
    skip = len(folder) + 1
    return (
        {path[skip:].replace(os.sep, "/"): stamp for path, stamp in files.items()},
        {path[skip:].replace(os.sep, "/"): stamp for path, stamp in stamps.items()},
    )


def are_folders_unmodified(folders: Mapping[str, FolderStamp]) -> bool:
    """Tell whether no file came into these folders, went or was renamed since they were scanned."""
    now = time.time_ns()
    return all(UNKNOWN != stamp == folder_stamp(folder, now) for folder, stamp in folders.items())


def is_unmodified(folder: str, snapshot: TreeSnapshot) -> bool:
    """Tell whether a tree looks as in its snapshot.

    The stamp of every file is compared, but a folder is listed only when its own stamp differs: for 13,000
    folders of one page each that takes half the time.
    """
    # Listing a folder gives no inodes on Windows, and on FAT a folder's mtime never changes there.
    if os.name != "nt" and _has_same_stamps(f"{folder}{os.sep}", snapshot):
        return True
    return scan_files(folder) == snapshot.files | snapshot.foreign


def folders_of(paths: Iterable[str]) -> set[str]:
    """Return every folder that one of these files is in; the tree itself, by an empty path, always is one."""
    folders = {""}
    for path in paths:
        while (path := path.rpartition("/")[0]) not in folders:
            folders.add(path)
    return folders


def folder_stamp(folder: str, now: int) -> FolderStamp:
    """Return the stamp of a folder, if any change in it after ``now`` shows in the stamp."""
    try:
        status = os.stat(folder)  # noqa: PTH116 - a Path costs as much as the system call; content/ may be a link
    except OSError:
        return UNKNOWN
    if not stat.S_ISDIR(status.st_mode) or is_racy_time(status.st_mtime_ns, now):
        return UNKNOWN
    return (status.st_mtime_ns, status.st_ino)


def _has_same_stamps(prefix: str, snapshot: TreeSnapshot) -> bool:
    try:
        for files in (snapshot.files, snapshot.foreign):
            for path, stamp in files.items():
                status = os.stat(prefix + path)  # noqa: PTH116 - a Path costs as much as the system call
                if (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino) != stamp:
                    return False
        modified = []
        for path, known in snapshot.folders.items():
            status = os.lstat(prefix + path)
            if (status.st_mtime_ns, status.st_ino) != known:
                if not stat.S_ISDIR(status.st_mode):
                    return False
                modified.append(path)
        return not modified or _have_same_names(prefix, modified, snapshot)
    except OSError:
        return False


def _have_same_names(prefix: str, folders: Iterable[str], snapshot: TreeSnapshot) -> bool:
    expected: dict[str, set[str]] = {folder: set() for folder in folders}
    for paths in (snapshot.files, snapshot.foreign, snapshot.folders):
        for path in paths:
            folder, _, name = path.rpartition("/")
            if name and folder in expected:
                expected[folder].add(name)
    return all(set(os.listdir(prefix + folder)) == names for folder, names in expected.items())  # noqa: PTH208


def _stamp(entry: os.DirEntry[str]) -> Stamp | None:
    """Return the stamp of a file; None when it has gone since its folder was read."""
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
