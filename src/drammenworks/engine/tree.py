"""One folder of the output: what lies there, what is to lie there, and how the one becomes the other."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from drammenworks.engine.artifact import Artifact, digest_of_file, new_digest
from drammenworks.engine.disk import Disk
from drammenworks.engine.journal import STAGE, Move, is_folder
from drammenworks.engine.manifest import (
    OWN_FOLDER,
    Memory,
    Seen,
    manifest_bytes,
    manifest_file,
    parse_manifest,
    stamp_of,
    stays_inside,
)
from drammenworks.engine.snapshot import Files, Stamp, look_below

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


class _Staged(NamedTuple):
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


class Tree:
    """Collects what a tree is to hold, and stages what it does not hold yet."""

    def __init__(self, output: Path, name: str, memory: Memory, disk: Disk) -> None:
        """Look at the tree; nothing is written yet.

        :raises OSError: if it cannot be read.
        """
        self.name = name
        self._folder = output / name
        self._stage = output / STAGE / name
        self._memory = memory
        self._disk = disk
        self._list = _read(manifest_file(output, name))
        self._ours = parse_manifest(self._list)
        self._by_folded_name = {path.casefold(): path for path in self._ours}
        self._found = _look_below(self._folder)
        self._remembered = memory.recall(name)
        self._seen: dict[str, Seen] = {}
        self._inner: set[str] = set()
        """Every folder that one of the new files is in."""
        self._staged: list[_Staged] = []
        self._homes: dict[str, Path | None] = {}
        self.written = 0

    def add(self, artifact: Artifact) -> None:
        """Let the tree hold an artifact; it is staged unless it lies there already.

        :raises ArtifactUnreadableError: if the file that holds its bytes is gone or another.
        :raises OSError: if it cannot be staged.
        """
        self._claim(artifact.path)
        found = self._found.get(artifact.path)
        # Without a digest the size comes first: it is cheaper to ask for.
        if found is not None and (artifact.digest is not None or found[0] == artifact.size()):
            digest = artifact.known_digest()
            if self._holds(artifact.path, found, digest):
                self._seen[artifact.path] = (digest, found)
                return
        self._seen[artifact.path] = self._put(artifact)
        self.written += 1

    def resume(self, looks: Files) -> bool:
        """Let the tree hold all that it holds already, if it looks like this; else return False.

        :param looks: every file in it, as :meth:`looks` returned them when they were published.
        """
        if self._found != looks or not self._ours <= looks.keys():
            return False
        for path in self._ours:
            known = self._remembered.get(path)
            if known is None or known[1] != looks[path]:
                # It was younger than the clock can tell when it was remembered.
                known = (digest_of_file(self._folder / path), looks[path])
            self._seen[path] = known
            self._inner.update(_folders_above(path))
        return True

    def replace(self, artifact: Artifact) -> None:
        """Let the tree hold an artifact in the place of what it holds there.

        :raises ArtifactUnreadableError: if the file that holds its bytes is gone or another.
        :raises OSError: if it cannot be staged.
        """
        del self._seen[artifact.path]
        self.add(artifact)

    def looks(self) -> Files:
        """Return every file in the tree now that it is as it was to be, and how it looks."""
        others = {path: stamp for path, stamp in self._found.items() if path not in self._ours}
        return others | {path: stamp for path, (_, stamp) in self._seen.items()}

    @property
    def files(self) -> int:
        """How many files the tree is to hold."""
        return len(self._seen)

    def remember(self, now: int) -> None:
        """Keep what is known of the files, now that they all have their names."""
        for staged in self._staged:
            if not staged.is_folder:
                self._note_renamed(staged.path)
        self._memory.remember(self.name, self._seen, now)

    def stage_manifest(self) -> Move | None:
        """Stage the new list of our files, and return its move; None when the list stays as it is."""
        data = manifest_bytes(self._seen)
        if data == self._list:
            return None
        self._disk.make_folder(self._stage)
        self._disk.write(self._stage / "manifest", (data,))
        return Move(f"{STAGE}/{self.name}/manifest", f"{OWN_FOLDER}/{self.name}.json")

    def plan(self) -> Plan:
        """Return how the tree becomes what it is to be."""
        stale = self._ours - self._seen.keys()
        moves: list[Move] = []
        in_the_way: list[str] = []
        cleared: set[str] = set()
        for staged in sorted(self._staged, key=lambda staged: staged.turn):
            clear, foreign = self._room_for(staged, stale)
            in_the_way += foreign
            cleared.update(clear)
            moves.append(
                Move(
                    f"{STAGE}/{self.name}/{staged.source}",
                    self._under_output(staged.path),
                    self._all_under_output(clear),
                )
            )
        present = sorted(stale & self._found.keys())
        return Plan(
            moves=tuple(moves),
            removals=self._all_under_output(path for path in present if path not in cleared),
            folders=self._all_under_output(_folders_of(stale)),
            removed=len(present),
            in_the_way=self._all_under_output(in_the_way),
            foreign=self._foreign(),
        )

    def _claim(self, path: str) -> None:
        if not stays_inside(path):
            raise ValueError(f"{path!r} leads out of {self.name}")
        if path in self._seen:
            raise ValueError(f"two artifacts at {self.name}/{path}")
        above = _folders_above(path)
        if path in self._inner or not self._seen.keys().isdisjoint(above):
            raise ValueError(f"{self.name}/{path} is both a file and a folder")
        self._inner.update(above)

    def _holds(self, path: str, found: Stamp, digest: str) -> bool:
        known = self._remembered.get(path)
        if known is not None and known[1] == found:
            return known[0] == digest
        file = self._folder / path
        try:
            # A link is not a file of ours, whatever it leads to; and a pipe would never be read to its end.
            return stat.S_ISREG(file.lstat().st_mode) and digest_of_file(file) == digest
        except OSError:
            return False

    def _note_renamed(self, path: str) -> None:
        """Take over when a file was renamed, unless something else happened to it since it was staged."""
        digest, (size, modified, _, inode) = self._seen[path]
        with suppress(OSError):
            now = stamp_of((self._folder / path).lstat())
            if now == (size, modified, now[2], inode):
                self._seen[path] = (digest, now)

    def _put(self, artifact: Artifact) -> Seen:
        folder, _, name = artifact.path.rpartition("/")
        home = self._home(folder)
        file = home / name if home is not None else self._wait_for_name(artifact.path, is_folder=False)
        if artifact.new and isinstance(artifact.content, Path) and artifact.digest is not None:
            # Making a file is the dearest thing that publishing does, and it has been made.
            linked = self._disk.link(artifact.content, file)
            if linked is not None:
                return artifact.digest, stamp_of(linked)
        state = new_digest()
        status = self._disk.write(file, artifact.chunks(state))
        return state.hexdigest(), stamp_of(status)

    def _home(self, folder: str) -> Path | None:
        """Return where a folder that does not exist is being staged, or None when it exists.

        A new folder gets its name when all is in it: a first build of 10,000 pages is one rename.
        """
        if folder in self._homes:
            return self._homes[folder]
        home = self._home(folder.rpartition("/")[0]) if folder else None
        if home is not None:
            home /= folder.rpartition("/")[2]
        elif not is_folder(self._folder / folder):
            home = self._wait_for_name(folder, is_folder=True)
        if home is not None:
            self._disk.make_folder(home)
        self._homes[folder] = home
        return home

    def _wait_for_name(self, path: str, *, is_folder: bool) -> Path:
        """Return where something waits in the stage until it is given its path."""
        if not self._staged:
            self._disk.make_folder(self._stage)
        staged = _Staged(str(len(self._staged)), path, is_folder)
        self._staged.append(staged)
        return self._stage / staged.source

    def _room_for(self, staged: _Staged, stale: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return which files must go before ``path`` gets its file or folder: of ours, and of others."""
        path, target = staged.path, self._folder / staged.path
        if is_folder(target):
            inside = [f"{path}/{below}" if path else below for below in _look_below(target)]
            foreign = tuple(below for below in inside if below not in self._ours)
            return tuple(below for below in inside if below in self._ours), foreign
        if not os.path.lexists(target):
            return (), ()
        if path in self._ours:
            # A file takes the place of a file by itself, a folder does not.
            return ((path,) if staged.is_folder else ()), ()
        # On Windows and Macs a page that was Om.html lies where om.html is to be.
        other = self._by_folded_name.get(path.casefold())
        if other in stale and _is_same(target, self._folder / other):
            return (other,), ()
        return (), (path,)

    def _foreign(self) -> tuple[str, ...]:
        """Return what is in the tree and not ours, each folder of it once."""
        places: dict[str, None] = {}
        for path in self._found:
            if path in self._seen or path in self._ours or path.rpartition("/")[2] in _LITTER:
                continue
            above = [folder for folder in _folders_above(path) if folder not in self._inner]
            places[f"{above[-1]}/" if above else path] = None
        return tuple(sorted(places))

    def _under_output(self, path: str) -> str:
        return f"{self.name}/{path}" if path else self.name

    def _all_under_output(self, paths: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(self._under_output, paths))


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""


def _look_below(folder: Path) -> dict[str, Stamp]:
    """Return every file below a folder by its path under it; none when it is no folder itself."""
    if not is_folder(folder):
        return {}
    return look_below(str(folder))


def _folders_above(path: str) -> list[str]:
    """Return the folders that a file is in, the inner ones first; the tree itself is not among them."""
    folders = []
    while path := path.rpartition("/")[0]:
        folders.append(path)
    return folders


def _folders_of(paths: Iterable[str]) -> list[str]:
    """Return every folder that one of these files is in, and the tree itself, the inner ones first."""
    folders = {folder for path in paths for folder in _folders_above(path)}
    return [*sorted(folders, key=lambda folder: (-folder.count("/"), folder)), ""] if paths else []


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
