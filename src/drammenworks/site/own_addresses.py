"""Full addresses of the project's own sites, as they are copied from a browser: which page is there."""

from __future__ import annotations

import posixpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from drammenworks.content.graph_queries import sites
from drammenworks.engine.queries import QueryContext
from drammenworks.site.page import Redirect, output_path
from drammenworks.site.routes import folded, route, winner

_WEB = ("http://", "https://")
_PAGE_SUFFIXES = ("", ".html")


class OwnAddress(NamedTuple):
    """An address on one of the sites."""

    site: str
    path: str
    """Under the site's root."""
    rest: str
    """The query and the fragment, each with its sign."""

    @property
    def is_of_page(self) -> bool:
        """Whether there should be a page; of other files nothing is known here."""
        return posixpath.splitext(self.path)[1] in _PAGE_SUFFIXES


def own_address(ask: QueryContext, url: str) -> OwnAddress | None:
    """Return what a URL names on one of the sites, or None when it is on none of them."""
    if not url.lower().startswith(_WEB):
        return None
    try:
        parts = urlsplit(url)
        place = (_host(parts.hostname), parts.port)
    except ValueError:
        return None
    path = unquote(parts.path) or "/"
    for one in sites(ask):
        base = urlsplit(one.base_url)
        folder = base.path.rstrip("/")
        if place == (_host(base.hostname), base.port) and f"{path}/".startswith(f"{folder}/"):
            query = f"?{parts.query}" if parts.query else ""
            fragment = f"#{parts.fragment}" if parts.fragment else ""
            return OwnAddress(one.id, path.removeprefix(folder) or "/", query + fragment)
    return None


def page_at_own(ask: QueryContext, own: OwnAddress) -> str | None:
    """Return the path of the page at an address, which a former address leads to; None when there is none."""
    for path in (own.path, f"{own.path}/", own.path.removesuffix("index.html")):
        claims = route(ask, own.site, folded(output_path(path)))
        if claims:
            target = winner(claims)
            return target.target if isinstance(target, Redirect) else target.path
    return None


def _host(name: str | None) -> str:
    return (name or "").removesuffix(".").removeprefix("www.")
