"""What a run works with: the cache that it holds, the workers it may start, and the graph of all answers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from drammenworks.base.digests import digest
from drammenworks.content.read_documents import DocumentStore
from drammenworks.content.workspace import Workspace
from drammenworks.engine.graph import Graph
from drammenworks.engine.graph_store import GraphStore
from drammenworks.engine.lock import Lock
from drammenworks.engine.pool import Pool, make_pool
from drammenworks.engine.queries import CATALOGUE
from drammenworks.engine.sqlite_cache import Cache
from drammenworks.errors import Phrase
from drammenworks.pipeline.fingerprint import compiled_templates, generator_fingerprint
from drammenworks.pipeline.input_scan import graph_name
from drammenworks.pipeline.options import Options, Progress

WAITING = Phrase("venter på en annen bygging")

_FOLDERS = ("build", "images", "originals", "pages", "pdfs", "templates", "themes")
"""What lies in the cache."""


@dataclass(frozen=True, slots=True)
class Resources:
    """The cache and the workers of a run."""

    cache: Cache
    pool: Pool


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
        documents=DocumentStore(resources.cache),
        at=options.at,
        drafts=options.drafts,
        base_urls=options.base_urls,
    )
    store = GraphStore(resources.cache, graph_name(options))
    return LoadedGraph(store.open(CATALOGUE, workspace), store, workspace)


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
    """Open the cache, which must be held."""
    return Resources(Cache(options.cache / "build", generator_fingerprint()), make_pool(options.jobs))


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
