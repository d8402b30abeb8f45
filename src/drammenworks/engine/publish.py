"""Publish a finished build: files are staged first, then renamed; unchanged files are left alone.

    scan     the files in the output, and which of them are ours
    stage    every file that differs, beside the published trees and out of their readers' sight
    journal  the renames and removals to come; from here on the next build finishes what this one cannot
    commit   renames, then removals, then the manifests, then the journal goes

A foreign file, which no build of ours wrote, is never removed, and never overwritten: where one of our files
must be, publishing stops before it begins and names the files in the way, unless they have the very bytes
that we would write. Elsewhere they are left and reported. A file of ours that somebody edited or removed is
restored.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from drammenworks.base.digests import digest
from drammenworks.engine.artifact import Artifact, ArtifactUnreadableError
from drammenworks.engine.background_check import BackgroundCheck
from drammenworks.engine.folder_scan import TreeSnapshot, is_unmodified
from drammenworks.engine.journal import (
    STAGE,
    Journal,
    carry_out,
    is_interrupted,
    recover,
    withdraw_journal,
    write_journal,
)
from drammenworks.engine.lock import Lock, OutputInUseError
from drammenworks.engine.manifest import OWN_FOLDER, known_trees, manifest_file
from drammenworks.engine.output_errors import OutputOccupiedError, OutputUnwritableError, reason_of
from drammenworks.engine.output_filesystem import FileSystem
from drammenworks.engine.output_tree import OutputTree
from drammenworks.engine.staging import Plan
from drammenworks.engine.stamps import StampStore
from drammenworks.errors import DrammenworksError, Phrase

__all__ = [
    "Artifact",
    "ArtifactUnreadableError",
    "OutputInUseError",
    "OutputOccupiedError",
    "OutputUnwritableError",
    "Publication",
    "Published",
    "publish",
    "reason_of",
]

_LARGE_TREE = 1000
"""Files that take longer to be compared with their snapshot than a process takes to be forked."""


@dataclass(frozen=True, slots=True)
class Published:
    """The outcome of publishing a tree."""

    files: int
    """How many files of ours the tree holds."""
    written: int
    removed: int
    foreign: tuple[str, ...] = ()
    """Foreign files in the tree, which were left, by their paths there; a folder ends with a slash."""
    snapshot: TreeSnapshot | None = field(default=None, compare=False, repr=False)
    """How the tree looks now, by which the next build may resume it."""


def publish(
    output: Path,
    trees: Mapping[str, Iterable[Artifact]],
    *,
    stamps: StampStore | None = None,
    known: Collection[str] | None = None,
) -> dict[str, Published]:
    """Make each folder ``output/<name>`` hold exactly these artifacts, beside foreign files.

    :param stamps: see :class:`Publication`.
    :param known: see :meth:`Publication.commit`.
    :raises OutputInUseError: if another build is publishing there.
    :raises OutputUnwritableError: if the output cannot be written; it is then as it was, unless the fault
        came while staged files were being renamed, which the next build finishes.
    :raises OutputOccupiedError: if foreign files are in the way; the output is then as it was.
    """
    with Publication(output, stamps=stamps) as publication:
        for name, artifacts in trees.items():
            publication.begin(name)
            for artifact in artifacts:
                publication.add(name, artifact)
        return publication.commit(known=known)


@dataclass(frozen=True, slots=True)
class _ExpectedTree:
    snapshot: TreeSnapshot
    check: BackgroundCheck
    """Whether the tree looks so."""


class Publication:
    """A build's lock on an output folder, from ``with`` to its end; what was not committed is abandoned.

    Locking finishes what a killed build left half done, before anything else.
    """

    def __init__(
        self,
        output: Path,
        *,
        stamps: StampStore | None = None,
        patience: float = 0.0,
        on_wait: Callable[[], None] | None = None,
        filesystem: FileSystem | None = None,
        large_tree: int = _LARGE_TREE,
    ) -> None:
        """Take the folder; nothing is done yet.

        :param stamps: where the states of the published files are stored, so that a file that nobody touched
            need not be read. Without it every file is read.
        :param patience: seconds to wait for another build.
        :param on_wait: called once when there is one.
        :param large_tree: a tree of more files is compared with its snapshot in a process of its own.
        """
        self._output = output
        self._large_tree = large_tree
        self._stamps = stamps
        self._filesystem = filesystem or FileSystem()
        self._lock = Lock(output, output / OWN_FOLDER / "lock", patience=patience, on_wait=on_wait)
        self._held = ExitStack()
        self._trees: dict[str, OutputTree] = {}
        self._expected: dict[str, _ExpectedTree] = {}

    def __enter__(self) -> Publication:
        """Lock the output folder.

        :raises OutputInUseError: if another build has it.
        :raises OutputUnwritableError: if it cannot be written.
        """
        with self._explained(), ExitStack() as held:
            held.enter_context(self._lock)
            recover(self._output, self._filesystem)
            self._held = held.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Unlock it; a journal that was not carried out is left to the next build, with its stage."""
        with self._held:
            for expected in self._expected.values():
                expected.check.cancel()
            if not is_interrupted(self._output):
                # The next build sweeps as well; the error that stopped this one must stay the one reported.
                with suppress(OSError):
                    self._filesystem.sweep(self._output / STAGE)

    def begin(self, name: str) -> None:
        """State a tree anew: it is to hold what is added from now on, and nothing else of ours.

        What was added to it before is abandoned.

        :raises OutputUnwritableError: if the tree cannot be read.
        """
        if name.startswith(".") or "/" in name or os.sep in name or not name:
            raise ValueError(f"{name!r} is no name of a tree")
        with self._explained():
            self._abandon(name)
            self._trees[name] = self._restated(name)

    def expect(self, name: str, snapshot: TreeSnapshot) -> None:
        """Say that a tree may be resumed: from now on it is compared with its snapshot in the background.

        :param snapshot: of :class:`Published`, from when it was published.
        """
        folder = str(self._output / name)
        check = BackgroundCheck(
            lambda: is_unmodified(folder, snapshot), takes_long=len(snapshot.files) > self._large_tree
        )
        self._expected[name] = _ExpectedTree(snapshot, check)

    def resume(self, name: str) -> bool:
        """Resume an expected tree: each of its files stays from now on, unless it is added or removed.

        :return: whether the tree and its manifest are as in the snapshot; if not, nothing has been done.
        """
        expected = self._expected.pop(name)
        if not expected.check.result() or not self._has_manifest(name, expected.snapshot.manifest):
            return False
        with self._explained():
            self._abandon(name)
            self._trees[name] = OutputTree(self._output, name, self._filesystem, snapshot=expected.snapshot)
        return True

    def add(self, name: str, artifact: Artifact) -> None:
        """Stage an artifact for a tree, unless it is published already. Its bytes are not held.

        A tree that was neither begun nor resumed is begun. In one that was resumed, the artifact is a
        new file or takes the place of one.

        :raises ArtifactUnreadableError: if the file that holds its bytes is gone or has changed.
        :raises OutputUnwritableError: if it cannot be staged.
        """
        if name not in self._trees:
            self.begin(name)
        with self._explained():
            self._trees[name].add(artifact)

    def remove(self, name: str, path: str) -> None:
        """Let a resumed tree hold a file no longer.

        :raises ValueError: if no file of ours is there, or the tree was not resumed.
        """
        if name not in self._trees:
            raise ValueError(f"{name} was not resumed")
        self._trees[name].remove(path)

    def commit(self, *, known: Collection[str] | None = None) -> dict[str, Published]:
        """Make the trees hold what they are to hold, and return the outcome by their names.

        :param known: the names of all trees that are to be in the output, whether added to or not: our
            files in other trees are removed. Other trees are left alone when None.
        :raises OutputOccupiedError: if foreign files are in the way; nothing has been done then.
        :raises OutputUnwritableError: if something cannot be written. The output is as it was, or the next
            build finishes it.
        """
        with self._explained():
            leaving = {name: self._restated(name) for name in self._unknown(known)}
            plans = {name: tree.plan() for name, tree in (self._trees | leaving).items()}
            in_the_way = tuple(path for plan in plans.values() for path in plan.in_the_way)
            if in_the_way:
                raise OutputOccupiedError(in_the_way)
            journal = self._journal(plans)
            if not journal.is_empty():
                self._check_folders(journal)
                self._carry_out(journal)
            now = time.time_ns()
            published = {
                name: Published(
                    tree.files, tree.written, plans[name].removed, plans[name].foreign, tree.finish(now)
                )
                for name, tree in self._trees.items()
            }
        self._trees = {}
        return published

    def _restated(self, name: str) -> OutputTree:
        return OutputTree(self._output, name, self._filesystem, stamps=self._stamps)

    def _abandon(self, name: str) -> None:
        if self._trees.pop(name, None) is not None:
            self._filesystem.sweep(self._output / STAGE / name)

    def _has_manifest(self, name: str, expected: str) -> bool:
        try:
            return digest(manifest_file(self._output, name).read_bytes()) == expected
        except OSError:
            return False

    def _unknown(self, known: Collection[str] | None) -> list[str]:
        if known is None:
            return []
        ours = {*known, *self._trees}
        return [name for name in known_trees(self._output) if name not in ours]

    def _journal(self, plans: Mapping[str, Plan]) -> Journal:
        manifests = [tree.stage_manifest() for tree in self._trees.values()]
        forgotten = [manifest_file(self._output, name) for name in plans if name not in self._trees]
        return Journal(
            moves=tuple(move for plan in plans.values() for move in plan.moves),
            removals=tuple(path for plan in plans.values() for path in plan.removals),
            folders=tuple(folder for plan in plans.values() for folder in plan.folders),
            manifests=tuple(move for move in manifests if move is not None),
            forgotten=tuple(file.relative_to(self._output).as_posix() for file in forgotten),
        )

    def _check_folders(self, journal: Journal) -> None:
        """Check before the first rename that none of them is going to fail."""
        paths = (*(move.target for move in journal.moves), *journal.removals)
        stage = self._output / OWN_FOLDER
        device = stage.stat().st_dev
        for name in {path.rpartition("/")[0] for path in paths}:
            folder = self._output / name
            with suppress(FileNotFoundError, NotADirectoryError):
                if folder.stat().st_dev != device:
                    raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(folder))
                if not os.access(folder, os.W_OK | os.X_OK):
                    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))

    def _carry_out(self, journal: Journal) -> None:
        try:
            write_journal(journal, self._output, self._filesystem)
        except BaseException:
            # Whether or not it got its name, nothing has been renamed yet: the old build is the complete one.
            withdraw_journal(self._output, self._filesystem)
            raise
        carry_out(journal, self._output, self._filesystem)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Explain an error of the system to a person."""
        try:
            yield
        except DrammenworksError:
            raise
        except OSError as error:
            place = error.filename2 or error.filename or self._output
            if OWN_FOLDER in Path(place).parts:
                place = self._output
            state = (
                Phrase("Publiseringen stanset midt i; neste bygging gjør den ferdig.")
                if is_interrupted(self._output)
                else Phrase("Det som er publisert, er som før.")
            )
            raise OutputUnwritableError(
                Phrase(
                    "Kan ikke skrive til {place}: {reason} {state}",
                    place=place,
                    reason=reason_of(error),
                    state=state,
                )
            ) from error
