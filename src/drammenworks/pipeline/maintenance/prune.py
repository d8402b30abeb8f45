"""Keep the cache small: remove what no recent build would use again."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from drammenworks.config.load import load_sites
from drammenworks.config.load_theme import load_theme
from drammenworks.content.attachments import kept_originals
from drammenworks.engine.store import Store
from drammenworks.engine.traces import drop_traces, load_traces, traces_by_age
from drammenworks.errors import ContentError
from drammenworks.images.encoded_files import EncodedFileCache
from drammenworks.images.probe import Probe, UnusableImageError
from drammenworks.images.probing import probe
from drammenworks.images.variants import Variant
from drammenworks.outputs.assets import make_assets
from drammenworks.pipeline.fingerprint import generator_fingerprint
from drammenworks.pipeline.options import Options, silent
from drammenworks.pipeline.pages import Kept
from drammenworks.pipeline.workshop import open_workshop, originals_store


@dataclass(frozen=True, slots=True)
class Pruned:
    """What pruning freed, in bytes."""

    pages: int
    images: int
    templates: int
    themes: int
    """Of typefaces and icons."""


def prune(options: Options, *, keep_days: int) -> Pruned:
    """Remove what no build of the last ``keep_days`` days would use again.

    :raises OutputInUseError: if a build uses the cache for too long.
    """
    with open_workshop(options, silent) as workshop:
        recent, old = traces_by_age(workshop.cache, days=keep_days)
        if not recent and not old:
            # A new version of the program has built nothing yet, and knows of nothing that it needs.
            return Pruned(0, 0, 0, 0)
        drop_traces(workshop.cache, old)
        workshop.cache.commit()
        kept: list[Kept] = [
            trace.result for name in recent for trace in load_traces(workshop.cache, name).by_target.values()
        ]
        pages = Store(options.cache / "pages").open().prune({page.digest for page in kept})
        images = _prune_images(options.cache / "images", _image_keys(options.root, kept))
        images += originals_store(options).prune(kept_originals(workshop.cache))
        templates = _prune_folders(options.cache / "templates", {generator_fingerprint()})
        themes = _prune_themes(options)
    return Pruned(pages, images, templates, themes)


def _image_keys(root: Path, pages: Collection[Kept]) -> set[str]:
    """Return the keys of the pictures and cards that these pages want."""
    probes: dict[str, Probe | None] = {}
    keys = {card.key for page in pages for card in page.cards}
    for file, width, height, kind, crop, credit in {wanted for page in pages for wanted in page.wanted}:
        if file not in probes:
            try:
                probes[file] = probe(root / file)
            except UnusableImageError:
                probes[file] = None
        measured = probes[file]
        if measured is not None:
            keys.add(Variant(measured, width, height, kind, crop, credit).key)
    return keys


def _prune_images(folder: Path, keep: Collection[str]) -> int:
    return _remove(file for file in folder.glob("*") if file.name.partition(".")[0] not in keep)


def _prune_themes(options: Options) -> int:
    """Remove the typefaces and icons that the themes as they are do not use; others are made in seconds."""
    kept = EncodedFileCache(options.cache / "themes")
    try:
        for site in load_sites(options.root):
            make_assets(load_theme(options.root, site.theme, named_at=site.at("theme")), options.root, kept)
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
