"""When files were last changed: as git knows it, and by the clock of the disk where it does not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from drammenworks.base.paths import CONTENT
from drammenworks.errors import UsageError
from drammenworks.pipeline.maintenance.git_command import run_git

_COMMIT = b"\1"
"""Begins the line of a commit; no path does."""


def last_changed(root: Path) -> Mapping[str, date]:
    """Return the day of the last commit that changed a file, by its path from the project's root.

    Files that are changed and not committed are not in it, nor any where there is no git.
    """
    try:
        # Renames count as changes. Of a shallow clone the oldest commit has changed everything.
        log = run_git(
            root,
            ["log", "--format=%x01%cI", "--name-only", "-z", "--relative", "--no-renames", "--", CONTENT],
            is_checked=False,
        )
        uncommitted = run_git(
            root, ["diff", "--name-only", "-z", "--relative", "HEAD", "--", CONTENT], is_checked=False
        )
    except UsageError:
        return {}
    days: dict[str, date] = {}
    day: date | None = None
    for part in log.replace(b"\n", b"\0").split(b"\0"):
        if part.startswith(_COMMIT):
            day = datetime.fromisoformat(part[1:].decode()).date()
        elif part and day is not None:
            days.setdefault(part.decode("utf-8", "surrogateescape"), day)
    for changed in uncommitted.split(b"\0"):
        days.pop(changed.decode("utf-8", "surrogateescape"), None)
    return days


def day_on_disk(file: Path) -> date | None:
    """Return the day on which the disk says that a file was written; None when it is gone."""
    try:
        return datetime.fromtimestamp(file.stat().st_mtime).astimezone().date()
    except OSError:
        return None
