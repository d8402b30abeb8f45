"""Find everything that is wrong, and write nothing that visitors see.

A build is made but for publishing it, as it would be published and again with its drafts; what it takes from
the caches and adds to them is what the next build needs. How the texts are written is looked at as well,
and which files nothing uses.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from drammenworks import __version__
from drammenworks.checks.external import LinkResult, external_links, link_finding
from drammenworks.checks.external.link_cache import LinkCache
from drammenworks.checks.prose import check_prose
from drammenworks.checks.unused import check_unused
from drammenworks.engine.cache import CacheDamagedError
from drammenworks.errors import Finding, Severity
from drammenworks.pipeline.options import Options, Progress, silent
from drammenworks.pipeline.prepare import Ready, prepare
from drammenworks.pipeline.rendition import render
from drammenworks.pipeline.report import Report, in_order
from drammenworks.pipeline.workshop import Workshop, open_workshop

Covers = Callable[[str], bool]
"""Tells whether a file, by its path in the project, is to be told of."""


def check(
    options: Options,
    progress: Progress | None = None,
    *,
    covers: Covers = bool,
    external: bool = False,
) -> Report:
    """Return everything that a build would tell, with or without drafts, and how the texts are written.

    :param covers: which files to tell of; all, when not given.
    :param external: ask other websites, too, whether our links to them lead somewhere.
    :raises UsageError: if a site is asked for that does not exist.
    :raises OutputInUseError: if another build uses the same cache for too long.
    """
    started = time.perf_counter()
    tell = progress or silent
    with open_workshop(options, tell) as workshop:
        try:
            ready, findings = _look(options, workshop, tell, covers)
        except CacheDamagedError:
            workshop.cache.clear()
            ready, findings = _look(options, workshop, tell, covers)
    if external:
        # Nobody else need wait for the cache meanwhile.
        findings += _check_external(ready, options, tell, covers)
    return Report(
        seconds=time.perf_counter() - started,
        next_change=ready.next_change,
        findings=in_order(finding for finding in findings if covers(finding.location.path)),
    )


def _look(
    options: Options, workshop: Workshop, progress: Progress, covers: Covers
) -> tuple[Ready, list[Finding]]:
    public = replace(options, drafts=False)
    ready = prepare(public, workshop, progress)
    findings = [*ready.findings, *_rendered(ready, public, workshop, progress)]
    everything = replace(options, drafts=True)
    with_drafts = prepare(everything, workshop, progress)
    findings += with_drafts.findings
    # Without drafts the pages are the same ones.
    if _documents(with_drafts) != _documents(ready):
        findings += _rendered(with_drafts, everything, workshop, progress)
    progress("leser korrektur", 0, 1)
    findings += check_unused(ready.web.library)
    documents = ready.web.library.documents.values()
    findings += check_prose(documents, options.root, workshop.cache, workshop.pool, covers=covers)
    progress("leser korrektur", 1, 1)
    return ready, findings


def _rendered(ready: Ready, options: Options, workshop: Workshop, progress: Progress) -> Iterable[Finding]:
    """Return what only making the pages and pictures tells."""
    if any(finding.severity is Severity.ERROR for finding in ready.findings):
        return ()
    return render(ready, options, workshop, progress).findings


def _documents(ready: Ready) -> dict[str, set[tuple[str, str]]]:
    return {site_id: set(edition.documents) for site_id, edition in ready.web.editions.items()}


def _check_external(ready: Ready, options: Options, progress: Progress, covers: Covers) -> Iterable[Finding]:
    # 150 ms of imports that nothing else needs.
    from drammenworks.checks.external.link_checker import check_urls  # noqa: PLC0415

    hosts = {urlsplit(site.base_url).hostname or "" for site in ready.sites.values()}
    links = external_links(ready.web.library.documents.values(), own_hosts=hosts, covers=covers)
    link_cache = LinkCache(options.cache, options.at)
    results: dict[str, LinkResult] = link_cache.get_fresh(link.url for link in links)
    unknown = [link.url for link in links if link.url not in results]
    new_results = asyncio.run(
        check_urls(
            unknown,
            agent=f"drammenworks/{__version__} (link check; +https://{min(hosts, default='')})",
            progress=lambda done, of: progress("sjekker lenker", done, of),
        )
    )
    link_cache.store(new_results)
    results |= new_results
    found = (link_finding(results[link.url], link.url, link.location) for link in links)
    return [finding for finding in found if finding is not None]
