"""Build the sites: from changed files to published output.

    scan → plan → pages → images → publish

What is out of date, the graph alone decides. All findings come at the end of the run; nothing is published
while there is an error among them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from drammenworks.content.graph_queries import file, sites
from drammenworks.engine.artifact import ArtifactUnreadableError
from drammenworks.engine.gc_tuning import collecting_seldom
from drammenworks.engine.graph import Graph
from drammenworks.engine.pool import worth_its_start
from drammenworks.engine.publish import Publication, Published
from drammenworks.engine.sqlite_cache import CacheDamagedError
from drammenworks.engine.stamps import StampStore
from drammenworks.errors import Finding
from drammenworks.pipeline.findings import findings_of_pages, findings_of_plan
from drammenworks.pipeline.images import EncodedImages, encode_images
from drammenworks.pipeline.input_scan import (
    BuildRecord,
    InputChanges,
    InputScan,
    changes_since_stored,
    load_record,
    save_record,
    scan_inputs,
)
from drammenworks.pipeline.options import Options, Progress, silent
from drammenworks.pipeline.output_files import (
    OutputPath,
    files_at,
    image_count,
    image_uses,
    next_change,
    page_counts,
    pdf_sources,
    touched_paths,
    whole_site,
)
from drammenworks.pipeline.pages import (
    LOST,
    PageResult,
    page_artifact,
    page_store,
    render_pages,
    rendered,
    sitemap,
    update_sitemaps,
)
from drammenworks.pipeline.pdf_sources import update_pdf_sources
from drammenworks.pipeline.pdfs import make_pdfs
from drammenworks.pipeline.plan import chosen_sites, update_plan
from drammenworks.pipeline.publish_sites import commit_sites
from drammenworks.pipeline.report import Report, SiteReport, in_order, is_fatal
from drammenworks.pipeline.resources import (
    WAITING,
    LoadedGraph,
    Resources,
    load_graph,
    open_resources,
    remove_damaged,
)
from drammenworks.pipeline.search_index import update_search
from drammenworks.render.renderer import Renderer
from drammenworks.site.themes import theme

if TYPE_CHECKING:
    from drammenworks.pipeline.preview.add_toolbars import StaticPreview


@dataclass(frozen=True, slots=True)
class _Outcome:
    report: Report
    published: Mapping[str, Published]
    opened: LoadedGraph | None
    """What is published; None when nothing is."""


def build(
    options: Options,
    progress: Progress | None = None,
    *,
    inputs: InputScan | None = None,
    keep_alive: list[object] | None = None,
) -> Report:
    """Build and publish the sites, unless something is wrong, which is in the report.

    :param inputs: from a caller who has just scanned them.
    :param keep_alive: takes what the build made, from a caller who ends the process rather than free it.
    :raises UsageError: if a site is asked for that does not exist.
    :raises OutputInUseError: if another build uses the same output or cache for too long.
    :raises OutputUnwritableError: if the output cannot be written.
    """
    started = time.perf_counter()
    tell = progress or silent
    with (
        collecting_seldom(),
        Publication(
            options.output,
            stamps=StampStore(options.cache / "build"),
            patience=options.patience,
            on_wait=partial(tell, WAITING, 0, 1),
        ) as publication,
        open_resources(options, tell) as resources,
    ):
        inputs = inputs or scan_inputs(options)
        build_once = partial(_build, options, resources, publication, tell, inputs, keep_alive)
        try:
            outcome = build_once()
        except CacheDamagedError:
            resources.cache.clear()
            outcome = build_once()
        except ArtifactUnreadableError as error:
            if not error.file.is_relative_to(options.cache):
                raise
            # Where one cached file is damaged, others may be.
            remove_damaged(options)
            resources.cache.clear()
            outcome = build_once()
        report = replace(outcome.report, seconds=time.perf_counter() - started)
        if outcome.opened is not None:
            snapshots = {
                site_id: tree.snapshot
                for site_id, tree in outcome.published.items()
                if tree.snapshot is not None
            }
            # All is published; that the next build must compare everything again is no reason to fail.
            with suppress(OSError):
                save_record(options, report, snapshots, outcome.opened.store.generation)
        report = resources.finish(report, options, outcome.opened)
    return replace(report, seconds=time.perf_counter() - started)


def _build(
    options: Options,
    resources: Resources,
    publication: Publication,
    progress: Progress,
    inputs: InputScan,
    keep_alive: list[object] | None,
) -> _Outcome:
    record = load_record(options)
    for site_id, snapshot in (
        record.snapshots.items() if record is not None and options.toolbar is None else ()
    ):
        publication.expect(site_id, snapshot)
    opened = load_graph(options, resources)
    if keep_alive is not None:
        keep_alive.append(opened)
    changes = changes_of(opened, options, inputs)
    is_resumed = record is not None and record.generation == opened.store.generation
    graph = opened.graph
    update_plan(graph, changes, options, progress)
    findings = [one for one in findings_of_plan(graph) if one.code not in options.tolerated]
    if is_fatal(findings, strict=False):
        _save(opened, options, inputs)
        return _unpublished(graph, findings, with_pages=False)
    staged: set[OutputPath] = set()
    if not is_resumed and options.toolbar is None:
        for site_id in chosen_sites(graph.ask(sites.key()), options):
            publication.begin(site_id)

    def take(site_id: str, result: PageResult) -> None:
        if not staged:
            # The parent has time while workers render.
            opened.store.write(graph)
        if result.digest is not None:
            staged.add((site_id, result.output_path))
            publication.add(site_id, page_artifact(result, graph.environment))

    try:
        count = render_all(
            graph, options, progress, None if is_resumed or options.toolbar is not None else take
        )
    finally:
        # Once there is room on the disk, what was rendered until now is not rendered again.
        _save(opened, options, inputs)
    findings += findings_of_pages(graph)
    if is_fatal(findings, strict=options.strict):
        return _unpublished(graph, findings, count)
    base = record if is_resumed else None
    return _publish(opened, options, publication, progress, base, staged, findings, count)


def changes_of(opened: LoadedGraph, options: Options, inputs: InputScan) -> InputChanges:
    """Return how the input files differ from those that a graph is up to date with."""
    changes = changes_since_stored(options, inputs)
    if changes.generation == opened.store.generation and opened.store.generation:
        return changes
    # The stamps are of no graph, or of one that is lost: any file may differ, and what it knows may be gone.
    skip = len(str(options.root)) + 1
    paths = {path[skip:].replace("\\", "/") for path in inputs.files}
    paths.update(path for _, path in opened.graph.keys(file.name))
    return InputChanges(frozenset(paths), frozenset(("content", "themes")))


def render_all(
    graph: Graph, options: Options, progress: Progress, take: Callable[[str, PageResult], None] | None = None
) -> int:
    """Render every page that is out of date, and return how many those were.

    :param take: gets the id of the site and each page as soon as it is rendered, while workers render more.
    :raises OutputUnwritableError: if ``take`` does.
    """
    prepare_renderers(graph, options)
    keys = list(graph.suspects(rendered.name))
    done = 0
    for results in render_pages(graph, keys, worth_its_start(graph.environment.pool, len(keys))):
        done += len(results)
        progress("lager sider", done, len(keys))
        if take is not None:
            for key, result in results:
                take(key[1], result)
    finish_pages(graph, options)
    return done


def finish_pages(graph: Graph, options: Options) -> None:
    """Bring up to date what follows from the pages, all of which have been rendered."""
    chosen = chosen_sites(graph.ask(sites.key()), options)
    update_sitemaps(graph, chosen)
    update_search(graph, chosen)
    update_pdf_sources(graph, chosen)
    graph.collect()


def prepare_renderers(graph: Graph, options: Options) -> None:
    """Let the environment of the graph have a renderer for each site that is built, with its theme."""
    workspace = graph.environment
    for site_id, site in chosen_sites(graph.ask(sites.key()), options).items():
        loaded = graph.ask(theme.key(site_id)).theme
        known = workspace.renderers.get(site_id)
        if known is None or known.theme is not loaded or known.site != site:
            workspace.renderers[site_id] = Renderer(site, loaded, workspace.templates_folder, workspace.root)


def _save(opened: LoadedGraph, options: Options, inputs: InputScan) -> None:
    opened.save()
    inputs.save(options, opened.store.generation)


def _publish(
    opened: LoadedGraph,
    options: Options,
    publication: Publication,
    progress: Progress,
    record: BuildRecord | None,
    staged: Collection[OutputPath],
    findings: list[Finding],
    count: int,
) -> _Outcome:
    """Publish what differs from the record, or without one everything that is not staged yet."""
    graph = opened.graph
    known = graph.ask(sites.key())
    chosen = chosen_sites(known, options)
    touched = touched_paths(graph)
    snapshots = record.snapshots if record is not None else {}
    is_resumed = options.toolbar is None and all(
        site_id in snapshots and publication.resume(site_id) for site_id in chosen
    )
    if is_resumed:
        # The tree of a site that is gone goes as a whole.
        files = files_at(graph, (path for path in touched if path[0] in chosen))
    else:
        if render_lost(graph, options, progress):
            opened.save()
            staged = ()
        files = {site_id: whole_site(graph, site_id) for site_id in chosen}
        if not staged:
            for site_id in chosen:
                publication.begin(site_id)
    images = encode_images(image_uses(files), graph, options, progress)
    pdfs = make_pdfs(pdf_sources(files), graph, options, progress)
    findings += [*images.findings, *pdfs.findings]
    if is_fatal([*images.findings, *pdfs.findings], strict=options.strict):
        return _unpublished(graph, findings, count, images)
    preview = _static_preview(graph, options, findings, progress)
    progress("publiserer", 0, 1)
    for site_id, site in files.items():
        own = site.files.values() if preview is None else preview.pages(site_id, site.files.values())
        encoded = (images.artifacts[path] for path in site.images if path in images.artifacts)
        documents = (pdfs.artifacts[site_id, path] for path in site.pdfs)
        for artifact in chain(own, encoded, documents):
            if (site_id, artifact.path) not in staged:
                publication.add(site_id, artifact)
        for path in site.gone if is_resumed else ():
            if path in snapshots[site_id].files:
                publication.remove(site_id, path)
    published, problems = commit_sites(publication, options, site_ids=[site.id for site in known])
    progress("publiserer", 1, 1)
    report = Report(
        sites={
            site_id: SiteReport(page_counts(graph, site_id)[0], tree.files, tree.written, tree.removed)
            for site_id, tree in published.items()
        },
        rendered=count,
        reused=sum(page_counts(graph, site_id)[1] for site_id in chosen) - count,
        images_encoded=images.encoded,
        images_reused=image_count(graph) - images.encoded,
        next_change=next_change(graph),
        findings=in_order([*findings, *problems]),
    )
    return _Outcome(report, published, opened if published else None)


def _static_preview(
    graph: Graph, options: Options, findings: Iterable[Finding], progress: Progress
) -> StaticPreview | None:
    if options.toolbar is None:
        return None
    # Loaded when it is needed: other builds have no toolbars.
    from drammenworks.pipeline.preview.add_toolbars import StaticPreview

    return StaticPreview(options.toolbar, graph, options, findings, progress)


def render_lost(graph: Graph, options: Options, progress: Progress) -> int:
    """Make again the pages and sitemaps whose bytes the page store lost, and return how many pages."""
    held = page_store(graph.environment).open().names()
    for key in graph.keys(rendered.name):
        record = graph.find(key)
        if record is not None and record.answer is not None and record.answer.digest not in held:
            graph.suspect(key, LOST)
    count = render_all(graph, options, progress) if graph.suspects(rendered.name) else 0
    for key in graph.keys(sitemap.name):
        if any(artifact.digest not in held for artifact in graph.ask(key)):
            graph.suspect(key, LOST)
            graph.ask(key)
    return count


def _unpublished(
    graph: Graph,
    findings: Iterable[Finding],
    count: int = 0,
    images: EncodedImages | None = None,
    *,
    with_pages: bool = True,
) -> _Outcome:
    report = Report(
        rendered=count,
        images_encoded=images.encoded if images is not None else 0,
        images_reused=images.reused if images is not None else 0,
        next_change=next_change(graph, with_pages=with_pages),
        findings=in_order(findings),
    )
    return _Outcome(report, {}, None)
