"""What a run works with: the cache that it holds, the workers it may start, and the graph of all answers."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import partial

from drammenworks.base.digests import digest
from drammenworks.content.read_documents import DocumentStore
from drammenworks.content.workspace import Workspace
from drammenworks.engine.graph import Graph
from drammenworks.engine.graph_store import GraphStore
from drammenworks.engine.lock import Lock
from drammenworks.engine.pool import Pool, make_pool
from drammenworks.engine.queries import CATALOGUE
from drammenworks.engine.sharing.shared_cache import SharedCache
from drammenworks.engine.sqlite_cache import Cache
from drammenworks.errors import Phrase
from drammenworks.pipeline.fingerprint import compiled_templates, generator_fingerprint
from drammenworks.pipeline.input_scan import graph_name
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.report import Report
from drammenworks.pipeline.sharing.open_shared import open_shared

WAITING = Phrase("venter på en annen bygging")

_FOLDERS = ("build", "images", "originals", "pages", "pdfs", "templates", "themes")
"""What lies in the cache."""


@dataclass(frozen=True, slots=True)
class Resources:
    """The cache and the workers of a run."""

    cache: Cache
    pool: Pool
    shared: SharedCache | None = None
    """The cache that machines share; None when there is none."""
    remarks: tuple[str, ...] = ()
    """What whoever builds should know of it."""
    told: set[str] = field(default_factory=set)
    """What was in a report already: a preview has many."""

    def finish(self, report: Report, options: Options, published: LoadedGraph | None = None) -> Report:
        """Let others have what was made, and return the report with what became of that.

        :param published: the graph, when all of it was published.
        """
        if self.shared is None:
            return replace(report, remarks=self._untold(self.remarks))
        if published is not None and self.shared.is_filled:
            # Loaded only when it is needed, as below.
            from drammenworks.pipeline.sharing.snapshot import offer  # noqa: PLC0415

            share = report.rendered / max(1, report.rendered + report.reused)
            offer(options, self.cache, published.store, published.graph, self.shared, share=share)
        self.shared.finish()
        remarks = self._untold((*self.remarks, *self.shared.remarks()))
        return replace(report, shared=asdict(self.shared.counts), remarks=remarks)

    def _untold(self, remarks: Iterable[str]) -> tuple[str, ...]:
        news = tuple(remark for remark in remarks if remark not in self.told)
        self.told.update(news)
        return news


@dataclass(frozen=True, slots=True)
class LoadedGraph:
    """The graph of builds with some options, and where it is kept."""

    graph: Graph
    store: GraphStore
    workspace: Workspace

    def save(self) -> None:
        """Keep what differs, if anything does.

        :raises OSError: if it cannot be written.
        """
        if self.graph.changed_keys or self.graph.reverse_index.changed or not self.store.is_saved:
            self.store.save(self.graph)


def load_graph(options: Options, resources: Resources) -> LoadedGraph:
    """Return the graph of builds with these options, as the last of them left it.

    :raises CacheDamagedError: if it is damaged.
    """
    workspace = Workspace(
        root=options.root,
        cache_folder=options.cache,
        templates_folder=compiled_templates(options.cache),
        cache=resources.cache,
        pool=resources.pool,
        documents=DocumentStore(resources.cache, options.root),
        at=options.at,
        drafts=options.drafts,
        base_urls=options.base_urls,
        shared=resources.shared,
    )
    store = GraphStore(resources.cache, graph_name(options))
    if store.generation or resources.shared is None or not resources.shared.is_read:
        return LoadedGraph(store.open(CATALOGUE, workspace), store, workspace)
    # Loaded only when it is needed: most builds go on from what is here.
    from drammenworks.pipeline.sharing.snapshot import restore, suspect_unshared  # noqa: PLC0415

    restore(options, resources.cache, resources.shared)
    store = GraphStore(resources.cache, graph_name(options))
    graph = store.open(CATALOGUE, workspace)
    suspect_unshared(graph)
    return LoadedGraph(graph, store, workspace)


def remove_damaged(options: Options) -> None:
    """Remove every cached page, image and icon whose bytes are not those that its name says."""
    for name in ("pages", "search", "images", "originals", "themes", "pdfs/finished", "pdfs/sources"):
        for file in (options.cache / name).glob("*"):
            # An image's name is its key and then its digest; a page's is its digest alone.
            expected = file.stem.rpartition(".")[2]
            try:
                is_whole = digest(file.read_bytes()) == expected
            except OSError:
                is_whole = False  # The disk may be what is damaged.
            if not is_whole:
                file.unlink(missing_ok=True)


def hold_cache(options: Options, progress: Progress) -> Lock:
    """Return the lock under which a run may use the cache.

    :raises OutputInUseError: on entering it, if another run uses the cache for longer than this one has
        patience.
    """
    waiting = partial(progress, WAITING, 0, 1)
    return Lock(options.cache, options.cache / "lock", patience=options.patience, on_wait=waiting)


def make_resources(options: Options) -> Resources:
    """Open the cache, which must be held.

    :raises UsageError: if the shared cache that is asked for cannot be used.
    """
    shared, remarks = open_shared(options)
    cache = Cache(options.cache / "build", generator_fingerprint())
    return Resources(cache, make_pool(options.jobs), shared, remarks)


@contextmanager
def open_resources(options: Options, progress: Progress) -> Iterator[Resources]:
    """Open the cache, and close it when the run is over; what was not committed is forgotten.

    :raises OutputInUseError: if another run uses it for longer than this one has patience.
    """
    with hold_cache(options, progress):
        if options.clean:
            for name in _FOLDERS:
                shutil.rmtree(options.cache / name, ignore_errors=True)
        resources = make_resources(options)
        try:
            yield resources
        finally:
            resources.cache.close()
