"""From planned pages to finished files, with nothing published yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from drammenworks.engine.pool import Pool, available_cores
from drammenworks.engine.publish import Artifact, Publication
from drammenworks.engine.traces import Trace
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import media as media_rules
from drammenworks.images.batch import encode_all
from drammenworks.images.cards.card import Card
from drammenworks.images.encoded_files import EncodedFile
from drammenworks.images.variants import Variant
from drammenworks.outputs import web_manifest
from drammenworks.outputs.attachments import attachment_files
from drammenworks.outputs.headers import headers_file
from drammenworks.outputs.redirects import redirects_file
from drammenworks.outputs.robots import robots_file
from drammenworks.pipeline.cards import draw_cards
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.pages import is_hidden, make_pages
from drammenworks.pipeline.prepare import Ready, ReadyTheme
from drammenworks.pipeline.workshop import Workshop
from drammenworks.render.facts import Facts
from drammenworks.render.materials import Layout, Materials


@dataclass(slots=True)
class Rendition:
    """What became of the files of all sites."""

    trees: dict[str, list[Artifact]] = field(default_factory=dict)
    """Those that are yet to be staged, by the id of the site."""
    findings: list[Finding] = field(default_factory=list)
    rendered: int = 0
    reused: int = 0
    images_encoded: int = 0
    images_reused: int = 0
    traces: dict[str, Mapping[str, Trace]] = field(default_factory=dict)
    """By the id of the site and the output path of the page."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The finished pictures and cards of all sites."""

    files: Mapping[Variant | Card, EncodedFile]
    encoded: int
    reused: int


def render(
    ready: Ready,
    options: Options,
    workshop: Workshop,
    progress: Progress,
    publication: Publication | None = None,
) -> Rendition:
    """Make everything that the sites consist of, and return what went wrong.

    :param publication: stages pages as they are made; without it all are in the rendition.
    """
    rendition = Rendition()
    wanted: dict[str, Iterable[Variant | Card]] = {}
    for site_id in ready.sites:
        tree: list[Artifact] = []
        take = partial(publication.add, site_id) if publication is not None else tree.append
        facts = Facts(materials_of(site_id, ready, options))
        environment = ready.themes[site_id].environment
        pages = make_pages(facts, environment, ready.pages[site_id], options, workshop, progress, take)
        rendition.findings += pages.findings
        rendition.rendered += pages.rendered
        rendition.reused += pages.reused
        rendition.traces[site_id] = pages.traces
        rendition.trees[site_id] = tree + other_files(facts.materials, ready.themes[site_id])
        wanted[site_id] = pages.wanted
    if rendition.findings:
        return rendition
    everything = [item for items in wanted.values() for item in items]
    pictures, problems = pictures_of(everything, ready, options, workshop.pool, progress)
    rendition.images_encoded, rendition.images_reused = pictures.encoded, pictures.reused
    rendition.findings += problems
    for site_id, items in wanted.items():
        rendition.trees[site_id] += picture_files(items, pictures)
    return rendition


def materials_of(site_id: str, ready: Ready, options: Options) -> Materials:
    """Return what the pages of a site are made of."""
    site, ready_theme = ready.sites[site_id], ready.themes[site_id]
    edition, routes = ready.web.editions[site_id], ready.web.routes[site_id]
    return Materials(
        site,
        {other.site.id: other.site for other in ready.web.editions.values()},
        routes.addresses,
        edition.next_change,
        ready_theme.theme,
        ready_theme.assets.paths,
        ready_theme.assets.drawings,
        ready_theme.assets.stylesheet,
        ready_theme.assets.preloads,
        ready_theme.card_design,
        noindex=is_hidden(site, routes.addresses, options),
        planned=Layout(edition, routes, ready.web, ready.pictures, ready.attachments),
    )


def other_files(materials: Materials, theme: ReadyTheme) -> list[Artifact]:
    """Return the files of a site that are neither pages nor pictures."""
    routes = materials.routes
    return [
        *theme.assets.artifacts,
        *redirects_file(routes.redirects, routes.addresses),
        headers_file(routes.addresses, noindex=materials.noindex),
        robots_file(),
        *_manifest(materials, theme),
        *attachment_files(materials.edition, materials.layout.attachments),
    ]


def _manifest(materials: Materials, theme: ReadyTheme) -> Iterator[Artifact]:
    if theme.theme.colour is not None:
        site, addresses = materials.edition.site, materials.routes.addresses
        yield web_manifest.manifest_file(site, theme.theme.colour, theme.assets.paths, addresses)


def pictures_of(
    wanted: Iterable[Variant | Card], ready: Ready, options: Options, pool: Pool, progress: Progress
) -> tuple[Pictures, list[Finding]]:
    """Encode and draw what is not made yet, and tell which pictures cannot be."""
    variants: list[Variant] = []
    asked: list[Card] = []
    for item in wanted:
        if isinstance(item, Variant):
            variants.append(item)
        else:
            asked.append(item)
    encoded, failures = encode_all(
        variants,
        options.cache / "images",
        memory=options.image_memory,
        workers=available_cores(),
        progress=lambda done, of: progress("lager bilder", done, of),
    )
    cards = draw_cards(asked, (theme.cards for theme in ready.themes.values()), options, pool, progress)
    findings = [
        media_rules.UNUSABLE.at(
            Location(probe.file.relative_to(options.root).as_posix()), src=probe.file.name, reason=reason
        )
        for probe, reason in failures
    ]
    files: dict[Variant | Card, EncodedFile] = dict(chain(encoded.files.items(), cards.files.items()))
    return (
        Pictures(files, encoded.encoded + cards.drawn, encoded.reused + cards.reused),
        # A picture that no page can show is not told of once more for its card.
        list(dict.fromkeys(findings + cards.findings)),
    )


def picture_files(wanted: Iterable[Variant | Card], pictures: Pictures) -> Iterator[Artifact]:
    """Yield the pictures and cards of a site as files to publish."""
    # A picture and its copy elsewhere make the same file, under the same name when theirs is the same.
    files = {item.output_path: pictures.files[item] for item in wanted if item in pictures.files}
    for path, file in files.items():
        yield Artifact(path, file.path, file.digest)
