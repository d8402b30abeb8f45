"""Scans all input files when the preview is idle.

A watcher can miss a file, for example in a folder that was created a moment before.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from drammenworks.base.paths import is_ignored
from drammenworks.engine.snapshot import Files, scan_files
from drammenworks.serve.watcher import WATCHED_FOLDERS


class Rescan:
    """Finds the paths that changed and that the watcher did not report."""

    def __init__(self, root: Path) -> None:
        """Scan the files for the first time."""
        self._root = root
        self._files = self._scan()
        self._reported: set[str] = set()

    def note_reported(self, paths: Iterable[str]) -> None:
        """Record reported changes of files or folders, by their paths from the root."""
        self._reported.update(paths)

    def unreported(self) -> list[str]:
        """Return the paths, from the root, that changed since the last scan and were not reported."""
        # A change that is reported during the scan may be in it or not, so it counts for the next one too.
        reported, before = self._reported.copy(), self._files
        self._files = self._scan()
        self._reported -= reported
        folders = tuple(f"{path}/" for path in reported)
        return sorted(
            path
            for path in before.keys() | self._files.keys()
            if before.get(path) != self._files.get(path)
            and path not in reported
            and not path.startswith(folders)
        )

    def _scan(self) -> Files:
        return {
            path: stamp
            for name in WATCHED_FOLDERS
            for below, stamp in scan_files(str(self._root / name)).items()
            if not any(map(is_ignored, (path := f"{name}/{below}").split("/")))
        }
