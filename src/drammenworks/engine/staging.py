"""Files and folders that wait in an output folder's stage for their names, and the plan of their renames."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from drammenworks.engine.artifact import Artifact, new_digest
from drammenworks.engine.journal import STAGE, Move
from drammenworks.engine.output_filesystem import FileSystem
from drammenworks.engine.stamps import FileState, stamp_of

_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that Windows and macOS leave in any folder; not worth reporting."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a tree becomes what it is to be. Paths are under the output folder, unless said otherwise."""

    moves: tuple[Move, ...]
    removals: tuple[str, ...]
    folders: tuple[str, ...]
    """Folders that may be empty afterwards, the inner ones first."""
    removed: int
    """How many of our files go."""
    in_the_way: tuple[str, ...]
    """Foreign files where one of ours must be."""
    foreign: tuple[str, ...]
    """Foreign files elsewhere, by their paths in the tree. A folder with none of ours ends with a slash."""


class Staged(NamedTuple):
    """A file or a whole new folder that waits for its name."""

    source: str
    """Under the tree's stage."""
    path: str
    """Under the tree's folder."""
    is_folder: bool

    @property
    def turn(self) -> int:
        """Its turn to be renamed: a page may be read at once, so the files that it refers to come first."""
        if self.is_folder:
            return 1
        return 2 if self.path.endswith(".html") else 0

    def move(self, tree: str, clear: tuple[str, ...] = ()) -> Move:
        """Return the move by which it gets its name.

        :param clear: files of the tree that must go before, by their paths there.
        """
        target = under_output(tree, self.path)
        return Move(f"{STAGE}/{tree}/{self.source}", target, all_under_output(tree, clear))


def write_artifact(artifact: Artifact, file: Path, filesystem: FileSystem) -> FileState:
    """Write an artifact where nobody reads it yet, and return the state of the file.

    :raises ArtifactUnreadableError: if the file that holds its bytes is gone or has changed.
    :raises OSError: if it cannot be written.
    """
    if artifact.new and isinstance(artifact.content, Path) and artifact.digest is not None:
        # Making a file is the dearest thing that publishing does, and it has been made.
        linked = filesystem.link(artifact.content, file)
        if linked is not None:
            return stamp_of(linked), artifact.digest
    state = new_digest()
    status = filesystem.write(file, artifact.chunks(state))
    return stamp_of(status), state.hexdigest()


def state_after_rename(file: Path, state: FileState) -> FileState:
    """Return the state of a file that got its name: its ctime differs now.

    When more than that differs, somebody changed the file since it was staged; its old state says so later.
    """
    (size, modified, _, inode), digest = state
    with suppress(OSError):
        now = stamp_of(file.lstat())
        if now == (size, modified, now[2], inode):
            return now, digest
    return state


def foreign_places(files: Iterable[str], ours: Collection[str]) -> tuple[str, ...]:
    """Return the foreign files of a tree; a folder in which no file is ours stands for all its files.

    :param ours: every folder that our files are in.
    """
    places: set[str] = set()
    for path in files:
        if path.rpartition("/")[2] in _LITTER:
            continue
        above = [folder for folder in folders_above(path) if folder not in ours]
        places.add(f"{above[-1]}/" if above else path)
    return tuple(sorted(places))


def folders_above(path: str) -> list[str]:
    """Return the folders that a file is in, the inner ones first; the tree itself is not among them."""
    folders = []
    while path := path.rpartition("/")[0]:
        folders.append(path)
    return folders


def under_output(tree: str, path: str) -> str:
    """Return the path under the output folder of a path in a tree."""
    return f"{tree}/{path}" if path else tree


def all_under_output(tree: str, paths: Iterable[str]) -> tuple[str, ...]:
    """Return the paths under the output folder of paths in a tree."""
    return tuple(under_output(tree, path) for path in paths)
