"""The branch that holds the previews of all open pull requests, each in a folder of its own.

It has one commit: previews that are gone take no room. Whoever else pushed meanwhile is not overwritten; what
we have to say is then said again on top of theirs. Files go to git as a stream of bytes, and
never into a work tree.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final

from drammenworks.errors import DrammenworksError, Phrase, UsageError

_ATTEMPTS: Final = 5
_TIMEOUT: Final = 600
"""Seconds that a command of git may take."""
_NEW: Final = "refs/heads/new"
_NO_FILES: Final = b"4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
"""The name of the empty tree."""
_CREDENTIALS: Final = re.compile(r"(?<=://)[^/@\s]+@")
_WHO: Final = "drammenworks <41898282+github-actions[bot]@users.noreply.github.com>"
_RACES: Final = re.compile(
    rb"^!.*(?:stale info|failed to update ref|cannot lock ref|fetch first)", re.MULTILINE
)
"""How «git push --porcelain» says that somebody else was first."""
_Change = Iterable[str | tuple[str, bytes]]
"""What becomes of the files: a path that goes, or one with its new bytes."""


class PreviewBranchError(DrammenworksError):
    """The branch cannot be read or pushed."""

    def __init__(self, reason: str) -> None:
        self.reason = _CREDENTIALS.sub("", reason)
        super().__init__(
            Phrase(
                "Kan ikke legge ut forhåndsvisningen: {reason}. Sjekk adressen, og at du har lov til å "
                "skrive dit, og prøv på nytt.",
                reason=self.reason,
            )
        )

    def __reduce__(self) -> tuple[type[PreviewBranchError], tuple[str]]:
        return (type(self), (self.reason,))


class PreviewBranch:
    """A branch of a repository that is reached by a URL, as git takes it."""

    def __init__(self, remote: str, branch: str) -> None:
        self._remote = remote
        self._ref = f"refs/heads/{branch}"
        self._git = shutil.which("git")
        if self._git is None:
            raise UsageError(
                Phrase(
                    "Fant ikke git, som må til for å legge ut forhåndsvisninger. Installer det fra "
                    "git-scm.com."
                )
            )

    def publish(self, folder: str, files: Callable[[], Iterable[tuple[str, bytes]]], message: str) -> bool:
        """Make a folder hold these files and no others; tell whether anything changed.

        :param files: is called again when somebody else pushed meanwhile.
        :raises PreviewBranchError: if the branch cannot be pushed.
        """

        def change(_: Collection[str]) -> Iterator[str | tuple[str, bytes]]:
            # Files are served as they are, also those that Jekyll would leave out.
            yield (".nojekyll", b"")
            yield folder
            for path, data in files():
                yield (f"{folder}/{path}", data)

        return self._push(folder, change, message)

    def remove_all_but(self, parent: str, kept: Collection[str], message: str) -> list[str]:
        """Remove the folders in ``parent`` that are not kept, and return the names of those that went.

        :raises PreviewBranchError: if the branch cannot be pushed.
        """
        gone: list[str] = []

        def change(names: Collection[str]) -> Iterator[str]:
            gone[:] = sorted(set(names) - set(kept))
            yield from (f"{parent}/{name}" for name in gone)

        self._push(f"{parent}/x", change, message)
        return gone

    def _push(self, folder: str, change: Callable[[Collection[str]], _Change], message: str) -> bool:
        """Push the branch with a change, which gets the names beside ``folder``; tell whether it differs."""
        reason = ""
        for _ in range(_ATTEMPTS):
            with TemporaryDirectory(prefix="drammenworks-") as name:
                repository = Path(name)
                self._run(repository, "init", "--quiet", "--bare", ".")
                old = self._fetch(repository)
                beside = self._names(repository, folder.rpartition("/")[0]) if old else []
                changes = iter(change(beside))
                self._write(repository, old, changes, message)
                if self._tree(repository, _NEW) == (self._tree(repository, old) if old else _NO_FILES):
                    return False
                done = self._run(
                    repository,
                    "push",
                    "--quiet",
                    "--porcelain",
                    f"--force-with-lease={self._ref}:{old}",
                    self._remote,
                    # No «+» before it, which would win over the lease.
                    f"{_NEW}:{self._ref}",
                    is_checked=False,
                )
                if done.returncode == 0:
                    return True
                reason = _reason_of(done)
                # Somebody else pushed since the branch was fetched, or is pushing right now.
                if not _RACES.search(done.stdout):
                    break
        raise PreviewBranchError(reason)

    def _fetch(self, repository: Path) -> str:
        """Fetch the branch, and return its commit; empty when there is none yet."""
        listed = self._run(repository, "ls-remote", "--quiet", self._remote, self._ref).stdout.split()
        if not listed:
            return ""
        self._run(repository, "fetch", "--quiet", "--depth=1", self._remote, self._ref)
        return self._run(repository, "rev-parse", "FETCH_HEAD").stdout.decode().strip()

    def _names(self, repository: Path, folder: str) -> list[str]:
        listed = self._run(repository, "ls-tree", "-z", "--name-only", "FETCH_HEAD", "--", f"{folder}/")
        paths = listed.stdout.decode("utf-8", "surrogateescape").split("\0")
        return [path.rpartition("/")[2] for path in paths if path]

    def _tree(self, repository: Path, revision: str) -> bytes:
        return self._run(repository, "rev-parse", f"{revision}^{{tree}}").stdout

    def _write(
        self, repository: Path, old: str, changes: Iterator[str | tuple[str, bytes]], message: str
    ) -> None:
        """Write the new commit, without parents, from the old one's files."""
        process = subprocess.Popen(
            [str(self._git), "fast-import", "--quiet", "--force", "--date-format=now"],
            cwd=repository,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        assert process.stdin is not None
        assert process.stderr is not None
        errors = process.stderr
        try:
            with process.stdin as stream:
                _write_commit(
                    stream, self._tree(repository, old).decode().strip() if old else "", changes, message
                )
        except BrokenPipeError:
            # What git says of it is read below.
            pass
        except BaseException:
            process.kill()
            process.wait()
            errors.close()
            raise
        with errors:
            reason = errors.read().decode("utf-8", "replace").strip()
        if process.wait() != 0:
            raise PreviewBranchError(reason)

    def _run(
        self, repository: Path, *arguments: str, is_checked: bool = True
    ) -> subprocess.CompletedProcess[bytes]:
        try:
            done = subprocess.run(
                [str(self._git), *_configuration(), *arguments],
                cwd=repository,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=_TIMEOUT,
            )
        except subprocess.TimeoutExpired as error:
            raise PreviewBranchError(Phrase("det tok for lang tid")) from error
        if is_checked and done.returncode != 0:
            raise PreviewBranchError(_reason_of(done))
        return done


def _write_commit(
    stream: IO[bytes], tree: str, changes: Iterator[str | tuple[str, bytes]], message: str
) -> None:
    """Write a commit in the language of ``git fast-import``."""
    text = f"{message}\n".encode()
    stream.write(f"commit {_NEW}\ncommitter {_WHO} now\ndata {len(text)}\n".encode() + text)
    if tree:
        stream.write(f'M 040000 {tree} ""\n'.encode())
    for change in changes:
        if isinstance(change, str):
            stream.write(b"D " + _quoted(change) + b"\n")
        else:
            path, data = change
            stream.write(b"M 100644 inline " + _quoted(path) + f"\ndata {len(data)}\n".encode())
            stream.write(data + b"\n")


def _quoted(path: str) -> bytes:
    """Return a path as a string of C, which is how paths with spaces are written."""
    return b'"' + path.replace("\\", "\\\\").replace('"', '\\"').encode("utf-8", "surrogateescape") + b'"'


def _configuration() -> list[str]:
    """Return options of git that let the GitHub command line sign in, where it is."""
    if shutil.which("gh") is None or not os.environ.get("GH_TOKEN"):
        return []
    return ["-c", "credential.helper=", "-c", "credential.helper=!gh auth git-credential"]


def _environment() -> dict[str, str]:
    # Nobody is there to type a password.
    return os.environ | {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


def _reason_of(done: subprocess.CompletedProcess[bytes]) -> str:
    text = (done.stderr.strip() or done.stdout.strip()).decode("utf-8", "replace")
    return text or f"git: {done.returncode}"
