"""The input files as the graph of a preview knows them, and what changed since."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Mapping

from drammenworks.base.paths import CONTENT, SITES_FOLDER, THEMES_FOLDER, is_ignored
from drammenworks.engine.folder_scan import Files, scan, scan_file
from drammenworks.engine.stamps import RACY, Stamp, is_racy
from drammenworks.pipeline.input_scan import InputChanges, InputScan, save_stamps, scan_inputs
from drammenworks.pipeline.options import Options

_UNKNOWN = frozenset({CONTENT, SITES_FOLDER, THEMES_FOLDER})
"""Whoever reports that one of these changed does not know what in it did, and all files are scanned."""


class KnownInputs:
    """Stamps of the input files from just before the graph learned of them."""

    def __init__(self, inputs: InputScan) -> None:
        """Take the scan from before the graph was opened."""
        self._stamps = _trusted(inputs.files, inputs.seen_at)
        """By absolute path; racy stamps as ``RACY``, which equals the stamp of no file."""

    def update(self, options: Options, reported: Collection[str] | None) -> InputChanges:
        """Return what changed, which the caller hands to the graph, and know it from now on.

        :param reported: paths of changed files and folders from the project's root; None for any.
        """
        now = time.time_ns()
        if reported is None or not _UNKNOWN.isdisjoint(reported):
            found = self._compare(scan_inputs(options).files)
        else:
            found = self._scan_reported(options, reported)
        # What is gone may have come after the last scan, and then it is unknown here and known to the graph.
        moved = [path for path, stamp in found.items() if stamp is None or path not in self._stamps]
        for path in found:
            self._stamps.pop(path, None)
        there = {path: stamp for path, stamp in found.items() if stamp is not None}
        self._stamps.update(_trusted(there, now))
        return InputChanges(
            frozenset(_from_root(path, options) for path in found),
            frozenset(_from_root(path, options).partition("/")[0] for path in moved),
        )

    def unreported(self, options: Options) -> list[str]:
        """Return the paths from the project's root of the files that changed since they became known."""
        inputs = scan_inputs(options)
        # Trusted: a file that is racy now, and was, is none that a watcher has missed for long.
        found = self._compare(_trusted(inputs.files, inputs.seen_at))
        paths = (_from_root(path, options) for path in found)
        return sorted(path for path in paths if not any(map(is_ignored, path.split("/"))))

    def save(self, options: Options, generation: str) -> None:
        """Store the stamps for the next process.

        :param generation: that of the graph, as it was saved.
        """
        save_stamps(options, self._stamps, generation)

    def _compare(self, files: Files) -> dict[str, Stamp | None]:
        """Return the files whose stamps are not the known ones, each with its stamp; None if it is gone."""
        known = self._stamps
        paths = files.keys() | known.keys()
        return {path: files.get(path) for path in paths if files.get(path) != known.get(path)}

    def _scan_reported(self, options: Options, reported: Collection[str]) -> dict[str, Stamp | None]:
        """Return the stamps of reported files, and of all files in reported folders; None if it is gone."""
        found = {path: scan_file(path) for path in (str(options.root / path) for path in reported)}
        # Whoever reports a folder does not say what in it came or went.
        maybe_folders = tuple(
            f"{path}{os.sep}" for path, stamp in found.items() if stamp is None or path not in self._stamps
        )
        if maybe_folders:
            found.update(dict.fromkeys(path for path in self._stamps if path.startswith(maybe_folders)))
            found.update(scan([path for path, stamp in found.items() if stamp is None])[0])
        return found


def _trusted(files: Mapping[str, Stamp], seen_at: int) -> Files:
    """Return the stamps of files that were scanned at a time, those that are racy as ``RACY``."""
    return {path: RACY if is_racy(stamp, seen_at) else stamp for path, stamp in files.items()}


def _from_root(path: str, options: Options) -> str:
    """Return the path of an input file from the project's root, with forward slashes."""
    return path[len(str(options.root)) + 1 :].replace(os.sep, "/")
