"""One build of a sitting from what is ready to what is shown: the pages that are looked at come first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

from drammenworks.engine.artifact import Artifact
from drammenworks.engine.pool import worth_its_start
from drammenworks.errors import Finding
from drammenworks.images.variants import Variant
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.pages import PageWork
from drammenworks.pipeline.prepare import Ready
from drammenworks.pipeline.rendition import other_files, picture_files, pictures_of
from drammenworks.pipeline.report import Report, SiteReport, in_order, is_fatal
from drammenworks.pipeline.workshop import Workshop

_T = TypeVar("_T")

Tree = Mapping[str, Artifact]
"""The files of a site by their paths, each with its digest."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What there is to see of the sites."""

    ready: Ready
    trees: Mapping[str, Tree]
    """By the id of the site."""
    works: Mapping[str, PageWork]
    """How the pages of each site were made."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who looks at the sites while they are built."""

    looking_at: Callable[[], Mapping[str, Collection[str]]]
    """Returns the output paths of the pages that are open, by the id of their site."""
    show: Callable[[Sight], None]
    """Is handed the sites when they are others: when the open pages are made, and when all is."""
    is_impatient: Callable[[], bool]
    """Tells whether something has changed again, so that the rest of a build may be left undone."""


class LeftUndoneError(Exception):
    """Something changed again, and the build is not worth finishing."""


