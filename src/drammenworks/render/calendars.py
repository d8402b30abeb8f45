"""Events for calendar programs (iCalendar, RFC 5545; its feeds: RFC 7986)."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from icalendar import Calendar, Event, vDuration, vGeo, vText

from drammenworks.content.document import Document
from drammenworks.content.document_metadata import uid_of
from drammenworks.content.graph_queries import has_passed
from drammenworks.content.models.common import last_changed
from drammenworks.content.models.event import EventMeta
from drammenworks.render.filters import event_was
from drammenworks.render.render_context import PageContext
from drammenworks.render.theme_strings import Strings
from drammenworks.render.vtimezone import vtimezone
from drammenworks.site.calendars import calendar_path
from drammenworks.site.entries import path_on
from drammenworks.site.page import CalendarSubject

_NAMESPACE = uuid.UUID("8f0c1f0e-2d0b-4d5c-9d1c-6f4f8a0a4c55")
"""Ours alone, and the same for ever: the UIDs of all events are derived from it."""

_REFRESH = timedelta(hours=12)
"""How often programs are asked to fetch a calendar again; Google and Apple choose for themselves."""

_UNKNOWN = date(1970, 1, 1)
"""When an event was last changed that does not say so: DTSTAMP is required (RFC 5545 § 3.6.1)."""

_STATES = ("scheduled", "moved-online", "postponed", "rescheduled", "cancelled")
"""In the order in which an event mostly passes through them."""

_FIRST_DAY = date(2000, 1, 1)
"""No event of ours is older."""

_STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
"""RFC 5545 § 3.8.1.11; all others are certain."""


def calendar(subject: CalendarSubject, context: PageContext, words: Strings) -> str:
    """Return a calendar as text, with CRLF between its lines of at most 75 octets."""
    site = context.site
    whole = Calendar()
    whole.add("prodid", f"-//{site.name}//drammenworks//{context.lang.upper()}")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", "PUBLISH")
    if subject.is_whole:
        name = words("event.calendar_name", site=site.name)
        # The first is of RFC 7986 § 5.1, the other what programs have read for twenty years.
        whole["name"] = whole["x-wr-calname"] = vText(name)
        whole["x-wr-timezone"] = vText(str(site.timezone))
        whole["url"] = context.canonical_url(calendar_path(site, context.lang))
        refresh = whole["refresh-interval"] = vDuration(_REFRESH)
        refresh.params["VALUE"] = "DURATION"
        whole["x-published-ttl"] = vDuration(_REFRESH)
    documents = [context.document((document_id, context.lang)) for document_id in subject.items]
    zones = {}
    for document in documents:
        assert isinstance(document.meta, EventMeta)
        if not document.meta.all_day:
            zone = document.meta.timezone
            zones[str(zone)] = vtimezone(zone)
    for _, component in sorted(zones.items()):
        if component is not None:
            whole.add_component(component)
    for document in documents:
        assert isinstance(document.meta, EventMeta)
        in_utc = zones.get(str(document.meta.timezone)) is None
        whole.add_component(_event(document, document.meta, context, words, in_utc=in_utc))
    text: str = whole.to_ical(sorted=False).decode()
    return text


def _event(
    document: Document, meta: EventMeta, context: PageContext, words: Strings, *, in_utc: bool
) -> Event:
    path = path_on(context.ask, context.site_id, (document.id, document.lang)) or "/"
    url = context.canonical_url(path)
    event = Event()
    # Independent of title, file, address, language and site, so that a program with two calendars shows it
    # once.
    event["uid"] = vText(str(uuid.uuid5(_NAMESPACE, uid_of(document))))
    changed = last_changed(meta)
    event.add("dtstamp", datetime.combine(changed or _UNKNOWN, time(), UTC))
    if changed is not None:
        event.add("last-modified", datetime.combine(changed, time(), UTC))
    event.add("sequence", _sequence(meta))
    event.add("summary", _summary(meta, words))
    for name, value in _times(meta, in_utc=in_utc):
        event.add(name, value)
    place = _place(meta, words)
    if place:
        event.add("location", place)
    if meta.venue is not None and meta.venue.geo is not None and meta.status != "moved-online":
        event["geo"] = vGeo((meta.venue.geo.lat, meta.venue.geo.lon))
    event.add("description", "\n\n".join(_description(meta, url, words, context)))
    event.add("url", url)
    event.add("status", _STATUS.get(meta.state, "CONFIRMED"))
    if meta.tags:
        event.add("categories", list(meta.tags))
    return event


def _sequence(meta: EventMeta) -> int:
    """Return what rises with each change that calendars are to take over (RFC 5545 § 3.8.7.4).

    A new status raises it by itself; a new time or place, by the day of the change that goes with it.
    """
    days = (meta.updated - _FIRST_DAY).days if meta.updated is not None else 0
    return len(_STATES) * max(days, 0) + _STATES.index(meta.state) + meta.sequence


def _summary(meta: EventMeta, words: Strings) -> str:
    """Return the title, with what a reader of a calendar must not miss in front of it."""
    example = words("badge.example")
    marks = [example] if meta.example and not meta.title.startswith(example) else []
    if meta.state != "scheduled":
        marks.append(words(f"event.{meta.state}"))
    return ": ".join([*marks, meta.title])


def _times(meta: EventMeta, *, in_utc: bool) -> list[tuple[str, date | datetime]]:
    """Return when it begins and, if it says so, when it ends: of whole days, the day after the last one."""
    starts = meta.starts_at
    assert starts is not None, "calendars have events of a known day"
    if meta.all_day:
        return [("dtstart", starts.date()), ("dtend", (meta.last_day or starts.date()) + timedelta(days=1))]
    zone = UTC if in_utc else meta.timezone
    times: list[tuple[str, date | datetime]] = [("dtstart", _in_zone(starts, zone))]
    if meta.end is not None and meta.last_day is not None:
        times.append(("dtend", _in_zone(meta.ends_at, zone)))
    return times


def _in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """Return a time by the clock of a zone; in UTC when the clock shows it for the second time that night."""
    local = moment.astimezone(zone)
    # The first of the two is what a local time means (RFC 5545 § 3.3.5).
    return moment.astimezone(UTC) if local.fold else local


def _place(meta: EventMeta, words: Strings) -> str:
    if meta.venue is None or meta.status == "moved-online":
        return words("event.online") if meta.online is not None or meta.status == "moved-online" else ""
    address = meta.venue.address
    if address is None:
        return meta.venue.name
    town = " ".join(filter(None, (address.postal_code, address.city)))
    return ", ".join(filter(None, (meta.venue.name, address.street, town)))


def _description(meta: EventMeta, url: str, words: Strings, context: PageContext) -> list[str]:
    """Return paragraphs: what happened to it, what it is, what it costs, how to take part, and its page."""
    parts = []
    if meta.state != "scheduled":
        parts.append(words(f"event.{meta.state}_note", previous=event_was(meta, context.lang)))
    if meta.summary:
        parts.append(meta.summary)
    if meta.status != "cancelled":
        signup, online = meta.registration, meta.online
        if signup is not None and signup.price:
            parts.append(f"{words('event.price')}: {signup.price}")
        closes = meta.registration_closes
        is_closed = closes is not None and has_passed(context.ask, closes.isoformat())
        if signup is not None and signup.url and not is_closed:
            parts.append(f"{words('event.signup')}: {signup.url}")
        if online is not None and online.text:
            parts.append(f"{words('event.online')}: {online.text}")
    return [*parts, url]
