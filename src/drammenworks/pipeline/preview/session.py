"""Build again and again in one process for a preview: the graph stays in memory, and open pages come first.

The stages are those of a build. Nothing is published: an observer is handed the files of the sites, all at
once, whenever they differ and nothing is wrong.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from drammenworks.content.graph_queries import sites
from drammenworks.engine.gc_tuning import collecting_seldom
from drammenworks.engine.graph import Graph
from drammenworks.engine.pool import worth_its_start
from drammenworks.engine.queries import Key
from drammenworks.engine.sqlite_cache import Cache, CacheDamagedError
from drammenworks.errors import Finding
from drammenworks.outputs.assets import stylesheet
from drammenworks.outputs.theme_files import ThemeFile
from drammenworks.pipeline.build import changes_of, finish_pages, prepare_renderers, render_lost
from drammenworks.pipeline.findings import findings_of_pages, findings_of_plan
from drammenworks.pipeline.images import card_themes, check_images, find_images
from drammenworks.pipeline.input_scan import InputChanges, scan_inputs
from drammenworks.pipeline.options import Options, Progress, silent
from drammenworks.pipeline.output_files import (
    OutputPath,
    SiteFiles,
    files_at,
    image_uses,
    next_change,
    page_counts,
    touched_paths,
    whole_site,
)
from drammenworks.pipeline.pages import render_pages, rendered
from drammenworks.pipeline.plan import check_plan, chosen_sites, plan_pages
from drammenworks.pipeline.preview.known_inputs import KnownInputs
from drammenworks.pipeline.preview.picture_maker import PictureMaker
from drammenworks.pipeline.preview.shown_pdfs import trees_with_pdfs
from drammenworks.pipeline.preview.shown_sites import (
    BuildObserver,
    SiteSnapshot,
    first_files,
    site_report,
    trees_with,
)
from drammenworks.pipeline.report import Report, in_order, is_fatal
from drammenworks.pipeline.resources import LoadedGraph, Resources, hold_cache, load_graph, make_resources
from drammenworks.site.links import addresses
from drammenworks.site.routes import folded

_FRONT = "index.html"
"""The front page of a site."""
_MANY = 100
"""Pages that take so long to render that they are worth saving at once."""


class BuildCancelledError(Exception):
    """Something changed again, and the build is not worth finishing."""


class PreviewSession:
    """Builds of one project, one at a time, in any thread."""

    def __init__(self) -> None:
        self._resources: Resources | None = None
        self._reading_cache: Cache | None = None
        """The cache with a connection of its own, for whoever reads what is shown in other threads."""
        self._opened: LoadedGraph | None = None
        self._options: Options | None = None
        self._inputs: KnownInputs | None = None
        self._touched: set[OutputPath] = set()
        """Where there may be another file than is shown."""
        self._is_new = True
        """Nothing of the graph has been shown yet."""
        self._pending: set[str] | None = set()
        """The paths that changed and are not in the graph yet; None for any."""
        self._shown: SiteSnapshot | None = None
        self._is_to_forget = False
        self._pictures: PictureMaker | None = None

    def stop(self) -> bool:
        """Write no picture any more; return whether threads go on that a process need not wait for."""
        if self._pictures is not None:
            self._pictures.stop()
        return self._pictures is not None and self._pictures.is_busy

    def findings_of_pictures(self) -> tuple[Finding, ...]:
        """Return what is wrong with pictures that pages show, and was found out when they were made."""
        return self._pictures.findings if self._pictures is not None else ()

    def forget(self) -> None:
        """Start the next build from the cache alone, since something there was lost. In any thread."""
        self._is_to_forget = True

    def build(
        self,
        options: Options,
        changed: Collection[str] | None,
        observer: BuildObserver,
        progress: Progress = silent,
    ) -> Report | None:
        """Build the sites, and show them unless something is wrong, which is in the report.

        Returns None when the build was cancelled because something has changed again.

        :param changed: every file that may have changed since the last call, by its path from the project's
            root; None when that is not known.
        :raises OutputInUseError: if another build uses the cache for too long.
        :raises OSError: if the cache cannot be written.
        """
        started = time.perf_counter()
        if self._is_to_forget:
            self._is_to_forget = False
            self._opened = None
        self._pending = None if changed is None or self._pending is None else self._pending | {*changed}
        self._pictures = self._pictures or PictureMaker(
            options.root, options.cache, memory=options.image_memory
        )
        self._pictures.on_finding, self._pictures.on_fault = observer.on_finding, observer.on_fault
        with collecting_seldom(), hold_cache(options, progress), self._pictures.paused():
            self._resources = self._resources or make_resources(options)
            self._pictures.shared = self._resources.shared
            self._reading_cache = self._reading_cache or self._resources.cache.reopened()
            try:
                try:
                    report = self._build(options, observer, progress)
                except CacheDamagedError:
                    self._resources.cache.clear()
                    self._opened = None
                    report = self._build(options, observer, progress)
            except BuildCancelledError:
                return None
            except BaseException:
                # The graph may have a part of the changes; the one in the cache has all or none.
                self._opened = None
                raise
            if report.rendered > _MANY:
                # It took long; a process that ends before there is time for more need not do it again.
                self._save()
            report = self._resources.finish(report, options)
        return replace(report, seconds=time.perf_counter() - started)

    def unreported(self) -> list[str]:
        """Return the input files, from the project's root, that changed and that no build was told of.

        A watcher misses files, for example in a folder that was created a moment before.
        """
        if self._opened is None or self._options is None or self._inputs is None:
            return []
        return self._inputs.unreported(self._options)

    def save(self) -> str:
        """Save what is known for other processes, and let go of the cache; when there is time.

        Returns the generation of the saved graph; empty when there is none.

        :raises OSError: if the cache cannot be written.
        """
        if self._opened is None or self._options is None:
            return ""
        with hold_cache(self._options, silent):
            return self._save()

    def _save(self) -> str:
        assert self._resources is not None
        opened, options = self._opened, self._options
        try:
            if opened is None or options is None or self._inputs is None:
                return ""
            opened.save()
            self._inputs.save(options, opened.store.generation)
        except CacheDamagedError:
            self._resources.cache.clear()
            self._opened = None
            return ""
        else:
            return opened.store.generation
        finally:
            self._resources.cache.close()

    # --- one build --------------------------------------------------------------------------------

    def _build(self, options: Options, observer: BuildObserver, progress: Progress) -> Report:
        opened, changes = self._update_inputs(options)
        graph = opened.graph
        plan_pages(graph, changes, options, progress)
        is_glimpsed = self._shown is None and self._show_first_pages(opened, options, observer, progress)
        check_plan(graph, options, progress)
        self._pending = set()
        findings = findings_of_plan(graph)
        if is_fatal(findings, strict=False):
            if is_glimpsed:
                observer.show(None)
            return Report(next_change=next_change(graph), findings=in_order(findings))
        prepare_renderers(graph, options)
        waiting = list(graph.suspects(rendered.name))
        is_glimpsed |= self._show_open_pages(waiting, opened, options, observer, progress)
        self._render(graph, list(graph.suspects(rendered.name)), len(waiting), progress, observer)
        finish_pages(graph, options)
        findings += findings_of_pages(graph)
        self._touched |= touched_paths(graph)
        if not is_fatal(findings, strict=False):
            files = self._files(graph, options, progress)
            of_images = check_images(image_uses(files), graph, options, progress)
            findings += of_images
            if not is_fatal(of_images, strict=False):
                before, after = self._shown, self._snapshot(opened, options, files)
                self._touched, self._is_new = set(), False
                self._shown = after
                self._show(after, observer)
                whole, of_pdfs = trees_with_pdfs(after.trees, files, graph, options, progress)
                if whole is not after.trees:
                    self._shown = replace(after, trees=whole)
                    observer.show(self._shown)
                findings += of_pdfs
                return self._report(graph, before, self._shown, files, len(waiting), findings)
        if is_glimpsed:
            observer.show(self._shown)
        return Report(rendered=len(waiting), next_change=next_change(graph), findings=in_order(findings))

    def _files(self, graph: Graph, options: Options, progress: Progress) -> dict[str, SiteFiles]:
        """Return the files that may differ from what is shown."""
        if not self._is_new:
            return files_at(graph, self._touched)
        render_lost(graph, options, progress)
        return {
            site_id: whole_site(graph, site_id) for site_id in chosen_sites(graph.ask(sites.key()), options)
        }

    def _update_inputs(self, options: Options) -> tuple[LoadedGraph, InputChanges]:
        """Return the graph of these options, and how the input files differ from what it knows."""
        assert self._resources is not None
        known, opened, inputs = self._options, self._opened, self._inputs
        self._options = options
        if opened is None or inputs is None or known is None or replace(options, at=known.at) != known:
            opened = self._opened = load_graph(options, self._resources)
            self._touched, self._is_new = set(), True
            scan = scan_inputs(options)
            self._inputs = KnownInputs(scan)
            return opened, changes_of(opened, options, scan)
        opened.workspace.at = options.at
        return opened, inputs.update(options, self._pending)

    def _render(
        self, graph: Graph, keys: list[Key], total: int, progress: Progress, observer: BuildObserver | None
    ) -> None:
        """Render pages; with an observer, unless something has changed again meanwhile."""
        done = total - len(keys)
        # A process with 10,000 documents in memory takes a tenth of a second to be forked.
        for results in render_pages(graph, keys, worth_its_start(graph.environment.pool, len(keys))):
            done += len(results)
            progress("lager sider", done, total)
            if observer is not None and observer.is_overtaken():
                self._touched |= touched_paths(graph)
                raise BuildCancelledError

    def _show_first_pages(
        self, opened: LoadedGraph, options: Options, observer: BuildObserver, progress: Progress
    ) -> bool:
        """Show front pages and open ones before anything is checked; return whether that was done."""
        graph = opened.graph
        if is_fatal(findings_of_plan(graph), strict=False):
            return False
        prepare_renderers(graph, options)
        site_ids = chosen_sites(graph.ask(sites.key()), options)
        is_shown = False
        # Of several sites those are in front that somebody looks at.
        for pages in (list(_pages_of(observer)), [(site_id, _FRONT) for site_id in site_ids]):
            wanted = {rendered.key(site_id, folded(path)) for site_id, path in pages}
            waiting = list(graph.suspects(rendered.name))
            keys = [key for key in waiting if key in wanted]
            if not keys or len(keys) == len(waiting):
                continue
            try:
                self._render(graph, keys, len(waiting), progress, None)
            except Exception:
                # What is rendered may be wrong, and the checks say how.
                return is_shown
            if is_fatal(findings_of_pages(graph), strict=False):
                return is_shown
            files = first_files(graph, site_ids)
            self._show(self._snapshot(opened, options, files, is_partial=True), observer)
            is_shown = True
        return is_shown

    def _show_open_pages(
        self,
        waiting: Collection[Key],
        opened: LoadedGraph,
        options: Options,
        observer: BuildObserver,
        progress: Progress,
    ) -> bool:
        """Render the pages that are open and show them, all else as it was; return whether that was done."""
        graph = opened.graph
        open_pages = {
            rendered.key(site_id, folded(path)): (site_id, path) for site_id, path in _pages_of(observer)
        }
        keys = [key for key in waiting if key in open_pages]
        self._render(graph, keys, len(waiting), progress, None)
        if self._shown is None or self._is_new or not keys or len(keys) == len(waiting):
            return False
        if is_fatal([*findings_of_plan(graph), *findings_of_pages(graph)], strict=False):
            return False
        self._touched |= touched_paths(graph)
        shown = {open_pages[key] for key in keys}
        files = files_at(graph, shown | {path for path in self._touched if path not in shown})
        self._show(self._snapshot(opened, options, files, keep=True), observer)
        return True

    def _show(self, snapshot: SiteSnapshot, observer: BuildObserver) -> None:
        unmade = (picture for pictures in snapshot.unmade.values() for picture in pictures.values())
        snapshot.pictures.show(unmade, card_themes(snapshot.graph))
        observer.show(snapshot)

    def _snapshot(
        self,
        opened: LoadedGraph,
        options: Options,
        files: Mapping[str, SiteFiles],
        *,
        is_partial: bool = False,
        keep: bool = False,
    ) -> SiteSnapshot:
        """Return what is shown with these files in it; see :func:`trees_with`."""
        assert self._reading_cache is not None
        assert self._pictures is not None
        graph = opened.graph
        images = find_images(image_uses(files), graph, options)
        site_ids = chosen_sites(graph.ask(sites.key()), options)
        trees, unmade = trees_with(None if self._is_new else self._shown, site_ids, files, images, keep=keep)
        sheets = {
            site_id: graph.ask(addresses.key(site_id)).href(graph.ask(stylesheet.key(site_id)))
            for site_id in trees
        }
        reading = graph.snapshot(opened.workspace.for_reading(self._reading_cache))
        return SiteSnapshot(trees, unmade, self._pictures, sheets, reading, is_partial)

    def _report(
        self,
        graph: Graph,
        before: SiteSnapshot | None,
        after: SiteSnapshot,
        files: Mapping[str, SiteFiles],
        count: int,
        findings: Iterable[Finding],
    ) -> Report:
        return Report(
            sites={
                site_id: site_report(
                    site_id, page_counts(graph, site_id)[0], before, after, files.get(site_id, SiteFiles())
                )
                for site_id in after.trees
            },
            rendered=count,
            reused=sum(page_counts(graph, site_id)[1] for site_id in after.trees) - count,
            images_reused=sum(not isinstance(use, ThemeFile) for use in image_uses(files)),
            next_change=next_change(graph),
            findings=in_order(findings),
        )


def _pages_of(observer: BuildObserver) -> Iterator[OutputPath]:
    """Yield the pages that are open."""
    for site_id, paths in observer.open_pages().items():
        yield from ((site_id, path) for path in paths)
