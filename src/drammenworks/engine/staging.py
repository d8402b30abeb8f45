"""What waits in an output folder's stage for its name, and how it gets there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from drammenworks.engine.artifact import Artifact, new_digest
from drammenworks.engine.disk import Disk
from drammenworks.engine.journal import STAGE, Move
from drammenworks.engine.manifest import Seen, stamp_of

_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What Windows and macOS strew about; not worth a word."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a tree becomes what it is to be. Paths are under the output folder, unless said otherwise."""

    moves: tuple[Move, ...]
    removals: tuple[str, ...]
    folders: tuple[str, ...]
    """Folders that may be empty afterwards, the inner ones first."""
    removed: int
    in_the_way: tuple[str, ...]
    """What others put where one of our files must be."""
    foreign: tuple[str, ...]
    """What others put elsewhere in the tree, by its path there; a whole folder ends with a slash."""


class Staged(NamedTuple):
    """A file or a whole new folder that waits for its name."""

    source: str
    """Under the tree's stage."""
    path: str
    """Under the tree's folder."""
    is_folder: bool

    @property
    def turn(self) -> int:
        """When it is renamed. A page may be read as soon as it is there, so what it refers to comes first."""
        if self.is_folder:
            return 1
        return 2 if self.path.endswith(".html") else 0

    def move(self, tree: str, clear: tuple[str, ...] = ()) -> Move:
        """Return how it gets its name.

        :param clear: files of the tree that must go before, by their paths there.
        """
        target = under_output(tree, self.path)
        return Move(f"{STAGE}/{tree}/{self.source}", target, all_under_output(tree, clear))


def put(artifact: Artifact, file: Path, disk: Disk) -> Seen:
    """Write an artifact where nobody reads it yet, and return what is known of the file.

    :raises ArtifactUnreadableError: if the file that holds its bytes is gone or another.
    :raises OSError: if it cannot be written.
    """
    if artifact.new and isinstance(artifact.content, Path) and artifact.digest is not None:
        # Making a file is the dearest thing that publishing does, and it has been made.
        linked = disk.link(artifact.content, file)
        if linked is not None:
            return artifact.digest, stamp_of(linked)
    state = new_digest()
    status = disk.write(file, artifact.chunks(state))
    return state.hexdigest(), stamp_of(status)


def after_renaming(file: Path, seen: Seen) -> Seen:
    """Return what is known of a file that got its name, unless more happened to it since it was staged."""
    digest, (size, modified, _, inode) = seen
    with suppress(OSError):
        now = stamp_of(file.lstat())
        if now == (size, modified, now[2], inode):
            return digest, now
    return seen


def places_of_others(others: Iterable[str], ours: Collection[str]) -> tuple[str, ...]:
    """Return what in a tree is not ours, each folder of it once.

    :param ours: every folder that our files are in.
    """
    places: dict[str, None] = {}
    for path in others:
        if path.rpartition("/")[2] in _LITTER:
            continue
        above = [folder for folder in folders_above(path) if folder not in ours]
        places[f"{above[-1]}/" if above else path] = None
    return tuple(sorted(places))


def folders_above(path: str) -> list[str]:
    """Return the folders that a file is in, the inner ones first; the tree itself is not among them."""
    folders = []
    while path := path.rpartition("/")[0]:
        folders.append(path)
    return folders


def under_output(tree: str, path: str) -> str:
    """Return the path under the output folder of what has a path in a tree."""
    return f"{tree}/{path}" if path else tree


def all_under_output(tree: str, paths: Iterable[str]) -> tuple[str, ...]:
    """Return the paths under the output folder of what has paths in a tree."""
    return tuple(under_output(tree, path) for path in paths)
