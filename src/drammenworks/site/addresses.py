"""Where a site lies on the web: for good, and in this build."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit


@dataclass(frozen=True, slots=True)
class Addresses:
    """Turns paths under a site's root (``/prosjekter/``) into the URLs that pages carry."""

    canonical: str
    """The published site's URL without a trailing slash; canonical links are made from it."""
    deployed: str
    """Where this build will lie: the same, or a preview's URL."""

    @property
    def base_path(self) -> str:
        """The path of the deployed URL without a trailing slash: empty, or ``/repo/pr-7``."""
        return urlsplit(self.deployed).path.rstrip("/")

    @property
    def is_preview(self) -> bool:
        """Tell whether this build lies anywhere but where the site is published."""
        return self.deployed.rstrip("/") != self.canonical.rstrip("/")

    def href(self, path: str) -> str:
        """Return the URL of ``path`` for a link within the site, from the host's root."""
        return self.base_path + quote(path, safe="/#")

    def deployed_url(self, path: str) -> str:
        """Return the absolute URL of ``path`` in this build, for a link from another site."""
        return self.deployed.rstrip("/") + quote(path, safe="/#")

    def canonical_url(self, path: str) -> str:
        """Return the absolute URL of ``path`` on the published site."""
        return self.canonical.rstrip("/") + quote(path, safe="/#")
