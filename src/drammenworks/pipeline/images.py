"""Make the pictures, social cards, web fonts and icons that pages show, each once; or only check them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from drammenworks.content.image_info import ImageInfo
from drammenworks.content.image_queries import picture
from drammenworks.content.workspace import Workspace
from drammenworks.engine.artifact import Artifact
from drammenworks.engine.graph import Graph
from drammenworks.engine.pool import available_cores
from drammenworks.errors import Finding
from drammenworks.errors.rules import media as media_rules
from drammenworks.images.cards.card import Card
from drammenworks.images.encode_variants import encode_all
from drammenworks.images.encoded_files import EncodedFile, EncodedFileCache
from drammenworks.images.find_unusable import find_unusable
from drammenworks.images.probe_result import Probe
from drammenworks.images.variants import Variant
from drammenworks.outputs.theme_cards import ThemeCards, site_cards
from drammenworks.outputs.theme_files import ThemeFile, make_theme_files
from drammenworks.pipeline.draw_cards import check_cards, draw_cards
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.pages import ImageUse
from drammenworks.pipeline.sharing.encoded import fetch_encoded, offer_encoded


@dataclass(frozen=True, slots=True)
class EncodedImages:
    """The files of images and cards, and what was wrong with others."""

    artifacts: Mapping[str, Artifact] = field(default_factory=dict)
    """By output path."""
    encoded: int = 0
    """How many were made now."""
    reused: int = 0
    findings: tuple[Finding, ...] = ()


def encode_images(
    uses: Iterable[ImageUse | Card | ThemeFile], graph: Graph, options: Options, progress: Progress
) -> EncodedImages:
    """Return a file for everything that is shown; what was encoded or drawn before is not made again."""
    workspace: Workspace = graph.environment
    variants, cards, fonts = _by_kind(uses, graph)
    if not variants and not cards and not fonts:
        return EncodedImages()
    folder = options.cache / "images"
    shown: list[Variant | Card] = [*variants, *cards]
    unshared = fetch_encoded(workspace.shared, folder, shown)
    encoded, failures = encode_all(
        variants,
        folder,
        memory=options.image_memory,
        workers=available_cores(),
        progress=lambda done, of: progress("lager bilder", done, of),
    )
    drawn = draw_cards(cards, card_themes(graph), options, workspace.pool, progress)
    offer_encoded(workspace.shared, folder, unshared)
    files: Iterable[tuple[Variant | Card | ThemeFile, EncodedFile]] = chain(
        encoded.files.items(),
        drawn.files.items(),
        make_theme_files(fonts, EncodedFileCache(options.cache / "themes")).items(),
    )
    return EncodedImages(
        # An image and a copy of it make the same file, under one name when theirs is the same.
        {item.output_path: Artifact(item.output_path, file.path, file.digest) for item, file in files},
        encoded.encoded + drawn.drawn,
        encoded.reused + drawn.reused,
        _findings(failures, drawn.findings, options),
    )


@dataclass(frozen=True, slots=True)
class ShownImages:
    """What there is of the images and cards of pages, and what is yet to be made."""

    artifacts: Mapping[str, Artifact]
    """By output path."""
    unmade: Mapping[str, Variant | Card | ThemeFile]
    """By output path."""


def find_images(uses: Iterable[ImageUse | Card | ThemeFile], graph: Graph, options: Options) -> ShownImages:
    """Return what was encoded or drawn before, and what is not; nothing is made."""
    variants, cards, fonts = _by_kind(uses, graph)
    cache = EncodedFileCache(options.cache / "images")
    of_themes = EncodedFileCache(options.cache / "themes")
    artifacts: dict[str, Artifact] = {}
    unmade: dict[str, Variant | Card | ThemeFile] = {}
    items: Iterable[Variant | Card | ThemeFile] = chain(variants, cards, fonts)
    for item in items:
        path, file = item.output_path, (of_themes if isinstance(item, ThemeFile) else cache).find(item)
        if file is not None:
            artifacts[path] = Artifact(path, file.path, file.digest)
        else:
            unmade[path] = item
    return ShownImages(artifacts, unmade)


def check_images(
    uses: Iterable[ImageUse | Card | ThemeFile], graph: Graph, options: Options, progress: Progress
) -> tuple[Finding, ...]:
    """Return what :func:`encode_images` would report, without encoding or drawing anything."""
    workspace: Workspace = graph.environment
    variants, cards, _ = _by_kind(uses, graph)
    failures = find_unusable(variants, options.cache / "images")
    return _findings(
        failures, check_cards(cards, card_themes(graph), options, workspace.pool, progress), options
    )


def _by_kind(
    uses: Iterable[ImageUse | Card | ThemeFile], graph: Graph
) -> tuple[list[Variant], list[Card], list[ThemeFile]]:
    """Return what is to be encoded, drawn and made, each once."""
    variants: dict[Variant, None] = {}
    cards: dict[Card, None] = {}
    fonts: dict[ThemeFile, None] = {}
    for use in uses:
        if isinstance(use, ImageUse):
            variant = _variant(use, graph, graph.environment)
            if variant is not None:
                variants[variant] = None
        elif isinstance(use, Card):
            cards[use] = None
        else:
            fonts[use] = None
    return list(variants), list(cards), list(fonts)


def card_themes(graph: Graph) -> list[ThemeCards | None]:
    """Return how the themes of the sites draw their cards."""
    return [graph.ask(key) for key in graph.keys(site_cards.name)]


def _findings(
    failures: Iterable[tuple[Probe, str]], of_cards: Iterable[Finding], options: Options
) -> tuple[Finding, ...]:
    of_images = (
        media_rules.unusable(probe.file.relative_to(options.root).as_posix(), reason)
        for probe, reason in failures
    )
    # An image that no page can show is not reported once more for its card.
    return tuple(dict.fromkeys((*of_images, *of_cards)))


def _variant(use: ImageUse, graph: Graph, workspace: Workspace) -> Variant | None:
    found = graph.ask(picture.key(use.file))
    if not isinstance(found, ImageInfo):
        return None
    probe = replace(found.probe, file=workspace.root / use.file)
    return Variant(probe, use.width, use.height, use.format, use.crop, use.credit)
