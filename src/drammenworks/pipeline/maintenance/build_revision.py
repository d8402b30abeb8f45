"""Build the sites as they are in a git revision, or in the working tree, to compare them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from drammenworks.diff.published_site import PublishedSite, published_sites
from drammenworks.engine.lock import Lock
from drammenworks.engine.manifest import stamps_scope
from drammenworks.engine.stamps import FileState, Stamp, StampStore
from drammenworks.errors.rules.urls import LOST
from drammenworks.pipeline.build import build
from drammenworks.pipeline.input_scan import load_record, repeat_report
from drammenworks.pipeline.maintenance.git_checkout import COMPARED, check_out
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.report import Report


@dataclass(frozen=True, slots=True)
class BuiltRevision:
    """The sites of one side of a comparison."""

    output: Path
    sources: Path
    """The project that they were built from."""
    report: Report
    sites: Mapping[str, PublishedSite]
    """By name; none when the build had errors."""
    options: Options
    """How they were built."""


@dataclass(frozen=True, slots=True)
class StampedSite(PublishedSite):
    """A site of which the build knows what its files hold, so that few need be read to compare it."""

    stamps: Mapping[str, Stamp]
    """Of all files, when they were published."""
    states: Mapping[str, FileState]
    """Of files that had a stamp: which digest they had."""

    def digest(self, path: str) -> str:
        """Return the digest of a file."""
        stamp, known = self.states.get(path, (None, None))
        if known is not None and stamp == self.stamps[path]:
            return known
        return PublishedSite.digest(self, path)


def build_revision(
    options: Options, revision: str | None, side: str, progress: Progress | None = None
) -> BuiltRevision:
    """Build a revision, or what is in the working tree when it is None, with the program that is running.

    :param options: of the project; its cache is used, and its output is not.
    :param side: a name for the folder, which the next comparison uses again.
    :raises UsageError: if there is no such revision.
    :raises OutputInUseError: if another comparison uses the folder for too long.
    """
    folder = options.cache / COMPARED / side
    folder.mkdir(parents=True, exist_ok=True)
    with Lock(folder, folder / "lock", patience=options.patience):
        sources = options.root
        if revision is not None:
            sources = folder / "project"
            check_out(options.root, revision, sources)
        # The comparison tells of addresses that are lost, and must not fail for the first of them.
        tolerated = frozenset({LOST.code})
        chosen = replace(options, root=sources, output=folder / "output", tolerated=tolerated)
        report = repeat_report(chosen) or build(chosen, progress)
        sites = _built_sites(chosen) if report.sites else {}
        return BuiltRevision(chosen.output, sources, report, sites, chosen)


def _built_sites(options: Options) -> Mapping[str, PublishedSite]:
    """Return the sites that have just been published."""
    record = load_record(options)
    if record is None:
        # The disk is full.
        return published_sites(options.output)
    store = StampStore(options.cache / "build")
    return {
        name: StampedSite(
            name,
            options.output / name,
            frozenset(snapshot.files),
            snapshot.files,
            store.load(stamps_scope(options.output, name)),
        )
        for name, snapshot in sorted(record.snapshots.items())
    }
