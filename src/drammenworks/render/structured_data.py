"""What a page says, for machines: schema.org in JSON-LD 1.1. Every value is one that the page shows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from functools import partial
from typing import Any

from markupsafe import Markup

from drammenworks.base.fields import DayOrMoment, PartialDate
from drammenworks.base.fields.partial_dates import interval
from drammenworks.content.graph_queries import has_passed
from drammenworks.content.models.article import ArticleMeta
from drammenworks.content.models.common import OSLO, Geo, PostalAddress
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
from drammenworks.render.video_embeds import player_of
from drammenworks.render.views import PageView

Item = dict[str, Any]

REQUIRED = {
    "Event": ("name", "startDate", "location"),
    "VideoObject": ("name", "thumbnailUrl", "uploadDate"),
    "NewsArticle": ("headline", "datePublished"),
    "BreadcrumbList": ("itemListElement",),
    "Organization": ("name",),
    "Person": ("name",),
    "Project": ("name",),
    "Report": ("name",),
    "Dataset": ("name", "description", "distribution"),
    "Store": ("name", "address"),
    "FoodEstablishment": ("name", "address"),
    "LodgingBusiness": ("name", "address"),
    "TouristAttraction": ("name",),
    "LocalBusiness": ("name", "address"),
}
"""Without these a type says nothing to a search engine, and is left out.

