"""One folder of the output: the files it holds, those it is to hold, and how the one becomes the other.

    restated    its files are scanned; whatever is not added is removed
    resumed     it is known to be as its snapshot says; every file stays that is not added or removed

The cost of a resumed tree follows the change: it is neither scanned nor read, at most a dict of it is copied.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from pathlib import Path

from drammenworks.base.digests import digest
from drammenworks.engine.artifact import Artifact, digest_of_file
from drammenworks.engine.folder_scan import (
    UNKNOWN,
    FolderStamp,
    TreeSnapshot,
    folder_stamp,
    folders_of,
    scan_files,
    scan_tree,
)
from drammenworks.engine.journal import STAGE, Move, is_folder
from drammenworks.engine.manifest import (
    OWN_FOLDER,
    manifest_bytes,
    manifest_file,
    parse_manifest,
    stamps_scope,
    stays_inside,
)
from drammenworks.engine.output_filesystem import FileSystem
from drammenworks.engine.staging import (
    Plan,
    Staged,
    all_under_output,
    folders_above,
    foreign_places,
    state_after_rename,
    write_artifact,
)
from drammenworks.engine.stamps import FileState, Stamp, StampStore


class OutputTree:
    """Collects the files that a tree is to hold, and stages those that it does not hold yet.

    Nothing that a reader sees is changed here: :meth:`plan` returns what is to be done.
    """

    def __init__(
        self,
        output: Path,
        name: str,
        filesystem: FileSystem,
        *,
        snapshot: TreeSnapshot | None = None,
        stamps: StampStore | None = None,
    ) -> None:
        """Look at the tree; nothing is written yet.

        :param snapshot: of a tree that is resumed, and known to look so. The tree is restated when None.
        :param stamps: the file states of the last build, so that a file with the same stamp need not be read.
        :raises OSError: if the tree cannot be read.
        """
        self.name = name
        self.written = 0
        self._folder = output / name
        self._stage = output / STAGE / name
        self._scope = stamps_scope(output, name)
        self._filesystem = filesystem
        self._is_resumed = snapshot is not None
        self._stamps: StampStore | None = None
        self._known: dict[str, FileState] = {}
        """Of the last build; empty for a resumed tree, of which reading the few added files costs less."""
        if snapshot is not None:
            self._before = snapshot
            self._listed: AbstractSet[str] = snapshot.files.keys()
            """The files that are ours by the manifest."""
            self._staying = dict(snapshot.files)
            """Files of a resumed tree that are neither added nor removed."""
            self._stale: set[str] = set()
            """Our files that the tree is no longer to hold."""
            self._folders = dict(snapshot.folders)
            """Every folder that one of the files is in that stay, or of the foreign ones."""
        else:
            self._before, self._listed = _scan(output, name)
            self._staying = {}
            self._stale = set(self._listed)
            self._folders = {
                folder: self._before.folders.get(folder, UNKNOWN)
                for folder in folders_of(self._before.foreign)
            }
            if stamps is not None:
                self._stamps, self._known = stamps, stamps.load(self._scope)
        self._added: dict[str, FileState] = {}
        self._added_folders: set[str] = set()
        """Every folder that one of the added files is in."""
        self._staged: list[Staged] = []
        self._homes: dict[str, Path | None] = {}
        """Where a folder is staged that does not exist; None for one that exists."""
        self._home_stamps: dict[str, FolderStamp] = {}
        self._manifest = self._before.manifest
        """Digest of the manifest once the plan is carried out."""

    def add(self, artifact: Artifact) -> None:
        """Let the tree hold an artifact; it is staged unless the tree holds these very bytes at its path.

        :raises ArtifactUnreadableError: if the file that holds its bytes is gone or has changed.
        :raises OSError: if it cannot be staged.
        """
        path = artifact.path
        self._check_path(path)
        self._staying.pop(path, None)
        self._stale.discard(path)
        self._added_folders.update(folders_above(path))
        found = self._found(path)
        # Without a digest the size comes first: it is cheaper to ask for.
        if found is not None and (artifact.digest is not None or found[0] == artifact.size()):
            name = artifact.known_digest()
            if self._holds(path, found, name):
                self._added[path] = (found, name)
                return
        self._added[path] = self._put(artifact)
        self.written += 1

    def remove(self, path: str) -> None:
        """Let a resumed tree hold a file no longer.

        :raises ValueError: if no file of ours stays there.
        """
        if self._staying.pop(path, None) is None:
            raise ValueError(f"{self.name}/{path} is not there to be removed")
        self._stale.add(path)

    @property
    def files(self) -> int:
        """How many files the tree is to hold."""
        return len(self._staying) + len(self._added)

    def plan(self) -> Plan:
        """Return how the tree becomes what it is to be.

        :raises ValueError: if a path is both a file and a folder.
        """
        self._check_staying()
        self._stamp_new_folders()
        moves: list[Move] = []
        in_the_way: list[str] = []
        cleared: set[str] = set()
        for staged in sorted(self._staged, key=lambda staged: staged.turn):
            clear, foreign = self._room_for(staged)
            in_the_way += foreign
            cleared.update(clear)
            moves.append(staged.move(self.name, clear))
        present = sorted(path for path in self._stale if path in self._before.files)
        foreign_files = self._before.foreign.keys() - self._added.keys()
        return Plan(
            moves=tuple(moves),
            removals=all_under_output(self.name, (path for path in present if path not in cleared)),
            folders=all_under_output(self.name, _folders_inner_first(self._stale)),
            removed=len(present),
            in_the_way=all_under_output(self.name, in_the_way),
            foreign=foreign_places(
                foreign_files, folders_of(self._staying) | self._added_folders if foreign_files else ()
            ),
        )

    def stage_manifest(self) -> Move | None:
        """Stage the new manifest, and return its move; None when the manifest stays as it is."""
        if self._is_manifest_unchanged():
            return None
        data = manifest_bytes([*self._staying, *self._added])
        self._manifest = digest(data)
        if self._manifest == self._before.manifest:
            return None
        self._filesystem.make_folder(self._stage)
        self._filesystem.write(self._stage / "manifest", (data,))
        return Move(f"{STAGE}/{self.name}/manifest", f"{OWN_FOLDER}/{self.name}.json")

    def finish(self, now: int) -> TreeSnapshot:
        """Return how the tree looks once its plan is carried out, and store the states of its files.

        :param now: when that was, in ns since the epoch.
        """
        for staged in self._staged:
            if not staged.is_folder:
                path = staged.path
                self._added[path] = state_after_rename(self._folder / path, self._added[path])
        # Of a resumed tree the stored states stay: each says that a file with that stamp has that digest.
        if self._stamps is not None:
            self._stamps.save(self._scope, self._added, now)
        files = self._staying | {path: stamp for path, (stamp, _) in self._added.items()}
        foreign = self._before.foreign
        if not foreign.keys().isdisjoint(self._added):
            foreign = {path: stamp for path, stamp in foreign.items() if path not in self._added}
        return TreeSnapshot(files, foreign, self._folders_now(), self._manifest)

    def _found(self, path: str) -> Stamp | None:
        """Return the stamp of the file that the tree holds at a path, ours or foreign."""
        return self._before.files.get(path) or self._before.foreign.get(path)

    def _folders_now(self) -> dict[str, FolderStamp]:
        folders = self._folders
        for folder in ("", *self._added_folders):
            known = self._home_stamps.get(folder) or self._before.folders.get(folder, UNKNOWN)
            folders[folder] = known
        for folder in folders_of(self._stale) - self._added_folders - {""}:
            if folder in folders and not is_folder(self._folder / folder):
                del folders[folder]
        return folders

    def _is_manifest_unchanged(self) -> bool:
        # That of a tree which is restated may be damaged, and is compared byte for byte.
        return self._is_resumed and not self._stale and self._added.keys() <= self._listed

    def _stamp_new_folders(self) -> None:
        """Stamp the staged folders while nobody but us can know of them."""
        now = time.time_ns()
        for folder, home in self._homes.items():
            if home is not None:
                self._home_stamps[folder] = folder_stamp(str(home), now)

    def _check_path(self, path: str) -> None:
        if not stays_inside(path):
            raise ValueError(f"{path!r} leads out of {self.name}")
        if path in self._added:
            raise ValueError(f"two artifacts at {self.name}/{path}")
        if path in self._added_folders or not self._added.keys().isdisjoint(folders_above(path)):
            raise ValueError(f"{self.name}/{path} is both a file and a folder")

    def _check_staying(self) -> None:
        """Check that the added files and those that stay can lie side by side."""
        if not self._staying:
            return
        both = {folder for folder in self._added_folders if folder in self._staying}
        for path in self._added.keys() & self._folders.keys():
            if any(staying.startswith(f"{path}/") for staying in self._staying):
                both.add(path)
        if both:
            raise ValueError(f"{self.name}/{min(both)} is both a file and a folder")

    def _holds(self, path: str, found: Stamp, name: str) -> bool:
        known = self._known.get(path)
        if known is not None and known[0] == found and known[1] is not None:
            return known[1] == name
        file = self._folder / path
        try:
            # A link is not a file of ours, whatever it leads to; and a pipe would never be read to its end.
            return stat.S_ISREG(file.lstat().st_mode) and digest_of_file(file) == name
        except OSError:
            return False

    def _put(self, artifact: Artifact) -> FileState:
        folder, _, name = artifact.path.rpartition("/")
        home = self._home(folder)
        file = home / name if home is not None else self._wait_for_name(artifact.path, is_folder=False)
        return write_artifact(artifact, file, self._filesystem)

    def _home(self, folder: str) -> Path | None:
        """Return where a folder that does not exist is being staged, or None when it exists.

        A new folder gets its name when all its files are in it: a first build of 10,000 pages is one rename.
        """
        if folder in self._homes:
            return self._homes[folder]
        home = self._home(folder.rpartition("/")[0]) if folder else None
        if home is not None:
            home /= folder.rpartition("/")[2]
        elif not is_folder(self._folder / folder):
            home = self._wait_for_name(folder, is_folder=True)
        if home is not None:
            self._filesystem.make_folder(home)
        self._homes[folder] = home
        return home

    def _wait_for_name(self, path: str, *, is_folder: bool) -> Path:
        """Return where a file or folder waits in the stage until it is given its path."""
        if not self._staged:
            self._filesystem.make_folder(self._stage)
        staged = Staged(str(len(self._staged)), path, is_folder)
        self._staged.append(staged)
        return self._stage / staged.source

    def _room_for(self, staged: Staged) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the files that must go before a staged one gets its name: our own, and foreign ones."""
        path, target = staged.path, self._folder / staged.path
        if is_folder(target):
            inside = [f"{path}/{below}" if path else below for below in scan_files(str(target))]
            ours = tuple(below for below in inside if below in self._listed and below not in self._staying)
            return ours, tuple(below for below in inside if below not in ours)
        if not os.path.lexists(target):
            return (), ()
        if path in self._listed:
            # A file takes the place of a file by itself, a folder does not.
            return ((path,) if staged.is_folder else ()), ()
        # On Windows and Macs a page that was Om.html lies where om.html is to be.
        folded = path.casefold()
        for other in self._stale:
            if other.casefold() == folded and _is_same(target, self._folder / other):
                return (other,), ()
        return (), (path,)


def _scan(output: Path, name: str) -> tuple[TreeSnapshot, AbstractSet[str]]:
    """Return how a tree looks, and which files are ours by its manifest, whether they are there or not."""
    try:
        manifest = manifest_file(output, name).read_bytes()
    except FileNotFoundError:
        manifest = b""
    listed = parse_manifest(manifest)
    folder = output / name
    found, folders = scan_tree(str(folder)) if is_folder(folder) else ({}, {})
    files = {path: stamp for path, stamp in found.items() if path in listed}
    foreign = {path: stamp for path, stamp in found.items() if path not in listed}
    return TreeSnapshot(files, foreign, folders, digest(manifest)), listed


def _folders_inner_first(paths: Iterable[str]) -> list[str]:
    """Return every folder that one of these files is in, and the tree itself; none without files."""
    return (
        sorted(folders_of(paths), key=lambda folder: (-folder.count("/"), not folder, folder))
        if paths
        else []
    )


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
