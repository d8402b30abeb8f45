"""The pages of the chosen sites, as queries; those that are out of date are rendered in workers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.base.paths import GONE_FILE
from drammenworks.base.source_text import decode_source, read_source
from drammenworks.checks.other_brands import check_brands, locate_name
from drammenworks.content.graph_queries import SHARDS, file
from drammenworks.content.workspace import Workspace
from drammenworks.engine.artifact import Artifact
from drammenworks.engine.content_store import Store
from drammenworks.engine.graph import Graph
from drammenworks.engine.pool import Pool
from drammenworks.engine.queries import AFTER_PAGES, CATALOGUE, Key, QueryContext
from drammenworks.engine.records import unpack_record
from drammenworks.errors import ContentError, Finding, Location
from drammenworks.images.cards.card import Card
from drammenworks.images.variants import CropBox, Format, Variant
from drammenworks.outputs.assets import SiteAssets, site_assets
from drammenworks.outputs.collect_outputs import static_files
from drammenworks.pipeline.evaluation_worker import Evaluate, Evaluated
from drammenworks.render.renderer import Renderer
from drammenworks.site.entries import entry
from drammenworks.site.links import addresses
from drammenworks.site.page import CalendarSubject, DocumentSubject, GoneSubject, Page, PdfSubject, Redirect
from drammenworks.site.routes import page_at, route, winner
from drammenworks.site.sitemap import SitemapEntry, sitemap_files
from drammenworks.site.themes import protected_names

_CHUNK = 16
"""Pages to a worker at a time."""

LOST: Key = ("page lost",)
"""The reason for rendering a page whose bytes are no longer in the page store."""


class ImageUse(NamedTuple):
    """A variant of an image that a page shows."""

    file: str
    """The path of the image from the project's root."""
    width: int
    height: int
    format: Format
    crop: CropBox | None
    credit: str
    output_path: str


class PageResult(NamedTuple):
    """A rendered page."""

    output_path: str
    digest: str | None
    """Of its bytes, which the page store holds; None when it could not be rendered."""
    is_page: bool
    """It is a page, and neither a calendar nor the redirect at a former address."""
    images: tuple[ImageUse, ...]
    cards: tuple[Card, ...]
    findings: tuple[Finding, ...]
    sitemap: SitemapEntry | None = None
    """What the sitemap says of it."""


@CATALOGUE.query(shards=SHARDS, is_enumerated=True)
def rendered(ask: QueryContext, site_id: str, path: str) -> PageResult | None:
    """The page or redirect at a folded output path of a site."""
    claims = route(ask, site_id, path)
    if not claims:
        return None
    target = winner(claims)
    if isinstance(target, Page) and isinstance(target.subject, PdfSubject):
        # It is typeset when its page is there.
        return None
    workspace: Workspace = ask.environment
    is_redirect = isinstance(target, Redirect)
    page = page_at(ask, site_id, target.target) if isinstance(target, Redirect) else target
    if page is not None and isinstance(page.subject, PdfSubject):
        # The page at its former address is in the frame of the page that it is made of.
        page = page_at(ask, site_id, page.subject.page_path)
    if page is None:
        return None
    renderer: Renderer = workspace.renderers[site_id]
    try:
        made = renderer.render(page, ask, target if isinstance(target, Redirect) else None)
    except ContentError as error:
        return PageResult(target.output_path, None, not is_redirect, (), (), error.findings)
    # A calendar says what the pages of its events say, which are checked.
    is_calendar = isinstance(page.subject, CalendarSubject)
    findings = (
        []
        if is_calendar
        else check_brands(
            made.html,
            site_id=site_id,
            names=dict(protected_names(ask)),
            locate=lambda name: _locate_name(ask, _source(ask, page, is_redirect, site_id), name),
        )
    )
    name, is_new = page_store(workspace).put(made.html.encode())
    if is_new:
        workspace.new_pages.add(name)
    images = tuple(_use(variant) for variant in made.images)
    is_page = not is_redirect and not is_calendar
    return PageResult(target.output_path, name, is_page, images, made.cards, tuple(findings), made.sitemap)


def page_store(workspace: Workspace) -> Store:
    """Return the store of rendered pages."""
    return Store(workspace.cache_folder / "pages")


def page_artifact(result: PageResult, workspace: Workspace) -> Artifact:
    """Return a rendered page as a file to publish."""
    assert result.digest is not None
    file = page_store(workspace).file(result.digest)
    return Artifact(result.output_path, file, result.digest, new=result.digest in workspace.new_pages)


def _use(variant: Variant) -> ImageUse:
    return ImageUse(
        _posix(variant.probe.file),
        variant.width,
        variant.height,
        variant.format,
        variant.crop,
        variant.credit,
        variant.output_path,
    )


