"""What all pages of a site are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from drammenworks.config import Theme
from drammenworks.images.probe import Probe
from drammenworks.site.edition import Edition
from drammenworks.site.routes import Routes
from drammenworks.site.web import Web


@dataclass(frozen=True, slots=True)
class Materials:
    """What all pages of a site are made of."""

    edition: Edition
    routes: Routes
    web: Web
    theme: Theme
    asset_paths: Mapping[str, str]
    """Path in the theme → path under the site's root."""
    drawings: Mapping[str, str]
    """Path in the theme → markup."""
    stylesheet: str
    """Path under the site's root."""
    probes: Mapping[str, Probe]
    """Every picture that the content names, by its path from the project's root."""
    card_design: str | None
    """The digest of how the theme's social cards look; None for a theme that has none."""
    noindex: bool
    """Keep the whole site out of search engines."""
