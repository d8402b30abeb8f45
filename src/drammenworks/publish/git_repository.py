"""A repository of git for the time of one publication: nothing is written into anybody's own.

It knows what the project's repository knows of remotes and how to sign in there, and takes no more of a
branch than it needs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from drammenworks.errors import Phrase, UsageError
from drammenworks.publish.errors import PublishError, StoreError, git_error, without_secrets

T = TypeVar("T")

REMOTE: Final = "drammenworks-publish"
_NAME: Final = "drammenworks"
_MAIL: Final = "drammenworks@localhost"
_UNQUOTABLE: Final = re.compile(r"[<>\n\0]")
"""What ends a name or an address."""
_TIMEOUT: Final = 15 * 60.0
"""Seconds that one command of git may take."""
_TRIES: Final = 5
"""Pushes to a branch to which others push, before it is an error."""


class RejectedError(Exception):
    """Somebody else has pushed to a branch meanwhile."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A bare repository in a temporary folder, with one remote."""

    folder: Path
    remote: str
    """As messages name it."""

    def run(self, arguments: Sequence[str], given: bytes = b"") -> bytes:
        """Return what git prints.

        :raises StoreError: if it fails.
        """
        done = _git(["--git-dir", str(self.folder), *arguments], given)
        if done.returncode:
            raise git_error(_text(done.stderr), self.remote)
        return done.stdout

    def line(self, arguments: Sequence[str]) -> str:
        """Return the one line that git prints."""
        return _text(self.run(arguments)).strip()

    def tips(self, branches: Sequence[str]) -> dict[str, str]:
        """Return branch → commit of those that the remote has."""
        refs = [f"refs/heads/{branch}" for branch in branches]
        listed = _text(self.run(["ls-remote", REMOTE, *refs])).splitlines()
        found = (line.split("\t", 1) for line in listed)
        # A pattern also matches the ends of other names.
        return {ref.removeprefix("refs/heads/"): commit for commit, ref in found if ref in refs}

    def fetch(self, branches: Sequence[str], *, with_history: bool = False) -> None:
        """Fetch branches of the remote: their newest commit, or the whole history without the files."""
        extent = ["--filter=blob:none"] if with_history else ["--depth=1"]
        specs = [f"+refs/heads/{branch}:refs/remotes/{REMOTE}/{branch}" for branch in branches]
        self.run(["fetch", "--quiet", "--no-tags", *extent, REMOTE, *specs])

    def files(self, commit: str) -> dict[str, str]:
        """Return path → id of each file of a commit."""
        listed = self.run(["ls-tree", "-r", "-z", "--full-tree", commit])
        found: dict[str, str] = {}
        for entry in listed.split(b"\0"):
            about, _, path = entry.partition(b"\t")
            if path:
                found[path.decode("utf-8", "surrogateescape")] = about.split(b" ")[2].decode()
        return found

    def read(self, blob: str, limit: int) -> bytes | None:
        """Return the bytes of a small file by its id; None when it is large."""
        if int(self.line(["cat-file", "-s", blob])) > limit:
            return None
        return self.run(["cat-file", "blob", blob])

    def commit(
        self, parent: str | None, changes: Mapping[str, bytes | str | None], message: str, branch: str
    ) -> str:
        """Return a commit in which files are other than in its parent.

        It is written by the stream of git-fast-import(1): no index, no filters, no attributes.

        :param changes: path → bytes; the id of a file that the repository has; None for a file that goes.
        """
        ref = f"refs/published/{branch}"
        text = message.encode()
        parts = [f"commit {ref}\ncommitter {self._committer()}\ndata {len(text)}\n".encode(), text, b"\n"]
        if parent is not None:
            parts.append(f"from {parent}\n".encode())
        # What goes makes room for what comes.
        for path, content in sorted(changes.items(), key=lambda change: (change[1] is not None, change[0])):
            name = _quoted(path)
            if content is None:
                parts.append(b"D %b\n" % name)
            elif isinstance(content, str):
                parts.append(b"M 100644 %b %b\n" % (content.encode(), name))
            else:
                parts.append(b"M 100644 inline %b\ndata %d\n" % (name, len(content)))
                parts += [content, b"\n"]
        self.run(["fast-import", "--quiet", "--force"], b"".join(parts))
        return self.line(["rev-parse", "--verify", ref])

    def push(self, commits: Mapping[str, str], *, replaced: Mapping[str, str] | None = None) -> None:
        """Push a commit to each branch, to all of them or to none.

        :param replaced: the commits that may be thrown away, by branch; empty where there is none yet.
        :raises RejectedError: if a branch has another commit than the one that was fetched.
        :raises StoreError: if it fails otherwise.
        """
        specs = [f"{commit}:refs/heads/{branch}" for branch, commit in commits.items()]
        leases = [
            f"--force-with-lease=refs/heads/{branch}:{commit}" for branch, commit in (replaced or {}).items()
        ]
        done = _git(["--git-dir", str(self.folder), "push", "--quiet", "--atomic", *leases, REMOTE, *specs])
        if done.returncode == 0:
            return
        said = _text(done.stderr)
        if any(sign in said for sign in ("non-fast-forward", "fetch first", "cannot lock ref", "stale info")):
            self._check_room(commits)
            raise RejectedError
        raise git_error(said, self.remote)

    def _check_room(self, branches: Iterable[str]) -> None:
        """Check that there is room for branches: to git, a branch is a file, and «a» no folder of «a/b».

        :raises StoreError: if another branch is in the way; to try again does not help then.
        """
        listed = _text(self.run(["ls-remote", REMOTE, "refs/heads/*"])).splitlines()
        there = [line.partition("\t")[2].removeprefix("refs/heads/") for line in listed]
        for branch in branches:
            for other in there:
                if other.startswith(f"{branch}/") or branch.startswith(f"{other}/"):
                    raise StoreError(
                        Phrase(
                            "Kan ikke publisere til {target}: en annen gren står i veien for «{branch}», "
                            "nemlig «{other}». Velg et annet navn.",
                            target=self.remote,
                            branch=branch,
                            other=other,
                        )
                    )

    def until_pushed(self, attempt: Callable[[], T]) -> T:
        """Return what an attempt to push gives; it is made again when somebody else has pushed meanwhile.

        :param attempt: fetches, commits and pushes.
        :raises PublishError: if somebody else pushes each time.
        """
        for _ in range(_TRIES):
            with suppress(RejectedError):
                return attempt()
        raise PublishError(
            Phrase(
                "Noen andre publiserer til {target} hele tiden. Vent litt, og prøv igjen.", target=self.remote
            )
        )

    def _committer(self) -> str:
        """Return who commits, and when; not whom git would guess from the names of machine and user."""
        who = [
            os.environ.get(f"GIT_COMMITTER_{part.upper()}")
            or _text(_git(["--git-dir", str(self.folder), "config", f"user.{part}"]).stdout).strip()
            for part in ("name", "email")
        ]
        name, mail = who if all(who) else (_NAME, _MAIL)
        return f"{_UNQUOTABLE.sub('', name)} <{_UNQUOTABLE.sub('', mail)}> {int(time.time())} +0000"


