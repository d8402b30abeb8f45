"""The plan of all sites as they are now, for commands that publish nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from drammenworks.engine.gc_tuning import collecting_seldom
from drammenworks.engine.graph import Graph
from drammenworks.engine.sqlite_cache import CacheDamagedError
from drammenworks.errors import Finding, Severity
from drammenworks.pipeline.build import changes_of
from drammenworks.pipeline.findings import findings_of_plan
from drammenworks.pipeline.input_scan import scan_inputs
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.plan import update_plan
from drammenworks.pipeline.report import in_order
from drammenworks.pipeline.resources import Resources, load_graph, open_resources


@contextmanager
def planned(options: Options, progress: Progress) -> Iterator[Graph]:
    """Yield the graph of builds with these options, up to date apart from pages; it is not saved.

    :raises UsageError: if a site is asked for that does not exist.
    :raises OutputInUseError: if another build uses the same cache for too long.
    """
    with collecting_seldom(), open_resources(options, progress) as resources:
        try:
            graph = _graph(options, resources, progress)
        except CacheDamagedError:
            resources.cache.clear()
            graph = _graph(options, resources, progress)
        yield graph


def _graph(options: Options, resources: Resources, progress: Progress) -> Graph:
    opened = load_graph(options, resources)
    update_plan(opened.graph, changes_of(opened, options, scan_inputs(options)), options, progress)
    return opened.graph


def errors_of(graph: Graph) -> tuple[Finding, ...]:
    """Return what keeps the sites from being published, as far as their plan shows it."""
    findings = in_order(findings_of_plan(graph))
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)
