"""The themes of the sites, and what else of a site is the same for all of its pages."""

from __future__ import annotations

import os
from typing import NamedTuple

from drammenworks.base.digests import digest
from drammenworks.base.paths import THEMES_FOLDER
from drammenworks.config import Theme
from drammenworks.config.load_theme import load_theme
from drammenworks.config.picture_presets import PicturePreset
from drammenworks.content.graph_queries import file, located_site, sites, theme_listing
from drammenworks.content.graph_queries import site as site_query
from drammenworks.content.workspace import Workspace
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.errors import ContentError, Finding
from drammenworks.site.links import addresses

THEME = "theme"
"""The group of the queries by which pages read the theme of a site."""


class LoadedTheme(NamedTuple):
    """A theme, or what is wrong with it."""

    theme: Theme | None
    findings: tuple[Finding, ...] = ()


@CATALOGUE.query(is_root=True)
def theme(ask: QueryContext, site_id: str) -> LoadedTheme:
    """The theme of a site."""
    workspace: Workspace = ask.environment
    theme_listing(ask)
    for path in _files_below(workspace):
        file(ask, path)
    one = located_site(ask, site_id)
    if one is None:
        return LoadedTheme(None)
    try:
        return LoadedTheme(load_theme(workspace.root, one.theme, named_at=one.at("theme")))
    except ContentError as error:
        return LoadedTheme(None, error.findings)


def _files_below(workspace: Workspace) -> list[str]:
    found = []
    for folder, _, names in os.walk(workspace.root / THEMES_FOLDER, followlinks=True):
        below = os.path.relpath(folder, workspace.root).replace(os.sep, "/")
        found += [f"{below}/{name}" for name in names]
    return sorted(found)


@CATALOGUE.query(is_widely_read=True, group=THEME)
def template(ask: QueryContext, site_id: str, name: str) -> str | None:
    """The digest of the template that a name stands for, through the chain of themes; None for none."""
    found = theme(ask, site_id).theme
    data = found.templates.get(name) if found is not None else None
    return digest(data.data) if data is not None else None


@CATALOGUE.query(is_widely_read=True, group=THEME)
def strings(ask: QueryContext, site_id: str, lang: str) -> str:
    """The digest of a theme's words in a language."""
    found = theme(ask, site_id).theme
    words = found.strings.get(lang, {}) if found is not None else {}
    return digest(repr(sorted(words.items())).encode())


@CATALOGUE.query(is_widely_read=True, group=THEME)
def picture_preset(ask: QueryContext, site_id: str, name: str) -> PicturePreset | None:
    """One of a theme's picture presets; None for no preset."""
    found = theme(ask, site_id).theme
    return found.pictures.get(name) if found is not None else None


@CATALOGUE.query(is_widely_read=True)
def is_hidden(ask: QueryContext, site_id: str) -> bool:
    """Whether a whole site is kept out of search engines."""
    workspace: Workspace = ask.environment
    one, where = site_query(ask, site_id), addresses(ask, site_id)
    return one is None or where is None or workspace.drafts or where.is_preview or not one.robots


@CATALOGUE.query(is_widely_read=True)
def protected_names(ask: QueryContext) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """By the id of each site the names of it that pages of other sites must not have outside links."""
    return tuple((one.id, one.names_that_count) for one in sites(ask))
