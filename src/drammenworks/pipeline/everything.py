"""All stages of a build, one after the other; what is kept of each is used, and nothing is left out.

sites → library → editions → routes → checks → pages → pictures → publish
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from drammenworks.engine.artifact import Artifact
from drammenworks.engine.publish import Publication
from drammenworks.errors import Finding
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.outcome import Outcome, site_reports
from drammenworks.pipeline.prepare import Ready, prepare
from drammenworks.pipeline.publishing import publish_sites
from drammenworks.pipeline.rendition import Rendition, render
from drammenworks.pipeline.report import Report, in_order, is_fatal
from drammenworks.pipeline.settle import settle
from drammenworks.pipeline.workshop import Workshop


def build_everything(
    options: Options, workshop: Workshop, publication: Publication, progress: Progress
) -> Outcome:
    """Build and publish the sites, unless something is wrong."""
    ready = prepare(options, workshop, progress)
    if is_fatal(ready.findings, strict=False):
        return _unpublished(ready, Rendition(), ready.findings)
    for site_id in ready.sites:
        publication.begin(site_id)
    # What a bar says of a page is known when all pages are made.
    staging = publication if options.bars is None else None
    rendition = render(ready, options, workshop, progress, staging)
    findings = ready.findings + rendition.findings
    if is_fatal(findings, strict=options.strict):
        return _unpublished(ready, rendition, findings)
    trees: Mapping[str, Iterable[Artifact]] = rendition.trees
    if options.bars is not None:
        # Loaded only for a preview: with it comes all that proofreads.
        from drammenworks.pipeline.bars import with_bars  # noqa: PLC0415

        trees = with_bars(options.bars, ready, rendition, options, workshop, progress)
    progress("publiserer", 0, 1)
    published, problems = publish_sites(publication, trees, options, site_ids=ready.web.editions.keys())
    token = settle(ready, rendition, options, workshop.cache) if published else ""
    progress("publiserer", 1, 1)
    counts = {site_id: len(pages) for site_id, pages in ready.pages.items()}
    report = Report(
        sites=site_reports(counts, published),
        rendered=rendition.rendered,
        reused=rendition.reused,
        images_encoded=rendition.images_encoded,
        images_reused=rendition.images_reused,
        next_change=ready.next_change,
        findings=in_order(findings + problems),
    )
    return Outcome(report, published, token, (ready, rendition))


def _unpublished(ready: Ready, rendition: Rendition, findings: Iterable[Finding]) -> Outcome:
    report = Report(
        rendered=rendition.rendered,
        reused=rendition.reused,
        images_encoded=rendition.images_encoded,
        images_reused=rendition.images_reused,
        next_change=ready.next_change,
        findings=in_order(findings),
    )
    return Outcome(report, {}, "", (ready, rendition))