@dataclass(slots=True)
class Round:
    """One build, once all is ready to be rendered."""

    ready: Ready
    works: Mapping[str, PageWork]
    """By the id of the site, as are all the others."""
    before: Sight | None
    """What is shown now."""
    former: Mapping[str, PageWork]
    """The work that this one takes up where nothing else than pages may be others than before; else none."""
    options: Options
    workshop: Workshop
    audience: Audience
    progress: Progress
    waiting: Mapping[str, Sequence[str]]
    """The pages that are to be made."""
    images_encoded: int = 0
    images_reused: int = 0

    def run(self) -> tuple[Sight | None, Report]:
        """Make what is out of date, and return what there is to see, if nothing is wrong, and the report.

        :raises LeftUndoneError: if something changed again meanwhile.
        """
        glimpsed = self._show_open_pages()
        self._make({site_id: work.waiting for site_id, work in self.works.items()}, to_the_end=False)
        findings = self._findings()
        sight = None
        if not is_fatal(findings, strict=False):
            trees, problems = self._trees()
            findings += problems
            if not is_fatal(findings, strict=False):
                sight = Sight(self.ready, trees, self.works)
        if sight is not None:
            self.audience.show(sight)
        elif self.before is not None and glimpsed:
            self.audience.show(self.before)
        return sight, self._report(sight, findings)

    def _show_open_pages(self) -> bool:
        """Make the pages that are open and show them, all else as it was; return whether that was done."""
        looking_at = self.audience.looking_at()
        looked_at = {
            site_id: [path for path in paths if path in looking_at.get(site_id, ())]
            for site_id, paths in self.waiting.items()
        }
        self._make(looked_at, to_the_end=True)
        is_all = not any(work.reasons for work in self.works.values())
        if self.before is None or is_all or not any(looked_at.values()):
            return False
        if is_fatal(self._findings(), strict=False):
            return False
        wanted = {site_id: self.works[site_id].wanted(paths) for site_id, paths in looked_at.items()}
        # Nobody looks at the card of a page that is being written.
        shown = (item for item in _all(wanted.values()) if isinstance(item, Variant))
        pictures, problems = pictures_of(shown, self.ready, self.options, self.workshop.pool, self.progress)
        if problems:
            return False
        trees = {
            site_id: {
                **self.before.trees.get(site_id, {}),
                **self._other_files(site_id),
                **_by_path(picture_files(wanted[site_id], pictures)),
                **_pages(self.works[site_id], paths),
            }
            for site_id, paths in looked_at.items()
        }
        self.audience.show(Sight(self.ready, trees, self.works))
        return True

    def _make(self, paths: Mapping[str, Sequence[str]], *, to_the_end: bool) -> None:
        total = sum(map(len, self.waiting.values()))
        for site_id, some in paths.items():
            # A process with 10,000 documents in memory takes a tenth of a second to be forked.
            for _ in self.works[site_id].make(some, worth_its_start(self.workshop.pool, len(some))):
                self.progress("lager sider", sum(work.rendered for work in self.works.values()), total)
                if not to_the_end and self.audience.is_impatient():
                    raise LeftUndoneError

    def _findings(self) -> list[Finding]:
        return [*self.ready.findings, *_all(work.findings for work in self.works.values())]

    def _trees(self) -> tuple[dict[str, Tree], list[Finding]]:
        if self.before is not None and self._shows_the_same_pictures():
            return {
                site_id: {**self.before.trees[site_id], **_pages(work, self.waiting[site_id])}
                for site_id, work in self.works.items()
            }, []
        wanted = {site_id: work.wanted(work.targets) for site_id, work in self.works.items()}
        pictures, problems = pictures_of(
            _all(wanted.values()), self.ready, self.options, self.workshop.pool, self.progress
        )
        self.images_encoded, self.images_reused = pictures.encoded, pictures.reused
        trees: dict[str, Tree] = {
            site_id: {
                **self._all_pages(site_id, work),
                **self._other_files(site_id),
                **_by_path(picture_files(wanted[site_id], pictures)),
            }
            for site_id, work in self.works.items()
        }
        return trees, problems

    def _all_pages(self, site_id: str, work: PageWork) -> Tree:
        """Return every page that could be made; those that are as they were need not be described anew."""
        shown = self.before.trees.get(site_id, {}) if self.before is not None else {}
        pages: dict[str, Artifact] = {}
        for path in work.targets:
            if path in work.traces:
                before = shown.get(path)
                is_same = before is not None and before.digest == work.traces[path].result.digest
                pages[path] = before if before is not None and is_same else work.artifact(path)
        return pages

    def _shows_the_same_pictures(self) -> bool:
        """Tell whether nothing but the pages that were made can be other than before."""
        return self.works.keys() <= self.former.keys() and all(
            _wanted(work, path) == _wanted(self.former[site_id], path)
            for site_id, work in self.works.items()
            for path in self.waiting[site_id]
        )

    def _other_files(self, site_id: str) -> Tree:
        return _by_path(other_files(self.works[site_id].facts.materials, self.ready.themes[site_id]))

    def _report(self, sight: Sight | None, findings: Iterable[Finding]) -> Report:
        rendered = sum(work.rendered for work in self.works.values())
        return Report(
            sites={site_id: self._site_report(site_id, tree) for site_id, tree in sight.trees.items()}
            if sight is not None
            else {},
            rendered=rendered,
            reused=sum(len(work.targets) for work in self.works.values()) - rendered,
            images_encoded=self.images_encoded,
            images_reused=self.images_reused,
            next_change=self.ready.next_change,
            findings=in_order(findings),
        )

    def _site_report(self, site_id: str, tree: Tree) -> SiteReport:
        before = self.before.trees.get(site_id, {}) if self.before is not None else {}
        if site_id in self.former and tree.keys() == before.keys():
            candidates: Iterable[str] = self.waiting[site_id]
        else:
            candidates = tree
        written = sum(path not in before or before[path].digest != tree[path].digest for path in candidates)
        removed = len(before.keys() - tree.keys())
        return SiteReport(len(self.ready.pages[site_id]), len(tree), written, removed)


def _wanted(work: PageWork, path: str) -> object:
    trace = work.traces.get(path)
    return (trace.result.wanted, trace.result.cards) if trace is not None else None


def _pages(work: PageWork, paths: Iterable[str]) -> Tree:
    return {path: work.artifact(path) for path in paths}


def _by_path(artifacts: Iterable[Artifact]) -> Tree:
    return {artifact.path: replace(artifact, digest=artifact.known_digest()) for artifact in artifacts}


def _all(groups: Iterable[Iterable[_T]]) -> list[_T]:
    return list(chain.from_iterable(groups))
