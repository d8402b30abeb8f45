"""Full addresses of the project's own sites, as they are copied from a browser: which page is there."""

from __future__ import annotations

import posixpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from drammenworks.content.graph_queries import sites
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.site.page import GoneSubject, Redirect, output_path
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


@CATALOGUE.query(shards=4)
def page_found_at(ask: QueryContext, site_id: str, path: str) -> str | None:
    """The path of the page that a visitor of a path of a site finds, by a redirect too; None for none."""
    for tried in (path, f"{path}/", path.removesuffix("index.html")):
        claims = route(ask, site_id, folded(output_path(tried)))
        if claims:
            target = winner(claims)
            if isinstance(target, Redirect):
                return target.target
            if not isinstance(target.subject, GoneSubject):
                return target.path
    return None


def _host(name: str | None) -> str:
    return (name or "").removesuffix(".").removeprefix("www.")
