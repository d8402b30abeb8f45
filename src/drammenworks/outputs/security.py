"""security.txt (RFC 9116): whom to tell of a hole in the site."""

from __future__ import annotations

from drammenworks.config import Site
from drammenworks.engine.artifact import Artifact
from drammenworks.site.base_urls import Addresses
from drammenworks.site.security import expiry

PATH = ".well-known/security.txt"


def security_file(site: Site, addresses: Addresses, *, is_expired: bool) -> list[Artifact]:
    """Return the file, or an empty list when the site says nothing that holds."""
    contact, expires = site.security, expiry(site)
    if contact is None or expires is None or is_expired:
        return []
    lines = [
        *([f"Contact: mailto:{contact.email}"] if contact.email else []),
        *([f"Contact: {contact.url}"] if contact.url else []),
        f"Expires: {expires.isoformat()}",
        f"Preferred-Languages: {', '.join(dict.fromkeys([*_codes(site), 'en']))}",
        f"Canonical: {addresses.canonical_url(f'/{PATH}')}",
        *([f"Policy: {contact.policy}"] if contact.policy else []),
    ]
    return [Artifact(PATH, ("\n".join(lines) + "\n").encode())]


def _codes(site: Site) -> list[str]:
    return sorted(site.languages, key=lambda lang: lang != site.default_language)
