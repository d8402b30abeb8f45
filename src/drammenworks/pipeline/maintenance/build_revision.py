"""Build the sites as they are in a git revision, or in the working tree, to compare them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from drammenworks.engine.lock import Lock
from drammenworks.pipeline.build import build
from drammenworks.pipeline.maintenance.git_checkout import check_out
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.report import Report

_FOLDER: Final = "diff"
"""Under the cache: sources and outputs of the revisions that were compared last."""


@dataclass(frozen=True, slots=True)
class BuiltRevision:
    """The sites of one side of a comparison."""

    output: Path
    sources: Path
    """The project that they were built from."""
    report: Report


def build_revision(
    options: Options, revision: str | None, side: str, progress: Progress | None = None
) -> BuiltRevision:
    """Build a revision, or what is in the working tree when it is None, with the program that is running.

    :param options: of the project; its cache is used, and its output is not.
    :param side: a name for the folder, which the next comparison uses again.
    :raises UsageError: if there is no such revision.
    :raises OutputInUseError: if another comparison uses the folder for too long.
    """
    folder = options.cache / _FOLDER / side
    folder.mkdir(parents=True, exist_ok=True)
    with Lock(folder, folder / "lock", patience=options.patience):
        sources = options.root
        if revision is not None:
            sources = folder / "project"
            check_out(options.root, revision, sources)
        chosen = replace(options, root=sources, output=folder / "output")
        return BuiltRevision(chosen.output, sources, build(chosen, progress))
