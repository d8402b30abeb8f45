"""Everything before rendering: what there is, which pages it makes, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from drammenworks.base.paths import THEMES_FOLDER
from drammenworks.checks.attachments import check_attachments
from drammenworks.checks.links import check_links
from drammenworks.checks.pictures import probe_pictures
from drammenworks.checks.tables import check_tables
from drammenworks.config import Site, Theme
from drammenworks.config.load import load_sites
from drammenworks.config.load_theme import load_theme
from drammenworks.config.site import LANGUAGES
from drammenworks.content.attachments import Attachments
from drammenworks.content.library import Library
from drammenworks.content.load import Content, Loaded, load_library, unchanged
from drammenworks.content.pictures import Pictures
from drammenworks.errors import ContentError, Finding, Phrase, UsageError
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import themes as rules
from drammenworks.images.encoded_files import EncodedFileCache
from drammenworks.outputs.assets import Assets, make_assets
from drammenworks.pipeline.cards import ThemeCards, cards_of_theme
from drammenworks.pipeline.fingerprint import compiled_templates
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.workshop import Workshop, originals_store
from drammenworks.render.environment import ThemeEnvironment, check_templates, make_environment
from drammenworks.site.addresses import Addresses
from drammenworks.site.edition import Edition, make_edition
from drammenworks.site.navigation import check_menus, check_sections
from drammenworks.site.page import Page
from drammenworks.site.plan import FEED, plan
from drammenworks.site.publication import Moment, check_sites
from drammenworks.site.routes import Routes, make_routes
from drammenworks.site.web import Web


@dataclass(frozen=True, slots=True)
class ReadyTheme:
    """A theme with all that is made of it."""

    theme: Theme
    environment: ThemeEnvironment
    """Its templates."""
    assets: Assets
    cards: ThemeCards | None
    """How it draws social cards, if it does."""

    @property
    def card_design(self) -> str | None:
        """The digest of how its social cards look, if it has any."""
        return self.cards.design.digest if self.cards is not None else None


@dataclass(slots=True)
class Ready:
    """All that rendering needs, unless there are findings that forbid it."""

    findings: list[Finding]
    sites: Mapping[str, Site] = field(default_factory=dict)
    """The sites to build, by id."""
    themes: Mapping[str, ReadyTheme] = field(default_factory=dict)
    """By the id of the site."""
    pages: Mapping[str, Sequence[Page]] = field(default_factory=dict)
    """By the id of the site."""
    web: Web = field(default_factory=lambda: Web(Library({}, frozenset()), {}, {}))
    pictures: Pictures = field(default_factory=Pictures)
    """What is known of the pictures that documents show."""
    attachments: Attachments = field(default_factory=Attachments)
    """The files that documents offer to the public."""
    next_change: datetime | None = None
    content: Content = field(default_factory=dict)
    """What is known of every file that holds a document."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was ready before, and which files may be others since; all else is known to be as it was."""

    before: Ready
    paths: Collection[str]
    """From the project's root."""

    def keeps_themes(self, sites: Mapping[str, Site]) -> bool:
        """Tell whether these sites ask of their themes what they did, and nothing was wrong with that."""
        touched = (*self.paths, *(finding.location.path for finding in self.before.findings))
        now, before = (
            {site_id: (site.theme, site.feeds) for site_id, site in each.items()}
            for each in (sites, self.before.sites)
        )
        return now == before and not any(f"{path}/".startswith(f"{THEMES_FOLDER}/") for path in touched)


