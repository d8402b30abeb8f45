"""robots.txt (RFC 9309): allows all crawling; pages that must not be indexed have noindex."""

from __future__ import annotations

from drammenworks.engine.artifact import Artifact
from drammenworks.site.base_urls import Addresses


def robots_file(addresses: Addresses, *, is_hidden: bool) -> Artifact:
    """Return the file.

    :param is_hidden: the whole site is kept out of search engines, and has no sitemap.
    """
    lines = ["User-agent: *", "Allow: /"]
    if not is_hidden:
        lines.append(f"Sitemap: {addresses.canonical_url('/sitemap.xml')}")
    return Artifact("robots.txt", ("\n".join(lines) + "\n").encode())
