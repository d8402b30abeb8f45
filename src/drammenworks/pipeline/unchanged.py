"""The way of a build with nothing to do: look at the files, and repeat what the last build said.

This module and what it imports stay small: neither Jinja, markdown-it, Pillow nor pydantic is loaded.
"""

from __future__ import annotations

import pickle
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from drammenworks.base.digests import digest_parts
from drammenworks.base.files import write_atomic
from drammenworks.engine.checksummed import pack, unpack
from drammenworks.engine.journal import is_unfinished
from drammenworks.engine.snapshot import (
    Files,
    FolderStamp,
    TreeSnapshot,
    are_folders_unmodified,
    is_unmodified,
    scan,
)
from drammenworks.engine.stamps import RACY, is_racy
from drammenworks.pipeline.fingerprint import generator_fingerprint
from drammenworks.pipeline.options import Options
from drammenworks.pipeline.report import Report, SiteReport

_INPUTS = ("content", "themes")


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files that a build is about to read."""

    files: Files
    folders: Mapping[str, FolderStamp]
    """All that they may be in."""
    seen: int
    """When they were looked at, in ns since the epoch."""

    def known(self) -> Files:
        """Return how the files look that a build has read by now, as far as the next one may rely on it."""
        # A file edited while it was being built is young, and is looked at properly next time.
        known = {path: RACY if is_racy(stamp, self.seen) else stamp for path, stamp in self.files.items()}
        if not are_folders_unmodified(self.folders):
            # What was read may be more than what had been seen, or less: no look is like this one.
            known[""] = RACY
        return known


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What the last build of the same kind saw and said; the clock has changed nothing since."""

    inputs: Files
    """Those that were too young to be known look like nothing that there is."""
    outputs: Mapping[str, TreeSnapshot]
    """By the id of the site."""
    token: str
    """What it left in the cache carries the same."""
    pickled_report: bytes

    @property
    def report(self) -> Report:
        """What it said."""
        report: Report = pickle.loads(self.pickled_report)
        return report


@dataclass(frozen=True, slots=True)
class Outlook:
    """What there is before a build, without a byte of it being read."""

    inputs: Inputs
    last: LastBuild | None
    """None when nothing comparable was built, or when what it left is not whole."""

    def changed(self) -> set[str] | None:
        """Return the inputs that may be others than in the last build; None when files came or went."""
        if self.last is None or self.last.inputs.keys() != self.inputs.files.keys():
            return None
        before = self.last.inputs
        return {path for path, stamp in self.inputs.files.items() if before[path] != stamp}


def look_at_inputs(options: Options) -> Inputs:
    """Return the input files as they are before anything of them is read."""
    seen = time.time_ns()
    return Inputs(*scan(str(options.root / name) for name in _INPUTS), seen)


def look(options: Options) -> Outlook:
    """Return what there is to build from."""
    return Outlook(look_at_inputs(options), None if options.clean else _last_build(options))


def remember(
    options: Options, report: Report, inputs: Inputs, outputs: Mapping[str, TreeSnapshot], *, token: str
) -> None:
    """Keep what a finished build saw and said, so that the next one may find that nothing changed.

    :param outputs: how what is published of each site looks.
    """
    kept = (
        generator_fingerprint(),
        _options(options),
        options.at.timestamp(),
        report.next_change.timestamp() if report.next_change is not None else None,
        inputs.known(),
        {name: tuple(looks) for name, looks in outputs.items()},
        token,
        pickle.dumps(report),
    )
    write_atomic(_file(options), pack(kept))


def recall(options: Options, outlook: Outlook | None = None) -> Report | None:
    """Return the report of a build that has nothing to do, or None when there may be something."""
    started = time.perf_counter()
    outlook = outlook or look(options)
    if outlook.last is None or outlook.last.inputs != outlook.inputs.files:
        return None
    if not all(
        is_unmodified(str(options.output / name), looks) for name, looks in outlook.last.outputs.items()
    ):
        return None
    report = outlook.last.report
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


def new_token() -> str:
    """Return what tells a build from every other."""
    return secrets.token_hex(16)


def kind_of_build(options: Options) -> str:
    """Return what tells builds apart that were asked for otherwise."""
    return digest_parts(*(repr(part) for part in _options(options)))


def _last_build(options: Options) -> LastBuild | None:
    if is_unfinished(options.output):
        return None
    try:
        kept = unpack(_file(options).read_bytes())
    except OSError:
        return None
    if not isinstance(kept, tuple) or kept[:2] != (generator_fingerprint(), _options(options)):
        return None
    _, _, built_at, next_change, inputs, outputs, token, pickled = kept
    at = options.at.timestamp()
    if at < built_at or (next_change is not None and at >= next_change):
        return None
    looks = {name: TreeSnapshot(*known) for name, known in outputs.items()}
    return LastBuild(inputs, looks, token, pickled)


def _options(options: Options) -> tuple[object, ...]:
    """Return what a build was asked for, in plain types; its time is looked at apart."""
    urls = tuple(sorted(options.base_urls.items()))
    bars = (options.bars.language, options.bars.edit_url) if options.bars is not None else None
    return (
        str(options.root),
        str(options.output),
        options.site_ids,
        urls,
        options.drafts,
        options.strict,
        bars,
    )


def _file(options: Options) -> Path:
    return options.cache / "build" / f"last-{kind_of_build(options)}"
