"""What the next build of a project would do, without building it."""

from __future__ import annotations

from dataclasses import dataclass

from drammenworks.engine.queries import Key
from drammenworks.pipeline.build import changes_of
from drammenworks.pipeline.input_scan import scan_inputs
from drammenworks.pipeline.options import silent
from drammenworks.pipeline.pages import rendered
from drammenworks.pipeline.plan import update_plan
from drammenworks.pipeline.resources import load_graph, open_resources
from tests.engine.bench import Bench


@dataclass(frozen=True)
class Planned:
    """What is out of date, and what it took to know."""

    pages: dict[str, Key | None]
    """By site and output path: each page to render, and the changed answer for which it is."""
    evaluated: dict[str, int]
    """By query: how many answers were computed anew, or dropped; the inputs are among them."""

    @property
    def paths(self) -> list[str]:
        """The pages to render, sorted."""
        return sorted(self.pages)


def plan(bench: Bench) -> Planned:
    """Bring the plan of a bench up to date, and forget it again: its next build does the same."""
    options = bench.options
    with open_resources(options, silent) as resources:
        opened = load_graph(options, resources)
        graph = opened.graph
        update_plan(graph, changes_of(opened, options, scan_inputs(options)), options, silent)
        pages = {
            f"{site}/{path}": reason for (_, site, path), reason in graph.suspects(rendered.name).items()
        }
        return Planned(pages, {name: len(keys) for name, keys in sorted(graph.changed_keys.items())})
