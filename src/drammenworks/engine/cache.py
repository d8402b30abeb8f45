"""What is kept between builds: values by space and key, and what is known of each source file.

One SQLite file. It may be damaged, cut short, or left by an older generator: then it is thrown away and
made anew. Nothing in it is trusted without its checksum, because SQLite has none of its own.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FILE = "build.sqlite3"
_SCHEMA = """
    CREATE TABLE IF NOT EXISTS about (fingerprint TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS entries (
        space TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (space, key)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS files (
        path TEXT PRIMARY KEY, size INTEGER, modified INTEGER, inode INTEGER, seen INTEGER, digest TEXT
    ) WITHOUT ROWID;
"""
_CHECKSUM = 8
"""Bytes before each value."""


class CacheDamagedError(Exception):
    """The cache lost something that it had when the build began; start anew without it."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What was known of a file when its bytes were last read."""

    size: int
    modified: int
    """mtime in ns."""
    inode: int
    seen: int
    """When it was read, in ns since the epoch."""
    digest: str

    def still_holds(self, status: os.stat_result, granularity: int = 2_000_000_000) -> bool:
        """Tell whether the bytes cannot have changed since.

        A file that was touched just before it was read may have been touched again within the clock's
        tick without showing it: FAT keeps two seconds, and that is the most that any file system takes.
        """
        return (
            status.st_mtime_ns == self.modified
            and status.st_size == self.size
            and status.st_ino == self.inode
            and self.modified + granularity < self.seen
        )


class Cache:
    """An open cache; a context manager that commits, or with an exception forgets."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        """Open the cache in ``folder``, or make it anew when it is not of ``fingerprint``.

        :raises OSError: if the folder cannot be written to.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / FILE
        self._fingerprint = fingerprint
        self._connection: sqlite3.Connection | None = None
        self._process = 0
        try:
            if self._stored_fingerprint() != fingerprint:
                self._start_anew()
        except sqlite3.Error:
            self._start_anew()

    def __getstate__(self) -> tuple[Path, str]:
        # A worker opens the file for itself: SQLite's connections stay in the process that made them.
        return (self._file, self._fingerprint)

    def __setstate__(self, state: tuple[Path, str]) -> None:
        self._file, self._fingerprint = state
        self._connection = None
        self._process = 0

    def get(self, space: str, key: str) -> bytes | None:
        """Return a value, or None when there is none that is whole."""
        try:
            query = "SELECT value FROM entries WHERE space = ? AND key = ?"
            row = self._connect().execute(query, (space, key)).fetchone()
        except sqlite3.Error:
            return None
        return _checked(row[0]) if row is not None else None

    def items(self, space: str) -> Iterator[tuple[str, bytes]]:
        """Yield every whole value of a space with its key."""
        try:
            query = "SELECT key, value FROM entries WHERE space = ?"
            for key, stored in self._connect().execute(query, (space,)):
                value = _checked(stored)
                if value is not None:
                    yield key, value
        except sqlite3.Error:
            return

    def put(self, space: str, items: Iterable[tuple[str, bytes]]) -> None:
        """Keep values from the next commit on."""
        rows = ((space, key, _checksum(value) + value) for key, value in items)
        self._connect().executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", rows)

    def drop(self, space: str, keys: Iterable[str]) -> None:
        """Forget values from the next commit on."""
        query = "DELETE FROM entries WHERE space = ? AND key = ?"
        self._connect().executemany(query, ((space, key) for key in keys))

    def files(self) -> dict[str, FileRecord]:
        """Return what is known of every file, by path."""
        try:
            rows = self._connect().execute("SELECT * FROM files").fetchall()
        except sqlite3.Error:
            return {}
        return {path: FileRecord(*known) for path, *known in rows}

    def put_files(self, records: Iterable[tuple[str, FileRecord]]) -> None:
        """Note what is known of files from the next commit on."""
        rows = (
            (path, known.size, known.modified, known.inode, known.seen, known.digest)
            for path, known in records
        )
        self._connect().executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", rows)

    def drop_files(self, paths: Iterable[str]) -> None:
        """Forget files from the next commit on."""
        self._connect().executemany("DELETE FROM files WHERE path = ?", ((path,) for path in paths))

    def clear(self) -> None:
        """Forget everything at once."""
        self._start_anew()

    def commit(self) -> None:
        """Make what was put and dropped durable against a killed process."""
        self._connect().commit()

    def close(self) -> None:
        """Forget what was not committed, and let go of the file."""
        if self._connection is not None and self._process == os.getpid():
            self._connection.close()
        self._connection = None

    def _connect(self) -> sqlite3.Connection:
        if self._connection is None or self._process != os.getpid():
            connection = sqlite3.connect(self._file, timeout=30, check_same_thread=False)
            # Readers and a writer do not wait for each other; a power cut may cost the last
            # build's entries but cannot damage the file.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            self._connection, self._process = connection, os.getpid()
        return self._connection

    def _stored_fingerprint(self) -> str | None:
        connection = self._connect()
        connection.executescript(_SCHEMA)
        row = connection.execute("SELECT fingerprint FROM about").fetchone()
        return row[0] if row is not None else None

    def _start_anew(self) -> None:
        self.close()
        for suffix in ("", "-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                self._file.with_name(self._file.name + suffix).unlink()
        connection = self._connect()
        connection.executescript(_SCHEMA)
        connection.execute("INSERT INTO about VALUES (?)", (self._fingerprint,))
        connection.commit()


def _checksum(value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=_CHECKSUM).digest()


def _checked(stored: bytes) -> bytes | None:
    value = stored[_CHECKSUM:]
    return value if _checksum(value) == stored[:_CHECKSUM] else None
