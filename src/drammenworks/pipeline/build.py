"""Build the sites: from files on disk to published output, one stage after the other.

    sites → library → editions → routes → checks → pages → pictures → publish

Everything that is wrong is told at the end of the run; nothing is published while anything is.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from drammenworks.engine.cache import CacheDamagedError
from drammenworks.engine.garbage import collecting_seldom
from drammenworks.engine.publish import ArtifactUnreadableError, Publication, Published
from drammenworks.errors import Finding, Severity
from drammenworks.pipeline.options import Options, Progress, silent
from drammenworks.pipeline.prepare import Ready, prepare
from drammenworks.pipeline.publishing import publish_sites
from drammenworks.pipeline.rendition import Rendition, render
from drammenworks.pipeline.report import Report, SiteReport
from drammenworks.pipeline.unchanged import look_at_inputs, remember
from drammenworks.pipeline.workshop import WAITING, Workshop, open_workshop, remove_damaged


@dataclass(frozen=True, slots=True)
class _Done:
    """What the stages gave."""

    ready: Ready
    rendition: Rendition
    published: dict[str, Published]
    findings: list[Finding]


def build(options: Options, progress: Progress | None = None) -> Report:
    """Build and publish the sites, unless something is wrong; the report tells.

    :raises UsageError: if a site is asked for that does not exist.
    :raises OutputInUseError: if another build uses the same output or cache for too long.
    :raises OutputUnwritableError: if the output cannot be written.
    """
    started = time.perf_counter()
    tell = progress or silent
    waiting = partial(tell, WAITING, 0, 1)
    with (
        collecting_seldom(),
        Publication(
            options.output, memory=options.cache / "build", patience=options.patience, on_wait=waiting
        ) as publication,
        open_workshop(options, tell) as workshop,
    ):
        inputs = look_at_inputs(options)
        try:
            done = _run(options, workshop, publication, tell)
        except CacheDamagedError:
            workshop.cache.clear()
            done = _run(options, workshop, publication, tell)
        except ArtifactUnreadableError as error:
            if not error.file.is_relative_to(options.cache):
                raise
            # What is kept is damaged; where one file is, others may be.
            remove_damaged(options)
            done = _run(options, workshop, publication, tell)
        report = Report(
            sites={
                name: SiteReport(len(done.ready.pages[name]), tree.files, tree.written, tree.removed)
                for name, tree in done.published.items()
            },
            rendered=done.rendition.rendered,
            reused=done.rendition.reused,
            images_encoded=done.rendition.images_encoded,
            images_reused=done.rendition.images_reused,
            seconds=time.perf_counter() - started,
            next_change=done.ready.next_change,
            findings=in_order(done.findings),
        )
        if done.published:
            # All is published; that the next build must look at everything again is no reason to fail.
            with suppress(OSError):
                remember(options, report, inputs)
    return report


def _run(options: Options, workshop: Workshop, publication: Publication, progress: Progress) -> _Done:
    ready = prepare(options, workshop, progress)
    findings = ready.findings
    if is_fatal(findings, strict=False):
        return _Done(ready, Rendition(), {}, findings)
    rendition = render(ready, options, workshop, progress)
    findings = findings + rendition.findings
    if is_fatal(findings, strict=options.strict):
        return _Done(ready, rendition, {}, findings)
    progress("publiserer", 0, 1)
    published, problems = publish_sites(
        publication, rendition.trees, options, site_ids=ready.web.editions.keys()
    )
    progress("publiserer", 1, 1)
    return _Done(ready, rendition, published, findings + problems)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings as a report lists them: by place, and each once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key))


def is_fatal(findings: Iterable[Finding], *, strict: bool) -> bool:
    """Tell whether nothing may be published because of these findings."""
    stops = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return any(finding.severity in stops for finding in findings)
