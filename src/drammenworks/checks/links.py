"""Every link in a body leads somewhere, on each site that shows it."""

from __future__ import annotations

from drammenworks.errors import Finding
from drammenworks.site.links import LinkPlace, resolve
from drammenworks.site.web import Web


def check_links(web: Web) -> list[Finding]:
    """Return a finding for every link that leads nowhere; the same one on two sites is told once."""
    findings: dict[Finding, None] = {}
    for site_id, edition in web.editions.items():
        for document in edition.documents.values():
            for link in document.outline.links:
                finding = resolve(link.target, LinkPlace(document, link.location, site_id, web)).finding
                if finding is not None:
                    findings[finding] = None
    return list(findings)
