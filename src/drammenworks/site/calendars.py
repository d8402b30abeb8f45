"""The calendars of a site: one to subscribe to in each language, and one of each event (RFC 5545)."""

from __future__ import annotations

from drammenworks.config import Site
from drammenworks.content.graph_queries import site as site_query
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.site.entries import section, section_path
from drammenworks.site.page import CalendarSubject, Page

FILE_NAMES = {"nb": "kalender.ics", "nn": "kalender.ics", "en": "calendar.ics"}
"""The last segment of a calendar's path, by language."""


@CATALOGUE.query(is_enumerated=True)
def calendar_page(ask: QueryContext, site_id: str, lang: str) -> tuple[Page, ...]:
    """The calendar, in a language, of all events whose day is known; none when there are none."""
    one = site_query(ask, site_id)
    if one is None or not one.calendars or lang not in one.languages:
        return ()
    if lang not in one.sections.get("event", {}):
        return ()
    members = section(ask, site_id, "event", lang) or {}
    ids = tuple(sorted(document_id for document_id, (_, period) in members.items() if period.has_day))
    subject = CalendarSubject(ids, is_whole=True)
    return (Page(site_id, lang, "", calendar_path(one, lang), subject),) if ids else ()


def calendar_path(site: Site, lang: str) -> str:
    """Return the path of the calendar of all events."""
    return section_path(site, "event", lang) + FILE_NAMES[lang]


def event_calendar_path(path: str, lang: str) -> str:
    """Return the path of the calendar of one event.

    :param path: of the event's page.
    """
    return path + FILE_NAMES[lang]
