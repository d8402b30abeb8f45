"""What pages ask of the plan beyond single documents: the lists that templates show."""

from __future__ import annotations

from drammenworks.content.document import DocumentKey
from drammenworks.content.graph_queries import has_passed, referrers
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.site.entries import best, entry, listed
from drammenworks.site.entries import past as past_events
from drammenworks.site.entries import upcoming as upcoming_events


@CATALOGUE.query()
def first_listed(ask: QueryContext, site_id: str, kind: str, lang: str, limit: int | None) -> tuple[str, ...]:
    """The ids of the first documents in the list of a kind."""
    return listed(ask, site_id, kind, lang)[:limit]


@CATALOGUE.query()
def first_upcoming(ask: QueryContext, site_id: str, lang: str, limit: int | None) -> tuple[str, ...]:
    """The ids of the next events."""
    return upcoming_events(ask, site_id, lang)[:limit]


@CATALOGUE.query()
def latest_past(ask: QueryContext, site_id: str, lang: str, limit: int | None) -> tuple[str, ...]:
    """The ids of the events that ended last."""
    return past_events(ask, site_id, lang)[:limit]


def referring(ask: QueryContext, site_id: str, document_id: str, kind: str, lang: str) -> list[DocumentKey]:
    """Return the documents of a kind on a site that refer to a document, in the order of the kind's list."""
    ids = {other for other, _ in referrers(ask, document_id) or () if other.startswith(f"{kind}/")}
    found = [key for key in (best(ask, site_id, other, lang) for other in sorted(ids)) if key is not None]
    if kind != "event":
        return sorted(found, key=lambda key: entry.field(ask, "sort_key", *key))
    periods = {key: entry.field(ask, "period", *key) for key in found}
    over = [key for key in found if has_passed(ask, periods[key].ends.isoformat())]
    coming = [key for key in found if key not in over]
    return [
        *sorted(coming, key=lambda key: periods[key].starts),
        *sorted(over, key=lambda key: periods[key].starts, reverse=True),
    ]
