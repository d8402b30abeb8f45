"""Until when a site says whom to tell of a hole in it (security.txt, RFC 9116)."""

from __future__ import annotations

from datetime import datetime, time

from drammenworks.config import Site
from drammenworks.content.graph_queries import has_passed
from drammenworks.engine.queries import QueryContext


def expiry(site: Site) -> datetime | None:
    """Return when what the site says of it expires: at the beginning of a day."""
    if site.security is None:
        return None
    return datetime.combine(site.security.expires, time(), site.timezone)


def has_expired(ask: QueryContext, site: Site) -> bool:
    """Return whether it must not be relied upon any longer (RFC 9116 § 2.5.5)."""
    expires = expiry(site)
    return expires is not None and has_passed(ask, expires.isoformat())
