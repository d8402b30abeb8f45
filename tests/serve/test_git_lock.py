"""The lock of the Git index."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drammenworks.serve.git_lock import GitLock


@pytest.mark.parametrize("kind", ["repository", "worktree", "none"])
def test_where_git_has_its_lock(tmp_path: Path, kind: str) -> None:
    """The lock is found in a repository above the project and in a worktree's directory; a stale one is ignored."""
    root = tmp_path / "arbeid" / "prosjekt"
    root.mkdir(parents=True)
    git = tmp_path / "arbeid" / ".git"
    if kind == "repository":
        git.mkdir()
    elif kind == "worktree":
        git.write_text("gitdir: ../lager/worktrees/arbeid\n", encoding="utf-8")
        git = tmp_path / "lager/worktrees/arbeid"
        git.mkdir(parents=True)
    is_busy = GitLock(root)
    assert not is_busy()
    if kind != "none":
        (git / "index.lock").touch()
        assert is_busy()
        os.utime(git / "index.lock", (0, 0))
        assert not is_busy()


@pytest.mark.parametrize("data", [b"\xff\xfe", b"gitdir: a\x00b"])
def test_an_invalid_git_file(tmp_path: Path, data: bytes) -> None:
    """An invalid .git file counts as no repository."""
    (tmp_path / ".git").write_bytes(data)
    assert GitLock(tmp_path)() is False
