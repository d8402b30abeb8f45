"""How a theme sets its PDFs: its Typst files, its typefaces and its mark."""

from __future__ import annotations

from dataclasses import dataclass

from drammenworks.base.digests import digest_parts
from drammenworks.base.fast_pickle import FastPickle
from drammenworks.config import Theme
from drammenworks.config.typefaces import FontRole, ThemeFont
from drammenworks.content.workspace import Workspace
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.outputs.assets import site_assets
from drammenworks.render.environment import PDF
from drammenworks.site.themes import theme as theme_query

LOGO = "logo.svg"


@dataclass(frozen=True, slots=True)
class TypstTheme(FastPickle):
    """All that a theme has to set documents with."""

    digest: str
    sources: tuple[tuple[str, str, str], ...]
    """Each file by its path under typst/, with its text and with where it is in the project."""
    fonts: tuple[tuple[FontRole, ThemeFont], ...]
    logo: str
    """The markup of the theme's mark."""


@CATALOGUE.query(is_root=True)
def typst_theme(ask: QueryContext, site_id: str) -> TypstTheme | None:
    """How the theme of a site sets its PDFs; None when it has no Typst files."""
    workspace: Workspace = ask.environment
    theme, assets = theme_query(ask, site_id).theme, site_assets(ask, site_id).assets
    if theme is None or assets is None or PDF not in theme.typst:
        return None
    return _typst_theme(theme, assets.drawings.get(LOGO, ""), workspace)


def _typst_theme(theme: Theme, logo: str, workspace: Workspace) -> TypstTheme:
    sources = tuple(
        (
            name,
            file.data.decode(errors="replace"),
            file.path.relative_to(workspace.root).as_posix()
            if file.path.is_relative_to(workspace.root)
            else file.path.as_posix(),
        )
        for name, file in sorted(theme.typst.items())
    )
    fonts = tuple(sorted(theme.fonts.items()))
    parts = [part for source in sources for part in source[:2]]
    for role, font in fonts:
        italic = font.italic.digest if font.italic is not None else ""
        parts += [role, font.upright.digest, italic, repr(font.typeface)]
    return TypstTheme(digest_parts(*parts, logo), sources, fonts, logo)


@CATALOGUE.query(is_widely_read=True)
def typst_digest(ask: QueryContext, site_id: str) -> str | None:
    """The digest of how the theme of a site sets its PDFs."""
    found = typst_theme(ask, site_id)
    return found.digest if found is not None else None
