"""Find everything that is wrong, and publish nothing.

The sites are planned and rendered as in a build, without and with drafts; the caches and graphs that this
fills are those of the next build. Images and social cards are checked, and none is encoded or drawn. The
prose of the documents is checked too, and which files no document uses.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit

from drammenworks import __version__
from drammenworks.checks.duplicate_documents import check_copies
from drammenworks.checks.external import LinkResult, external_links, link_finding
from drammenworks.checks.external.link_cache import LinkCache
from drammenworks.checks.orphans import check_orphans
from drammenworks.checks.prose import check_prose
from drammenworks.checks.publication_times import check_future_dates, check_statuses
from drammenworks.checks.reviews import check_reviews
from drammenworks.checks.translations import check_translations
from drammenworks.checks.unused_files import check_unused
from drammenworks.content.document import Document
from drammenworks.content.graph_queries import discovery, languages, sites
from drammenworks.engine.contexts import RecordingContext
from drammenworks.engine.gc_tuning import collecting_seldom
from drammenworks.engine.graph import Graph
from drammenworks.engine.sqlite_cache import CacheDamagedError
from drammenworks.errors import Finding
from drammenworks.pipeline.build import changes_of, render_all
from drammenworks.pipeline.findings import findings_of_pages, findings_of_plan, reported
from drammenworks.pipeline.images import check_images
from drammenworks.pipeline.input_scan import InputScan, scan_inputs
from drammenworks.pipeline.options import Options, Progress, silent
from drammenworks.pipeline.output_files import image_uses, next_change, pdf_sources, whole_site
from drammenworks.pipeline.pages import image_use, rendered, static_file
from drammenworks.pipeline.pdfs import check_pdfs
from drammenworks.pipeline.plan import chosen_sites, update_plan
from drammenworks.pipeline.readable_documents import readable_documents
from drammenworks.pipeline.report import Report, in_order, is_fatal
from drammenworks.pipeline.resources import LoadedGraph, Resources, load_graph, open_resources
from drammenworks.site.entries import entry
from drammenworks.site.links import is_anything_broken

Covers = Callable[[str], bool]
"""Tells whether findings in a file, by its path from the project's root, are reported."""

_PUBLISHED = (rendered.name, image_use.name, static_file.name, reported.name)
"""What a build publishes and reports."""


@dataclass(slots=True)
class _Checked:
    """What the checks found, and what checking external links takes."""

    findings: list[Finding] = field(default_factory=list)
    documents: Sequence[Document] = ()
    hosts: frozenset[str] = frozenset()
    next_change: datetime | None = None


def check(
    options: Options,
    progress: Progress | None = None,
    *,
    covers: Covers = bool,
    external: bool = False,
) -> Report:
    """Return everything that a build would report, with or without drafts, and the findings in the prose.

    :param covers: which files to report on; all by default.
    :param external: also send requests to other websites, to check the links to them.
    :raises UsageError: if a site is asked for that does not exist.
    :raises OutputInUseError: if another build uses the same cache for too long.
    """
    started = time.perf_counter()
    tell = progress or silent
    with collecting_seldom(), open_resources(options, tell) as resources:
        inputs = scan_inputs(options)
        try:
            checked = _check(options, resources, inputs, tell, covers)
        except CacheDamagedError:
            resources.cache.clear()
            checked = _check(options, resources, inputs, tell, covers)
        report = resources.finish(Report(), options)
    if external:
        # The cache is free for other builds meanwhile.
        checked.findings += _check_external(checked, options, tell, covers)
    return replace(
        report,
        seconds=time.perf_counter() - started,
        next_change=checked.next_change,
        findings=in_order(finding for finding in checked.findings if covers(finding.location.path)),
    )


