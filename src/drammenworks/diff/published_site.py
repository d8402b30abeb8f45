"""The published files of a site, read from a folder that may come from somebody else.

An artifact of a pull request is made by the pull request's own code: links are not followed, and what is too
large to be a page is compared by its digest alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from drammenworks.engine.artifact import digest_of_file
from drammenworks.engine.manifest import OWN_FOLDER, known_trees
from drammenworks.errors import Phrase, UsageError

MAX_PAGE: Final = 16 << 20
"""Bytes of a page that is read; the longest pages of real sites have under 1 MiB."""

MAX_FILES: Final = 2_000_000
"""Files of one site that are listed."""


@dataclass(frozen=True, slots=True)
class PublishedSite:
    """The files of one site."""

    name: str
    """The name of its folder; empty when the folder that was given is the site itself."""
    folder: Path
    files: frozenset[str]
    """Paths with forward slashes."""

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file; None when it is too large to be a page, or cannot be read."""
        file = self.folder / path
        try:
            return file.read_bytes() if file.stat().st_size <= MAX_PAGE else None
        except OSError:
            return None

    def digest(self, path: str) -> str:
        """Return the digest of a file; empty when it cannot be read."""
        try:
            return digest_of_file(self.folder / path)
        except OSError:
            return ""


def published_sites(output: Path) -> dict[str, PublishedSite]:
    """Return the sites of an output folder by name.

    A site is a folder that a build has listed, or else one with an ``index.html``, or the folder itself.

    :raises UsageError: if there is none.
    """
    # The names that a build has listed may come from somebody else, too, and lead anywhere.
    found = {entry.name for entry in _entries(output) if entry.is_dir(follow_symlinks=False)}
    folders = found - {OWN_FOLDER}
    names = [name for name in known_trees(output) if name in folders]
    if not names and (output / "index.html").is_file():
        return {"": _site("", output)}
    if not names:
        names = sorted(name for name in folders if (output / name / "index.html").is_file())
    if not names:
        raise UsageError(
            Phrase("I «{folder}» ligger det ingen bygde nettsteder: ingen index.html.", folder=output)
        )
    return {name: _site(name, output / name) for name in names}


def _site(name: str, folder: Path) -> PublishedSite:
    files: set[str] = set()
    for path in _files(folder, ""):
        files.add(path)
        if len(files) > MAX_FILES:
            raise UsageError(Phrase("«{folder}» har flere filer enn et nettsted kan ha.", folder=folder))
    return PublishedSite(name, folder, frozenset(files))


def _files(root: Path, start: str) -> Iterator[str]:
    """Yield the paths of all files, following no link."""
    waiting = [start]
    while waiting:
        prefix = waiting.pop()
        for entry in _entries(root / prefix):
            if entry.is_symlink() or entry.name == OWN_FOLDER:
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{prefix}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                yield f"{prefix}{entry.name}"


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []
