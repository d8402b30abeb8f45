"""What the sites consist of: all their files by path, and how those differ from what was published last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from drammenworks.content.queries import has_passed
from drammenworks.engine.artifact import Artifact
from drammenworks.engine.graph import Graph
from drammenworks.outputs.static_files import static_file
from drammenworks.pipeline.pages import image_use, page_artifact, page_path, rendered
from drammenworks.site.entries import entry, past, upcoming

_READ_CLOCK_IN_PLAN = frozenset({entry.name, upcoming.name, past.name})
"""The queries of the plan that read the clock; all others are read by pages alone."""


@dataclass(slots=True)
class SiteChanges:
    """How a site differs from what it was; images are still to be encoded."""

    pages: list[Artifact] = field(default_factory=list)
    images: dict[str, Any] = field(default_factory=dict)
    """By output path: one of the uses of each image that no page showed before."""
    files: list[Artifact] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    """Output paths."""


def whole_site(graph: Graph, site_id: str) -> SiteChanges:
    """Return all of a site, as if there had been nothing."""
    changes = SiteChanges()
    for key in graph.keys(rendered.name):
        if key[1] == site_id:
            record = graph.find(key)
            if record is not None and record.answer is not None and record.answer.digest is not None:
                changes.pages.append(page_artifact(record.answer, graph.environment))
    for key in graph.keys(image_use.name):
        if key[1] == site_id:
            changes.images[key[2]] = _first(graph, key)
    for key in graph.keys(static_file.name):
        if key[1] == site_id:
            changes.files.append(_first(graph, key))
    return changes


def changed_sites(graph: Graph) -> dict[str, SiteChanges]:
    """Return how the sites differ from what they were when this was last asked, by id."""
    found: dict[str, SiteChanges] = {}

    def of(site_id: str) -> SiteChanges:
        return found.setdefault(site_id, SiteChanges())

    gone: dict[tuple[str, str], None] = {}
    there: set[tuple[str, str]] = set()
    for key, before in graph.changes(rendered.name).items():
        record = graph.find(key)
        now = record.answer if record is not None else None
        if now is not None and now.digest is not None:
            there.add((key[1], now.output_path))
            if before is None or (before.digest, before.output_path) != (now.digest, now.output_path):
                of(key[1]).pages.append(page_artifact(now, graph.environment))
        if before is not None and before.digest is not None:
            gone[key[1], before.output_path] = None
    for index in (image_use, static_file):
        for key, was_there in graph.changes(index.name).items():
            if graph.find(key) is not None:
                there.add(key[1:])
                if index is static_file:
                    of(key[1]).files.append(_first(graph, key))
                elif not was_there:
                    of(key[1]).images[key[2]] = _first(graph, key)
            elif was_there:
                gone[key[1:]] = None
    for site_id, path in gone:
        if (site_id, path) not in there:
            of(site_id).gone.append(path)
    return found


def page_counts(graph: Graph, site_id: str) -> tuple[int, int]:
    """Return how many pages a site has, and how many pages and redirects together."""
    record = graph.find(page_path.key(site_id))
    paths = record.answer if record is not None else {}
    return sum(paths.values()), len(paths)


def image_count(graph: Graph) -> int:
    """Return how many images and cards all sites have together."""
    return sum(1 for _ in graph.keys(image_use.name))


def next_change(graph: Graph, *, with_pages: bool = True) -> datetime | None:
    """Return when time alone changes the sites next; None when it never does.

    :param with_pages: the pages are up to date, so that what they read counts.
    """
    coming = [
        datetime.fromisoformat(key[1])
        for key in graph.keys(has_passed.name)
        if (record := graph.find(key)) is not None
        and not record.answer
        and any(with_pages or reader[0] in _READ_CLOCK_IN_PLAN for reader in graph.readers(key))
    ]
    return min(coming, default=None)


def _first(graph: Graph, key: Any) -> Any:
    record = graph.find(key)
    assert record is not None
    return next(iter(record.answer.values()))


def all_paths(graph: Graph, site_id: str) -> Iterator[str]:
    """Yield the output paths of the pages and redirects of a site."""
    record = graph.find(page_path.key(site_id))
    yield from record.answer if record is not None else ()