def prepare(options: Options, workshop: Workshop, progress: Progress, since: Change | None = None) -> Ready:
    """Return what there is to render, and everything that is wrong with it.

    :param since: from a process that has done so before; without it, every file is looked at.
    :raises UsageError: if a site is asked for that does not exist.
    """
    progress("leser", 0, 1)
    try:
        all_sites = load_sites(options.root)
    except ContentError as error:
        # Without its sites the content can still be read, so that its own faults are told as well.
        loaded = _load(LANGUAGES, "nb", options, workshop, since)
        return Ready([*error.findings, *loaded.findings])
    languages = {lang for site in all_sites for lang in site.languages}
    loaded = _load(languages, all_sites[0].default_language, options, workshop, since)
    library, findings = loaded.library, loaded.findings
    by_id = {site.id: site for site in all_sites}
    chosen = _chosen(by_id, options.site_ids)
    if since is not None and since.keeps_themes(chosen):
        themes: Mapping[str, ReadyTheme] = since.before.themes
        problems: list[Finding] = []
    else:
        themes, problems = load_themes(chosen, options)
    findings += problems
    web, pages, problems = _lay_out(library, all_sites, options)
    findings += problems
    findings += check_sites(library, by_id)
    findings += check_links(web)
    findings += check_tables(library)
    progress("leser", 1, 1)
    progress("måler bilder", 0, 1)
    pictures, problems = probe_pictures(web, options.root, workshop.cache, workshop.pool)
    findings += problems
    attachments, problems = check_attachments(
        web, options.root, workshop.cache, originals_store(options), reported=pictures.unusable
    )
    findings += problems
    progress("måler bilder", 1, 1)
    # Those of sites that are not built count as well: ours link to them.
    changes = [edition.next_change for edition in web.editions.values()]
    return Ready(
        findings,
        chosen,
        themes,
        pages,
        web,
        pictures,
        attachments,
        min((change for change in changes if change is not None), default=None),
        loaded.content,
    )


def _load(
    languages: Collection[str],
    default_language: str,
    options: Options,
    workshop: Workshop,
    since: Change | None,
) -> Loaded:
    return load_library(
        options.root,
        languages=languages,
        default_language=default_language,
        cache=workshop.cache,
        pool=workshop.pool,
        known=unchanged(since.before.content, since.paths) if since is not None else None,
    )


def _chosen(sites: Mapping[str, Site], ids: Sequence[str]) -> dict[str, Site]:
    for site_id in ids:
        if site_id not in sites:
            suggestion = did_you_mean(site_id, sites)
            known = ", ".join(sites)
            raise UsageError(
                Phrase(
                    "Nettstedet «{site}» finnes ikke. Velg blant: {known}.{suggestion}",
                    site=site_id,
                    known=known,
                    suggestion=suggestion,
                )
            )
    return {site_id: site for site_id, site in sites.items() if not ids or site_id in ids}


def load_themes(sites: Mapping[str, Site], options: Options) -> tuple[dict[str, ReadyTheme], list[Finding]]:
    """Return the themes of these sites by the sites' ids, and what is wrong with them."""
    themes: dict[str, ReadyTheme] = {}
    findings: list[Finding] = []
    compiled = compiled_templates(options.cache)
    for site_id, site in sites.items():
        try:
            theme = load_theme(options.root, site.theme, named_at=site.at("theme"))
            if site.feeds and FEED not in theme.templates:
                findings.append(rules.NO_FEED.at(site.at("feeds"), theme=theme.name))
            environment = make_environment(theme, compiled)
            findings += check_templates(environment, options.root)
            assets = make_assets(theme, options.root, EncodedFileCache(options.cache / "themes"))
            cards = cards_of_theme(theme, assets.drawings, options.root)
            themes[site_id] = ReadyTheme(theme, environment, assets, cards)
        except ContentError as error:
            findings += error.findings
    return themes, findings


def _lay_out(
    library: Library, sites: Sequence[Site], options: Options
) -> tuple[Web, dict[str, Sequence[Page]], list[Finding]]:
    """Give every page of every site its address. Sites that are not built are linked to as well."""
    findings: list[Finding] = []
    editions: dict[str, Edition] = {}
    routes: dict[str, Routes] = {}
    pages: dict[str, Sequence[Page]] = {}
    moment = Moment(options.at, options.drafts)
    for site in sites:
        edition = make_edition(library, site, sites, moment)
        findings += check_sections(edition, library)
        findings += check_menus(edition, library)
        planned = plan(edition)
        deployed = options.base_urls.get(site.id, site.base_url)
        editions[site.id], pages[site.id] = edition, planned
        routes[site.id], problems = make_routes(edition, planned, Addresses(site.base_url, deployed))
        findings += problems
    return Web(library, editions, routes), pages, findings
