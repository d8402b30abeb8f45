"""Build again and again in one process, and keep in memory what one build knows that the next can use.

The stages are those of a build. What a small change leaves as it was (:mod:`revision`) is taken over from the
last build that succeeded; the pages that somebody looks at are made first, and shown at once. Nothing is
published: whoever shows the sites is handed the files that they consist of, all at once.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from drammenworks.base.paths import CONTENT, SITES_FOLDER, THEMES_FOLDER
from drammenworks.engine.cache import CacheDamagedError
from drammenworks.engine.gc_tuning import collecting_seldom
from drammenworks.engine.traces import Dependents, Packer, Traces, load_traces, out_of_date, save_traces
from drammenworks.pipeline.options import Options, Progress, silent
from drammenworks.pipeline.pages import PageWork, stale_since, targets_of, traces_name
from drammenworks.pipeline.prepare import Change, Ready, prepare
from drammenworks.pipeline.rendition import materials_of
from drammenworks.pipeline.report import Report, in_order, is_fatal
from drammenworks.pipeline.revision import Revision, revise
from drammenworks.pipeline.round import Audience, LeftUndoneError, Round, Sight
from drammenworks.pipeline.workshop import Workshop, hold_cache, make_workshop
from drammenworks.render.difference import Difference
from drammenworks.render.facts import Facts


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the last build that succeeded leaves to the next."""

    options: Options
    works: Mapping[str, PageWork]
    """By the id of the site."""
    dependents: Mapping[str, Dependents]
    """Likewise."""
    sight: Sight

    def differs_by_files_alone(self, options: Options) -> bool:
        """Tell whether a build with these options is another because of what changed on disk alone."""
        change = self.sight.ready.next_change
        return (
            replace(options, at=self.options.at) == self.options
            and self.options.at <= options.at
            and (change is None or options.at < change)
        )

    def has_the_sites_of(self, ready: Ready) -> bool:
        """Tell whether the same sites are built, and every site's own file says the same."""
        was, now = (
            [edition.site for edition in each.web.editions.values()] for each in (self.sight.ready, ready)
        )
        return was == now and self.works.keys() == ready.sites.keys()


_WHOLE = frozenset({CONTENT, SITES_FOLDER, THEMES_FOLDER})
"""Whoever names these as changed does not know what in them is another, and all is looked at."""

_MANY = 100
"""Pages that take so long to make that they are worth keeping at once."""


