"""What the cache knows of files that are read as they are: pictures, and what is published untouched."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path

from drammenworks.base.digests import digest
from drammenworks.engine.artifact import digest_of_file
from drammenworks.engine.cache import Cache, FileRecord


def known_digests(root: Path, paths: Iterable[str], cache: Cache) -> dict[str, str]:
    """Return the digests of the files that were not touched since they were last read, by path."""
    digests: dict[str, str] = {}
    wanted = list(paths)
    # A preview asks for none at most saves, and reading all that is known takes 40 ms at 10,000 documents.
    records = cache.files() if wanted else {}
    for path in wanted:
        record = records.get(path)
        try:
            if record is not None and record.still_holds((root / path).stat()):
                digests[path] = record.digest
        except OSError:
            continue  # Reading it will tell.
    return digests


def read_file(file: Path) -> tuple[bytes, FileRecord]:
    """Return a file's bytes, and the record under which they may be taken for known.

    :raises OSError: if it cannot be read.
    """
    seen = time.time_ns()
    # Looked at before it is read: a change in between is noticed next time.
    status = file.stat()
    data = file.read_bytes()
    return data, _record(status, seen, digest(data))


def record_file(file: Path) -> FileRecord:
    """Return the record of a file that may be too large to be held in memory.

    :raises OSError: if it cannot be read.
    """
    seen = time.time_ns()
    status = file.stat()
    return _record(status, seen, digest_of_file(file))


def _record(status: os.stat_result, seen: int, name: str) -> FileRecord:
    times = (status.st_mtime_ns, status.st_ctime_ns)
    return FileRecord(status.st_size, *times, status.st_ino, seen, name)
