"""The branch that holds the previews of all open pull requests, each in a folder of its own.

It has one commit: previews that are gone take no room. Whoever else pushed meanwhile is not overwritten: our
change is then made again upon theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from drammenworks.publish.git_repository import temporary_repository
from drammenworks.publish.git_target import NO_JEKYLL

_Files = Mapping[str, bytes | str]
"""Path → bytes, or the id of a file that git has."""


@dataclass(frozen=True, slots=True)
class PreviewBranch:
    """A branch for previews."""

    root: Path
    """The project, whose configuration of git says how to sign in."""
    remote: str
    """A remote of the project by its name, or a URL or folder."""
    branch: str

    def publish(self, folder: str, files: Callable[[], Iterable[tuple[str, bytes]]], message: str) -> bool:
        """Make a folder hold these files and no others; tell whether anything changed.

        :param files: is called again when somebody else pushed meanwhile.
        :raises PublishError: if the branch cannot be read or pushed.
        """

        def change(public: Mapping[str, str]) -> _Files:
            kept = {path: blob for path, blob in public.items() if not path.startswith(f"{folder}/")}
            return kept | {NO_JEKYLL: b""} | {f"{folder}/{path}": data for path, data in files()}

        return self._push(change, message)

    def remove_all_but(self, parent: str, kept: Collection[str], message: str) -> list[str]:
        """Remove the folders in ``parent`` that are not kept, and return the names of those that went.

        :raises PublishError: if the branch cannot be read or pushed.
        """
        gone: set[str] = set()

        def change(public: Mapping[str, str]) -> _Files:
            names = {path: _name(path, parent) for path in public}
            gone.clear()
            gone.update(name for name in names.values() if name and name not in kept)
            return {path: blob for path, blob in public.items() if names[path] not in gone}

        self._push(change, message)
        return sorted(gone)

    def _push(self, change: Callable[[Mapping[str, str]], _Files], message: str) -> bool:
        """Push what becomes of the files that there are; tell whether anything differs."""
        with temporary_repository(self.root, self.remote) as repository:

            def attempt() -> bool:
                tip = repository.tips([self.branch]).get(self.branch)
                if tip is not None:
                    repository.fetch([self.branch])
                public = repository.files(tip) if tip is not None else {}
                files = change(public)
                if files == public:
                    return False
                commit = repository.commit(None, files, message, self.branch)
                if repository.files(commit) == public:
                    return False
                repository.push({self.branch: commit}, replaced={self.branch: tip or ""})
                return True

            return repository.until_pushed(attempt)


def _name(path: str, parent: str) -> str:
    """Return the name of the folder in ``parent`` that a file is in; empty when it is in none."""
    inside = path.removeprefix(f"{parent}/")
    return inside.partition("/")[0] if inside != path and "/" in inside else ""
