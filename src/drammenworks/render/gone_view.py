"""What the page at an address that is gone says, and where it leads."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from drammenworks.base.paths import GONE_FILE
from drammenworks.content.models import KINDS
from drammenworks.render.languages import label_of
from drammenworks.render.render_context import PageContext
from drammenworks.render.views import LinkView
from drammenworks.site.entries import best, entry
from drammenworks.site.links import link
from drammenworks.site.navigation import sections
from drammenworks.site.page import DocumentSubject, GoneSubject
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
    target = target.partition("#")[0]
    kind, separator, name = target.partition(":")
    key = None
    if separator and kind in KINDS:
        key = best(context.ask, context.site_id, f"{kind}/{name}", context.lang)
    else:
        page = page_at(context.ask, context.site_id, target)
        if page is not None and isinstance(page.subject, DocumentSubject):
            key = (page.subject.document_id, page.lang)
    title: str | None = entry.field(context.ask, "title", *key) if key is not None else None
    return title


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
