"""What is new, for programs that follow a site: a feed of all, and one of each section that has news.

Each is there as Atom (RFC 4287) and as JSON Feed 1.1.
"""

from __future__ import annotations

from drammenworks.config import Site
from drammenworks.content.graph_queries import site as site_query
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.site.entries import news, section_path
from drammenworks.site.page import FeedSubject, Page

ATOM = "feed.xml"
"""The name of a feed, and of its template."""
JSON_FEED = "feed.json"

_ENTRIES = 20
"""So many that a reader who looks once a month misses nothing."""


@CATALOGUE.query(is_enumerated=True)
def feed_pages(ask: QueryContext, site_id: str, lang: str) -> tuple[Page, ...]:
    """The feeds of a language: none when there is no news, and none of a section that has none."""
    one = site_query(ask, site_id)
    members = news(ask, site_id, lang)
    if one is None or not one.feeds or lang not in one.languages or not members:
        return ()
    newest = sorted(members, key=lambda document_id: members[document_id])
    kinds = {document_id.partition("/")[0] for document_id in newest}
    pages = []
    for kind in (None, *(kind for kind in one.sections if kind in kinds)):
        ids = [one for one in newest if kind is None or one.startswith(f"{kind}/")]
        subject = FeedSubject(tuple(ids[:_ENTRIES]), kind)
        pages += [
            Page(site_id, lang, ATOM, feed_path(one, lang, kind), subject),
            Page(site_id, lang, JSON_FEED, feed_path(one, lang, kind, JSON_FEED), subject),
        ]
    return tuple(pages)


def feed_path(site: Site, lang: str, kind: str | None = None, name: str = ATOM) -> str:
    """Return the path of the feed of a language, or of a section in it.

    :param name: which says its format.
    """
    return (site.prefix(lang) if kind is None else section_path(site, kind, lang)) + name
