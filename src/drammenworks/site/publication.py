"""Which documents a site publishes, as of now. Drafts, embargoed and expired ones appear nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from drammenworks.config import Site
from drammenworks.content.document_metadata import DocumentMetadata
from drammenworks.content.graph_queries import has_passed
from drammenworks.content.workspace import Workspace
from drammenworks.engine.queries import QueryContext


class Withheld(StrEnum):
    """Why nobody sees a document now."""

    DRAFT = "draft"
    EMBARGOED = "embargoed"
    EXPIRED = "expired"


def is_published(ask: QueryContext, summary: DocumentMetadata, timezone: ZoneInfo) -> bool:
    """Return whether a document is public now; with drafts, whatever has not expired is.

    Both of its instants are always asked for: a preview of drafts knows, too, when the public sees more.
    """
    workspace: Workspace = ask.environment
    # That drafts are shown is the same for all answers of a graph.
    if summary.draft and not workspace.drafts:
        return False
    has_expired, is_due = _state(ask, summary, timezone)
    return not has_expired and (is_due or workspace.drafts)


def why_withheld(ask: QueryContext, summary: DocumentMetadata, timezone: ZoneInfo) -> Withheld:
    """Return why a document that is not published is not."""
    workspace: Workspace = ask.environment
    if summary.draft and not workspace.drafts:
        return Withheld.DRAFT
    has_expired, _ = _state(ask, summary, timezone)
    return Withheld.EXPIRED if has_expired else Withheld.EMBARGOED


def is_public(ask: QueryContext, summary: DocumentMetadata, timezone: ZoneInfo) -> bool:
    """Return whether everyone may see a document now, also in a build that shows drafts."""
    has_expired, is_due = _state(ask, summary, timezone)
    return is_due and not has_expired and not summary.draft


def _state(ask: QueryContext, summary: DocumentMetadata, timezone: ZoneInfo) -> tuple[bool, bool]:
    """Return whether a document has expired, and whether it may be published yet."""
    has_expired = summary.expire_at is not None and _passed(ask, summary.expire_at, timezone)
    is_due = summary.publish_at is None or _passed(ask, summary.publish_at, timezone)
    return has_expired, is_due


def _passed(ask: QueryContext, instant: datetime, timezone: ZoneInfo) -> bool:
    return has_passed(ask, aware(instant, timezone).isoformat())


def chosen_sites(summary: DocumentMetadata, sites: Iterable[Site]) -> tuple[str, ...]:
    """Return the ids of the sites that a document is meant for, the canonical one first."""
    if summary.sites is not None:
        known = {site.id for site in sites}
        ids = [site_id for site_id in dict.fromkeys(summary.sites) if site_id in known]
    else:
        ids = [site.id for site in sites if summary.kind in site.sections]
    # Sorting is stable: the canonical site first, the others in their order.
    return tuple(sorted(ids, key=lambda site_id: site_id != summary.canonical_site))


def aware(instant: datetime, timezone: ZoneInfo) -> datetime:
    """Return an instant with its offset; one without is in the site's own time."""
    return instant if instant.tzinfo else instant.replace(tzinfo=timezone)
