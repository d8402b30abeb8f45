"""Plan the sites, and list what content there is; nothing is rendered and nothing saved."""

from __future__ import annotations

from drammenworks.content.graph_queries import sites
from drammenworks.engine.gc_tuning import collecting_seldom
from drammenworks.pipeline.build import changes_of
from drammenworks.pipeline.findings import findings_of_plan
from drammenworks.pipeline.input_scan import scan_inputs
from drammenworks.pipeline.inventory.rows import InventoryRow, inventory
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.plan import plan_pages
from drammenworks.pipeline.report import Report, in_order
from drammenworks.pipeline.resources import load_graph, open_resources


def build_inventory(options: Options, progress: Progress) -> tuple[Report, list[InventoryRow] | None]:
    """Return the inventory; None with what is wrong when the sites' files cannot be read.

    A document that cannot be read is in no row; ``check`` says why.

    :raises OutputInUseError: if another build uses the same cache for too long.
    """
    with collecting_seldom(), open_resources(options, progress) as resources:
        inputs = scan_inputs(options)
        opened = load_graph(options, resources)
        graph = opened.graph
        plan_pages(graph, changes_of(opened, options, inputs), options, progress)
        if not graph.ask(sites.key()):
            return Report(findings=in_order(findings_of_plan(graph))), None
        return Report(), inventory(graph, options.at)