@contextmanager
def temporary_repository(root: Path, remote: str) -> Iterator[Repository]:
    """Make a repository whose remote is that of the project by this name, or else a URL or folder.

    :raises UsageError: if git is missing.
    """
    if shutil.which("git") is None:
        raise UsageError(
            Phrase("Fant ikke git, som må til for å publisere til en gren. Installer det fra git-scm.com.")
        )
    known = _git(["-C", str(root), "remote", "get-url", "--push", remote])
    url = _text(known.stdout).strip() if known.returncode == 0 else remote
    config = _git(["-C", str(root), "rev-parse", "--git-path", "config"])
    with tempfile.TemporaryDirectory(prefix="drammenworks-") as folder:
        repository = Repository(Path(folder, "repository.git"), without_secrets(remote))
        _checked(["init", "--quiet", "--bare", str(repository.folder)], remote)
        if config.returncode == 0:
            # How to sign in there may be said in the project's own configuration alone. Ours goes before it.
            theirs = str((root / _text(config.stdout).strip()).resolve())
            ours = repository.folder / "config"
            ours.write_text(
                f"[include]\n\tpath = {_config_value(theirs)}\n{ours.read_text(encoding='utf-8')}",
                encoding="utf-8",
            )
        # Hooks are for what people push.
        repository.run(["config", "core.hooksPath", str(repository.folder / "no-hooks")])
        # A folder is named from where the command was typed.
        place = str((root / url).resolve()) if known.returncode and (root / url).is_dir() else url
        repository.run(["config", f"remote.{REMOTE}.url", place])
        yield repository


def _config_value(text: str) -> str:
    """Return a text as the value of a variable in git-config(1)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _checked(arguments: Sequence[str], remote: str) -> None:
    done = _git(arguments)
    if done.returncode:
        raise git_error(_text(done.stderr), without_secrets(remote))


def _git(arguments: Sequence[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    # GIT_DIR and its like, which git sets for its hooks, would lead to the project's own repository.
    environment = {name: value for name, value in os.environ.items() if name not in _REPOSITORY_VARIABLES}
    environment["LC_ALL"] = "C"
    if sys.stdin is None or not sys.stdin.isatty():
        # Nobody is there to type a password.
        environment["GIT_TERMINAL_PROMPT"] = "0"
    try:
        return subprocess.run(
            ["git", *arguments],
            input=given,
            capture_output=True,
            env=environment,
            timeout=_TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(["git"], 1, b"", b"connection timed out")


_REPOSITORY_VARIABLES: Final = frozenset(
    {
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_PREFIX",
    }
)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _quoted(path: str) -> bytes:
    """Return a path as git-fast-import(1) reads it."""
    raw = path.encode("utf-8", "surrogateescape")
    escaped = (b"\\%03o" % byte if byte < 0x20 or byte in b'"\\' else bytes([byte]) for byte in raw)
    return b'"%b"' % b"".join(escaped)
