"""Where the two versions of a page can be seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from drammenworks.diff.page_content import PageContent


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Where the pages of a comparison are served."""

    preview: str = ""
    """URL of the folder that holds the new version of all sites; empty when it is not served."""
    previews: Mapping[str, str] = field(default_factory=dict)
    """URL of the new version of single sites, by name."""

    def new(self, site: str, path: str) -> str:
        """Return the URL of the new version of a page; empty when it is not served."""
        if site in self.previews:
            return self.previews[site].rstrip("/") + quote(path)
        if not self.preview:
            return ""
        return "/".join(part for part in (self.preview.rstrip("/"), quote(site)) if part) + quote(path)

    @staticmethod
    def published(page: PageContent) -> str:
        """Return the URL of a page as it is published: what it says itself is its canonical URL."""
        return page.canonical if page.canonical.startswith(("https://", "http://")) else ""


def anchor(site: str, path: str) -> str:
    """Return the fragment of the URL of an HTML report at which it tells of a page of a site."""
    return quote(f"{site}{path}", safe="/")


UNSERVED = PageLinks()
"""Where no version is served."""
