"""Build the sites: from files on disk to published output, one stage after the other.

    sites → library → editions → routes → checks → pages → pictures → publish

Everything that is wrong is told at the end of the run; nothing is published while anything is.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from drammenworks.engine.cache import CacheDamagedError
from drammenworks.engine.publish import Published, publish
from drammenworks.errors import Finding, Severity
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.prepare import Ready, prepare
from drammenworks.pipeline.rendition import Rendition, render
from drammenworks.pipeline.report import Report, SiteReport
from drammenworks.pipeline.unchanged import look_at_inputs, remember
from drammenworks.pipeline.workshop import Workshop, open_workshop


def build(options: Options, progress: Progress | None = None) -> Report:
    """Build and publish the sites, unless something is wrong; the report tells.

    :raises UsageError: if a site is asked for that does not exist.
    """
    started = time.perf_counter()
    tell = progress or _silent
    inputs = look_at_inputs(options)
    with open_workshop(options) as workshop:
        try:
            ready, rendition = _make(options, workshop, tell)
        except CacheDamagedError:
            workshop.cache.clear()
            ready, rendition = _make(options, workshop, tell)
    findings = ready.findings + rendition.findings
    published: dict[str, Published] = {}
    if not _fatal(findings, strict=options.strict):
        tell("publiserer", 0, 1)
        published = publish(options.output, rendition.trees)
        tell("publiserer", 1, 1)
    report = Report(
        sites={
            name: SiteReport(len(ready.pages[name]), tree.files, tree.written, tree.removed)
            for name, tree in published.items()
        },
        rendered=rendition.rendered,
        reused=rendition.reused,
        images_encoded=rendition.images_encoded,
        images_reused=rendition.images_reused,
        seconds=time.perf_counter() - started,
        next_change=ready.next_change,
        findings=in_order(findings),
    )
    if published:
        remember(options, report, inputs)
    return report


def _make(options: Options, workshop: Workshop, progress: Progress) -> tuple[Ready, Rendition]:
    ready = prepare(options, workshop, progress)
    if _fatal(ready.findings, strict=False):
        return ready, Rendition()
    return ready, render(ready, options, workshop, progress)


def check(options: Options, progress: Progress | None = None) -> Report:
    """Find everything that a build would find before it renders; nothing is written.

    :raises UsageError: if a site is asked for that does not exist.
    """
    started = time.perf_counter()
    with open_workshop(options) as workshop:
        ready = prepare(options, workshop, progress or _silent)
    seconds = time.perf_counter() - started
    return Report(seconds=seconds, next_change=ready.next_change, findings=in_order(ready.findings))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings as a report lists them: by place, and each once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key))


def _fatal(findings: Iterable[Finding], *, strict: bool) -> bool:
    stops = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return any(finding.severity in stops for finding in findings)


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
