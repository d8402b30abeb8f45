"""A comparison as plain values, for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drammenworks.diff.changed_template import ChangedTemplate
from drammenworks.diff.page_difference import Change
from drammenworks.diff.page_links import UNSERVED, PageLinks
from drammenworks.diff.site_difference import ChangedPage, SiteDifference


def as_json(
    differences: Sequence[SiteDifference],
    *,
    links: PageLinks = UNSERVED,
    templates: Sequence[ChangedTemplate] = (),
) -> dict[str, Any]:
    """Return a comparison in the types of JSON.

    :param templates: the files of themes that differ, where they are known.
    """
    return {
        "sites": {site.name: _site(site, links) for site in differences},
        "templates": [{"path": one.path, "pages": one.pages} for one in templates],
    }


def _site(site: SiteDifference, links: PageLinks) -> dict[str, Any]:
    return {
        "changed": [_page(site, page, links) for page in site.changed],
        "added": [
            {
                "path": path,
                "title": page.title,
                "lang": page.lang,
                "preview": links.new(site.name, path) or None,
            }
            for path, page in site.added
        ],
        "moved": [{"path": page.path, "title": page.title, "target": page.target} for page in site.moved],
        "lost": [{"path": page.path, "title": page.title, "is_list": page.is_list} for page in site.lost],
        "calendars": [
            {"uid": found.uid, "title": found.title, "change": found.kind} for found in site.calendars
        ],
        "files": {
            kind: dict(zip(("added", "changed", "removed"), map(list, names), strict=True))
            for kind, names in site.files.items()
        },
        "around": [page.path for page in site.around],
        "templates_only": list(site.templates_only),
        "unread": list(site.unread),
    }


def _page(site: SiteDifference, page: ChangedPage, links: PageLinks) -> dict[str, Any]:
    difference = page.difference
    single = {
        "description": difference.description,
        "canonical": difference.address,
        "robots": difference.is_hidden,
    }
    return {
        "path": page.path,
        "title": page.after.title,
        "lang": page.after.lang,
        "preview": links.new(site.name, page.path) or None,
        "published": links.published(page.before) or None,
        "notices": [{"kind": notice.value, **_change(change)} for notice, change in difference.notices],
        "text": [_change(change) for change in difference.text],
        **{name: _change(change) for name, change in single.items() if change is not None},
        "images": [_change(change) for change in difference.images],
        "alternatives": [{"name": name, **_change(change)} for name, change in difference.alternatives],
        "links": [_change(change) for change in difference.links],
        "data": [{"name": name, **_change(change)} for name, change in difference.data],
    }


def _change(change: Change) -> dict[str, str | None]:
    return {"before": change.before or None, "after": change.after or None}