class Sitting:
    """A row of builds of one project. One at a time, in any thread."""

    def __init__(self) -> None:
        self._workshop: Workshop | None = None
        self._standing: _Standing | None = None
        self._kept: dict[str, Traces] = {}
        """The traces as they are in the cache, by their names there."""
        self._pending: set[str] | None = set()
        """What may have changed since the build that stands; None for anything."""
        self._is_to_forget = False

    def forget(self) -> None:
        """Take nothing over into the next build but what lies in the cache: something there was lost.

        In any thread: a build that is under way goes on with what it has.
        """
        self._is_to_forget = True

    def build(
        self,
        options: Options,
        changed: Collection[str] | None,
        audience: Audience,
        progress: Progress = silent,
    ) -> Report | None:
        """Build the sites, and show them unless something is wrong; the report tells.

        Returns None when the build was left undone because something has changed again.

        :param changed: every file that may have changed since the last call, by its path from the project's
            root; None when that is not known, which a folder that everything is in says as well.
        :raises OutputInUseError: if another build uses the cache for too long.
        :raises OSError: if the cache cannot be written.
        """
        started = time.perf_counter()
        if self._is_to_forget:
            self._is_to_forget = False
            self._standing = self._pending = None
        self._pending = None if changed is None or self._pending is None else self._pending | {*changed}
        with collecting_seldom(), hold_cache(options, progress):
            workshop = self._workshop = self._workshop or make_workshop(options)
            try:
                try:
                    report = self._run(options, workshop, audience, progress)
                except CacheDamagedError:
                    workshop.cache.clear()
                    self._kept.clear()
                    self._standing = None
                    report = self._run(options, workshop, audience, progress)
            except LeftUndoneError:
                return None
            if report.rendered > _MANY and self._standing is not None:
                # It took long; a process that is ended before there is time for more need not do it again.
                self._save(self._standing, workshop)
        return replace(report, seconds=time.perf_counter() - started)

    def save(self) -> None:
        """Keep for other processes how the pages were made, and let go of the cache; when there is time.

        :raises OSError: if the cache cannot be written.
        """
        standing, workshop = self._standing, self._workshop
        if standing is not None and workshop is not None:
            with hold_cache(standing.options, silent):
                self._save(standing, workshop)

    def _save(self, standing: _Standing, workshop: Workshop) -> None:
        try:
            for site_id, work in standing.works.items():
                standing.dependents[site_id].look_through(work.traces)
                name = _traces_name(work, standing.options)
                self._kept[name] = save_traces(
                    workshop.cache, name, work.traces, work.packer, known=self._kept[name]
                )
            workshop.cache.commit()
        except CacheDamagedError:
            workshop.cache.clear()
            self._kept.clear()
            self._standing = None
        finally:
            workshop.cache.close()

    def _run(self, options: Options, workshop: Workshop, audience: Audience, progress: Progress) -> Report:
        before = self._standing
        revision = since = None
        if (
            before is not None
            and self._pending is not None
            and self._pending.isdisjoint(_WHOLE)
            and before.differs_by_files_alone(options)
        ):
            since = Change(before.sight.ready, self._pending)
            revision = revise(before.sight.ready, self._pending, options, workshop)
        ready = revision.ready if revision is not None else prepare(options, workshop, progress, since)
        if is_fatal(ready.findings, strict=False):
            return Report(next_change=ready.next_change, findings=in_order(ready.findings))
        if before is not None and revision is not None:
            works = {site_id: _revised(site_id, before, revision, options) for site_id in before.works}
            dependents = before.dependents
        elif before is not None and since is not None and before.has_the_sites_of(ready):
            works = {site_id: _replanned(site_id, before, ready, options) for site_id in before.works}
            dependents = before.dependents
        else:
            works = {
                site_id: self._planned_anew(site_id, ready, options, workshop) for site_id in ready.sites
            }
            dependents = {site_id: Dependents() for site_id in works}
        round_ = Round(
            ready,
            works,
            before.sight if before is not None else None,
            before.works if before is not None and revision is not None and not revision.themes else {},
            options,
            workshop,
            audience,
            progress,
            waiting := {site_id: work.waiting for site_id, work in works.items()},
        )
        sight, report = round_.run()
        if sight is not None:
            for site_id, paths in waiting.items():
                dependents[site_id].made(paths)
            self._standing = _Standing(options, works, dependents, sight)
            self._pending = set()
        return report

    def _planned_anew(self, site_id: str, ready: Ready, options: Options, workshop: Workshop) -> PageWork:
        """Return the pages of a site that was planned anew; those that still hold as they were made."""
        facts = Facts(materials_of(site_id, ready, options))
        targets = targets_of(ready.pages[site_id], facts.materials.routes.redirects)
        known = self._known(traces_name(ready.sites[site_id], options), site_id, workshop)
        reasons = stale_since(known, targets, facts, options)
        environment = ready.themes[site_id].environment
        packer = Packer(known.shared)
        return PageWork(facts, environment, targets, known.by_target, reasons, options, packer)

    def _known(self, name: str, site_id: str, workshop: Workshop) -> Traces:
        """Return the newest traces there are of that name."""
        if name not in self._kept:
            self._kept[name] = load_traces(workshop.cache, name)
        if self._standing is not None and site_id in self._standing.works:
            work = self._standing.works[site_id]
            if _traces_name(work, self._standing.options) == name:
                return Traces(work.traces, work.packer.shared)
        return self._kept[name]


def _revised(site_id: str, before: _Standing, revision: Revision, options: Options) -> PageWork:
    """Return the pages of a site after a small change."""
    work = before.works[site_id]
    dependents = before.dependents[site_id]
    questions = set(revision.questions(work.facts, dependents.asked(work.traces)))
    facts = work.facts.after(materials_of(site_id, revision.ready, options), questions)
    candidates = dependents.of(questions, work.traces)
    reasons = out_of_date(candidates, Traces(work.traces), facts.answer)
    environment = revision.ready.themes[site_id].environment
    return PageWork(facts, environment, work.targets, work.traces, reasons, options, work.packer)


def _replanned(site_id: str, before: _Standing, ready: Ready, options: Options) -> PageWork:
    """Return the pages of a site that was planned anew after any change of the content or the theme."""
    work, materials = before.works[site_id], materials_of(site_id, ready, options)
    dependents = before.dependents[site_id]
    difference = Difference(work.facts.materials, materials)
    facts, changed = difference.facts(work.facts, dependents.asked(work.traces), materials)
    targets = targets_of(ready.pages[site_id], materials.routes.redirects)
    known = dependents.of(changed, work.traces)
    candidates = (known | (targets.keys() - work.traces.keys())) & targets.keys()
    reasons = out_of_date(candidates, Traces(work.traces), facts.answer)
    environment = ready.themes[site_id].environment
    return PageWork(facts, environment, targets, work.traces, reasons, options, work.packer)


def _traces_name(work: PageWork, options: Options) -> str:
    return traces_name(work.facts.materials.site, options)
