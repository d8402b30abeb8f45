"""Detects a running Git command: Git holds a lock while it writes files."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

STALE_AFTER = 10.0
"""Seconds after which a lock counts as left behind by a process that crashed."""


class GitLock:
    """The lock of a project's Git index."""

    def __init__(self, root: Path) -> None:
        self._lock = _git_dir(root) / "index.lock"

    def __call__(self) -> bool:
        """Return whether the lock is held and is not stale."""
        try:
            created = self._lock.stat().st_mtime
        except (OSError, ValueError):  # It does not exist, or its path contains a NUL.
            return False
        return time.time() < created + STALE_AFTER


def _git_dir(root: Path) -> Path:
    """Return the Git directory of the project, or the path where it would be."""
    for folder in (root, *root.parents):
        git = folder / ".git"
        if git.is_file():
            # In a worktree it is a file with the path of the directory (gitrepository-layout(5)). A file that
            # is unreadable belongs to no repository: then a checkout may cause more than one build.
            with contextlib.suppress(OSError, UnicodeDecodeError):
                return folder / git.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
        if git.is_dir():
            return git
    return root / ".git"
