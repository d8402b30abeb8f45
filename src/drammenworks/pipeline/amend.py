"""Build again after edits of texts and templates alone: what planning and checking said still holds.

    inputs → texts → theme → pages → publish

Each step finds out whether that is so; as soon as it is not, nothing is amended and everything is built.
What is made is made by the same means, so that the one way cannot give another page than the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from drammenworks.config import Theme
from drammenworks.content.read import Documents, known_pair, read_again
from drammenworks.engine.cache import CacheDamagedError
from drammenworks.engine.pool import worth_its_start
from drammenworks.engine.publish import Publication, Published
from drammenworks.engine.recorder import UnforeseenError
from drammenworks.engine.traces import (
    Reason,
    Trace,
    load_some_traces,
    load_traces,
    save_some_traces,
    token_of_traces,
)
from drammenworks.errors import ContentError, Finding
from drammenworks.pipeline.fingerprint import compiled_templates
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.pages import PageWork, is_hidden, traces_name
from drammenworks.pipeline.publishing import commit_sites
from drammenworks.pipeline.structure import (
    SiteStructure,
    Structure,
    Text,
    load_structure,
    load_texts,
    save_structure,
    update_texts,
)
from drammenworks.pipeline.unchanged import LastBuild, kind_of_build, new_token
from drammenworks.pipeline.workshop import Workshop
from drammenworks.render.environment import ThemeEnvironment, make_environment
from drammenworks.render.facts import OF_THEMES, TEXT
from drammenworks.render.materials import Materials
from drammenworks.render.recorded import RecordedFacts
from drammenworks.site.addresses import Addresses
from drammenworks.site.page import Page

_THEMES = "themes/"


@dataclass(frozen=True, slots=True)
class Amended:
    """What amending a build did."""

    structure: Structure
    published: Mapping[str, Published]
    rendered: int
    findings: list[Finding]


def amend(
    last: LastBuild,
    changed: Iterable[str],
    options: Options,
    workshop: Workshop,
    publication: Publication,
    progress: Progress,
) -> Amended | None:
    """Bring what was published last in line with texts and templates; None when more than they changed.

    :param changed: the inputs that may be others since.
    :param publication: expects the trees of the last build.
    :raises CacheDamagedError: if the cache lost something that it had.
    :raises ArtifactUnreadableError: if a page that was just made cannot be read.
    :raises OutputUnwritableError: if the output cannot be written.
    """
    paths = {Path(path).relative_to(options.root).as_posix() for path in changed}
    structure = load_structure(workshop.cache, kind_of_build(options), last.token)
    if structure is None:
        return None
    texts = load_texts(workshop.cache, kind_of_build(options), paths)
    try:
        amendment = _Amendment(structure, texts, paths, options, workshop)
        amendment.read(progress)
        amendment.make_pages(progress)
        return amendment.publish(publication, progress)
    except (UnforeseenError, ContentError):
        return None


class _Amendment:
    """What is known of the last build, becoming what is known of this one."""

    def __init__(
        self,
        structure: Structure,
        texts: dict[str, Text],
        paths: set[str],
        options: Options,
        workshop: Workshop,
    ) -> None:
        self._structure = structure
        self._texts = texts
        self._edited = texts.keys()
        self._looks_changed = any(path.startswith(_THEMES) for path in paths)
        self._options = options
        self._workshop = workshop
        self._reworded: list[Text] = []
        self._work: dict[str, PageWork] = {}
        self._altered: dict[str, list[str]] = {}
        """The pages that became others by being made again."""
        for path in paths:
            if not path.startswith(_THEMES) and (path not in texts or (options.root / path).is_symlink()):
                raise UnforeseenError(path)
        for site_id, built in structure.built.items():
            # Another kind of build may have shared them, and seen other files than the last of this kind.
            if token_of_traces(workshop.cache, self._traces_name(site_id)) != built.traces:
                raise UnforeseenError(site_id)

    def read(self, progress: Progress) -> None:
        """Read what may have been edited; it may not be of another structure, nor wrong in any way."""
        progress("leser", 0, 1)
        if any(finding.location.path in self._edited for finding in self._structure.findings):
            raise UnforeseenError("what is wrong now")
        cache, pool = self._workshop.cache, self._workshop.pool
        pairs = [known_pair(path, cache) for path in sorted(self._edited)]
        for source, read in read_again(self._options.root, pairs, cache, pool).items():
            text, head = self._texts[source.path], read.head
            if head is None or read.findings or head.structure != text.structure:
                raise UnforeseenError(source.path)
            if head.body_digest != text.digest:
                self._texts[source.path] = text._replace(digest=head.body_digest)
                self._reworded.append(text)
        progress("leser", 1, 1)

    def make_pages(self, progress: Progress) -> None:
        """Make the pages that show what was edited; they may not want other pictures, or show more texts."""
        for site_id, environment in self._environments().items():
            stale = dict(self._stale(site_id, environment.made_of[0]))
            known = {path: trace for path, (trace, _) in stale.items()}
            facts = self._facts(site_id, environment.made_of[0], known.values())
            targets = {path: _page(path, trace) for path, trace in known.items()}
            reasons = {path: reason for path, (_, reason) in stale.items()}
            work = PageWork(facts, environment, targets, known, reasons, self._options)
            for _ in work.make(work.waiting, worth_its_start(self._workshop.pool, len(targets))):
                progress("lager sider", work.rendered, len(targets))
            for path, trace in known.items():
                if path not in work.traces or not _is_like(work.traces[path], trace):
                    raise UnforeseenError(path)
            self._altered[site_id] = [
                path
                for path, trace in known.items()
                if work.traces[path].result.digest != trace.result.digest
            ]
            if work.traces:
                save_some_traces(self._workshop.cache, self._traces_name(site_id), work.traces)
            self._work[site_id] = work

    def publish(self, publication: Publication, progress: Progress) -> Amended | None:
        """Publish the pages, and keep what is known now; None when somebody else touched the output."""
        progress("publiserer", 0, 1)
        for site_id, work in self._work.items():
            if not publication.resume(site_id):
                return None
            for path in self._altered[site_id]:
                publication.add(site_id, work.artifact(path))
        published, problems = commit_sites(publication, self._options, site_ids=self._structure.sites.keys())
        if not published:
            return None
        built = {site_id: self._now(site_id, site) for site_id, site in self._structure.built.items()}
        structure = replace(self._structure, token=new_token(), built=built)
        save_structure(self._workshop.cache, kind_of_build(self._options), structure)
        update_texts(self._workshop.cache, kind_of_build(self._options), self._texts)
        self._workshop.cache.commit()
        progress("publiserer", 1, 1)
        of_pages = [
            finding for site in built.values() for found in site.findings.values() for finding in found
        ]
        rendered = sum(work.rendered for work in self._work.values())
        return Amended(structure, published, rendered, [*structure.findings, *of_pages, *problems])

    def _now(self, site_id: str, built: SiteStructure) -> SiteStructure:
        remade = self._work[site_id].traces
        return replace(
            built,
            theme=self._work[site_id].facts.materials.theme,
            traces=token_of_traces(self._workshop.cache, self._traces_name(site_id)),
            findings={path: found for path, found in built.findings.items() if path not in remade},
        )

    def _environments(self) -> dict[str, ThemeEnvironment]:
        """Return the templates of each site; a theme may not have other assets than it had."""
        built, compiled = self._structure.built, compiled_templates(self._options.cache)
        if not self._looks_changed:
            return {site_id: make_environment(site.theme, compiled) for site_id, site in built.items()}
        # Loaded only when it is needed: style sheets, cards and all that planning takes.
        from drammenworks.pipeline.prepare import load_themes

        sites = {site_id: self._structure.sites[site_id] for site_id in built}
        themes, findings = load_themes(sites, self._options)
        if findings or not all(site.looks_like(themes[site_id]) for site_id, site in built.items()):
            raise UnforeseenError("the theme")
        return {site_id: theme.environment for site_id, theme in themes.items()}

    def _stale(self, site_id: str, theme: Theme) -> Iterator[tuple[str, tuple[Trace, Reason]]]:
        """Yield the pages that are not as they were, each with its trace and the reason."""
        name = self._traces_name(site_id)
        reasons = {
            path: Reason((TEXT, text.id, text.lang))
            for text in self._reworded
            for other_id, path in text.shown_on
            if other_id == site_id
        }
        traces = load_some_traces(self._workshop.cache, name, reasons)
        if traces.keys() != reasons.keys():
            raise CacheDamagedError(f"traces of {site_id}")
        if self._looks_changed:
            facts = self._facts(site_id, theme, ())
            for path, trace in load_traces(self._workshop.cache, name).by_target.items():
                for question, before in zip(trace.questions, trace.answers, strict=True):
                    if question[0] in OF_THEMES and facts.answer(question) != before:
                        reasons[path], traces[path] = Reason(question), trace
                        break
        yield from ((path, (traces[path], reason)) for path, reason in reasons.items())

    def _facts(self, site_id: str, theme: Theme, known: Iterable[Trace]) -> RecordedFacts:
        site, built = self._structure.sites[site_id], self._structure.built[site_id]
        addresses = Addresses(site.base_url, self._options.base_urls.get(site_id, site.base_url))
        materials = Materials(
            site,
            self._structure.sites,
            addresses,
            built.next_change,
            theme,
            built.asset_paths,
            built.drawings,
            built.stylesheet,
            built.preloads,
            built.card_design,
            noindex=is_hidden(site, addresses, self._options),
            planned=None,
        )
        recorded = (pair for trace in known for pair in zip(trace.questions, trace.answers, strict=True))
        return RecordedFacts(materials, recorded, Documents(self._workshop.cache), self._options.root)

    def _traces_name(self, site_id: str) -> str:
        return traces_name(self._structure.sites[site_id], self._options)


def _page(path: str, trace: Trace) -> Page:
    """Return the page that a trace is of; pages at former addresses are no such."""
    for question, answer in zip(trace.questions, trace.answers, strict=True):
        if question[0] == "page" and isinstance(answer, Page) and answer.output_path == path:
            return answer
    raise UnforeseenError(path)


def _is_like(new: Trace, old: Trace) -> bool:
    """Tell whether a page that was made anew concerns nothing but itself."""
    now, before = new.result, old.result
    return (
        {*now.texts} == {*before.texts}
        and (now.wanted, now.cards) == (before.wanted, before.cards)
        and not now.findings
    )
