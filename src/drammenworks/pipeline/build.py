"""Build the sites: from files on disk to published output, one stage after the other.

    sites → library → editions → routes → checks → pages → pictures → publish

When nothing but texts and templates changed, :mod:`amend` goes straight to the pages. Everything that is
wrong is told at the end of the run; nothing is published while anything is.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from drammenworks.engine.cache import CacheDamagedError
from drammenworks.engine.garbage import collecting_seldom
from drammenworks.engine.publish import ArtifactUnreadableError, Publication, Published
from drammenworks.errors import Finding, Severity
from drammenworks.pipeline.amend import amend
from drammenworks.pipeline.options import Options, Progress, silent
from drammenworks.pipeline.prepare import Ready, prepare
from drammenworks.pipeline.publishing import publish_sites
from drammenworks.pipeline.rendition import Rendition, render
from drammenworks.pipeline.report import Report, SiteReport
from drammenworks.pipeline.settle import settle
from drammenworks.pipeline.unchanged import Outlook, look, remember
from drammenworks.pipeline.workshop import WAITING, Workshop, open_workshop, remove_damaged


@dataclass(frozen=True, slots=True)
class _Done:
    """What the stages gave."""

    report: Report
    published: Mapping[str, Published]
    token: str
    """Of what was found out, as it is kept; empty when nothing was published."""


def build(options: Options, progress: Progress | None = None, *, outlook: Outlook | None = None) -> Report:
    """Build and publish the sites, unless something is wrong; the report tells.

    :param outlook: from a caller who has just looked.
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
        outlook = outlook or look(options)
        try:
            done = _amend(outlook, options, workshop, publication, tell) or _run(
                options, workshop, publication, tell
            )
        except CacheDamagedError:
            workshop.cache.clear()
            done = _run(options, workshop, publication, tell)
        except ArtifactUnreadableError as error:
            if not error.file.is_relative_to(options.cache):
                raise
            # What is kept is damaged; where one file is, others may be.
            remove_damaged(options)
            done = _run(options, workshop, publication, tell)
        report = replace(done.report, seconds=time.perf_counter() - started)
        if done.published:
            looks = {site_id: tree.looks for site_id, tree in done.published.items()}
            # All is published; that the next build must look at everything again is no reason to fail.
            with suppress(OSError):
                remember(options, report, outlook.inputs, looks, token=done.token)
    return report


def _amend(
    outlook: Outlook, options: Options, workshop: Workshop, publication: Publication, progress: Progress
) -> _Done | None:
    amended = amend(outlook, options, workshop, publication, progress)
    if amended is None or outlook.last is None:
        return None
    last, built = outlook.last.report, amended.structure.built
    report = replace(
        last,
        sites=_site_reports({site_id: site.pages for site_id, site in built.items()}, amended.published),
        rendered=amended.rendered,
        reused=sum(site.targets for site in built.values()) - amended.rendered,
        images_encoded=0,
        images_reused=last.images_encoded + last.images_reused,
        findings=in_order(amended.findings),
    )
    return _Done(report, amended.published, amended.structure.token)


def _run(options: Options, workshop: Workshop, publication: Publication, progress: Progress) -> _Done:
    ready = prepare(options, workshop, progress)
    if is_fatal(ready.findings, strict=False):
        return _unpublished(ready, Rendition(), ready.findings)
    rendition = render(ready, options, workshop, progress)
    findings = ready.findings + rendition.findings
    if is_fatal(findings, strict=options.strict):
        return _unpublished(ready, rendition, findings)
    progress("publiserer", 0, 1)
    published, problems = publish_sites(
        publication, rendition.trees, options, site_ids=ready.web.editions.keys()
    )
    token = settle(ready, rendition, options, workshop.cache) if published else ""
    progress("publiserer", 1, 1)
    counts = {site_id: len(pages) for site_id, pages in ready.pages.items()}
    report = Report(
        sites=_site_reports(counts, published),
        rendered=rendition.rendered,
        reused=rendition.reused,
        images_encoded=rendition.images_encoded,
        images_reused=rendition.images_reused,
        next_change=ready.next_change,
        findings=in_order(findings + problems),
    )
    return _Done(report, published, token)


def _unpublished(ready: Ready, rendition: Rendition, findings: Iterable[Finding]) -> _Done:
    report = Report(
        rendered=rendition.rendered,
        reused=rendition.reused,
        images_encoded=rendition.images_encoded,
        images_reused=rendition.images_reused,
        next_change=ready.next_change,
        findings=in_order(findings),
    )
    return _Done(report, {}, "")


def _site_reports(pages: Mapping[str, int], published: Mapping[str, Published]) -> dict[str, SiteReport]:
    return {
        site_id: SiteReport(pages[site_id], tree.files, tree.written, tree.removed)
        for site_id, tree in published.items()
    }


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings as a report lists them: by place, and each once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key))


def is_fatal(findings: Iterable[Finding], *, strict: bool) -> bool:
    """Tell whether nothing may be published because of these findings."""
    stops = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return any(finding.severity in stops for finding in findings)
