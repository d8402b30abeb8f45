"""The pages as the public has them, to compare a preview with: rendered from a git revision, not published.

That happens in a process of its own with a cache of its own, so that no build of the preview ever waits for
it, neither for the cache nor for the processor. No picture is encoded: their names say what they hold.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from drammenworks.base.atomic_write import write_atomic
from drammenworks.config import Site
from drammenworks.content.graph_queries import sites
from drammenworks.diff.compared_site import StoredSite
from drammenworks.engine.contexts import ReadOnlyContext
from drammenworks.engine.gc_tuning import collecting_seldom
from drammenworks.engine.graph import Graph
from drammenworks.engine.lock import Lock
from drammenworks.engine.sqlite_cache import CacheDamagedError
from drammenworks.errors import DrammenworksError
from drammenworks.pipeline.build import changes_of, prepare_renderers
from drammenworks.pipeline.findings import findings_of_plan
from drammenworks.pipeline.fingerprint import generator_fingerprint
from drammenworks.pipeline.input_scan import scan_inputs
from drammenworks.pipeline.maintenance.git_checkout import PUBLIC, check_out
from drammenworks.pipeline.options import Options, silent
from drammenworks.pipeline.output_files import next_change, whole_site
from drammenworks.pipeline.pages import page_store, render_pages, rendered
from drammenworks.pipeline.plan import plan_pages
from drammenworks.pipeline.report import in_order, is_fatal
from drammenworks.pipeline.resources import Resources, load_graph, open_resources

_FILE: Final = "pages"
_NICENESS: Final = 10
_PAGES: Final = (".html", ".ics")


@dataclass(frozen=True, slots=True)
class PublicPages:
    """The pages of all sites of a revision."""

    key: tuple[object, ...]
    """What they were made of; see :func:`key_of`."""
    at: datetime
    """As of when they are."""
    next_change: datetime | None = None
    """When time alone changes them next."""
    sites: Mapping[str, StoredSite] = field(default_factory=dict)
    """By id."""
    problem: str = ""
    """Why there are none; empty when there are."""

    def is_due(self, now: datetime) -> bool:
        """Return whether time alone may have changed them."""
        return now < self.at or (self.next_change is not None and now >= self.next_change)


def key_of(options: Options, commit: str) -> tuple[object, ...]:
    """Return what tells pages apart that were made of other sources, or for other addresses."""
    return (generator_fingerprint(), commit, tuple(sorted(options.base_urls.items())))


def load_public_pages(options: Options) -> PublicPages | None:
    """Return the pages that were made last; None when there are none, or they were made otherwise."""
    try:
        fingerprint, pages = pickle.loads((options.cache / PUBLIC / _FILE).read_bytes())
    except Exception:
        # Whatever an older version or a full disk left there.
        return None
    return pages if fingerprint == generator_fingerprint() else None


def make_in_background(options: Options, commit: str) -> None:
    """Do :func:`make_public_pages` in a process that is there for nothing else, and gives way to others."""
    # Ctrl-C is for the preview, which ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    make_public_pages(options, commit)


def make_public_pages(options: Options, commit: str) -> None:
    """Render the pages of a revision, and store what there is for :func:`load_public_pages`.

    :param options: of the preview: the same base URLs make pages that differ in what they say alone.
    :raises OSError: if it cannot be written.
    """
    folder = options.cache / PUBLIC
    folder.mkdir(parents=True, exist_ok=True)
    with collecting_seldom(), Lock(folder, folder / "lock", patience=options.patience):
        try:
            sources = folder / "project"
            check_out(options.root, commit, sources)
            cache = folder / "cache"
            # Nothing is fetched: rendering takes less time than asking other machines may.
            chosen = replace(options, root=sources, cache=cache, drafts=False, jobs=1, sharing=None)
            pages = _make(chosen, key_of(options, commit))
        except DrammenworksError as error:
            pages = PublicPages(key_of(options, commit), options.at, problem=error.message)
        except OSError as error:
            pages = PublicPages(key_of(options, commit), options.at, problem=error.strerror or str(error))
        write_atomic(folder / _FILE, pickle.dumps((generator_fingerprint(), pages)))


def _make(options: Options, key: tuple[object, ...]) -> PublicPages:
    with open_resources(options, silent) as resources:
        try:
            return _render(options, key, resources)
        except CacheDamagedError:
            resources.cache.clear()
            return _render(options, key, resources)


def _render(options: Options, key: tuple[object, ...], resources: Resources) -> PublicPages:
    opened = load_graph(options, resources)
    inputs = scan_inputs(options)
    graph = opened.graph
    plan_pages(graph, changes_of(opened, options, inputs), options, silent)
    errors = [one for one in in_order(findings_of_plan(graph)) if is_fatal([one], strict=False)]
    if errors:
        return PublicPages(key, options.at, problem=f"{errors[0].location}: {errors[0].message}")
    prepare_renderers(graph, options)
    for _ in render_pages(graph, list(graph.suspects(rendered.name)), resources.pool):
        pass
    graph.collect()
    opened.save()
    inputs.save(options, opened.store.generation)
    found = _stored_sites(graph, graph.ask(sites.key()))
    with suppress(OSError):
        # Of revisions that were compared earlier.
        page_store(graph.environment).prune(
            {digest for site in found.values() for digest in site.pages.values()}
        )
    return PublicPages(key, options.at, next_change(graph), found)


def shown_sites_of(graph: Graph) -> dict[str, StoredSite]:
    """Return the sites that a preview shows, by id; the graph may be one that must not change."""
    return _stored_sites(graph, sites(ReadOnlyContext(graph)))


def _stored_sites(graph: Graph, known: Iterable[Site]) -> dict[str, StoredSite]:
    return {site.id: _stored_site(graph, site) for site in known}


def _stored_site(graph: Graph, site: Site) -> StoredSite:
    """Return a site of a graph to compare: its pages and calendars, and the names of all else."""
    files = whole_site(graph, site.id)
    pages = {
        path: artifact.digest
        for path, artifact in files.files.items()
        if artifact.digest is not None and path.endswith(_PAGES)
    }
    others = (files.files.keys() | files.images.keys() | files.pdfs.keys()) - pages.keys()
    return StoredSite(site.name, page_store(graph.environment).folder, pages, frozenset(others))
