"""What the sites consist of: all their files by path, and which may differ since this was last asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from drammenworks.content.graph_queries import has_passed
from drammenworks.engine.artifact import Artifact
from drammenworks.engine.graph import Graph
from drammenworks.engine.queries import CATALOGUE, Key
from drammenworks.images.cards.card import Card
from drammenworks.outputs.theme_files import ThemeFile
from drammenworks.pipeline.pages import (
    ImageUse,
    image_use,
    page_artifact,
    page_path,
    rendered,
    static_file,
    theme_file,
)
from drammenworks.pipeline.pdf_sources import PdfSource, pdf_file
from drammenworks.search.files import index_file
from drammenworks.search.index import index_store
from drammenworks.site.routes import folded

_FILES = (static_file, theme_file, index_file, pdf_file)
"""The groups, by site and output path, of files that are neither pages nor images."""

OutputPath = tuple[str, str]
"""The id of a site, and the path of a file under its output folder."""


@dataclass(slots=True)
class SiteFiles:
    """Files of a site; images, web fonts and icons are still to be made, and PDFs to be set."""

    files: dict[str, Artifact] = field(default_factory=dict)
    """Pages and others, by output path."""
    images: dict[str, ImageUse | Card | ThemeFile] = field(default_factory=dict)
    """What pages show as images, their typefaces and icons, by output path."""
    pdfs: dict[str, PdfSource] = field(default_factory=dict)
    """What PDFs are set from, by output path."""
    gone: list[str] = field(default_factory=list)
    """Output paths at which there is no file."""


def whole_site(graph: Graph, site_id: str) -> SiteFiles:
    """Return all files of a site."""
    keys = [key for query in (image_use, *_FILES) for key in graph.keys(query.name)]
    paths = [*all_paths(graph, site_id), *(key[2] for key in keys if key[1] == site_id)]
    return files_at(graph, ((site_id, path) for path in dict.fromkeys(paths))).get(site_id, SiteFiles())


def files_at(graph: Graph, paths: Iterable[OutputPath]) -> dict[str, SiteFiles]:
    """Return what there is at some output paths, by site and in the order of paths."""
    found: dict[str, SiteFiles] = {}
    # Of several cards with one fault, the first is named: the same one in each build.
    for site_id, path in sorted(paths):
        site = found.setdefault(site_id, SiteFiles())
        page = _answer(graph, rendered.key(site_id, folded(path)))
        if page is not None and page.output_path == path and page.digest is not None:
            site.files[path] = page_artifact(page, graph.environment)
        elif uses := _answer(graph, image_use.key(site_id, path)):
            site.images[path] = next(iter(uses.values()))
        elif of_theme := _answer(graph, theme_file.key(site_id, path)):
            site.images[path] = next(iter(of_theme.values()))
        elif files := _answer(graph, static_file.key(site_id, path)):
            site.files[path] = next(iter(files.values()))
        elif digests := _answer(graph, index_file.key(site_id, path)):
            digest = next(iter(digests.values()))
            site.files[path] = Artifact(path, index_store(graph.environment).file(digest), digest)
        elif pdfs := _answer(graph, pdf_file.key(site_id, path)):
            site.pdfs[path] = next(iter(pdfs.values()))
        else:
            site.gone.append(path)
    return found


def image_uses(files: Mapping[str, SiteFiles]) -> list[ImageUse | Card | ThemeFile]:
    """Return all images, cards and files of themes among the files of some sites."""
    return [use for site in files.values() for use in site.images.values()]


def pdf_sources(files: Mapping[str, SiteFiles]) -> dict[OutputPath, PdfSource]:
    """Return what all PDFs among the files of some sites are set from."""
    return {(site_id, path): source for site_id, site in files.items() for path, source in site.pdfs.items()}


def touched_paths(graph: Graph) -> set[OutputPath]:
    """Return the output paths at which there may be another file than when this was last asked."""
    touched: set[OutputPath] = set()
    for key, before in graph.changes(rendered.name).items():
        for result in (before, _answer(graph, key)):
            if result is not None:
                touched.add((key[1], result.output_path))
    for key, was_there in graph.changes(image_use.name).items():
        # Its path follows from all that shapes an image, so one that stays is the same.
        if not was_there or _answer(graph, key) is None:
            touched.add(key[1:])
    for query in _FILES:
        touched.update(key[1:] for key in graph.changes(query.name))
    return touched


def all_paths(graph: Graph, site_id: str) -> list[str]:
    """Return the output paths of the pages and redirects of a site."""
    return list(_answer(graph, page_path.key(site_id)) or ())


def page_counts(graph: Graph, site_id: str) -> tuple[int, int]:
    """Return how many pages a site has, and how many pages and redirects together."""
    paths = _answer(graph, page_path.key(site_id)) or {}
    return sum(paths.values()), len(paths)


def image_count(graph: Graph) -> int:
    """Return how many images and cards the sites have together."""
    return len({key[2] for key in graph.keys(image_use.name)})


def next_change(graph: Graph, *, with_pages: bool = True) -> datetime | None:
    """Return when time alone changes the sites next; None when it never does.

    :param with_pages: the pages are up to date, so that what they read counts.
    """
    coming = [
        datetime.fromisoformat(key[1])
        for key in graph.keys(has_passed.name)
        if not _answer(graph, key) and (graph.readers(key) if with_pages else _is_read_by_plan(graph, key))
    ]
    return min(coming, default=None)


def _is_read_by_plan(graph: Graph, cell: Key) -> bool:
    """Tell whether something other than pages depends on an answer."""
    seen = {cell}
    waiting = [cell]
    while waiting:
        for reader in graph.readers(waiting.pop()):
            if reader[0] == rendered.name or reader in seen:
                continue
            if CATALOGUE.queries[reader[0]].is_root:
                return True
            seen.add(reader)
            waiting += CATALOGUE.cells(reader)
    return False


def _answer(graph: Graph, key: Key) -> Any:
    record = graph.find(key)
    return record.answer if record is not None else None
