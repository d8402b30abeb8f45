"""What documents of each kind are to machines: items of schema.org."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time
from functools import partial

from drammenworks.base.fields import DayOrMoment, PartialDate
from drammenworks.base.fields.partial_dates import interval
from drammenworks.content.graph_queries import has_passed
from drammenworks.content.models.article import ArticleMeta
from drammenworks.content.models.common import OSLO
from drammenworks.content.models.event import EventMeta
from drammenworks.content.models.organisation import OrganisationMeta
from drammenworks.content.models.person import PersonMeta
from drammenworks.content.models.place import PlaceMeta
from drammenworks.content.models.project import ProjectMeta
from drammenworks.content.models.report import ReportMeta
from drammenworks.content.models.video import VideoMeta
from drammenworks.render.document_view import DocumentView
from drammenworks.render.opening_hours import coming_exceptions
from drammenworks.render.render_context import PageContext
from drammenworks.render.structured_values import (
    Item,
    iso_clock,
    iso_date,
    iso_day,
    iso_duration,
    iso_moment,
    named_item,
    place_item,
    publisher_item,
    without_none,
)
from drammenworks.render.video_embeds import player_of

_EVENT_STATUS = {
    "scheduled": "EventScheduled",
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "rescheduled": "EventRescheduled",
    "moved-online": "EventMovedOnline",
}
_PLACE_TYPES = {
    "shop": "Store",
    "eatery": "FoodEstablishment",
    "stay": "LodgingBusiness",
    "experience": "TouristAttraction",
    "service": "LocalBusiness",
}


def page_item(document: DocumentView, context: PageContext) -> Item:
    """Return a page of no other kind."""
    return {
        "@type": "WebPage",
        "dateModified": iso_day(document.updated),
        "encoding": _encoding(document, context),
    }


def _article(document: DocumentView, context: PageContext) -> Item:
    assert isinstance(document.meta, ArticleMeta)
    author, period = document.one("author"), document.meta.period
    return {
        "@type": "NewsArticle",
        "name": None,
        "headline": document.title,
        "datePublished": iso_date(document.date),
        "dateModified": iso_day(document.updated),
        "author": named_item("Person", author, context) if author is not None else publisher_item(context),
        "publisher": publisher_item(context),
        "temporalCoverage": interval(period.from_, period.to) if period is not None else None,
        "encoding": _encoding(document, context),
    }


def _event(document: DocumentView, context: PageContext) -> Item:
    meta = document.meta
    assert isinstance(meta, EventMeta)
    starts = meta.starts_at
    if starts is None:
        # Search engines want the day of an event, and nobody knows it.
        return {"@type": "WebPage", "temporalCoverage": _interval(meta.start, meta.end)}
    is_online = meta.status == "moved-online"
    here = meta.venue if not is_online else None
    locations: list[Item] = []
    if here is not None:
        # Addresses have no country: an event by another clock may be anywhere.
        country = "NO" if meta.timezone == OSLO else None
        locations.append(place_item(here.name, here.address, here.geo, country))
    if meta.online is not None or is_online:
        # As on the page: nobody is led to a meeting that is over or called off.
        is_open = not document.is_over and meta.status != "cancelled"
        url = meta.online.url if meta.online is not None and meta.online.url and is_open else None
        locations.append(without_none({"@type": "VirtualLocation", "url": url}))
    mode = "Mixed" if len(locations) > 1 else "Online" if here is None else "Offline"
    organiser = document.one("organiser")
    end = None
    if meta.end is not None and meta.last_day is not None:
        end = iso_day(meta.last_day) if meta.all_day else iso_moment(meta.ends_at.astimezone(meta.timezone))
    return {
        "@type": "Event",
        "startDate": iso_day(starts.date()) if meta.all_day else iso_moment(starts),
        "endDate": end,
        "previousStartDate": _time_of(meta.previous_start, meta),
        "eventStatus": f"https://schema.org/{_EVENT_STATUS[meta.state]}",
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode" if locations else None,
        "location": locations[0] if len(locations) == 1 else locations or None,
        "organizer": named_item("Organization", organiser, context) if organiser is not None else None,
        "performer": [named_item("Person", one, context) for one in document.linked("speakers")] or None,
    }


def _time_of(value: DayOrMoment | PartialDate | None, meta: EventMeta) -> str | None:
    if value is None or isinstance(value, PartialDate):
        return value.iso if value is not None else None
    return iso_moment(meta.local(value)) if value.moment is not None else iso_day(value.day)


def _interval(start: DayOrMoment | PartialDate, end: DayOrMoment | PartialDate | None) -> str | None:
    """Return when something was, as an interval of ISO 8601; None when it is not known."""
    first, last = (
        PartialDate.of(one.day) if isinstance(one, DayOrMoment) else one for one in (start, end or start)
    )
    return interval(first, last)


def _organisation(document: DocumentView, context: PageContext) -> Item:
    assert isinstance(document.meta, OrganisationMeta)
    return {"@type": "Organization", "sameAs": document.meta.url}


def _person(document: DocumentView, context: PageContext) -> Item:
    assert isinstance(document.meta, PersonMeta)
    employer = document.one("organisation")
    # schema.org says of a position that it is held now.
    is_current = document.meta.role_date is None
    return {
        "@type": "Person",
        "inLanguage": None,
        "jobTitle": document.meta.role if is_current else None,
        "email": document.meta.email,
        "worksFor": named_item("Organization", employer, context) if employer and is_current else None,
    }


def _business(document: DocumentView, context: PageContext) -> Item:
    meta = document.meta
    assert isinstance(meta, PlaceMeta)
    regular = [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [f"https://schema.org/{day.capitalize()}" for day in hours.days],
            "opens": iso_clock(hours.opens),
            "closes": iso_clock(hours.closes),
        }
        for hours in meta.opening_hours
    ]
    special = [
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": iso_day(hours.date),
            "validThrough": iso_day(hours.date),
            # Both at midnight say that it is closed (Google Search Central, LocalBusiness).
            "opens": iso_clock(hours.opens or time()),
            "closes": iso_clock(hours.closes or time()),
        }
        for hours in coming_exceptions(meta, context.site.timezone, partial(has_passed, context.ask))
    ]
    place = place_item(document.title, meta.address, meta.geo)
    return {
        "@type": _PLACE_TYPES[meta.category],
        "inLanguage": None,
        "address": place["address"] if meta.address is not None else None,
        "geo": place.get("geo"),
        "telephone": meta.phone,
        "sameAs": meta.url,
        "openingHoursSpecification": regular or None,
        "specialOpeningHoursSpecification": special or None,
    }


def _project(document: DocumentView, context: PageContext) -> Item:
    assert isinstance(document.meta, ProjectMeta)
    partners = document.linked("partners")
    return {
        "@type": "Project",
        "inLanguage": None,
        "sameAs": document.meta.site_url,
        "member": [named_item("Organization", one, context) for one in partners] or None,
    }


def report_publisher(document: DocumentView, context: PageContext) -> Item | None:
    """Return who publishes a report; the publisher of the site where it says nothing."""
    publisher = document.one("publisher")
    return named_item("Organization", publisher, context) if publisher else publisher_item(context)


def _report(document: DocumentView, context: PageContext) -> Item:
    assert isinstance(document.meta, ReportMeta)
    return {
        "@type": "Report",
        "datePublished": iso_date(document.date),
        "dateModified": iso_day(document.updated),
        "temporalCoverage": str(document.meta.year),
        "publisher": report_publisher(document, context),
        "encoding": _encoding(document, context),
    }


def _encoding(document: DocumentView, context: PageContext) -> Item | None:
    """Return the PDF that a page offers: one of its own, or the one that is made of it."""
    named = getattr(document.meta, "pdf", None)
    file = document.file(named) if isinstance(named, str) else None
    url = file.url if file is not None else document.pdf_url
    if url is None:
        return None
    return without_none(
        {
            "@type": "MediaObject",
            "encodingFormat": "application/pdf",
            "contentUrl": context.absolute_url(url),
            "contentSize": f"{file.size} B" if file is not None else None,
        }
    )


def _video(document: DocumentView, context: PageContext) -> Item:
    meta = document.meta
    assert isinstance(meta, VideoMeta)
    file = document.file(meta.src) if meta.src is not None else None
    player = player_of(meta)
    return {
        "@type": "VideoObject",
        "image": None,
        "thumbnailUrl": context.card_url,
        "uploadDate": iso_day(document.date.exact) if document.date is not None else None,
        "duration": iso_duration(meta.duration.total_seconds()) if meta.duration is not None else None,
        "contentUrl": context.absolute_url(file.url) if file is not None else None,
        "embedUrl": player.frame_url if player is not None else None,
        "transcript": meta.transcript,
    }


KIND_ITEMS: Mapping[str, Callable[[DocumentView, PageContext], Item]] = {
    "article": _article,
    "event": _event,
    "organisation": _organisation,
    "person": _person,
    "place": _business,
    "project": _project,
    "report": _report,
    "video": _video,
}
"""What describes a document of each kind; :func:`page_item` the others."""
