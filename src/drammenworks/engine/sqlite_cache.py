"""What is kept between builds: values by space and key.

One SQLite file. It may be damaged, cut short, or left by an older generator: then it is thrown away and
made anew. Nothing in it is trusted without its checksum, because SQLite has none of its own.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from drammenworks.engine.packs import Packs

FILE = "build.sqlite3"
_SCHEMA = """
    CREATE TABLE IF NOT EXISTS about (fingerprint TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS entries (
        space TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (space, key)
    ) WITHOUT ROWID;
"""
_CHECKSUM = 8
"""Bytes before each value."""
_LAST = "\U0010ffff"
"""After whatever a key may go on with."""
_NO_DAMAGE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
"""Errors (sqlite.org/rescode.html) that tell of the disk or of another process, and not of the file."""


class CacheDamagedError(Exception):
    """The cache lost something that it had when the build began; start anew without it."""


class Cache:
    """An open cache; a context manager that commits, or with an exception forgets."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        """Open the cache in ``folder``, or make it anew when it is not of ``fingerprint``.

        :raises OSError: if the folder cannot be written to.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.__setstate__((folder / FILE, fingerprint))
        try:
            if self._stored_fingerprint() != fingerprint:
                self._start_anew()
        except CacheDamagedError:
            self._start_anew()

    def __getstate__(self) -> tuple[Path, str]:
        # A worker opens the file for itself: SQLite's connections stay in the process that made them.
        return (self._file, self._fingerprint)

    def __setstate__(self, state: tuple[Path, str]) -> None:
        self._file, self._fingerprint = state
        self.packs = Packs(self._file.with_name("packs"))
        """For values that are large; whoever puts them there keeps their places in the cache."""
        self._connection: sqlite3.Connection | None = None
        self._process = 0
        self._inherited: list[sqlite3.Connection] = []

    def reopened(self) -> Cache:
        """Return the same cache with a connection of its own, for another thread."""
        other = Cache.__new__(Cache)
        other.__setstate__(self.__getstate__())
        return other

    def get(self, space: str, key: str) -> bytes | None:
        """Return a value, or None when there is none that is whole."""
        try:
            query = "SELECT value FROM entries WHERE space = ? AND key = ?"
            row = self._connect().execute(query, (space, key)).fetchone()
        except sqlite3.Error:
            return None
        return _checked(space, key, row[0]) if row is not None else None

    def items(self, space: str, prefix: str = "") -> Iterator[tuple[str, bytes]]:
        """Yield every whole value of a space with its key, of those keys that begin with ``prefix``."""
        try:
            query = "SELECT key, value FROM entries WHERE space = ? AND key >= ? AND key < ?"
            for key, stored in self._connect().execute(query, (space, prefix, f"{prefix}{_LAST}")):
                value = _checked(space, key, stored)
                if value is not None:
                    yield key, value
        except sqlite3.Error:
            return

    def put(self, space: str, items: Iterable[tuple[str, bytes]]) -> None:
        """Keep values from the next commit on."""
        rows = ((space, key, _checksum(space, key, value) + value) for key, value in items)
        self._change("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", rows)

    def drop(self, space: str, keys: Iterable[str]) -> None:
        """Forget values from the next commit on."""
        self._change("DELETE FROM entries WHERE space = ? AND key = ?", ((space, key) for key in keys))

    def drop_space(self, space: str) -> None:
        """Forget every value of a space from the next commit on."""
        self._change("DELETE FROM entries WHERE space = ?", [(space,)])

    def clear(self) -> None:
        """Forget everything at once."""
        self._start_anew()

    def commit(self) -> None:
        """Make what was put and dropped durable against a killed process."""
        self.packs.close()
        with self._faults():
            self._connect().commit()

    def close(self) -> None:
        """Forget what was not committed, and let go of the files."""
        self.packs.close()
        if self._connection is not None and self._process == os.getpid():
            self._connection.close()
            self._connection = None

    def _change(self, query: str, rows: Iterable[tuple[object, ...]]) -> None:
        with self._faults():
            self._connect().executemany(query, rows)

    @contextlib.contextmanager
    def _faults(self) -> Iterator[None]:
        """Tell damage, which a new start mends, from what the user must mend."""
        try:
            yield
        except sqlite3.Error as error:
            # What Python itself finds wrong has no code.
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
            if code != sqlite3.SQLITE_IOERR_SHORT_READ and code & 0xFF in _NO_DAMAGE:
                number = errno.ENOSPC if code & 0xFF == sqlite3.SQLITE_FULL else errno.EIO
                raise OSError(number, str(error), str(self._file)) from error
            raise CacheDamagedError(str(error)) from error

    def _connect(self) -> sqlite3.Connection:
        if self._connection is not None and self._process != os.getpid():
            # SQLite allows a forked process nothing with a connection of its parent's, closing it included.
            self._inherited.append(self._connection)
            self._connection = None
        if self._connection is None:
            connection = sqlite3.connect(self._file, timeout=30, check_same_thread=False)
            self._connection, self._process = connection, os.getpid()
            # A row of more than a quarter of a page gets pages of its own, and a document's head has 2 KB.
            connection.execute("PRAGMA page_size = 16384")
            # Readers and a writer do not wait for each other; a power cut may cost the last
            # build's entries but cannot damage the file.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        return self._connection

    def _stored_fingerprint(self) -> str | None:
        with self._faults():
            connection = self._connect()
            connection.executescript(_SCHEMA)
            row = connection.execute("SELECT fingerprint FROM about").fetchone()
        return row[0] if row is not None else None

    def _start_anew(self) -> None:
        self.close()
        self.packs.keep_only(())
        for suffix in ("", "-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                self._file.with_name(self._file.name + suffix).unlink()
        with self._faults():
            connection = self._connect()
            connection.executescript(_SCHEMA)
            connection.execute("INSERT INTO about VALUES (?)", (self._fingerprint,))
            connection.commit()


def _checksum(space: str, key: str, value: bytes) -> bytes:
    # The key counts as well: a bit may turn one file's name into another's.
    state = hashlib.blake2b(f"{space}\0{key}\0".encode(), digest_size=_CHECKSUM)
    state.update(value)
    return state.digest()


def _checked(space: str, key: str, stored: object) -> bytes | None:
    # Damage may also turn a value's type into another.
    if not isinstance(stored, bytes):
        return None
    value = stored[_CHECKSUM:]
    return value if _checksum(space, key, value) == stored[:_CHECKSUM] else None
