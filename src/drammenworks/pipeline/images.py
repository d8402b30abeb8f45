"""Encode the variants and draw the social cards that pages show, each once."""

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
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import media as media_rules
from drammenworks.images.batch import encode_all
from drammenworks.images.cards.card import Card
from drammenworks.images.encoded_files import EncodedFile
from drammenworks.images.variants import Variant
from drammenworks.outputs.card_designs import site_cards
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.pages import ImageUse
from drammenworks.pipeline.social_cards import draw_cards


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
    uses: Iterable[ImageUse | Card], graph: Graph, options: Options, progress: Progress
) -> EncodedImages:
    """Return a file for everything that is shown; what was encoded or drawn before is not made again."""
    workspace: Workspace = graph.environment
    variants: dict[Variant, None] = {}
    cards: dict[Card, None] = {}
    for use in uses:
        if isinstance(use, ImageUse):
            variant = _variant(use, graph, workspace)
            if variant is not None:
                variants[variant] = None
        else:
            cards[use] = None
    if not variants and not cards:
        return EncodedImages()
    encoded, failures = encode_all(
        list(variants),
        options.cache / "images",
        memory=options.image_memory,
        workers=available_cores(),
        progress=lambda done, of: progress("lager bilder", done, of),
    )
    themes = [graph.ask(key) for key in graph.keys(site_cards.name)]
    drawn = draw_cards(list(cards), themes, options, workspace.pool, progress)
    findings = [
        media_rules.UNUSABLE.at(
            Location(probe.file.relative_to(options.root).as_posix()), src=probe.file.name, reason=reason
        )
        for probe, reason in failures
    ]
    files: Iterable[tuple[Variant | Card, EncodedFile]] = chain(encoded.files.items(), drawn.files.items())
    return EncodedImages(
        # An image and a copy of it make the same file, under one name when theirs is the same.
        {item.output_path: Artifact(item.output_path, file.path, file.digest) for item, file in files},
        encoded.encoded + drawn.drawn,
        encoded.reused + drawn.reused,
        # An image that no page can show is not reported once more for its card.
        tuple(dict.fromkeys(findings + drawn.findings)),
    )


def _variant(use: ImageUse, graph: Graph, workspace: Workspace) -> Variant | None:
    found = graph.ask(picture.key(use.file))
    if not isinstance(found, ImageInfo):
        return None
    probe = replace(found.probe, file=workspace.root / use.file)
    return Variant(probe, use.width, use.height, use.format, use.crop, use.credit)
