"""Which documents a site publishes, as of an instant. Drafts, embargoed and expired ones appear nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from drammenworks.config import Site
from drammenworks.content.document import Document
from drammenworks.content.library import Library
from drammenworks.content.models.common import Meta
from drammenworks.errors import Finding, Phrase
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import sites as rules


@dataclass(frozen=True, slots=True)
class Moment:
    """As of when, and for whom, the sites are built."""

    at: datetime
    """With an offset."""
    drafts: bool = False
    """Show what is not published yet, too: drafts and embargoed documents, but never expired ones."""


def is_published(meta: Meta, moment: Moment, timezone: ZoneInfo) -> bool:
    """Tell whether a document with these fields is public at ``moment``."""
    if meta.expire_at is not None and aware(meta.expire_at, timezone) <= moment.at:
        return False
    if moment.drafts:
        return True
    if meta.publish_at is not None and aware(meta.publish_at, timezone) > moment.at:
        return False
    return not meta.draft


def next_change(meta: Meta, moment: Moment, timezone: ZoneInfo) -> datetime | None:
    """Return the next instant after ``moment`` at which :func:`is_published` may answer otherwise."""
    if meta.draft and not moment.drafts:
        return None
    edges = (meta.publish_at, meta.expire_at)
    coming = [aware(edge, timezone) for edge in edges if edge is not None]
    return min((edge for edge in coming if edge > moment.at), default=None)


def chosen_sites(document: Document, sites: Iterable[Site]) -> tuple[str, ...]:
    """Return the ids of the sites that a document is meant for, the canonical one first."""
    meta = document.meta
    if meta.sites is not None:
        known = {site.id for site in sites}
        ids = [site_id for site_id in dict.fromkeys(meta.sites) if site_id in known]
    else:
        ids = [site.id for site in sites if document.kind in site.sections]
    # Sorting is stable: the chosen site first, the others as they were.
    return tuple(sorted(ids, key=lambda site_id: site_id != meta.canonical_site))


def check_sites(library: Library, sites: Mapping[str, Site]) -> list[Finding]:
    """Return a finding for every document whose sites make no sense."""
    findings = []
    for document in library.documents.values():
        for index, site_id in enumerate(document.meta.sites or ()):
            if "sites" in document.inherited:
                continue
            place = document.location.at("sites", index)
            if site_id not in sites:
                suggestion = did_you_mean(site_id, sites)
                known = ", ".join(sites)
                findings.append(
                    rules.UNKNOWN_SITE.at(place, site=site_id, known=known, suggestion=suggestion)
                )
            elif document.kind not in sites[site_id].sections:
                findings.append(rules.NO_SECTION.at(place, site=site_id, kind=document.kind))
        chosen = chosen_sites(document, sites.values())
        canonical = document.meta.canonical_site
        if canonical is not None and canonical not in chosen and "canonical_site" not in document.inherited:
            place = document.location.at("canonical_site")
            known = ", ".join(chosen) or Phrase("(ingen)")
            findings.append(rules.CANONICAL_SITE.at(place, site=canonical, known=known))
        if document.meta.sites is None and not chosen:
            findings.append(rules.NOWHERE.at(document.location.at()))
    return findings


def aware(moment: datetime, timezone: ZoneInfo) -> datetime:
    """Return an instant with its offset; one without is in the site's own time."""
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone)
