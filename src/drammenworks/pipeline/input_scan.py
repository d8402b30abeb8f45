"""Scan the input files, and repeat the last report when nothing has changed since.

This module and what it imports stay small: neither Jinja, markdown-it, Pillow nor pydantic is loaded.
"""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Collection, Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from drammenworks.base.atomic_write import write_atomic
from drammenworks.base.digests import digest_parts
from drammenworks.engine.checksummed import pack, unpack
from drammenworks.engine.folder_scan import (
    Files,
    FolderStamp,
    TreeSnapshot,
    are_folders_unmodified,
    is_unmodified,
    scan,
)
from drammenworks.engine.journal import is_unfinished
from drammenworks.engine.manifest import stamps_scope
from drammenworks.engine.stamps import RACY, FileState, Stamp, StampStore
from drammenworks.pipeline.fingerprint import generator_fingerprint
from drammenworks.pipeline.options import Options
from drammenworks.pipeline.report import Report, SiteReport

INPUT_FOLDERS = ("content", "themes")

_GRAPH = ""
"""In the place of a path among stored stamps: the graph that is up to date with them."""
_INPUTS = "inputs"
"""The scope of the input files among stored stamps; the name of the graph follows."""
_FORMER = ("published-*", "last-*")
"""Files that earlier versions stored in the place of records and stamps."""
_SETTLED: Stamp = (0, 0, 0, 0)
_LATER = 1 << 62
"""A time at which no stamp is racy any more, in ns since the epoch."""


@dataclass(frozen=True, slots=True)
class InputScan:
    """The input files as they are before any of them is read."""

    files: Files
    """By absolute path."""
    folders: Mapping[str, FolderStamp]
    """All that they may be in."""
    seen_at: int
    """When they were scanned, in ns since the epoch."""

    def save(self, options: Options, generation: str) -> None:
        """Store the stamps of these files, now that what they hold is known.

        :param generation: that of the graph which is up to date with them.
        """
        states: dict[str, FileState] = {path: (stamp, None) for path, stamp in self.files.items()}
        # What was read may be more than what had been scanned, or less: no scan may equal this one then.
        states[_GRAPH] = (_SETTLED if are_folders_unmodified(self.folders) else RACY, generation)
        _stamps(options).save(_scope(options), states, self.seen_at)


@dataclass(frozen=True, slots=True)
class InputChanges:
    """How the input files differ from those that a graph is up to date with, by path from the root."""

    modified: frozenset[str]
    """Files that may have other bytes, those that came and went included."""
    folders: frozenset[str]
    """Of :data:`INPUT_FOLDERS`, those in which files may have come or gone."""
    generation: str = ""
    """That of the graph; empty when there is none."""

    @property
    def is_empty(self) -> bool:
        """Whether there are none."""
        return not self.modified and not self.folders


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """What the last build with the same options published and reported."""

    is_due: bool
    """Time alone may have changed the sites since."""

    snapshots: Mapping[str, TreeSnapshot]
    """How the published trees looked, by the id of the site."""
    generation: str
    """That of the graph which the trees are of."""
    pickled_report: bytes

    @property
    def report(self) -> Report:
        """Its report."""
        report: Report = pickle.loads(self.pickled_report)
        return report


def scan_inputs(options: Options) -> InputScan:
    """Return the input files as they are now."""
    seen_at = time.time_ns()
    return InputScan(*scan(str(options.root / name) for name in INPUT_FOLDERS), seen_at)


def save_stamps(options: Options, stamps: Files, generation: str) -> None:
    """Store stamps of input files, those that cannot be trusted being ``RACY`` already.

    :param generation: that of the graph which is up to date with them.
    """
    states: dict[str, FileState] = {path: (stamp, None) for path, stamp in stamps.items()}
    states[_GRAPH] = (_SETTLED, generation)
    _stamps(options).save(_scope(options), states, _LATER)


