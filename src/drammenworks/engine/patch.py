"""A few files of a published tree are replaced, and all else in it stays: costs what the change does."""

from __future__ import annotations

from pathlib import Path

from drammenworks.base.digests import digest
from drammenworks.engine.artifact import Artifact
from drammenworks.engine.beside import Beside
from drammenworks.engine.disk import Disk
from drammenworks.engine.journal import STAGE
from drammenworks.engine.manifest import Seen, manifest_file
from drammenworks.engine.snapshot import Looks, folders_of, is_still
from drammenworks.engine.staging import Plan, Staged, after_renaming, places_of_others, put

_MANY = 1000
"""Files that take longer to be looked at than a process takes to be forked."""


class Patch:
    """Stages files for a tree of which it is known what it holds."""

    def __init__(self, output: Path, name: str, looks: Looks, disk: Disk) -> None:
        """Take what the tree looked like when it was published, and look whether it still does.

        Nothing is written yet.
        """
        self.name = name
        self._output = output
        self._folder = output / name
        self._looks = looks
        self._stage = output / STAGE / name
        self._disk = disk
        self._look = Beside(
            lambda: is_still(str(self._folder), self._looks), takes_long=len(looks.files) > _MANY
        )
        self._staged: list[Staged] = []
        self._seen: dict[str, Seen] = {}

    def holds(self) -> bool:
        """Tell whether the tree looks as it did, and so does the list of our files."""
        looks_so = self._look.answer()
        try:
            listed = manifest_file(self._output, self.name).read_bytes()
        except OSError:
            return False
        return looks_so and digest(listed) == self._looks.manifest

    def forget(self) -> None:
        """Want to know no more whether it holds."""
        self._look.forget()

    def replace(self, artifact: Artifact) -> None:
        """Stage an artifact in the place of a file that the tree holds.

        :raises ArtifactUnreadableError: if the file that holds its bytes is gone or another.
        :raises OSError: if it cannot be staged.
        """
        if artifact.path not in self._looks.files or artifact.path in self._seen:
            raise ValueError(f"{artifact.path!r} cannot be replaced in {self.name}")
        if not self._staged:
            self._disk.make_folder(self._stage)
        staged = Staged(str(len(self._staged)), artifact.path, is_folder=False)
        self._staged.append(staged)
        self._seen[artifact.path] = put(artifact, self._stage / staged.source, self._disk)

    @property
    def files(self) -> int:
        """How many files the tree holds."""
        return len(self._looks.files)

    @property
    def written(self) -> int:
        """How many of them were replaced."""
        return len(self._staged)

    def plan(self) -> Plan:
        """Return which renames are to be done."""
        ordered = sorted(self._staged, key=lambda staged: staged.turn)
        others = self._looks.others
        ours = folders_of(self._looks.files) if others else ()
        return Plan(
            moves=tuple(staged.move(self.name) for staged in ordered),
            removals=(),
            folders=(),
            removed=0,
            in_the_way=(),
            foreign=places_of_others(others, ours),
        )

    def remember(self, now: int) -> None:
        """Look at the files again that got their names. What else is remembered of the tree stays."""
        for path, seen in self._seen.items():
            self._seen[path] = after_renaming(self._folder / path, seen)

    def looks(self) -> Looks:
        """Return how the tree looks now."""
        stamps = {path: stamp for path, (_, stamp) in self._seen.items()}
        return self._looks._replace(files=self._looks.files | stamps)
