"""Which git revision the public has: the one that a preview is compared with.

What is on the main branch of the remote is published. This machine knows it as of the last ``git fetch``,
which is never run here. Compared is the newest revision that both that branch and the working tree contain,
so that changes of others, which the editor has not merged yet, do not look as if the editor had undone them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from drammenworks.errors import Phrase, UsageError
from drammenworks.pipeline.maintenance.git_command import git_text

_REMOTE_HEAD: Final = "refs/remotes/origin/HEAD"
_BRANCHES: Final = (
    "refs/remotes/origin/main",
    "refs/remotes/origin/master",
    "refs/heads/main",
    "refs/heads/master",
)
"""Where published sources are, in this order, unless the remote says which branch is its main one."""


@dataclass(frozen=True, slots=True)
class PublicRevision:
    """A revision that stands for what the public has."""

    name: str
    """The branch, as git writes it: ``origin/main``; ``HEAD`` when there is none."""
    commit: str
    changed_at: datetime
    """When the revision was made."""
    is_remote: bool
    """The branch is a copy of that of the remote, as of the last time that it was fetched."""
    fetched_at: datetime | None = None
    """When that was; None when nobody knows."""
    behind: int = 0
    """How many revisions the branch has that the working tree does not contain."""
    is_cut: bool = False
    """The history on this machine is too short to tell which revision both contain."""


def public_revision(root: Path) -> PublicRevision:
    """Return the revision that a project is compared with.

    :raises UsageError: if git is missing, or the project is in no repository or in one without a revision.
    """
    if not git_text(root, ["rev-parse", "--git-dir"]):
        raise UsageError(
            Phrase("Prosjektet ligger ikke i git, så det finnes ingen offentlig utgave å sammenligne med.")
        )
    here = git_text(root, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])
    branch = _branch(root) or "HEAD"
    tip = git_text(root, ["rev-parse", "--verify", "--quiet", f"{branch}^{{commit}}"])
    if not tip:
        raise UsageError(
            Phrase("Ingenting er lagret i git ennå, så det finnes ingen offentlig utgave å sammenligne med.")
        )
    common = git_text(root, ["merge-base", tip, here]) if here else ""
    commit = common.partition("\n")[0] or tip
    is_remote = branch.startswith("refs/remotes/")
    behind = git_text(root, ["rev-list", "--count", f"{commit}..{tip}"])
    return PublicRevision(
        branch.removeprefix("refs/remotes/").removeprefix("refs/heads/"),
        commit,
        datetime.fromisoformat(git_text(root, ["show", "--no-patch", "--format=%cI", commit])),
        is_remote,
        _fetched_at(root) if is_remote else None,
        int(behind or 0),
        not common and git_text(root, ["rev-parse", "--is-shallow-repository"]) == "true",
    )


def _branch(root: Path) -> str:
    listed = git_text(root, ["for-each-ref", "--format=%(refname) %(symref)", _REMOTE_HEAD, *_BRANCHES])
    there = dict(line.partition(" ")[::2] for line in listed.splitlines())
    target = there.get(_REMOTE_HEAD, "")
    return target or next((name for name in _BRANCHES if name in there), "")


def _fetched_at(root: Path) -> datetime | None:
    folders = git_text(root, ["rev-parse", "--git-dir", "--git-common-dir"]).splitlines()
    times = []
    for folder in folders:
        try:
            times.append((root / folder / "FETCH_HEAD").stat().st_mtime)
        except OSError:
            continue
    return datetime.fromtimestamp(max(times)).astimezone() if times else None
