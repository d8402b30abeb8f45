"""A file system that fails on demand, and the trees that are published to it."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from drammenworks.engine.folder_scan import TreeSnapshot
from drammenworks.engine.manifest import OWN_FOLDER
from drammenworks.engine.output_filesystem import FileSystem
from drammenworks.engine.publish import Artifact, Publication, Published
from drammenworks.engine.stamps import StampStore
from tests.project import tree

Trees = Mapping[str, Mapping[str, bytes]]
"""Files with their bytes, by tree and path."""


class Killed(BaseException):
    """Stands for SIGKILL: no code that cleans up can do so."""


class FailingFileSystem(FileSystem):
    """Makes so many changes; the next one fails, and when ``dead`` all later ones as well."""

    def __init__(self, changes: int, *, dead: bool) -> None:
        super().__init__()
        self.made = 0
        """How many changes it made, or was to make."""
        self._most = changes
        self._dead = dead

    def make_folder(self, folder: Path) -> None:
        self._count()
        super().make_folder(folder)

    def write(self, file: Path, chunks: Iterable[bytes], *, durable: bool = False) -> os.stat_result:
        data = b"".join(chunks)
        self._count(lambda: file.write_bytes(data[: len(data) // 2]))
        return super().write(file, (data,), durable=durable)

    def link(self, source: Path, target: Path) -> os.stat_result | None:
        self._count()
        return super().link(source, target)

    def replace(self, source: Path, target: Path) -> None:
        self._count()
        super().replace(source, target)

    def unlink(self, file: Path) -> None:
        self._count()
        super().unlink(file)

    def rmdir(self, folder: Path) -> None:
        self._count()
        super().rmdir(folder)

    def sync_folder(self, folder: Path) -> None:
        self._count()
        super().sync_folder(folder)

    def _count(self, partly: Callable[[], object] = lambda: None) -> None:
        self.made += 1
        if self.made == self._most + 1:
            partly()
        if self.made == self._most + 1 or (self._dead and self.made > self._most):
            self._fail()

    def _fail(self) -> None:
        raise Killed if self._dead else OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class DeadlyFileSystem(FailingFileSystem):
    """Makes so many changes; the next one is the end of the process, by SIGKILL."""

    def __init__(self, changes: int) -> None:
        super().__init__(changes, dead=True)

    def _fail(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


class LoggingFileSystem(FileSystem):
    """Records its changes, in order."""

    def __init__(self, output: Path) -> None:
        super().__init__()
        self._output = output
        self.done: list[str] = []

    def write(self, file: Path, chunks: Iterable[bytes], *, durable: bool = False) -> os.stat_result:
        self._note("write durably" if durable else "write", file)
        return super().write(file, chunks, durable=durable)

    def replace(self, source: Path, target: Path) -> None:
        self._note("replace", target)
        super().replace(source, target)

    def unlink(self, file: Path) -> None:
        self._note("unlink", file)
        super().unlink(file)

    def sync_folder(self, folder: Path) -> None:
        self._note("sync", folder)
        super().sync_folder(folder)

    def _note(self, what: str, where: Path) -> None:
        self.done.append(f"{what} {where.relative_to(self._output).as_posix()}")


def put(
    output: Path, trees: Trees, *, filesystem: FileSystem | None = None, stamps: Path | None = None
) -> dict[str, Published]:
    """Publish exactly these trees."""
    with Publication(
        output, filesystem=filesystem, stamps=StampStore(stamps) if stamps else None
    ) as publication:
        for name, files in trees.items():
            publication.begin(name)
            for path, data in files.items():
                publication.add(name, Artifact(path, data))
        return publication.commit(known=trees.keys())


def resume(
    output: Path,
    trees: Trees,
    old: Trees,
    snapshots: Mapping[str, TreeSnapshot],
    *,
    filesystem: FileSystem | None = None,
) -> dict[str, Published]:
    """Publish the difference between old trees and new ones of the same names."""
    with Publication(output, filesystem=filesystem) as publication:
        for name, snapshot in snapshots.items():
            publication.expect(name, snapshot)
        for name, files in trees.items():
            assert publication.resume(name)
            for path, data in files.items():
                if old[name].get(path) != data:
                    publication.add(name, Artifact(path, data))
            for path in old[name].keys() - files.keys():
                publication.remove(name, path)
        return publication.commit(known=trees.keys())


def flat(trees: Trees) -> dict[str, bytes]:
    """Return every file of these trees by its path under the output folder."""
    return {f"{name}/{path}": data for name, files in trees.items() for path, data in files.items()}


def published(output: Path) -> dict[str, bytes]:
    """Return every file in the output folder that a reader can see."""
    return {path: data for path, data in tree(output).items() if not path.startswith(f"{OWN_FOLDER}/")}


def empty_folders(output: Path) -> list[Path]:
    """Return the folders with nothing in them; our own may be one."""
    return [
        folder
        for folder in output.rglob("*")
        if folder.is_dir() and folder.name != OWN_FOLDER and not any(folder.iterdir())
    ]
