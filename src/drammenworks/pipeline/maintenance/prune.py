"""Keep the cache small: remove what no recent build would use again."""

from __future__ import annotations

import shutil
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from drammenworks.config.load_sites import load_sites
from drammenworks.config.load_theme import load_theme
from drammenworks.content.attachments import attachment, originals_store
from drammenworks.content.graph_queries import site_files
from drammenworks.content.image_info import ImageInfo
from drammenworks.content.image_queries import picture
from drammenworks.engine.content_store import Store
from drammenworks.engine.graph import Graph
from drammenworks.engine.graph_store import GraphStore, drop_graphs, graphs_by_age
from drammenworks.engine.queries import CATALOGUE
from drammenworks.engine.sqlite_cache import CacheDamagedError
from drammenworks.errors import ContentError
from drammenworks.images.encoded_files import EncodedFileCache
from drammenworks.images.variants import Variant
from drammenworks.outputs.assets import make_assets
from drammenworks.pipeline.fingerprint import generator_fingerprint
from drammenworks.pipeline.graph_files import index_files, page_files, page_results, pdf_source_files
from drammenworks.pipeline.input_scan import remove_records
from drammenworks.pipeline.maintenance.git_checkout import COMPARED, PUBLIC
from drammenworks.pipeline.options import Options, silent
from drammenworks.pipeline.pdf_sources import pdf_key
from drammenworks.pipeline.resources import open_resources


@dataclass(frozen=True, slots=True)
class Pruned:
    """What pruning freed, in bytes."""

    pages: int
    """Of pages and search indexes."""
    images: int
    templates: int
    themes: int
    """Of typefaces and icons."""


def prune(options: Options, *, keep_days: int) -> Pruned:
    """Remove what no build of the last ``keep_days`` days would use again.

    :raises OutputInUseError: if a build uses the cache for too long.
    """
    with open_resources(options, silent) as resources:
        cache = resources.cache
        recent, old = graphs_by_age(cache, days=keep_days)
        if not recent and not old:
            # A new version of the program has built nothing yet, and does not know what it needs.
            return Pruned(0, 0, 0, 0)
        drop_graphs(cache, old)
        cache.commit()
        remove_records(options, recent)
        pages = images = 0
        graphs = [GraphStore(cache, name).open(CATALOGUE, None) for name in recent]
        try:
            if not any(map(_is_broken, graphs)):
                pages, images = _prune_results(options, graphs)
        except CacheDamagedError:
            # The next build makes the graphs anew, and may use any file.
            cache.clear()
        # What was laid out for PDFs is laid out again in a tenth of a second.
        _prune_folders(options.cache / "pdfs", {"finished", "sources"})
        templates = _prune_folders(options.cache / "templates", {generator_fingerprint()})
        themes = _prune_themes(options)
        pages += _prune_revisions(options.cache, keep_days)
    return Pruned(pages, images, templates, themes)


def _prune_revisions(cache: Path, keep_days: int) -> int:
    """Remove the revisions of git that nobody has compared with for some days, sources and all."""
    freed = 0
    oldest = time.time() - keep_days * 86_400
    for folder in (*(cache / COMPARED).glob("*"), *cache.glob(PUBLIC)):
        # Whoever uses it puts a lock there, and takes it away again.
        if folder.stat().st_mtime < oldest:
            freed += sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
            shutil.rmtree(folder, ignore_errors=True)
    return freed


def _is_broken(graph: Graph) -> bool:
    """Tell whether a graph has no pages only until the files of the sites are mended."""
    record = graph.find(site_files.key())
    return record is None or not record.answer.sites


def _prune_results(options: Options, graphs: Sequence[Graph]) -> tuple[int, int]:
    """Remove the pages, images and originals that no graph has, and return how many bytes each had."""
    made = {digest for graph in graphs for digest in page_files(graph)}
    pages = Store(options.cache / "pages").open().prune(made)
    indexes = {digest for graph in graphs for digest in index_files(graph)}
    pages += Store(options.cache / "search").open().prune(indexes)
    sources = {digest for graph in graphs for digest in pdf_source_files(graph)}
    pages += Store(options.cache / "pdfs" / "sources").open().prune(sources)
    pages += _prune_images(options.cache / "pdfs" / "finished", {pdf_key(name).key for name in sources})
    images = _prune_images(options.cache / "images", {key for graph in graphs for key in _image_keys(graph)})
    originals = {name for graph in graphs for name in _originals(graph)}
    return pages, images + originals_store(options.cache).prune(originals)


def _image_keys(graph: Graph) -> Iterator[str]:
    """Yield the keys of the images and cards that the pages of a graph show."""
    for page in page_results(graph):
        yield from (card.key for card in page.cards)
        for use in page.images:
            record = graph.find(picture.key(use.file))
            found = record.answer if record is not None else None
            if isinstance(found, ImageInfo):
                yield Variant(found.probe, use.width, use.height, use.format, use.crop, use.credit).key


def _originals(graph: Graph) -> Iterator[str]:
    """Yield the digests of the images that the public may download in a graph."""
    for key in graph.keys(attachment.name):
        record = graph.find(key)
        found = record.answer.attachment if record is not None else None
        if found is not None and found.is_original:
            yield found.digest


def _prune_images(folder: Path, keep: Collection[str]) -> int:
    return _remove(file for file in folder.glob("*") if file.name.partition(".")[0] not in keep)


def _prune_themes(options: Options) -> int:
    """Remove the typefaces and icons that the themes as they are do not use; others are made in seconds."""
    kept = EncodedFileCache(options.cache / "themes")
    try:
        for site in load_sites(options.root):
            theme = load_theme(options.root, site.theme, named_at=site.at("theme"))
            for file in make_assets(theme, options.root, kept).files:
                kept.find(file)
    except ContentError:
        # Nobody knows what a broken theme will use when it is mended.
        return 0
    return _remove(kept.unrequested())


def _remove(files: Iterable[Path]) -> int:
    """Remove files, and return how many bytes they had."""
    freed = 0
    for file in files:
        freed += file.stat().st_size
        file.unlink(missing_ok=True)
    return freed


def _prune_folders(folder: Path, keep: Collection[str]) -> int:
    freed = 0
    for inner in folder.glob("*"):
        if inner.name not in keep:
            freed += sum(file.stat().st_size for file in inner.rglob("*") if file.is_file())
            shutil.rmtree(inner, ignore_errors=True)
    return freed
