"""Put a finished build in place: staged first, then renamed; files that did not change are left alone.

    look     what lies in the output, what of it is ours
    stage    everything that differs, beside what is published and out of its readers' sight
    journal  what is to be renamed and removed; from here on the next build finishes what this one cannot
    commit   renames, then removals, then the list of our files, then the journal goes

What others put there is never removed, and never overwritten: where one of our files must be, publishing
stops before it begins and names what is in the way, unless it has the very bytes that we would write.
Elsewhere it is left, and told of. A file of ours that somebody edited or removed is restored.
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

from drammenworks.engine.artifact import Artifact, ArtifactUnreadableError
from drammenworks.engine.disk import Disk
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
from drammenworks.engine.manifest import OWN_FOLDER, Memory, known_trees, manifest_file
from drammenworks.engine.patch import Patch
from drammenworks.engine.snapshot import Looks
from drammenworks.engine.staging import Plan
from drammenworks.engine.tree import Tree
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

_REASONS = {
    errno.ENOSPC: Phrase("det er ikke mer plass på disken. Frigjør plass, og bygg på nytt."),
    errno.EDQUOT: Phrase("kvoten på disken er brukt opp. Frigjør plass, og bygg på nytt."),
    errno.EROFS: Phrase("den er skrivebeskyttet. Gi skrivetilgang, og bygg på nytt."),
    errno.EACCES: Phrase("du har ikke tilgang. Gi skrivetilgang, og bygg på nytt."),
    errno.EPERM: Phrase("du har ikke tilgang. Gi skrivetilgang, og bygg på nytt."),
    errno.EEXIST: Phrase("der ligger det noe annet enn en mappe. Flytt det, og bygg på nytt."),
    errno.ENOTDIR: Phrase("der ligger det noe annet enn en mappe. Flytt det, og bygg på nytt."),
    errno.EIO: Phrase("disken svarer med feil. Se etter om den er full eller skadet, og bygg på nytt."),
    errno.EXDEV: Phrase("den er på en annen disk enn resten. Bygg til en mappe der alt er på samme disk."),
}


class OutputUnwritableError(DrammenworksError, OSError):
    """The output folder cannot be written: it is full, or forbidden."""


class OutputOccupiedError(DrammenworksError):
    """Files that no build of ours made lie where ours must be."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        self.paths = paths
        """Under the output folder."""
        super().__init__(
            Phrase("Det ligger noe i veien som ingen bygging har laget: {paths}.", paths=", ".join(paths))
        )

    def __reduce__(self) -> tuple[type[OutputOccupiedError], tuple[tuple[str, ...]]]:
        return (type(self), (self.paths,))


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing a tree did."""

    files: int
    written: int
    removed: int
    foreign: tuple[str, ...] = ()
    """What others put into the tree, and was left, by its path there; a whole folder ends with a slash."""
    looks: Looks | None = field(default=None, compare=False, repr=False)
    """How the system described all that is in the tree, others' files included."""


def publish(
    output: Path,
    trees: Mapping[str, Iterable[Artifact]],
    *,
    memory: Path | None = None,
    known: Collection[str] | None = None,
) -> dict[str, Published]:
    """Make each folder ``output/<name>`` hold exactly these artifacts, and what others put there.

    :param memory: see :class:`Publication`.
    :param known: see :meth:`Publication.commit`.
    :raises OutputInUseError: if another build is publishing there.
    :raises OutputUnwritableError: if the output cannot be written; what was published is then as it was,
        unless the fault came while staged files were being renamed, which the next build mends.
    :raises OutputOccupiedError: if others' files are in the way; what was published is then as it was.
    """
    with Publication(output, memory=memory) as publication:
        for name, artifacts in trees.items():
            publication.begin(name)
            for artifact in artifacts:
                publication.add(name, artifact)
        return publication.commit(known=known)


