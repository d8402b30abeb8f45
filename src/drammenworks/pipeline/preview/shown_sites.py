"""What a preview shows: the files of the sites, and the pictures that are made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from drammenworks.engine.artifact import Artifact
from drammenworks.engine.graph import Graph
from drammenworks.errors import Finding
from drammenworks.pipeline.images import ShownImages
from drammenworks.pipeline.output_files import SiteFiles, whole_site
from drammenworks.pipeline.pages import rendered
from drammenworks.pipeline.preview.picture_maker import PictureMaker
from drammenworks.pipeline.preview.picture_queue import Picture
from drammenworks.pipeline.report import SiteReport
from drammenworks.site.routes import folded

SiteTree = Mapping[str, Artifact]
"""The files of a site by output path, each with its digest."""


@dataclass(frozen=True, slots=True)
class SiteSnapshot:
    """The sites as they are shown."""

    trees: Mapping[str, SiteTree]
    """By the id of the site."""
    unmade: Mapping[str, Mapping[str, Picture]]
    """The pictures of pages that were not made yet, by site and output path."""
    pictures: PictureMaker
    """Makes them when somebody asks for them."""
    stylesheets: Mapping[str, str]
    """The URL of each site's style sheet."""
    graph: Graph
    """All that is known of them; nothing in it changes any more."""
    is_partial: bool = False
    """The first pages are rendered, and others are still to come."""


def _ignore(_: object) -> None:
    pass


@dataclass(frozen=True, slots=True)
class BuildObserver:
    """Shows the sites while they are built."""

    open_pages: Callable[[], Mapping[str, Iterable[str]]]
    """Returns the output paths of the pages that are open, by the id of their site."""
    show: Callable[[SiteSnapshot | None], None]
    """Is handed the sites when they differ: when the open pages are rendered, and when all are.

    It is None when the first pages were shown, and one that was rendered later has an error."""
    is_overtaken: Callable[[], bool]
    """Returns whether something has changed again, so that the rest of a build may be cancelled."""
    on_finding: Callable[[Finding], None] = _ignore
    """Is told what is wrong with a picture that was made after its page was shown. In any thread."""
    on_fault: Callable[[Exception], None] = _ignore
    """Is told why a picture could not be made if the content has not caused it. In any thread."""


Trees = tuple[dict[str, dict[str, Artifact]], dict[str, dict[str, Picture]]]
"""The files and the unmade pictures of each site."""


def trees_with(
    shown: SiteSnapshot | None,
    site_ids: Iterable[str],
    files: Mapping[str, SiteFiles],
    images: ShownImages,
    *,
    keep: bool = False,
) -> Trees:
    """Return what is shown with these files in it.

    :param shown: what was shown before, if that stays where no other file takes its place.
    :param keep: leave what is gone, for what is yet to be rendered may show it.
    """
    trees: dict[str, dict[str, Artifact]] = {}
    unmade: dict[str, dict[str, Picture]] = {}
    for site_id in site_ids:
        tree = trees[site_id] = dict(shown.trees.get(site_id, {})) if shown is not None else {}
        waiting = unmade[site_id] = dict(shown.unmade.get(site_id, {})) if shown is not None else {}
        site = files.get(site_id)
        if site is None:
            continue
        tree.update(site.files)
        for path in site.images:
            if path in images.artifacts:
                tree[path] = images.artifacts[path]
                waiting.pop(path, None)
            elif path in images.unmade:
                waiting[path] = images.unmade[path]
                tree.pop(path, None)
        for path in () if keep else site.gone:
            tree.pop(path, None)
            waiting.pop(path, None)
    return trees, unmade


def first_files(graph: Graph, site_ids: Iterable[str]) -> dict[str, SiteFiles]:
    """Return what the pages that have been rendered until now need, when others are still to come."""
    missing = graph.suspects(rendered.name)
    files = {site_id: whole_site(graph, site_id) for site_id in site_ids}
    for site_id, site in files.items():
        for path in [path for path in site.files if rendered.key(site_id, folded(path)) in missing]:
            del site.files[path]
    return files


def site_report(
    site_id: str, pages: int, before: SiteSnapshot | None, after: SiteSnapshot, files: SiteFiles
) -> SiteReport:
    """Return what became of one site, of which these files may differ."""
    was = _names(before, site_id)
    now = _names(after, site_id)
    paths = [*files.files, *files.images, *files.pdfs]
    written = sum(was.get(path) != now[path] for path in paths if path in now)
    return SiteReport(pages, len(now), written, sum(path in was for path in files.gone))


def _names(snapshot: SiteSnapshot | None, site_id: str) -> dict[str, str | None]:
    """Return what tells files from others at the same path; that of a picture says what it shows."""
    if snapshot is None:
        return {}
    names = {path: artifact.digest for path, artifact in snapshot.trees.get(site_id, {}).items()}
    return names | dict.fromkeys(snapshot.unmade.get(site_id, ()), "")
