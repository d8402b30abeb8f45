"""How a theme draws its social cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from drammenworks.config import Theme
from drammenworks.content.workspace import Workspace
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.images.cards.card_design import CardDesign, CardFont, make_design
from drammenworks.outputs.assets import site_assets
from drammenworks.site.themes import THEME
from drammenworks.site.themes import theme as theme_query


@dataclass(frozen=True, slots=True)
class ThemeCards:
    """The cards of a theme: their design, and where its templates are."""

    design: CardDesign
    sources: Mapping[str, str]
    """The file of each template, by its name, from the project's root."""


def cards_of_theme(theme: Theme, drawings: Mapping[str, str], root: Path) -> ThemeCards | None:
    """Return how a theme draws its cards, or None for a theme that has none."""
    fonts: dict[str, CardFont] = {
        part: CardFont(font.upright, font.typeface.axes) for part, font in theme.fonts.items()
    }
    templates = {name: template.data for name, template in theme.templates.items()}
    design = make_design(templates.items(), drawings, fonts)
    if design is None:
        return None
    sources = {name: theme.templates[name].path.relative_to(root).as_posix() for name, _ in design.templates}
    return ThemeCards(design, sources)


@CATALOGUE.query(is_root=True)
def site_cards(ask: QueryContext, site_id: str) -> ThemeCards | None:
    """How the theme of a site draws its social cards; None when it has none."""
    workspace: Workspace = ask.environment
    theme, assets = theme_query(ask, site_id).theme, site_assets(ask, site_id).assets
    if theme is None or assets is None:
        return None
    return cards_of_theme(theme, assets.drawings, workspace.root)


@CATALOGUE.query(is_widely_read=True, group=THEME)
def card_design(ask: QueryContext, site_id: str) -> str | None:
    """The digest of how the social cards of a site look; None when it has none."""
    cards = site_cards(ask, site_id)
    return cards.design.digest if cards is not None else None