class Publication:
    """A build's hold on an output folder, from ``with`` to its end; what was not committed is abandoned.

    Taking hold finishes what a killed build left half done, before anything else.
    """

    def __init__(
        self,
        output: Path,
        *,
        memory: Path | None = None,
        patience: float = 0.0,
        on_wait: Callable[[], None] | None = None,
        disk: Disk | None = None,
    ) -> None:
        """Take the folder; nothing is done yet.

        :param memory: a folder in the cache for what is known of the published files, so that those that
            nobody touched need not be read. Without one all are read.
        :param patience: seconds to wait for another build.
        :param on_wait: called once when there is one.
        """
        self._output = output
        self._memory = Memory(memory, output)
        self._disk = disk or Disk()
        self._lock = Lock(output, output / OWN_FOLDER / "lock", patience=patience, on_wait=on_wait)
        self._held = ExitStack()
        self._trees: dict[str, Tree] = {}
        self._patches: dict[str, Patch] = {}
        """Trees that stay as they are but for a few files."""
        self._expected: dict[str, Patch] = {}
        """Trees that may come to be so."""

    def __enter__(self) -> Publication:
        """Take hold of the output folder.

        :raises OutputInUseError: if another build has it.
        :raises OutputUnwritableError: if it cannot be written.
        """
        with self._explained(), ExitStack() as held:
            held.enter_context(self._lock)
            recover(self._output, self._disk)
            self._held = held.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Let go; a journal that was not carried out to its end is left to the next build, with its stage."""
        with self._held:
            for patch in self._expected.values():
                patch.forget()
            if not is_interrupted(self._output):
                # The next build sweeps as well; what stopped this one is what the person must be told of.
                with suppress(OSError):
                    self._disk.sweep(self._output / STAGE)

    def begin(self, name: str) -> None:
        """Say that there is to be a tree of this name, even if nothing is added to it.

        What was added to it before is forgotten.

        :raises OutputUnwritableError: if what lies there cannot be read.
        """
        if name.startswith(".") or "/" in name or os.sep in name or not name:
            raise ValueError(f"{name!r} is no name of a tree")
        with self._explained():
            if name in self._trees or self._patches.pop(name, None) is not None:
                self._disk.sweep(self._output / STAGE / name)
            self._trees[name] = Tree(self._output, name, self._memory, self._disk)

    def expect(self, name: str, looks: Looks) -> None:
        """Say that a tree may come to be resumed: looking at it goes on from now on, beside all else.

        :param looks: of :class:`Published`, from when it was published.
        """
        self._expected[name] = Patch(self._output, name, looks, self._disk)

    def resume(self, name: str) -> bool:
        """Say that an expected tree is to hold what it holds, if nobody touched it since it was published.

        :return: whether it was so; if not, it is as if nothing had been said.
        """
        patch = self._expected.pop(name)
        if patch.holds():
            self._patches[name] = patch
        return name in self._patches

    def replace(self, name: str, artifact: Artifact) -> None:
        """Stage an artifact for a tree that was resumed, in the place of another one.

        :raises ArtifactUnreadableError: if the file that holds its bytes is gone or another.
        :raises OutputUnwritableError: if it cannot be staged.
        """
        with self._explained():
            self._patches[name].replace(artifact)

    def add(self, name: str, artifact: Artifact) -> None:
        """Stage an artifact for a tree, unless it is published already. Its bytes are not kept.

        :raises ArtifactUnreadableError: if the file that holds its bytes is gone or another.
        :raises OutputUnwritableError: if it cannot be staged.
        """
        if name not in self._trees:
            self.begin(name)
        with self._explained():
            self._trees[name].add(artifact)

    def commit(self, *, known: Collection[str] | None = None) -> dict[str, Published]:
        """Make the trees hold what was added, and return what that took, by the trees' names.

        :param known: the names of all trees that are to be in the output, whether added to or not: our
            files in other trees are removed. Other trees are left alone when None.
        :raises OutputOccupiedError: if others' files are in the way; nothing has been done then.
        :raises OutputUnwritableError: if something cannot be written. What is published is as it was, or
            the next build finishes it.
        """
        with self._explained():
            staged: dict[str, Tree | Patch] = {**self._trees, **self._patches}
            trees = staged | {name: self._leaving(name) for name in self._unknown(known)}
            plans = {name: tree.plan() for name, tree in trees.items()}
            in_the_way = tuple(path for plan in plans.values() for path in plan.in_the_way)
            if in_the_way:
                raise OutputOccupiedError(in_the_way)
            journal = self._journal(plans)
            if not journal.is_empty():
                self._check_folders(journal)
                self._carry_out(journal)
            now = time.time_ns()
            for tree in staged.values():
                tree.remember(now)
        self._trees, self._patches = {}, {}
        return {
            name: Published(tree.files, tree.written, plans[name].removed, plans[name].foreign, tree.looks())
            for name, tree in staged.items()
        }

    def _unknown(self, known: Collection[str] | None) -> list[str]:
        if known is None:
            return []
        ours = {*known, *self._trees, *self._patches}
        return [name for name in known_trees(self._output) if name not in ours]

    def _leaving(self, name: str) -> Tree:
        return Tree(self._output, name, self._memory, self._disk)

    def _journal(self, plans: Mapping[str, Plan]) -> Journal:
        lists = [tree.stage_manifest() for tree in self._trees.values()]
        staged = self._trees.keys() | self._patches.keys()
        forgotten = [manifest_file(self._output, name) for name in plans if name not in staged]
        return Journal(
            moves=tuple(move for plan in plans.values() for move in plan.moves),
            removals=tuple(path for plan in plans.values() for path in plan.removals),
            folders=tuple(folder for plan in plans.values() for folder in plan.folders),
            manifests=tuple(move for move in lists if move is not None),
            forgotten=tuple(file.relative_to(self._output).as_posix() for file in forgotten),
        )

    def _check_folders(self, journal: Journal) -> None:
        """Find out before the first rename what would make one of them fail."""
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
            write_journal(journal, self._output, self._disk)
        except BaseException:
            # Whether or not it got its name, nothing has been done yet: the old build is the complete one.
            withdraw_journal(self._output, self._disk)
            raise
        carry_out(journal, self._output, self._disk)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Tell a person what the system said."""
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


def reason_of(error: OSError) -> str:
    """Return why something could not be written, and what to do about it, in bokmål."""
    return _REASONS.get(error.errno or 0, f"{error.strerror or error}.")
