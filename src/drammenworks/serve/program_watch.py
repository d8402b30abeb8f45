"""Notice that the program itself has changed: a preview that goes on with the old one blames the content.

A field that was just added to a model, as by a pull, would be unknown to a program that was loaded before.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import drammenworks
from drammenworks.pipeline.fingerprint import generator_fingerprint

INTERVAL = 1.0
"""Seconds between two looks at the program's files: some 300 stamps, which takes 2 ms."""
_IMPORTS = "import drammenworks.cli, drammenworks.serve.preview_server, drammenworks.pipeline.preview.session"
_IGNORED = "__pycache__"

Stamps = Mapping[str, tuple[int, int]]
"""Modification time and size of each file, by its path."""


class ProgramWatch:
    """Watches the files of the installed program."""

    def __init__(
        self,
        is_git_busy: Callable[[], bool],
        *,
        folder: Path | None = None,
        digest: Callable[[], str] | None = None,
        starts: Callable[[], bool] | None = None,
        interval: float = INTERVAL,
    ) -> None:
        """Create a watch that starts from the files as they are now.

        :param is_git_busy: tells whether Git is writing files, of which some are old and some are new.
        :param folder: the program's files; those of this program when None.
        :param digest: returns a digest of the program as it is on disk.
        :param starts: tells whether the program on disk can be started.
        """
        self._folder = folder or Path(drammenworks.__file__).parent
        self._is_git_busy = is_git_busy
        self._digest = digest or generator_fingerprint.__wrapped__
        self._starts = starts or can_start
        self._interval = interval
        self._loaded = generator_fingerprint() if digest is None else digest()
        self._stamps = _scan(self._folder)

    async def changed(self) -> None:
        """Return when the program on disk differs from the loaded one, is complete, and can be started."""
        while True:
            await asyncio.sleep(self._interval)
            stamps = _scan(self._folder)
            if stamps == self._stamps:
                continue
            # Whoever writes several files needs a moment for each.
            settled = await self._settled(stamps)
            is_different = await asyncio.to_thread(self._digest) != self._loaded
            if is_different and await asyncio.to_thread(self._starts):
                return
            self._stamps = settled

    async def _settled(self, stamps: Stamps) -> Stamps:
        while True:
            await asyncio.sleep(self._interval / 2)
            latest = _scan(self._folder)
            if latest == stamps and not self._is_git_busy():
                return latest
            stamps = latest


def can_start() -> bool:
    """Tell whether the program on disk can be imported; while someone is editing it, it may not."""
    command = [sys.executable, "-c", _IMPORTS]
    return subprocess.run(command, capture_output=True, check=False, env=_import_path()).returncode == 0


def _import_path() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def _scan(folder: Path) -> Stamps:
    stamps: dict[str, tuple[int, int]] = {}
    folders: list[str] = [str(folder)]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.is_dir():
                        if entry.name != _IGNORED:
                            folders.append(entry.path)
                    else:
                        status = entry.stat()
                        stamps[entry.path] = (status.st_mtime_ns, status.st_size)
        except OSError:
            # It went while it was looked at; the next look sees what there is.
            continue
    return stamps
