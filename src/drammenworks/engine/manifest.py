"""What an output folder knows of itself: which files are ours, and what they were when last looked at.

The two are kept apart. Which files are ours lies in the output folder, and is a function of them alone, so
that two builds of the same content give the same bytes there as well. What the system says of them (size,
time, inode) differs from one build to the next; it only saves reading, and lies in the cache.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from drammenworks.base.digests import digest_parts
from drammenworks.base.files import write_atomic
from drammenworks.engine.snapshot import Stamp, is_visible, pack, unpack

OWN_FOLDER = ".drammenworks"
"""Under the output folder, beside the trees and never inside one."""

_SUFFIX = ".json"

Seen = tuple[str, Stamp]
"""The digest of a published file, and how it looked when its bytes were last written or read."""


def stamp_of(status: os.stat_result) -> Stamp:
    """Return what tells a file from what it was before; as :func:`snapshot.look_into` does."""
    # Listing a folder gives no inodes on Windows.
    inode = 0 if os.name == "nt" else status.st_ino
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, inode)


def manifest_file(output: Path, tree: str) -> Path:
    """Return where the list of a tree's files lies."""
    return output / OWN_FOLDER / f"{tree}{_SUFFIX}"


def known_trees(output: Path) -> list[str]:
    """Return the trees that have a list, in alphabetical order."""
    return sorted(file.name.removesuffix(_SUFFIX) for file in (output / OWN_FOLDER).glob(f"*{_SUFFIX}"))


def manifest_bytes(paths: Iterable[str]) -> bytes:
    """Return the list of a tree's files as it lies on disk."""
    return json.dumps(sorted(paths), indent=0).encode()


def parse_manifest(data: bytes) -> frozenset[str]:
    """Return the files of a list; none when it is damaged, for then nothing is known to be ours."""
    try:
        paths = json.loads(data)
    except (ValueError, RecursionError):
        return frozenset()
    if not isinstance(paths, list):
        return frozenset()
    # A path that leads out of the tree can only come from a damaged or foreign file.
    return frozenset(path for path in paths if isinstance(path, str) and stays_inside(path))


def own_files(output: Path, tree: str) -> frozenset[str]:
    """Return the files of a tree that are ours; none when it has no list.

    :raises OSError: if the list cannot be read.
    """
    try:
        return parse_manifest(manifest_file(output, tree).read_bytes())
    except FileNotFoundError:
        return frozenset()


def stays_inside(path: str) -> bool:
    """Tell whether a path with forward slashes leads straight to something below where it starts."""
    if "\0" in path or (os.name == "nt" and (":" in path or "\\" in path)):
        return False
    parts = f"/{path}/"
    return not ("//" in parts or "/./" in parts or "/../" in parts)


class Memory:
    """What the published files of one output folder were when last looked at, kept in the cache."""

    def __init__(self, folder: Path | None, output: Path) -> None:
        """Take the folder to keep it in, which need not exist; nothing is remembered when None."""
        self._folder = folder
        self._output = output

    def recall(self, tree: str) -> dict[str, Seen]:
        """Return what is known of a tree's files, by path; nothing when that is lost or damaged."""
        file = self._file(tree)
        if file is None:
            return {}
        try:
            kept: Any = unpack(file.read_bytes())
        except OSError:
            return {}
        return dict(kept or {})

    def remember(self, tree: str, seen: Mapping[str, Seen], now: int) -> None:
        """Keep what is known of a tree's files.

        :param now: in ns since the epoch. What was touched just before is left out, and so is read next
            time: somebody might touch it again without its time showing it.
        """
        file = self._file(tree)
        if file is None:
            return
        data = pack({path: known for path, known in seen.items() if is_visible(known[1][1], now)})
        # Without it the next build reads more, and is as right.
        with suppress(OSError):
            if not file.exists() or file.read_bytes() != data:
                write_atomic(file, data)

    def _file(self, tree: str) -> Path | None:
        if self._folder is None:
            return None
        return self._folder / f"published-{digest_parts(str(self._output), tree)}"
