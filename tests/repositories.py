"""Git repositories of projects, independent of what the machine has configured."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_NAMES = {f"GIT_{who}_{what}": "x@x.test" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def git(root: Path, *arguments: str) -> str:
    """Return what git answers in a folder."""
    return subprocess.run(
        ["git", *arguments],
        cwd=root,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, **_NAMES},
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.strip()


def commit(root: Path) -> str:
    """Commit all that there is, and return the id of the revision."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "x")
    return git(root, "rev-parse", "HEAD")


def begin(root: Path) -> str:
    """Make a folder a repository on the branch main with one revision, and return its id."""
    (root / ".gitignore").write_text(".cache/\noutput/\n", encoding="utf-8")
    git(root, "init", "--quiet", "--initial-branch", "main")
    return commit(root)


def clone(root: Path, copy: Path, *arguments: str) -> Path:
    """Clone a repository, and return the folder of the copy."""
    git(root, "clone", "--quiet", *arguments, root.as_uri(), str(copy))
    return copy