def _check(
    options: Options, resources: Resources, inputs: InputScan, progress: Progress, covers: Covers
) -> _Checked:
    public, drafts = replace(options, drafts=False), replace(options, drafts=True)
    checked = _Checked()
    opened = _update(public, resources, inputs, progress, checked)
    graph = opened.graph
    _check_pages(opened, public, inputs, progress, checked)
    checked.documents = list(readable_documents(graph))
    checked.hosts = frozenset(urlsplit(site.base_url).hostname or "" for site in graph.ask(sites.key()))
    checked.next_change = next_change(graph)
    published = _published(graph)
    ask = RecordingContext(graph)
    checked.findings += check_future_dates(ask, checked.documents, options.at)
    # A document that could not be read may link to any page.
    if not graph.ask(is_anything_broken.key()):
        checked.findings += check_orphans(ask, checked.documents)
    opened = _update(drafts, resources, inputs, progress, checked)
    # Without drafts the pages are the same.
    if _published(opened.graph) != published:
        _check_pages(opened, drafts, inputs, progress, checked)
    else:
        _save(opened, drafts, inputs)
    progress("leser korrektur", 0, 1)
    # A document that could not be read may use any file.
    if not graph.ask(is_anything_broken.key()):
        checked.findings += check_unused(checked.documents, graph.ask(discovery.key()).files)
    checked.findings += check_statuses(checked.documents, options.at)
    checked.findings += check_copies(checked.documents)
    checked.findings += check_reviews(checked.documents, options.at.date())
    checked.findings += check_translations(checked.documents, graph.ask(languages.key()).default)
    checked.findings += check_prose(
        checked.documents,
        options.root,
        resources.cache,
        resources.pool,
        year=options.at.year,
        covers=covers,
    )
    progress("leser korrektur", 1, 1)
    return checked


def _update(
    options: Options, resources: Resources, inputs: InputScan, progress: Progress, checked: _Checked
) -> LoadedGraph:
    opened = load_graph(options, resources)
    update_plan(opened.graph, changes_of(opened, options, inputs), options, progress)
    checked.findings += findings_of_plan(opened.graph)
    return opened


def _check_pages(
    opened: LoadedGraph, options: Options, inputs: InputScan, progress: Progress, checked: _Checked
) -> None:
    """Add what only rendering the pages shows, and what is wrong with their images."""
    graph = opened.graph
    if is_fatal(findings_of_plan(graph), strict=False):
        _save(opened, options, inputs)
        return
    render_all(graph, options, progress)
    _save(opened, options, inputs)
    checked.findings += findings_of_pages(graph)
    files = {site_id: whole_site(graph, site_id) for site_id in chosen_sites(graph.ask(sites.key()), options)}
    checked.findings += check_images(image_uses(files), graph, options, progress)
    checked.findings += check_pdfs(pdf_sources(files), graph, options, progress)


def _save(opened: LoadedGraph, options: Options, inputs: InputScan) -> None:
    """Save a graph for the next build, unless that has nothing new to publish or report.

    A published tree belongs to one state of the graph: a build resumes the tree only while the graph is as
    the last build left it.
    """
    changes = [opened.graph.changes(name) for name in _PUBLISHED]
    if any(changes) or not opened.store.generation:
        opened.save()
        inputs.save(options, opened.store.generation)


def _published(graph: Graph) -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """Return the paths of every document that some site publishes, by id and language."""
    found = ((key, graph.find(key)) for key in graph.keys(entry.name))
    return {
        (key[1], key[2]): record.answer.paths
        for key, record in found
        if record is not None and record.answer is not None and record.answer.paths
    }


def _check_external(
    checked: _Checked, options: Options, progress: Progress, covers: Covers
) -> Iterable[Finding]:
    # 150 ms of imports that nothing else needs.
    from drammenworks.checks.external.link_checker import check_urls  # noqa: PLC0415

    links = external_links(checked.documents, own_hosts=checked.hosts, covers=covers)
    link_cache = LinkCache(options.cache, options.at)
    results: dict[str, LinkResult] = link_cache.get_fresh(link.url for link in links)
    unknown = [link.url for link in links if link.url not in results]
    new_results = asyncio.run(
        check_urls(
            unknown,
            agent=f"drammenworks/{__version__} (link check; +https://{min(checked.hosts, default='')})",
            progress=lambda done, of: progress("sjekker lenker", done, of),
        )
    )
    link_cache.store(new_results)
    results |= new_results
    found = (link_finding(results[link.url], link.url, link.location) for link in links)
    return [finding for finding in found if finding is not None]
