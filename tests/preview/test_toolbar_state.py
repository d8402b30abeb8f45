"""The state of toolbars, read from a graph that does not change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from drammenworks.cli.parameters import default_options
from drammenworks.engine.graph import Graph
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import media
from drammenworks.pipeline.options import silent
from drammenworks.pipeline.resources import load_graph, open_resources
from drammenworks.preview.editor_context import EditorContext
from drammenworks.preview.toolbar_state import summary_at, toolbar_state
from tests.project import AT, Project

MOMENT = datetime.fromisoformat(f"{AT}T00:00+01:00")
DRAFT = "content/projects/utkast.md"


@pytest.fixture
def graph(project: Project) -> Iterator[Graph]:
    """Yield the graph of a project whose only draft is not published."""
    project.write(DRAFT, "---\ntitle: Utkast\ndraft: true\nstatus: active\nsites: [a]\n---\nOrd.\n")
    project.write("content/urls/gone.yaml", "gone:\n  - {site: a, address: /borte/}\n")
    project.build()
    options = default_options(project.root, at=MOMENT, drafts=False)
    with open_resources(options, silent) as resources:
        yield load_graph(options, resources).graph


def state(graph: Graph, site_id: str, path: str, *findings: Finding) -> dict[str, Any]:
    return toolbar_state(graph, site_id, path, MOMENT, lambda files: findings, EditorContext(None, str))


def test_a_page_that_would_be_there_without_its_draft_state(graph: Graph) -> None:
    """A path with no page has the toolbar of the document that is hidden there, and says why."""
    hidden = summary_at(graph, "a", "/prosjekter/utkast/")
    assert hidden is not None
    assert hidden.path == DRAFT
    shown = state(graph, "a", "/prosjekter/utkast/")
    assert shown["badges"] == [{"kind": "draft", "text": "Utkast"}]
    assert shown["source"] == DRAFT
    assert shown["languages"] == []


def test_what_is_told_once_per_run_is_not_told_on_every_page(graph: Graph) -> None:
    """Such as that a picture says where it was taken, which needs no action of anybody."""
    place = Location("content/media/bilde.png")
    position = media.POSITION.at(place, src="bilde.png", others="")
    other = media.UNUSED.at(place, name="bilde.png")
    shown = state(graph, "a", "/prosjekter/prosjekt/", position, other)
    assert [finding["code"] for finding in shown["findings"]] == [media.UNUSED.code]


def test_a_page_that_says_what_is_gone_is_edited_where_that_is_listed(graph: Graph) -> None:
    """It has no document."""
    assert state(graph, "a", "/borte/")["source"] == "content/urls/gone.yaml"
    assert state(graph, "b", "/borte/")["source"] is None


def test_a_path_of_nothing(graph: Graph) -> None:
    """It has links to the front pages, and no source."""
    shown = state(graph, "a", "/ingen-ting/")
    assert summary_at(graph, "a", "/ingen-ting/") is None
    assert (shown["source"], shown["badges"]) == (None, [])
    assert [site["current"] for site in shown["sites"]] == [True, False]


@pytest.mark.parametrize(
    "path", ["/", "/prosjekter/", "/prosjekter/prosjekt/", "/emner/", "/404.html", "/prosjekter/utkast/"]
)
def test_the_graph_is_as_it_was(graph: Graph, path: str) -> None:
    """A toolbar may be read in any thread, since reading it stores no answer."""
    for site_id in ("a", "b"):
        state(graph, site_id, path)
    assert graph.changed_keys == {}
    assert graph.reverse_index.changed == set()
