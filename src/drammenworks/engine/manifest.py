"""The manifest of a published tree: the list of the files that are ours, stored beside the tree.

It is a function of these files alone, so that two builds of the same content give the same bytes there as
well. The stamps of the files (size, times, inode) differ from one build to the next. They only save reading,
and are stored in the cache; see :mod:`stamps`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from drammenworks.base.digests import digest_parts

OWN_FOLDER = ".drammenworks"
"""Under the output folder, beside the trees and never inside one."""

_SUFFIX = ".json"


def manifest_file(output: Path, tree: str) -> Path:
    """Return the path of a tree's manifest."""
    return output / OWN_FOLDER / f"{tree}{_SUFFIX}"


def known_trees(output: Path) -> list[str]:
    """Return the names of the trees that have a manifest, in alphabetical order."""
    return sorted(file.name.removesuffix(_SUFFIX) for file in (output / OWN_FOLDER).glob(f"*{_SUFFIX}"))


def manifest_bytes(paths: Iterable[str]) -> bytes:
    """Return the manifest of these files, as it is stored."""
    return json.dumps(sorted(paths), indent=0).encode()


def parse_manifest(data: bytes) -> frozenset[str]:
    """Return the files of a manifest; none when it is damaged, for then no file is known to be ours."""
    try:
        paths = json.loads(data)
    except (ValueError, RecursionError):
        return frozenset()
    if not isinstance(paths, list):
        return frozenset()
    # A path that leads out of the tree can only come from a damaged or foreign file.
    return frozenset(path for path in paths if isinstance(path, str) and stays_inside(path))


def own_files(output: Path, tree: str) -> frozenset[str]:
    """Return the files of a tree that are ours; none when it has no manifest.

    :raises OSError: if the manifest cannot be read.
    """
    try:
        return parse_manifest(manifest_file(output, tree).read_bytes())
    except FileNotFoundError:
        return frozenset()


def stays_inside(path: str) -> bool:
    """Tell whether a path with forward slashes is plain and leads to a place below where it starts."""
    if "\0" in path or (os.name == "nt" and (":" in path or "\\" in path)):
        return False
    parts = f"/{path}/"
    return not ("//" in parts or "/./" in parts or "/../" in parts)


def stamps_scope(output: Path, tree: str) -> str:
    """Return the scope in a store of stamps of a tree's files: a cache may serve several output folders."""
    return f"published-{digest_parts(str(output), tree)}"
