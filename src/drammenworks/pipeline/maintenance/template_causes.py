"""Find which template is the cause of pages that differ in nothing that a reader reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from drammenworks.content.graph_queries import sites
from drammenworks.diff.changed_template import ChangedTemplate
from drammenworks.diff.site_difference import SiteDifference
from drammenworks.engine.graph import Graph
from drammenworks.engine.sqlite_cache import CacheDamagedError
from drammenworks.pipeline.options import Options, silent
from drammenworks.pipeline.pages import rendered
from drammenworks.pipeline.resources import load_graph, open_resources
from drammenworks.site.page import output_path
from drammenworks.site.routes import folded
from drammenworks.site.themes import template, theme


def template_causes(
    options: Options, paths: Sequence[str], differences: Sequence[SiteDifference]
) -> list[ChangedTemplate]:
    """Return the files of themes that differ, those first that most pages are made with.

    :param options: of the build of the later side, which has just been made.
    :param paths: of the files that differ.
    """
    pages = {site.name: site.templates_only for site in differences if site.templates_only}
    counts: Counter[str] = Counter()
    if pages and paths:
        try:
            with open_resources(options, silent) as resources:
                graph = load_graph(options, resources).graph
                for site_id, addresses in pages.items():
                    counts.update(_used(graph, site_id, addresses, frozenset(paths)))
        except CacheDamagedError:
            # The next build makes it anew; the names are known all the same.
            counts.clear()
    return sorted(
        (ChangedTemplate(path, counts[path]) for path in paths), key=lambda one: (-one.pages, one.path)
    )


def _used(graph: Graph, site_id: str, addresses: Collection[str], paths: frozenset[str]) -> Iterator[str]:
    """Yield each of the files once for each page that is made with it."""
    known = {one.id for one in graph.ask(sites.key())}
    loaded = graph.ask(theme.key(site_id)).theme if site_id in known else None
    if loaded is None:
        return
    root = graph.environment.root
    files = {name: one.path.relative_to(root).as_posix() for name, one in loaded.templates.items()}
    for address in addresses:
        record = graph.find(rendered.key(site_id, folded(output_path(address))))
        reads = graph.shared_reads.expand(record.reads) if record is not None else ()
        names = {read[2] for read in reads if read[0] == template.name}
        yield from paths.intersection(files[name] for name in names if name in files)
