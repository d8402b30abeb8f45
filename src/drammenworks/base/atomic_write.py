"""Atomic file writes."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path


def write_atomic(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` atomically: a reader sees either the old bytes or the new.

    An existing file keeps its permissions; a new one is readable by everyone.

    :raises OSError: if the folder cannot be created or written to; ``path`` is then unchanged.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # In the same folder, because a rename is atomic only within a file system.
    handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        # mkstemp creates files with mode 0600.
        temporary.chmod(_permissions(path))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_chosen(path: Path, data: bytes) -> None:
    """Write ``data`` to a file that a person has named: a link to one is kept, a device or pipe written to.

    :raises OSError: if it cannot be written.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        # To rename a file over /dev/stdout would take it from every program.
        with path.open("wb", buffering=0) as opened:
            opened.write(data)
    else:
        write_atomic(path.resolve(), data)


def _permissions(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return 0o644
