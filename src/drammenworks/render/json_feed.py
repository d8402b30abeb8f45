"""A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from typing import Any

from drammenworks.render.feed_view import FeedEntry, FeedView


def json_feed(feed: FeedView, lang: str) -> str:
    """Return the text of a feed."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.home_url,
        "feed_url": feed.url,
        "language": lang,
        "authors": [{"name": feed.author}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(_without_none(document), ensure_ascii=False) + "\n"


def _item(entry: FeedEntry) -> dict[str, Any]:
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        # One of its two forms of content is required.
        "content_text": entry.summary or entry.title,
        "summary": entry.summary,
        "date_published": entry.published.isoformat() if entry.published is not None else None,
        "date_modified": entry.updated.isoformat(),
        "tags": list(entry.categories) or None,
    }
    return _without_none(item)


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
