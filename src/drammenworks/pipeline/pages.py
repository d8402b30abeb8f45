"""Make the pages that are out of date, in workers; take the others as they were made before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from drammenworks.base.digests import digest_parts
from drammenworks.base.packed import Packed
from drammenworks.checks.brands import check_brands
from drammenworks.config import Site
from drammenworks.engine.publish import Artifact
from drammenworks.engine.recorder import Question
from drammenworks.engine.store import Store
from drammenworks.engine.traces import LOST, Trace, load_traces, out_of_date, save_traces
from drammenworks.errors import ContentError, Finding, Location
from drammenworks.images.variants import Box, Format, Variant
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.workshop import Workshop
from drammenworks.render.facts import Facts
from drammenworks.render.renderer import Renderer
from drammenworks.site.page import DocumentSubject, Page
from drammenworks.site.routes import Redirect

_CHUNK = 16
"""Pages to a worker at a time."""

Target = Page | Redirect


@dataclass(frozen=True, slots=True)
class Kept(Packed):
    """A finished page as it is kept between builds."""

    digest: str
    """Of its bytes, which the store holds."""
    wanted: tuple[tuple[str, int, int, Format, Box | None, str], ...]
    """Pictures by path, width, height, format, crop and credit."""
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class Pages:
    """The pages of a site."""

    artifacts: list[Artifact]
    wanted: dict[Variant, None]
    findings: list[Finding]
    rendered: int
    reused: int


@dataclass(frozen=True, slots=True)
class _Made(Packed):
    kept: Kept | None
    """None when the page could not be made."""
    questions: tuple[Question, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Maker(Packed):
    """Makes a page and puts it in the store; the function of the workers."""

    renderer: Renderer
    store: Store
    site: Site
    sites: Mapping[str, Site]
    sources: Mapping[str, str]
    """The file whose author decides what a page says, by the page's path."""
    root: Path

    def __call__(self, target: Target) -> _Made:
        try:
            rendered = self.renderer.render(target)
        except ContentError as error:
            return _Made(None, (), error.findings)
        location = Location(self.sources.get(target.path, self.site.path))
        findings = check_brands(rendered.html, site=self.site, sites=self.sites, location=location)
        wanted = tuple(
            (
                variant.probe.file.relative_to(self.root).as_posix(),
                variant.width,
                variant.height,
                variant.format,
                variant.crop,
                variant.credit,
            )
            for variant in rendered.wanted
        )
        kept = Kept(self.store.put(rendered.html.encode()), wanted, tuple(findings))
        return _Made(kept, rendered.questions, kept.findings)


def make_pages(
    facts: Facts,
    renderer: Renderer,
    pages: Sequence[Page],
    options: Options,
    workshop: Workshop,
    progress: Progress,
) -> Pages:
    """Return the pages of a site, redirects included, and what is wrong with them."""
    materials = facts.materials
    site = materials.edition.site
    store = Store(options.cache / "pages").open()
    held = store.names()
    targets: dict[str, Target] = {page.output_path: page for page in pages}
    targets.update({redirect.output_path: redirect for redirect in materials.routes.redirects})
    name = traces_name(site, options)
    known = load_traces(workshop.cache, name)
    stale = out_of_date(targets, known, facts.answer)
    for path in targets.keys() - stale.keys():
        if known.by_target[path].result.digest not in held:
            stale[path] = LOST
    jobs = [targets[path] for path in targets if path in stale]
    sites = {edition.site.id: edition.site for edition in materials.web.editions.values()}
    maker = _Maker(renderer, store, site, sites, _sources(pages, facts), options.root)
    traces = {path: known.by_target[path] for path in targets if path not in stale}
    findings = [finding for trace in traces.values() for finding in trace.result.findings]
    done = 0
    for results in workshop.pool.map(maker, jobs, chunk=_CHUNK):
        for position, made in results:
            findings += made.findings
            path = jobs[position].output_path
            if made.kept is not None:
                traces[path] = Trace(made.questions, made.kept, stale[path])
        done += len(results)
        progress("lager sider", done, len(jobs))
    if jobs or len(traces) != len(known.by_target):
        save_traces(workshop.cache, name, traces, facts.answer, known=known)
        workshop.cache.commit()
    digests = {path: traces[path].result.digest for path in targets if path in traces}
    artifacts = [Artifact(path, store.file(digest), digest) for path, digest in digests.items()]
    wanted = {
        Variant(materials.probes[file], width, height, kind, crop, credit): None
        for path in targets
        if path in traces
        for file, width, height, kind, crop, credit in traces[path].result.wanted
    }
    return Pages(artifacts, wanted, findings, len(jobs), len(targets) - len(jobs))


def traces_name(site: Site, options: Options) -> str:
    """Return what tells builds of a site apart whose pages differ all through: a preview and the real one."""
    return f"{site.id} {digest_parts(options.base_urls.get(site.id, site.base_url), str(options.drafts))}"


def _sources(pages: Sequence[Page], facts: Facts) -> dict[str, str]:
    documents = facts.materials.edition.documents
    return {
        page.path: documents[page.subject.document_id, page.lang].location.path
        for page in pages
        if isinstance(page.subject, DocumentSubject)
    }
