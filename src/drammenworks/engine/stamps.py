"""File stamps: what the system reports of a file, by which a changed file is told from an unchanged one.

A file whose stamp is the stored one is taken to have the bytes that it had, and is not read again. That holds
unless the file was written so shortly before its stamp was taken that a second write leaves the same stamp:
such a stamp is racy, as git calls it, and is never stored.

Imports nothing but the standard library: a build with nothing to do is over before the rest of the program
would have been loaded.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from drammenworks.engine.checksummed import pack, unpack

Stamp = tuple[int, int, int, int]
"""Size, mtime and ctime in ns, and inode. On POSIX no tool that edits a file can put its ctime back."""

FileState = tuple[Stamp, str | None]
"""The stamp of a file, and the digest of its bytes; None when they were never read."""

RACY: Stamp = (-1, -1, -1, -1)
"""In place of a stamp that may stay the same while the file changes. Equals the stamp of no file."""

_SECOND = 1_000_000_000
_TICK = 20_000_000
"""A file written less than this many ns ago may be written again without its time showing it: the coarsest
clock that stamps files (Windows') has a tick of 16 ms."""
_COARSE_TICK = 2 * _SECOND
"""For file systems that store whole seconds; FAT stores even ones."""


def stamp_of(status: os.stat_result) -> Stamp:
    """Return the stamp of a file from what the system reports of it."""
    # Listing a folder gives no inodes on Windows.
    inode = 0 if os.name == "nt" else status.st_ino
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, inode)


def is_racy(stamp: Stamp, seen_at: int) -> bool:
    """Tell whether a file may change after ``seen_at``, in ns since the epoch, and have the same stamp."""
    return is_racy_time(stamp[1], seen_at)


def is_racy_time(modified: int, seen_at: int) -> bool:
    """Tell whether a write after ``seen_at`` may leave the mtime ``modified``; both in ns since the epoch."""
    return modified + (_TICK if modified % _SECOND else _COARSE_TICK) >= seen_at


class StampStore:
    """File states of earlier builds in a folder of the cache, in one file for each scope."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, which need not exist."""
        self._folder = folder

    def load(self, scope: str) -> dict[str, FileState]:
        """Return the file states of a scope, by path; none when they are lost or damaged.

        :param scope: what the files belong to; part of a file name.
        """
        try:
            states: Any = unpack(self._file(scope).read_bytes())
        except OSError:
            return {}
        return states if isinstance(states, dict) else {}

    def save(self, scope: str, states: Mapping[str, FileState], seen_at: int) -> None:
        """Store the file states of a scope unless they are stored already, racy stamps as ``RACY``.

        A store that cannot be written is no error: the next build reads more, and gives the same.

        :param seen_at: when the stamps were taken, in ns since the epoch.
        """
        # Saving comes at the end of a build that does something; a build with nothing to do never gets here.
        from drammenworks.base.atomic_write import write_atomic  # noqa: PLC0415

        data = pack(
            {
                path: (RACY if is_racy(stamp, seen_at) else stamp, name)
                for path, (stamp, name) in states.items()
            }
        )
        file = self._file(scope)
        with suppress(OSError):
            if not file.exists() or file.read_bytes() != data:
                write_atomic(file, data)

    def _file(self, scope: str) -> Path:
        return self._folder / f"stamps-{scope}"
