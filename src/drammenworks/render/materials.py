"""What all pages of a site are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from drammenworks.config import Site, Theme
from drammenworks.content.attachments import Attachments
from drammenworks.content.pictures import Pictures
from drammenworks.engine.recorder import UnforeseenError
from drammenworks.site.addresses import Addresses
from drammenworks.site.edition import Edition
from drammenworks.site.routes import Routes
from drammenworks.site.web import Web


@dataclass(frozen=True, slots=True)
class Layout:
    """What planning made: which documents and pages there are, and where."""

    edition: Edition
    routes: Routes
    web: Web
    pictures: Pictures
    """What is known of every picture that the content names."""
    attachments: Attachments
    """The files that the content offers to the public."""


@dataclass(frozen=True, slots=True)
class Materials:
    """What all pages of a site are made of."""

    site: Site
    sites: Mapping[str, Site]
    """Every site of the project, by its id."""
    addresses: Addresses
    next_change: datetime | None
    """When the clock alone will make the site another."""
    theme: Theme
    asset_paths: Mapping[str, str]
    """Path in the theme → path under the site's root."""
    drawings: Mapping[str, str]
    """Path in the theme → markup."""
    stylesheet: str
    """Path under the site's root."""
    preloads: tuple[str, ...]
    """Paths under the site's root of the typefaces that every page needs at once."""
    card_design: str | None
    """The digest of how the theme's social cards look; None for a theme that has none."""
    noindex: bool
    """Keep the whole site out of search engines."""
    planned: Layout | None
    """None when it was not planned anew, because the answers of the last build are known to hold."""

    @property
    def layout(self) -> Layout:
        """What planning made.

        :raises UnforeseenError: if nothing was planned.
        """
        if self.planned is None:
            raise UnforeseenError("the layout")
        return self.planned

    @property
    def edition(self) -> Edition:
        """What the site publishes."""
        return self.layout.edition

    @property
    def routes(self) -> Routes:
        """The site's pages and redirects."""
        return self.layout.routes

    @property
    def web(self) -> Web:
        """All sites."""
        return self.layout.web

    @property
    def pictures(self) -> Pictures:
        """What is known of every picture that the content names."""
        return self.layout.pictures
