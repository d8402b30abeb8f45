"""One folder of the output: what lies there, what is to lie there, and how the one becomes the other."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable
from pathlib import Path

from drammenworks.base.digests import digest
from drammenworks.engine.artifact import Artifact, digest_of_file
from drammenworks.engine.disk import Disk
from drammenworks.engine.journal import STAGE, Move, is_folder
from drammenworks.engine.manifest import (
    OWN_FOLDER,
    Memory,
    Seen,
    manifest_bytes,
    manifest_file,
    parse_manifest,
    stays_inside,
)
from drammenworks.engine.snapshot import (
    UNKNOWN,
    Looks,
    Stamp,
    folder_stamp,
    folders_of,
    look_below,
    survey,
)
from drammenworks.engine.staging import (
    Plan,
    Staged,
    after_renaming,
    all_under_output,
    folders_above,
    places_of_others,
    put,
)


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
        self._found, self._folders = survey(str(self._folder)) if is_folder(self._folder) else ({}, {})
        self._remembered = memory.recall(name)
        self._seen: dict[str, Seen] = {}
        self._inner: set[str] = set()
        """Every folder that one of the new files is in."""
        self._staged: list[Staged] = []
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

    def looks(self) -> Looks:
        """Return how the tree looks now that it is as it was to be."""
        files = {path: stamp for path, (_, stamp) in self._seen.items()}
        others = {
            path: stamp
            for path, stamp in self._found.items()
            if path not in self._ours and path not in self._seen
        }
        folders = folders_of(files) | folders_of(others)
        stamps = {folder: self._folders.get(folder, UNKNOWN) for folder in folders}
        return Looks(files, others, stamps, digest(manifest_bytes(self._seen)))

    @property
    def files(self) -> int:
        """How many files the tree is to hold."""
        return len(self._seen)

    def remember(self, now: int) -> None:
        """Keep what is known of the files, now that they all have their names."""
        for staged in self._staged:
            if not staged.is_folder:
                self._seen[staged.path] = after_renaming(self._folder / staged.path, self._seen[staged.path])
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
        self._look_at_new_folders()
        stale = self._ours - self._seen.keys()
        moves: list[Move] = []
        in_the_way: list[str] = []
        cleared: set[str] = set()
        for staged in sorted(self._staged, key=lambda staged: staged.turn):
            clear, foreign = self._room_for(staged, stale)
            in_the_way += foreign
            cleared.update(clear)
            moves.append(staged.move(self.name, clear))
        present = sorted(stale & self._found.keys())
        return Plan(
            moves=tuple(moves),
            removals=all_under_output(self.name, (path for path in present if path not in cleared)),
            folders=all_under_output(self.name, _folders_of(stale)),
            removed=len(present),
            in_the_way=all_under_output(self.name, in_the_way),
            foreign=places_of_others(
                (path for path in self._found if path not in self._seen and path not in self._ours),
                self._inner,
            ),
        )

    def _look_at_new_folders(self) -> None:
        """Look at the staged folders while nobody but us can know of them."""
        now = time.time_ns()
        for folder, home in self._homes.items():
            if home is not None:
                self._folders[folder] = folder_stamp(str(home), now)

    def _claim(self, path: str) -> None:
        if not stays_inside(path):
            raise ValueError(f"{path!r} leads out of {self.name}")
        if path in self._seen:
            raise ValueError(f"two artifacts at {self.name}/{path}")
        above = folders_above(path)
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

    def _put(self, artifact: Artifact) -> Seen:
        folder, _, name = artifact.path.rpartition("/")
        home = self._home(folder)
        file = home / name if home is not None else self._wait_for_name(artifact.path, is_folder=False)
        return put(artifact, file, self._disk)

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
        staged = Staged(str(len(self._staged)), path, is_folder)
        self._staged.append(staged)
        return self._stage / staged.source

    def _room_for(self, staged: Staged, stale: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
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


def _folders_of(paths: Iterable[str]) -> list[str]:
    """Return every folder that one of these files is in, and the tree itself, the inner ones first."""
    folders = {folder for path in paths for folder in folders_above(path)}
    return [*sorted(folders, key=lambda folder: (-folder.count("/"), folder)), ""] if paths else []


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
