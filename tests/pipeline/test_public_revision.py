"""Which git revision the public has."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from drammenworks.errors import UsageError
from drammenworks.pipeline.maintenance import git_command
from drammenworks.pipeline.maintenance.public_revision import public_revision
from tests.repositories import begin, clone, commit, git

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A repository with one revision."""
    root = tmp_path / "origin"
    root.mkdir()
    begin(root)
    return root


def save(root: Path, text: str) -> str:
    (root / "a.txt").write_text(text, encoding="utf-8")
    return commit(root)


def test_what_is_on_the_main_branch_of_the_remote_is_public(origin: Path, tmp_path: Path) -> None:
    """A revision that nobody has pushed is not."""
    copy = clone(origin, tmp_path / "copy")
    pushed = git(copy, "rev-parse", "HEAD")
    save(copy, "mitt")
    found = public_revision(copy)
    assert (found.name, found.commit, found.is_remote, found.behind) == ("origin/main", pushed, True, 0)


def test_changes_of_others_are_not_taken_for_ones_own(origin: Path, tmp_path: Path) -> None:
    """Compared is where the two parted, and how much is newer is told."""
    copy = clone(origin, tmp_path / "copy")
    parted = git(copy, "rev-parse", "HEAD")
    save(copy, "mitt")
    save(origin, "andres")
    save(origin, "andres til")
    git(copy, "fetch", "--quiet")
    found = public_revision(copy)
    assert (found.commit, found.behind) == (parted, 2)
    assert found.fetched_at is not None


def test_the_remote_says_which_branch_is_its_main_one(origin: Path, tmp_path: Path) -> None:
    git(origin, "branch", "--move", "trunk")
    assert public_revision(clone(origin, tmp_path / "copy")).name == "origin/trunk"


def test_without_a_remote_it_is_the_branch_on_this_machine(origin: Path) -> None:
    public = git(origin, "rev-parse", "HEAD")
    git(origin, "switch", "--quiet", "--create", "forslag")
    save(origin, "nytt")
    found = public_revision(origin)
    assert (found.name, found.commit, found.is_remote) == ("main", public, False)


def test_without_a_main_branch_it_is_what_was_saved_last(origin: Path) -> None:
    git(origin, "branch", "--move", "noe-annet")
    found = public_revision(origin)
    assert (found.name, found.commit) == ("HEAD", git(origin, "rev-parse", "HEAD"))


def test_a_history_that_was_cut_is_told_of(origin: Path, tmp_path: Path) -> None:
    """With too little history nobody knows where the two parted."""
    git(origin, "switch", "--quiet", "--create", "forslag")
    save(origin, "mitt")
    git(origin, "switch", "--quiet", "main")
    tip = save(origin, "andres")
    copy = clone(origin, tmp_path / "copy", "--depth", "1", "--no-single-branch", "--branch", "forslag")
    found = public_revision(copy)
    assert (found.commit, found.is_cut) == (tip, True)


def test_when_it_was_fetched_is_known(origin: Path, tmp_path: Path) -> None:
    copy = clone(origin, tmp_path / "copy")
    assert public_revision(copy).fetched_at is None
    git(copy, "fetch", "--quiet")
    a_week_ago = time.time() - 7 * 86_400
    os.utime(copy / ".git/FETCH_HEAD", (a_week_ago, a_week_ago))
    fetched = public_revision(copy).fetched_at
    assert fetched is not None
    assert abs(fetched.timestamp() - a_week_ago) < 1


def test_a_folder_outside_git_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "p").mkdir()
    with pytest.raises(UsageError, match="ligger ikke i git"):
        public_revision(tmp_path / "p")


def test_a_repository_without_revisions_is_told_of(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    with pytest.raises(UsageError, match="Ingenting er lagret i git"):
        public_revision(tmp_path)


def test_a_machine_without_git_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_command.shutil, "which", lambda name: None)
    with pytest.raises(UsageError, match="Fant ikke git"):
        public_revision(tmp_path)
