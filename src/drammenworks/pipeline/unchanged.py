"""The way of a build with nothing to do: look at the files, and repeat what the last build said.

This module and what it imports stay small: neither Jinja, markdown-it, Pillow nor pydantic is loaded.
"""

from __future__ import annotations

import pickle
import time
from dataclasses import dataclass, replace
from pathlib import Path

from drammenworks.base.digests import digest_parts
from drammenworks.base.files import write_atomic
from drammenworks.engine.journal import is_unfinished
from drammenworks.engine.snapshot import Files, is_settled, look_at, pack, unpack
from drammenworks.pipeline.fingerprint import generator_fingerprint
from drammenworks.pipeline.options import Options
from drammenworks.pipeline.report import Report, SiteReport

_INPUTS = ("content", "themes")


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files that a build is about to read."""

    files: Files
    seen: int
    """When they were looked at, in ns since the epoch."""


def look_at_inputs(options: Options) -> Inputs:
    """Return the input files as they are before anything of them is read."""
    seen = time.time_ns()
    return Inputs(look_at(str(options.root / name) for name in _INPUTS), seen)


def remember(options: Options, report: Report, inputs: Inputs) -> None:
    """Keep what a finished build saw and said, so that the next one may find that nothing changed."""
    # A file edited while it was being built is young, and is looked at properly next time.
    if not is_settled(inputs.files, inputs.seen):
        _file(options).unlink(missing_ok=True)
        return
    kept = (
        generator_fingerprint(),
        _options(options),
        options.at.timestamp(),
        report.next_change.timestamp() if report.next_change is not None else None,
        inputs.files,
        _outputs(options, tuple(report.sites)),
        tuple(report.sites),
        pickle.dumps(report),
    )
    write_atomic(_file(options), pack(kept))


def recall(options: Options) -> Report | None:
    """Return the report of a build that has nothing to do, or None when there may be something."""
    started = time.perf_counter()
    if is_unfinished(options.output):
        return None
    try:
        kept = unpack(_file(options).read_bytes())
    except OSError:
        return None
    if not isinstance(kept, tuple) or kept[:2] != (generator_fingerprint(), _options(options)):
        return None
    _, _, built_at, next_change, inputs, outputs, sites, pickled = kept
    at = options.at.timestamp()
    if at < built_at or (next_change is not None and at >= next_change):
        return None
    if look_at_inputs(options).files != inputs or _outputs(options, sites) != outputs:
        return None
    report: Report = pickle.loads(pickled)
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


def _outputs(options: Options, sites: tuple[str, ...]) -> Files:
    return look_at(str(options.output / name) for name in sites)


def _options(options: Options) -> tuple[object, ...]:
    """Return what a build was asked for, in plain types; its time is looked at apart."""
    urls = tuple(sorted(options.base_urls.items()))
    return (
        str(options.root),
        str(options.output),
        options.site_ids,
        urls,
        options.drafts,
        options.strict,
    )


def _file(options: Options) -> Path:
    name = digest_parts(*(repr(part) for part in _options(options)))
    return options.cache / "build" / f"last-{name}"
