"""What the page at an address that is gone says, and where it leads."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from drammenworks.base.paths import GONE_FILE
from drammenworks.content.graph_queries import site as site_query
from drammenworks.content.models import KINDS
from drammenworks.render.languages import label_of
from drammenworks.render.render_context import PageContext
from drammenworks.render.views import LinkView
from drammenworks.site.entries import entry
from drammenworks.site.links import link, shown_document
from drammenworks.site.navigation import NavLink, breadcrumbs, sections
from drammenworks.site.own_addresses import own_address
from drammenworks.site.page import GoneSubject
from drammenworks.site.routes import page_at


class GoneView(NamedTuple):
    """What was at an address, and where to go instead."""

    since: date | None
    reason: str | None
    instead: LinkView | None
    """What has taken over, with its title where it is one of our own documents."""
    section: LinkView | None
    """The list of the section that the page was in."""


def gone_view(subject: GoneSubject, context: PageContext) -> GoneView:
    """Return what the page of ``context`` says."""
    return GoneView(subject.since, subject.reason, _instead(subject, context), _section(context))


def _instead(subject: GoneSubject, context: PageContext) -> LinkView | None:
    if subject.instead is None:
        return None
    found = link(context.ask, subject.instead, GONE_FILE, context.lang, context.site_id)
    if found.href is None:
        return None
    shown = subject.instead.partition("://")[2].rstrip("/") or subject.instead
    return LinkView(_title(subject.instead, context) or shown, found.href)


def _title(target: str, context: PageContext) -> str | None:
    """Return what to call what is shown instead, if it is on one of our own sites."""
    ask = context.ask
    target = target.partition("#")[0]
    kind, _, name = target.partition(":")
    if kind in KINDS:
        key = shown_document(ask, f"{kind}/{name}", context.lang, seen_from=context.site_id)
        title: str | None = entry.field(ask, "title", *key) if key is not None else None
        return title
    if kind == "site":
        return _name_of(name, context)
    own = own_address(ask, target)
    site_id, path = (own.site, own.path) if own is not None else (context.site_id, target)
    page = page_at(ask, site_id, path) or page_at(ask, site_id, f"{path}/")
    if page is None:
        return None
    crumbs = breadcrumbs(ask, page)
    return _label(crumbs[-1], context) if crumbs else _name_of(site_id, context)


def _name_of(site_id: str, context: PageContext) -> str | None:
    one = site_query(context.ask, site_id)
    return one.name if one is not None else None


def _label(link: NavLink, context: PageContext) -> str:
    return (link.label if link.facet != "category" else None) or label_of(link, context.words)


def _section(context: PageContext) -> LinkView | None:
    path = context.page.path
    above = [
        one
        for one in sections(context.ask, context.site_id, context.lang)
        if path.startswith(one.path or "?")
    ]
    if not above:
        return None
    nearest = max(above, key=lambda one: len(one.path or ""))
    return LinkView(label_of(nearest, context.words), context.href(nearest.path or "/"))