Those of events, videos, articles and businesses are what Google Search Central requires of each.
"""

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


def structured_data(page: PageView, document: DocumentView | None, context: PageContext) -> Markup:
    """Return the page as JSON-LD, to stand in a ``script`` element; its picture is the social card."""
    items = [
        _about(page, document, context, context.card_url),
        _dataset(page, document, context),
        _breadcrumbs(page, context),
    ]
    graph = [item for item in items if item is not None and _is_complete(item)]
    if not graph:
        return Markup()
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    # What could end the element, or begin a comment in it (HTML § 4.12.1.3).
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def _is_complete(item: Item) -> bool:
    return all(item.get(name) for name in REQUIRED.get(item["@type"], ()))


def _about(
    page: PageView, document: DocumentView | None, context: PageContext, image: str | None
) -> Item | None:
    """Return what the page is about; of an example nothing is claimed."""
    if document is None:
        if page.noindex:
            return None
        return _without_none({"@type": "CollectionPage", "name": page.title, "url": page.canonical_url})
    if document.example:
        return None
    if page.is_home:
        return _home(page, context)
    common = {
        "name": document.title,
        "description": page.description,
        "url": page.canonical_url,
        "image": image,
    }
    describe = _KINDS.get(document.kind, _page)
    return _without_none({"inLanguage": document.lang, **common} | describe(document, context))


def _home(page: PageView, context: PageContext) -> Item:
    site = context.site
    return _without_none(
        {
            "@type": "WebSite",
            "name": site.name,
            "url": page.canonical_url,
            "inLanguage": page.lang,
            "description": page.description,
            "publisher": _publisher(context),
        }
    )


def _page(document: DocumentView, context: PageContext) -> Item:
    return {
        "@type": "WebPage",
        "dateModified": _day(document.updated),
        "encoding": _encoding(document, context),
    }


def _article(document: DocumentView, context: PageContext) -> Item:
    assert isinstance(document.meta, ArticleMeta)
    author, period = document.one("author"), document.meta.period
    return {
        "@type": "NewsArticle",
        "name": None,
        "headline": document.title,
        "datePublished": _iso(document.date),
        "dateModified": _day(document.updated),
        "author": _named("Person", author, context) if author is not None else _publisher(context),
        "publisher": _publisher(context),
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
        locations.append(_place(here.name, here.address, here.geo, country))
    if meta.online is not None or is_online:
        # As on the page: nobody is led to a meeting that is over or called off.
        is_open = not document.is_over and meta.status != "cancelled"
        url = meta.online.url if meta.online is not None and meta.online.url and is_open else None
        locations.append(_without_none({"@type": "VirtualLocation", "url": url}))
    mode = "Mixed" if len(locations) > 1 else "Online" if here is None else "Offline"
    organiser = document.one("organiser")
    end = None
    if meta.end is not None and meta.last_day is not None:
        end = _day(meta.last_day) if meta.all_day else _moment(meta.ends_at.astimezone(meta.timezone))
    return {
        "@type": "Event",
        "startDate": _day(starts.date()) if meta.all_day else _moment(starts),
        "endDate": end,
        "previousStartDate": _time_of(meta.previous_start, meta),
        "eventStatus": f"https://schema.org/{_EVENT_STATUS[meta.state]}",
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode" if locations else None,
        "location": locations[0] if len(locations) == 1 else locations or None,
        "organizer": _named("Organization", organiser, context) if organiser is not None else None,
        "performer": [_named("Person", one, context) for one in document.linked("speakers")] or None,
    }


def _time_of(value: DayOrMoment | PartialDate | None, meta: EventMeta) -> str | None:
    if value is None or isinstance(value, PartialDate):
        return value.iso if value is not None else None
    return _moment(meta.local(value)) if value.moment is not None else _day(value.day)


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
        "worksFor": _named("Organization", employer, context) if employer and is_current else None,
    }


def _business(document: DocumentView, context: PageContext) -> Item:
    meta = document.meta
    assert isinstance(meta, PlaceMeta)
    regular = [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [f"https://schema.org/{day.capitalize()}" for day in hours.days],
            "opens": _clock(hours.opens),
            "closes": _clock(hours.closes),
        }
        for hours in meta.opening_hours
    ]
    special = [
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": _day(hours.date),
            "validThrough": _day(hours.date),
            # Both at midnight say that it is closed (Google Search Central, LocalBusiness).
            "opens": _clock(hours.opens or time()),
            "closes": _clock(hours.closes or time()),
        }
        for hours in coming_exceptions(meta, context.site.timezone, partial(has_passed, context.ask))
    ]
    place = _place(document.title, meta.address, meta.geo)
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
        "member": [_named("Organization", one, context) for one in partners] or None,
    }


def _report(document: DocumentView, context: PageContext) -> Item:
    assert isinstance(document.meta, ReportMeta)
    publisher = document.one("publisher")
    return {
        "@type": "Report",
        "datePublished": _iso(document.date),
        "dateModified": _day(document.updated),
        "temporalCoverage": str(document.meta.year),
        "publisher": _named("Organization", publisher, context) if publisher else _publisher(context),
        "encoding": _encoding(document, context),
    }


def _encoding(document: DocumentView, context: PageContext) -> Item | None:
    """Return the PDF that a page offers: one of its own, or the one that is made of it."""
    named = getattr(document.meta, "pdf", None)
    file = document.file(named) if isinstance(named, str) else None
    url = file.url if file is not None else document.pdf_url
    if url is None:
        return None
    return _without_none(
        {
            "@type": "MediaObject",
            "encodingFormat": "application/pdf",
            "contentUrl": context.absolute_url(url),
            "contentSize": f"{file.size} B" if file is not None else None,
        }
    )


def _dataset(page: PageView, document: DocumentView | None, context: PageContext) -> Item | None:
    """Return the figures of a report as a data set, with the files that programs can read."""
    if document is None or not isinstance(document.meta, ReportMeta) or document.example:
        return None
    found = ((document.data_file("figures", name), media) for name, media in _DATA_TYPES.items())
    files = [(file, media) for file, media in found if file is not None]
    publisher = document.one("publisher")
    return _without_none(
        {
            "@type": "Dataset",
            "name": document.title,
            "description": page.description,
            "url": page.canonical_url,
            "inLanguage": document.lang,
            "temporalCoverage": str(document.meta.year),
            "dateModified": _day(document.updated),
            "isAccessibleForFree": True,
            "creator": _named("Organization", publisher, context) if publisher else _publisher(context),
            "variableMeasured": [figure.label for figure in document.key_figures] or None,
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": media,
                    "contentUrl": context.absolute_url(file.url),
                    "contentSize": f"{file.size} B",
                }
                for file, media in files
            ]
            or None,
        }
    )


_DATA_TYPES = {"CSV": "text/csv", "JSON": "application/json"}


def _video(document: DocumentView, context: PageContext) -> Item:
    meta = document.meta
    assert isinstance(meta, VideoMeta)
    file = document.file(meta.src) if meta.src is not None else None
    player = player_of(meta)
    return {
        "@type": "VideoObject",
        "image": None,
        "thumbnailUrl": context.card_url,
        "uploadDate": _day(document.date.exact) if document.date is not None else None,
        "duration": _duration(meta.duration.total_seconds()) if meta.duration is not None else None,
        "contentUrl": context.absolute_url(file.url) if file is not None else None,
        "embedUrl": player.frame_url if player is not None else None,
        "transcript": meta.transcript,
    }


_KINDS: dict[str, Callable[[DocumentView, PageContext], Item]] = {
    "article": _article,
    "event": _event,
    "organisation": _organisation,
    "person": _person,
    "place": _business,
    "project": _project,
    "report": _report,
    "video": _video,
}


def _breadcrumbs(page: PageView, context: PageContext) -> Item | None:
    if len(page.breadcrumbs) < 2:
        return None
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": link.label,
                "item": context.absolute_url(link.url) if link.url is not None else page.canonical_url,
            }
            for position, link in enumerate(page.breadcrumbs, 1)
        ],
    }


def _publisher(context: PageContext) -> Item | None:
    publisher = context.site.organisation
    if publisher is None:
        return None
    return _without_none({"@type": "Organization", "name": publisher.name, "url": publisher.url})


def _named(kind: str, document: DocumentView, context: PageContext) -> Item:
    url = document.url
    return _without_none(
        {"@type": kind, "name": document.title, "url": context.absolute_url(url) if url else None}
    )


def _place(name: str, address: PostalAddress | None, geo: Geo | None, country: str | None = "NO") -> Item:
    where = point = None
    if address is not None:
        where = _without_none(
            {
                "@type": "PostalAddress",
                "streetAddress": address.street,
                "postalCode": address.postal_code,
                "addressLocality": address.city,
                "addressCountry": country,
            }
        )
    if geo is not None:
        point = {"@type": "GeoCoordinates", "latitude": geo.lat, "longitude": geo.lon}
    return _without_none({"@type": "Place", "name": name, "address": where or name, "geo": point})


def _without_none(item: Item) -> Item:
    return {name: value for name, value in item.items() if value is not None}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value is not None else None


def _iso(value: PartialDate | None) -> str | None:
    """Return a date, as far as it is known; a year or a month is a date of ISO 8601, too."""
    return value.iso if value is not None else None


def _moment(value: datetime) -> str:
    return value.isoformat(timespec="minutes")


def _clock(value: time) -> str:
    return value.isoformat("minutes")


def _duration(seconds: float) -> str:
    """Return a duration in the form of ISO 8601: ``PT1H2M3S``."""
    hours, rest = divmod(int(seconds), 3600)
    minutes, seconds = divmod(rest, 60)
    parts: Iterable[str] = (f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if n)
    return "PT" + ("".join(parts) or "0S")
