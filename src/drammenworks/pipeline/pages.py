"""Make the pages that are out of date, in workers; take the others as they were made before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from drammenworks.base.digests import digest_parts
from drammenworks.base.fast_pickle import FastPickle
from drammenworks.checks.brands import check_brands
from drammenworks.config import Site
from drammenworks.engine.pool import Pool, SerialPool, worth_its_start
from drammenworks.engine.publish import Artifact, OutputUnwritableError
from drammenworks.engine.store import Store
from drammenworks.engine.traces import (
    LOST,
    Packer,
    Reason,
    Shared,
    Trace,
    Traces,
    is_most,
    load_traces,
    out_of_date,
    save_traces,
)
from drammenworks.errors import ContentError, Finding, Location
from drammenworks.images.cards.card import Card
from drammenworks.images.variants import CropBox, Format, Variant
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.workshop import Workshop
from drammenworks.render.environment import ThemeEnvironment
from drammenworks.render.facts import TEXT, DocumentKey, Facts
from drammenworks.render.renderer import Renderer
from drammenworks.site.addresses import Addresses
from drammenworks.site.page import DocumentSubject, Page
from drammenworks.site.routes import Redirect

_CHUNK = 16
"""Pages to a worker at a time."""

Target = Page | Redirect

Take = Callable[[Artifact], object]
"""Gets a finished file."""


class Kept(NamedTuple):
    """A finished page as it is kept between builds."""

    digest: str
    """Of its bytes, which the store holds."""
    wanted: tuple[tuple[str, int, int, Format, CropBox | None, str], ...]
    """Pictures by path, width, height, format, crop and credit."""
    cards: tuple[Card, ...]
    """At most one, as a rule."""
    findings: tuple[Finding, ...]
    texts: tuple[DocumentKey, ...]
    """The documents whose bodies it shows."""


@dataclass(slots=True)
class Pages:
    """What became of the pages of a site."""

    wanted: dict[Variant | Card, None]
    findings: list[Finding]
    rendered: int
    reused: int
    traces: Mapping[str, Trace]
    """By output path."""


_Job = tuple[str, Reason]
"""The output path of a page, and why it is made."""


class _Made(NamedTuple):
    kept: Kept | None
    """None when the page could not be made."""
    trace: bytes
    """As it is kept."""
    findings: tuple[Finding, ...]
    is_new: bool = False
    """The store did not have its bytes before."""


@dataclass(frozen=True, slots=True)
class _Maker(FastPickle):
    """Makes a page and puts it in the store; the function of the workers."""

    targets: Mapping[str, Target]
    """By output path."""
    packer: Packer
    renderer: Renderer
    store: Store
    facts: Facts
    root: Path

    def __call__(self, job: _Job) -> _Made:
        path, reason = job
        target = self.targets[path]
        try:
            rendered = self.renderer.render(target)
        except ContentError as error:
            return _Made(None, b"", error.findings)
        materials = self.facts.materials
        location = Location(self._source(target))
        findings = check_brands(rendered.html, site=materials.site, sites=materials.sites, location=location)
        wanted = tuple(
            (
                variant.probe.file.as_posix(),
                variant.width,
                variant.height,
                variant.format,
                variant.crop,
                variant.credit,
            )
            for variant in rendered.wanted
        )
        stored, is_new = self.store.put(rendered.html.encode())
        texts = tuple([question[1:] for question in rendered.asked if question[0] == TEXT])
        kept = Kept(stored, wanted, rendered.cards, tuple(findings), texts)
        trace = self.packer.pack(rendered.asked, kept, reason)
        return _Made(kept, trace, kept.findings, is_new)

    def _source(self, target: Target) -> str:
        """Return the file whose author decides what a page says."""
        if isinstance(target, Page) and isinstance(target.subject, DocumentSubject):
            document = self.facts.document(target.subject.document_id, target.lang)
            if document is not None:
                return document.location.path
        return self.facts.materials.site.path


class PageWork:
    """The pages of a site in one run: which of them are out of date, and what has been made so far."""

    def __init__(
        self,
        facts: Facts,
        environment: ThemeEnvironment,
        targets: Mapping[str, Target],
        known: Mapping[str, Trace],
        reasons: Mapping[str, Reason],
        options: Options,
        packer: Packer | None = None,
    ) -> None:
        """Take what there is to make; nothing is made yet. All but the facts is by output path.

        :param known: how each page was made before.
        :param reasons: which targets have to be made, and why.
        :param packer: the one that packed what is known.
        """
        self.facts = facts
        self.targets = targets
        self.reasons = dict(reasons)
        """Why each page that is still to be made is made."""
        self.traces = {path: known[path] for path in self.targets if path not in self.reasons}
        """How each page was made that holds, or has been made in this run."""
        self.rendered = 0
        self._new: set[str] = set()
        """The output paths of pages whose bytes no other run has made."""
        self._findings: list[Finding] = []
        """Of pages that could not be made."""
        self._store = Store(options.cache / "pages").open()
        self._renderer = Renderer(facts, environment, options.root)
        self._root = options.root
        self.packer = packer or Packer()
        """Packs what the pages ask."""

    @property
    def waiting(self) -> list[str]:
        """The output paths of the pages that are still to be made."""
        return [path for path in self.targets if path in self.reasons]

    def make(self, paths: Sequence[str], pool: Pool) -> Generator[list[str]]:
        """Make pages that are out of date, and yield each time which more are done."""
        if is_most(len(paths), len(self.targets)):
            sample = self._sample(paths)
            yield from self._make(sample, SerialPool())
            self.packer = Packer(self._asked_by_several(sample))
            paths = [path for path in paths if path not in sample]
        yield from self._make(paths, pool)

    def _make(self, paths: Sequence[str], pool: Pool) -> Generator[list[str]]:
        packer = self.packer
        maker = _Maker(self.targets, packer, self._renderer, self._store, self.facts, self._root)
        jobs = [(path, self.reasons[path]) for path in paths]
        for results in pool.map(maker, jobs, chunk=_CHUNK):
            for position, made in results:
                path = paths[position]
                reason = self.reasons.pop(path)
                if made.kept is not None:
                    self.traces[path] = Trace(made.trace, packer.shared, made.kept, reason)
                    if made.is_new:
                        self._new.add(path)
                else:
                    self._findings += made.findings
            self.rendered += len(results)
            yield [paths[position] for position, _ in results]

    def _sample(self, paths: Iterable[str]) -> list[str]:
        """Return two pages of each template."""
        by_template: dict[str, list[str]] = {}
        for path in paths:
            target = self.targets[path]
            template = target.template if isinstance(target, Page) else "redirect"
            by_template.setdefault(template, []).append(path)
        return [path for group in by_template.values() for path in group[:2]]

    def _asked_by_several(self, paths: Iterable[str]) -> Shared:
        """Return what several of these pages asked, and so will most others of theirs."""
        traces = [self.traces[path] for path in paths if path in self.traces]
        counts = Counter(question for trace in traces for question in trace.questions)
        # The answer as the facts have it: whoever packs it finds it to be the same without comparing.
        return tuple(
            (question, self.facts.answer(question)) for question, count in counts.items() if count > 1
        )

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with the pages, those that were made before included."""
        kept = [finding for trace in self.traces.values() for finding in trace.result.findings]
        return kept + self._findings

    def artifact(self, path: str) -> Artifact:
        """Return a page that has been made, or still holds."""
        digest = self.traces[path].result.digest
        return Artifact(path, self._store.file(digest), digest, new=path in self._new)

    def wanted(self, paths: Iterable[str]) -> dict[Variant | Card, None]:
        """Return the pictures that these pages show, and their cards, in the order of the pages."""
        probes = self.facts.materials.pictures.probes
        found: dict[Variant | Card, None] = {}
        for path in paths:
            if path in self.traces:
                kept: Kept = self.traces[path].result
                for file, width, height, kind, crop, credit in kept.wanted:
                    found[Variant(probes[file], width, height, kind, crop, credit)] = None
                found.update(dict.fromkeys(kept.cards))
        return found

    def finished(self) -> Pages:
        """Return what became of all pages."""
        return Pages(
            self.wanted(self.targets),
            self.findings,
            self.rendered,
            len(self.targets) - self.rendered,
            self.traces,
        )


