"""What is wrong with a site as a whole: its menus, its sections, and the addresses of its lists."""

from __future__ import annotations

from functools import partial

from drammenworks.checks.lost_addresses import check_ledger
from drammenworks.checks.security import check_security
from drammenworks.content.graph_queries import located_site
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.errors import Finding
from drammenworks.site.links import check_own_address
from drammenworks.site.list_pages import producers
from drammenworks.site.navigation import check_menus, check_sections
from drammenworks.site.routes import check_claims


@CATALOGUE.query(is_enumerated=True)
def site_findings(ask: QueryContext, site_id: str) -> tuple[Finding, ...]:
    """What is wrong with a site, whether it is built or not."""
    site = located_site(ask, site_id)
    if site is None:
        return ()
    findings = [*check_sections(ask, site), *check_menus(ask, site), *check_security(ask, site)]
    for name, items in site.menus.items():
        for index, item in enumerate(items):
            if item.url is None:
                continue
            finding = check_own_address(ask, item.url, partial(site.at, "menus", name, index))
            findings += [finding] if finding is not None else []
    for key in producers(ask, site_id):
        findings += check_claims(ask, key, ask(key))
    findings += check_ledger(ask, site)
    return tuple(dict.fromkeys(findings))
