"""A look at all files once there is time for it: a watcher may miss one, in a folder made a moment before."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from drammenworks.base.paths import is_ignored
from drammenworks.engine.snapshot import Files, look_below
from drammenworks.serve.watch import FOLDERS


class SecondLook:
    """Finds the files that changed without anybody having told of it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files = self._look()
        self._told: set[str] = set()

    def note(self, paths: Iterable[str]) -> None:
        """Remember what was told since the last look: files or folders, by their paths from the root."""
        self._told.update(paths)

    def missed(self) -> list[str]:
        """Return what is another now than at the last look, and was not told, by its path from the root."""
        # What is told while we look is looked for at the next time as well.
        told, before = self._told.copy(), self._files
        self._files = self._look()
        self._told -= told
        folders = tuple(f"{path}/" for path in told)
        return sorted(
            path
            for path in before.keys() | self._files.keys()
            if before.get(path) != self._files.get(path) and path not in told and not path.startswith(folders)
        )

    def _look(self) -> Files:
        return {
            path: stamp
            for name in FOLDERS
            for below, stamp in look_below(str(self._root / name)).items()
            if not any(map(is_ignored, (path := f"{name}/{below}").split("/")))
        }
