"""From planned pages to finished files, with nothing published yet."""

from __future__ import annotations

from dataclasses import dataclass, field

from drammenworks.checks.brands import check_brands
from drammenworks.engine.publish import Artifact
from drammenworks.errors import ContentError, Finding, Location
from drammenworks.errors.rules import media as media_rules
from drammenworks.images.encode import encode_all
from drammenworks.images.variants import Variant
from drammenworks.outputs.assets import make_assets
from drammenworks.outputs.headers import headers_file
from drammenworks.outputs.redirects import redirects_file
from drammenworks.outputs.robots import robots_file
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.prepare import Ready
from drammenworks.render.renderer import Renderer
from drammenworks.render.scope import Materials
from drammenworks.site.page import DocumentSubject, Page


@dataclass(slots=True)
class Rendition:
    """The files of all sites."""

    trees: dict[str, list[Artifact]] = field(default_factory=dict)
    """By the id of the site."""
    findings: list[Finding] = field(default_factory=list)
    rendered: int = 0
    images_encoded: int = 0
    images_reused: int = 0


def render(ready: Ready, options: Options, progress: Progress) -> Rendition:
    """Return everything that the sites consist of, and what went wrong in making it."""
    rendition = Rendition()
    wanted: dict[str, dict[Variant, None]] = {}
    total = sum(len(ready.pages[site_id]) for site_id in ready.sites)
    for site_id in ready.sites:
        tree, variants = _render_site(site_id, ready, options, rendition, progress, total)
        rendition.trees[site_id] = tree
        wanted[site_id] = variants
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
        files = {variant.output_path: encoded.files[variant] for variant in variants}
        rendition.trees[site_id] += [Artifact(path, file) for path, file in files.items()]
    return rendition


def _render_site(
    site_id: str,
    ready: Ready,
    options: Options,
    rendition: Rendition,
    progress: Progress,
    total: int,
) -> tuple[list[Artifact], dict[Variant, None]]:
    site, theme = ready.sites[site_id], ready.themes[site_id]
    edition, routes = ready.web.editions[site_id], ready.web.routes[site_id]
    assets = make_assets(theme)
    noindex = options.drafts or routes.addresses.is_preview or not site.robots
    materials = Materials(
        edition,
        routes,
        ready.web,
        theme,
        assets.paths,
        assets.stylesheet,
        ready.probes,
        noindex,
    )
    renderer = Renderer(materials, ready.environments[site_id], options.root)
    tree: list[Artifact] = list(assets.artifacts)
    wanted: dict[Variant, None] = {}
    all_sites = {other.site.id: other.site for other in ready.web.editions.values()}
    for page in ready.pages[site_id]:
        try:
            result = renderer.render(page)
        except ContentError as error:
            rendition.findings += error.findings
            continue
        finally:
            rendition.rendered += 1
            progress("lager sider", rendition.rendered, total)
        tree.append(result.artifact)
        wanted.update(dict.fromkeys(result.wanted))
        html = result.artifact.read().decode()
        location = _source(page, ready)
        rendition.findings += check_brands(html, site=site, sites=all_sites, location=location)
    for redirect in routes.redirects:
        try:
            tree.append(renderer.render_redirect(redirect))
        except ContentError as error:
            rendition.findings += error.findings
    tree += redirects_file(routes.redirects, routes.addresses)
    tree.append(headers_file(routes.addresses, noindex=noindex))
    tree.append(robots_file())
    return tree, wanted


def _source(page: Page, ready: Ready) -> Location:
    """Return the file whose author decides what the page says."""
    if isinstance(page.subject, DocumentSubject):
        document = ready.web.editions[page.site].documents[page.subject.document_id, page.lang]
        return Location(document.location.path)
    return Location(ready.sites[page.site].path)