def changes_since_stored(options: Options, inputs: InputScan) -> InputChanges:
    """Return how input files differ from those that were stored last; all are new when none were."""
    stored = _stamps(options).load(_scope(options))
    settled, generation = stored.pop(_GRAPH, (RACY, None))
    before = {path: stamp for path, (stamp, _) in stored.items()}
    now = inputs.files
    if settled != RACY and before == now:
        return InputChanges(frozenset(), frozenset(), generation or "")
    skip = len(str(options.root)) + 1
    modified = {path for path, stamp in now.items() if before.get(path) != stamp}
    gone = before.keys() - now.keys()
    moved = (modified - before.keys()) | gone
    folders = (
        INPUT_FOLDERS
        if settled == RACY
        else [
            name for name in INPUT_FOLDERS if any(path[skip:].startswith(f"{name}{os.sep}") for path in moved)
        ]
    )
    return InputChanges(
        frozenset(path[skip:].replace(os.sep, "/") for path in modified | gone),
        frozenset(folders),
        generation or "",
    )


def load_record(options: Options) -> BuildRecord | None:
    """Return the record of the last build with these options, unless a build was killed since."""
    if is_unfinished(options.output):
        return None
    try:
        stored = unpack(_record_file(options).read_bytes())
    except OSError:
        return None
    if not isinstance(stored, tuple) or stored[:2] != (generator_fingerprint(), _key(options)):
        return None
    _, _, built_at, next_change, snapshots, generation, report = stored
    at = options.at.timestamp()
    is_due = at < built_at or (next_change is not None and at >= next_change)
    trees = {name: TreeSnapshot(*parts) for name, parts in snapshots.items()}
    return BuildRecord(is_due, trees, generation, report)


def save_record(
    options: Options, report: Report, snapshots: Mapping[str, TreeSnapshot], generation: str
) -> None:
    """Store what a build published and reported.

    :raises OSError: if it cannot be written.
    """
    record = (
        generator_fingerprint(),
        _key(options),
        options.at.timestamp(),
        report.next_change.timestamp() if report.next_change is not None else None,
        {name: tuple(snapshot) for name, snapshot in snapshots.items()},
        generation,
        pickle.dumps(report),
    )
    write_atomic(_record_file(options), pack(record))


def remove_records(options: Options, graphs: Collection[str]) -> None:
    """Remove what builds stored beside their graphs, other than for the graphs of these names."""
    folder = options.cache / "build"
    keep = {f"stamps-{_INPUTS}-{name}" for name in graphs}
    for file in folder.glob("record-*"):
        stored = unpack(file.read_bytes())
        if not isinstance(stored, tuple) or stored[0] != generator_fingerprint():
            continue
        (graph, output, *_), snapshots = stored[1], stored[4]
        if graph in graphs:
            keep.add(file.name)
            keep |= {f"stamps-{stamps_scope(Path(output), site_id)}" for site_id in snapshots}
    for pattern in ("record-*", "stamps-*", *_FORMER):
        for file in folder.glob(pattern):
            if file.name not in keep:
                file.unlink(missing_ok=True)


def repeat_report(options: Options, inputs: InputScan | None = None) -> Report | None:
    """Return the report of a build that has nothing to do, or None when there may be something to do."""
    started = time.perf_counter()
    record = None if options.clean else load_record(options)
    if record is None or record.is_due:
        return None
    changes = changes_since_stored(options, inputs or scan_inputs(options))
    if not changes.is_empty or changes.generation != record.generation:
        return None
    for name, snapshot in record.snapshots.items():
        if not is_unmodified(str(options.output / name), snapshot):
            return None
    report = record.report
    return replace(
        report,
        sites={
            name: SiteReport(site.pages, site.files, written=0, removed=0)
            for name, site in report.sites.items()
        },
        rendered=0,
        reused=report.rendered + report.reused,
        images_encoded=0,
        images_reused=report.images_encoded + report.images_reused,
        seconds=time.perf_counter() - started,
    )


def graph_name(options: Options) -> str:
    """Return what tells builds apart whose pages differ all through, such as a preview and the public one."""
    urls = tuple(sorted(options.base_urls.items()))
    return digest_parts(*map(repr, (str(options.root), options.site_ids, urls, options.drafts)))


def _key(options: Options) -> tuple[object, ...]:
    """Return all that a build was asked for, in plain types; its time is compared by itself."""
    toolbar = astuple(options.toolbar) if options.toolbar is not None else None
    return (graph_name(options), str(options.output), options.strict, toolbar)


def _stamps(options: Options) -> StampStore:
    return StampStore(options.cache / "build")


def _scope(options: Options) -> str:
    return f"{_INPUTS}-{graph_name(options)}"


def _record_file(options: Options) -> Path:
    return options.cache / "build" / f"record-{digest_parts(*map(repr, _key(options)))}"
