"""From planned pages to finished files, with nothing published yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from drammenworks.engine.publish import Artifact
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import media as media_rules
from drammenworks.images.encode import encode_all
from drammenworks.images.variants import Variant
from drammenworks.outputs.headers import headers_file
from drammenworks.outputs.redirects import redirects_file
from drammenworks.outputs.robots import robots_file
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.pages import make_pages
from drammenworks.pipeline.prepare import Ready
from drammenworks.pipeline.workshop import Workshop
from drammenworks.render.facts import Facts
from drammenworks.render.materials import Materials
from drammenworks.render.renderer import Renderer


@dataclass(slots=True)
class Rendition:
    """The files of all sites."""

    trees: dict[str, list[Artifact]] = field(default_factory=dict)
    """By the id of the site."""
    findings: list[Finding] = field(default_factory=list)
    rendered: int = 0
    reused: int = 0
    images_encoded: int = 0
    images_reused: int = 0


def render(ready: Ready, options: Options, workshop: Workshop, progress: Progress) -> Rendition:
    """Return everything that the sites consist of, and what went wrong in making it."""
    rendition = Rendition()
    wanted: dict[str, Iterable[Variant]] = {}
    for site_id in ready.sites:
        wanted[site_id] = _render_site(site_id, ready, options, workshop, progress, rendition)
    if rendition.findings:
        return rendition
    everything = [variant for variants in wanted.values() for variant in variants]
    encoded, failures = encode_all(
        everything,
        options.cache / "images",
        progress=lambda done, of: progress("lager bilder", done, of),
    )
    rendition.images_encoded, rendition.images_reused = encoded.encoded, encoded.reused
    for probe, reason in failures:
        path = probe.file.relative_to(options.root).as_posix()
        rendition.findings.append(media_rules.UNUSABLE.at(Location(path), src=probe.file.name, reason=reason))
    for site_id, variants in wanted.items():
        # A picture and its copy elsewhere make the same file, under the same name when theirs is the same.
        files = {item.output_path: encoded.files[item] for item in variants if item in encoded.files}
        rendition.trees[site_id] += [Artifact(path, file.path, file.digest) for path, file in files.items()]
    return rendition


def _render_site(
    site_id: str,
    ready: Ready,
    options: Options,
    workshop: Workshop,
    progress: Progress,
    rendition: Rendition,
) -> Iterable[Variant]:
    """Add the files of a site to the rendition, and return the pictures that its pages want."""
    site, ready_theme = ready.sites[site_id], ready.themes[site_id]
    edition, routes = ready.web.editions[site_id], ready.web.routes[site_id]
    noindex = options.drafts or routes.addresses.is_preview or not site.robots
    materials = Materials(
        edition,
        routes,
        ready.web,
        ready_theme.theme,
        ready_theme.assets.paths,
        ready_theme.assets.drawings,
        ready_theme.assets.stylesheet,
        ready.probes,
        noindex,
    )
    facts = Facts(materials)
    renderer = Renderer(facts, ready_theme.environment, options.root)
    pages = make_pages(facts, renderer, ready.pages[site_id], options, workshop, progress)
    rendition.findings += pages.findings
    rendition.rendered += pages.rendered
    rendition.reused += pages.reused
    rendition.trees[site_id] = [
        *ready_theme.assets.artifacts,
        *pages.artifacts,
        *redirects_file(routes.redirects, routes.addresses),
        headers_file(routes.addresses, noindex=noindex),
        robots_file(),
    ]
    return pages.wanted