@lru_cache(maxsize=4096)
def _posix(file: Path) -> str:
    """Return the path of an image, which pages show in many variants."""
    return file.as_posix()


def _source(ask: QueryContext, page: Page, is_redirect: bool, site_id: str) -> str:
    """Return the file whose author decides what a page says."""
    if isinstance(page.subject, GoneSubject):
        return GONE_FILE
    if isinstance(page.subject, DocumentSubject) and not is_redirect:
        path: str = entry.field(ask, "path", page.subject.document_id, page.lang)
        return path
    return f"content/sites/{site_id}.yaml"


def _locate_name(ask: QueryContext, path: str, name: str) -> Location:
    workspace: Workspace = ask.environment
    file(ask, path)
    try:
        source = decode_source(read_source(workspace.root / path, path=path), path=path)
    except ContentError:
        return Location(path)
    return locate_name(source, name, path)


# --- groups ---------------------------------------------------------------------------------------


@CATALOGUE.index(rendered, shards=16)
def image_use(key: Key, result: PageResult) -> Iterator[Any]:
    """By site and output path: the variant of an image, or the social card, that pages show there."""
    for use in result.images:
        yield ((key[1], use.output_path), key[2]), use
    for card in result.cards:
        yield ((key[1], card.output_path), key[2]), card


@CATALOGUE.index(rendered)
def page_path(key: Key, result: PageResult) -> Iterator[Any]:
    """By site: the output paths of all pages and redirects, each with whether it is a page."""
    yield ((key[1],), result.output_path), result.is_page


@CATALOGUE.index(rendered)
def sitemap_entry(key: Key, result: PageResult) -> Iterator[Any]:
    """By site: what the sitemap says of each page that is in it."""
    if result.sitemap is not None:
        yield ((key[1],), key[2]), result.sitemap


@CATALOGUE.query(is_root=True, group=AFTER_PAGES)
def sitemap(ask: QueryContext, site_id: str) -> tuple[Artifact, ...]:
    """The files of a site's sitemap, in the page store; none when search engines may list no page."""
    entries, where = sitemap_entry(ask, site_id), addresses(ask, site_id)
    if not entries or where is None:
        return ()
    store = page_store(ask.environment).open()
    artifacts = []
    for path, text in sitemap_files(entries.values(), where.canonical_url("/")):
        digest, _ = store.put(text.encode())
        artifacts.append(Artifact(path, store.file(digest), digest))
    return tuple(artifacts)


@CATALOGUE.index(static_files, sitemap)
def static_file(key: Key, artifacts: tuple[Artifact, ...]) -> Iterator[Any]:
    """By site and path: a file that is neither a page nor an image of one."""
    for artifact in artifacts:
        yield ((key[1], artifact.path), ""), artifact


@CATALOGUE.index(site_assets)
def theme_file(key: Key, answer: SiteAssets) -> Iterator[Any]:
    """By site and path: a web font, or an icon."""
    for one in answer.assets.files if answer.assets is not None else ():
        yield ((key[1], one.output_path), ""), one


# --- rendering many -------------------------------------------------------------------------------


class _Render(FastPickle):
    """Renders a page; the function of the workers."""

    __slots__ = ("evaluate",)

    def __init__(self, graph: Graph) -> None:
        self.evaluate = Evaluate(graph)

    def __call__(self, job: tuple[Key, Key | None]) -> tuple[Evaluated, bool]:
        evaluated = self.evaluate(job)
        answer = evaluated.answer
        return evaluated, answer is not None and answer.digest in self.evaluate.graph.environment.new_pages


def render_pages(graph: Graph, keys: Sequence[Key], pool: Pool) -> Iterator[list[tuple[Key, PageResult]]]:
    """Render pages that are out of date, and yield them as they are finished."""
    workspace: Workspace = graph.environment
    page_store(workspace).open()
    jobs = [(key, graph.reason(key)) for key in keys]
    for done in pool.map(_Render(graph), jobs, chunk=_CHUNK):
        results = []
        for position, (evaluated, is_new) in done:
            graph.shared_reads.add(evaluated.shared)
            record = unpack_record(evaluated.packed)
            graph.put(keys[position], record, evaluated.packed)
            if record.answer is not None:
                results.append((keys[position], record.answer))
                if is_new:
                    workspace.new_pages.add(record.answer.digest)
        yield results


def update_sitemaps(graph: Graph, site_ids: Collection[str]) -> None:
    """Bring the sitemaps of the chosen sites up to date with their pages, which must be."""
    for key in graph.keys(sitemap.name):
        if key[1] not in site_ids:
            graph.drop(key)
    for site_id in site_ids:
        graph.ask(sitemap.key(site_id))
