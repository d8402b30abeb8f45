"""Where a site lies on the web: for good, and in this build."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote, urlsplit

_PLAIN = re.compile("[A-Za-z0-9/_.#-]*")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Turns paths under a site's root (``/prosjekter/``) into the URLs that pages carry."""

    canonical: str
    """The published site's URL without a trailing slash; canonical links are made from it."""
    deployed: str
    """Where this build will lie: the same, or a preview's URL."""
    base_path: str = field(init=False)
    """The path of the deployed URL without a trailing slash: empty, or ``/repo/pr-7``."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "base_path", urlsplit(self.deployed).path.rstrip("/"))

    @property
    def is_preview(self) -> bool:
        """Tell whether this build lies anywhere but where the site is published."""
        return self.deployed.rstrip("/") != self.canonical.rstrip("/")

    def href(self, path: str) -> str:
        """Return the URL of ``path`` for a link within the site, from the host's root."""
        return self.base_path + _quoted(path)

    def deployed_url(self, path: str) -> str:
        """Return the absolute URL of ``path`` in this build, for a link from another site."""
        return self.deployed.rstrip("/") + _quoted(path)

    def href_from(self, other: Addresses, path: str) -> str:
        """Return the URL of ``path`` for a link from a site that lies elsewhere, or on the same host.

        On the same host it does not name the host, so that a preview that was downloaded leads to itself.
        """
        is_neighbour = urlsplit(self.deployed)[:2] == urlsplit(other.deployed)[:2]
        return self.href(path) if is_neighbour else self.deployed_url(path)

    def published_url(self, href: str) -> str:
        """Return the absolute URL on the published site of a link of this build."""
        return self.canonical.rstrip("/") + href[len(self.base_path) :] if href.startswith("/") else href

    def canonical_url(self, path: str) -> str:
        """Return the absolute URL of ``path`` on the published site."""
        return self.canonical.rstrip("/") + _quoted(path)


@lru_cache(maxsize=1 << 14)
def _quoted(path: str) -> str:
    # Nearly all paths are made of slugs, and need nothing; asking is ten times as fast as quoting.
    return path if _PLAIN.fullmatch(path) else quote(path, safe="/#")