def make_pages(
    facts: Facts,
    environment: ThemeEnvironment,
    pages: Sequence[Page],
    options: Options,
    workshop: Workshop,
    progress: Progress,
    take: Take,
) -> Pages:
    """Make the pages of a site, redirects included, and return what became of them.

    :param take: gets every page: first those that still hold, then each other as soon as it is made, while
        workers make more.
    :raises OutputUnwritableError: if ``take`` does; what was made until then is kept.
    """
    name = traces_name(facts.materials.site, options)
    known = load_traces(workshop.cache, name)
    targets = targets_of(pages, facts.materials.routes.redirects)
    reasons = stale_since(known, targets, facts, options)
    packer = Packer(known.shared)
    work = PageWork(facts, environment, targets, known.by_target, reasons, options, packer)
    waiting = work.waiting
    for path in work.traces:
        take(work.artifact(path))

    def keep() -> None:
        if waiting or len(work.traces) != len(known.by_target):
            save_traces(workshop.cache, name, work.traces, work.packer, known=known)
            workshop.cache.commit()

    try:
        with closing(work.make(waiting, worth_its_start(workshop.pool, len(waiting)))) as making:
            for made in making:
                progress("lager sider", work.rendered, len(waiting))
                for path in made:
                    if path in work.traces:
                        take(work.artifact(path))
    except OutputUnwritableError:
        # Once there is room, what was made until now is not made again.
        keep()
        raise
    keep()
    return work.finished()


def stale_since(
    known: Traces, targets: Mapping[str, Target], facts: Facts, options: Options
) -> dict[str, Reason]:
    """Return the targets that are no longer as they were when ``known`` was kept, and why."""
    held = Store(options.cache / "pages").open().names()
    stale = out_of_date(targets, known, facts.answer)
    for path in targets.keys() - stale.keys():
        if known.by_target[path].result.digest not in held:
            stale[path] = LOST
    return stale


def targets_of(pages: Iterable[Page], redirects: Iterable[Redirect]) -> dict[str, Target]:
    """Return everything of a site that is rendered, by its output path."""
    targets: dict[str, Target] = {page.output_path: page for page in pages}
    targets.update({redirect.output_path: redirect for redirect in redirects})
    return targets


def traces_name(site: Site, options: Options) -> str:
    """Return what tells builds of a site apart whose pages differ all through: a preview and the real one."""
    return f"{site.id} {digest_parts(options.base_urls.get(site.id, site.base_url), str(options.drafts))}"


def is_hidden(site: Site, addresses: Addresses, options: Options) -> bool:
    """Tell whether a whole site is to be kept out of search engines."""
    return options.drafts or addresses.is_preview or not site.robots
