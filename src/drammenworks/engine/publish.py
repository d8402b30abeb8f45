"""Put a finished build in place: staged first, then renamed; files that did not change are left alone.

The output folder keeps a list of the files that are ours, and nothing else is ever removed from it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from drammenworks.base.digests import digest
from drammenworks.base.files import write_atomic
from drammenworks.engine.cache import CacheDamagedError

_OWN_FOLDER = ".drammenworks"
"""Under the output folder, beside the sites and never inside one."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file to publish."""

    path: str
    """Under its tree's folder, with forward slashes."""
    content: bytes | Path
    """Its bytes, or a file that holds them."""
    digest: str | None = None
    """Of the bytes, where a file is kept between builds and may have been damaged since."""

    def read(self) -> bytes:
        """Return the bytes."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()

    def check(self, data: bytes) -> None:
        """Check what was read; a damaged file is removed, so that it will be made anew.

        :raises CacheDamagedError: if these are not the bytes that were meant.
        """
        if isinstance(self.content, Path) and self.digest is not None and digest(data) != self.digest:
            self.content.unlink(missing_ok=True)
            raise CacheDamagedError(f"the file {self.path}")


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing a tree did."""

    files: int
    written: int
    removed: int


def publish(output: Path, trees: Mapping[str, Iterable[Artifact]]) -> dict[str, Published]:
    """Make each folder ``output/<name>`` hold exactly these artifacts, and what others put there.

    :raises CacheDamagedError: if what is to be published was damaged; nothing is published then.
    :raises OSError: if the output cannot be written; what was published is then as it was, unless
        the fault came while staged files were being renamed, which the next build mends.
    """
    output.mkdir(parents=True, exist_ok=True)
    stage = output / _OWN_FOLDER / "stage"
    shutil.rmtree(stage, ignore_errors=True)
    try:
        plans = [_plan(output, name, artifacts, stage) for name, artifacts in trees.items()]
        return {plan.name: plan.carry_out() for plan in plans}
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _plan(output: Path, name: str, artifacts: Iterable[Artifact], stage: Path) -> _Plan:
    """Stage what changed, and return what is to be done; nothing is published yet."""
    tree = output / name
    paths: set[str] = set()
    staged: dict[str, Path] = {}
    for artifact in artifacts:
        if artifact.path in paths:
            raise ValueError(f"two artifacts at {name}/{artifact.path}")
        paths.add(artifact.path)
        target = tree / artifact.path
        data = artifact.read()
        if not _holds(target, data):
            artifact.check(data)
            staged[artifact.path] = stage / name / str(len(paths))
            staged[artifact.path].parent.mkdir(parents=True, exist_ok=True)
            staged[artifact.path].write_bytes(data)
    manifest = output / _OWN_FOLDER / f"{name}.json"
    return _Plan(name, tree, manifest, frozenset(paths), _read_manifest(manifest), staged)


@dataclass(frozen=True, slots=True)
class _Plan:
    name: str
    tree: Path
    manifest: Path
    paths: frozenset[str]
    previous: frozenset[str]
    staged: Mapping[str, Path]

    def carry_out(self) -> Published:
        # Until all is in place, both the old and the new files count as ours.
        self._write_manifest(self.paths | self.previous)
        stale = self.previous - self.paths
        removed = 0
        # A file that was a folder, or the other way round, must make room first.
        folders = {folder for path in self.staged for folder in _folders(path)}
        for path in sorted(stale):
            if path in folders or not self.staged.keys().isdisjoint(_folders(path)):
                removed += self._remove(path)
        for path, file in self.staged.items():
            target = self.tree / path
            target.parent.mkdir(parents=True, exist_ok=True)
            file.replace(target)
        for path in sorted(stale):
            removed += self._remove(path)
        self._write_manifest(self.paths)
        return Published(len(self.paths), len(self.staged), removed)

    def _remove(self, path: str) -> int:
        target = self.tree / path
        if not target.is_file():
            return 0
        target.unlink()
        for folder in _folders(path):
            try:
                (self.tree / folder).rmdir()
            except OSError:
                break  # Not empty: somebody else's file, or another page of ours, is in it.
        return 1

    def _write_manifest(self, paths: Iterable[str]) -> None:
        write_atomic(self.manifest, json.dumps(sorted(paths), indent=0).encode())


def _folders(path: str) -> list[str]:
    return [folder.as_posix() for folder in PurePosixPath(path).parents]


def _holds(target: Path, data: bytes) -> bool:
    try:
        return target.stat().st_size == len(data) and target.read_bytes() == data
    except OSError:
        return False


def _read_manifest(manifest: Path) -> frozenset[str]:
    try:
        paths = json.loads(manifest.read_bytes())
    except (OSError, ValueError):
        return frozenset()
    if not isinstance(paths, list):
        return frozenset()
    # A path that leads out of the tree can only come from a damaged or foreign file.
    return frozenset(path for path in paths if isinstance(path, str) and _stays_inside(path))


def _stays_inside(path: str) -> bool:
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts and ":" not in path and "\\" not in path
