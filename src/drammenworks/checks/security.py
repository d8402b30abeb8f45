"""What a site says of whom to tell of holes: whether it is soon too old to be relied upon."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from drammenworks.config import Site
from drammenworks.content.graph_queries import has_passed
from drammenworks.engine.queries import QueryContext
from drammenworks.errors import Finding
from drammenworks.errors.rules import sites as rules
from drammenworks.site.security import expiry, has_expired

_NOTICE = timedelta(days=30)


def check_security(ask: QueryContext, site: Site) -> Iterator[Finding]:
    """Yield a finding when security.txt has expired, or does so within a month."""
    expires = expiry(site)
    if expires is None:
        return
    location = site.at("security", "expires")
    if has_expired(ask, site):
        yield rules.SECURITY_EXPIRED.at(location, expires=expires.date())
    elif has_passed(ask, (expires - _NOTICE).isoformat()):
        yield rules.SECURITY_EXPIRES.at(location, expires=expires.date())
