"""Values of structured data as schema.org and ISO 8601 write them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from drammenworks.base.fields import PartialDate
from drammenworks.content.models.common import Geo, PostalAddress
from drammenworks.render.document_view import DocumentView
from drammenworks.render.render_context import PageContext

Item = dict[str, Any]
"""A thing of schema.org, by its properties."""


def publisher_item(context: PageContext) -> Item | None:
    """Return who publishes the site; None when its file does not say."""
    publisher = context.site.organisation
    if publisher is None:
        return None
    return without_none({"@type": "Organization", "name": publisher.name, "url": publisher.url})


def named_item(kind: str, document: DocumentView, context: PageContext) -> Item:
    """Return a document by its name and its address."""
    url = document.url
    return without_none(
        {"@type": kind, "name": document.title, "url": context.absolute_url(url) if url else None}
    )


def place_item(name: str, address: PostalAddress | None, geo: Geo | None, country: str | None = "NO") -> Item:
    """Return a place; without a postal address its name stands for it."""
    where = point = None
    if address is not None:
        where = without_none(
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
    return without_none({"@type": "Place", "name": name, "address": where or name, "geo": point})


def without_none(item: Item) -> Item:
    """Return an item without what nobody knows."""
    return {name: value for name, value in item.items() if value is not None}


def iso_day(value: date | None) -> str | None:
    """Return a day in ISO 8601."""
    return value.isoformat() if value is not None else None


def iso_date(value: PartialDate | None) -> str | None:
    """Return a date, as far as it is known; a year or a month is a date of ISO 8601, too."""
    return value.iso if value is not None else None


def iso_moment(value: datetime) -> str:
    """Return a moment in ISO 8601, to the minute, with its offset."""
    return value.isoformat(timespec="minutes")


def iso_clock(value: time) -> str:
    """Return a time of day in ISO 8601."""
    return value.isoformat("minutes")


def iso_duration(seconds: float) -> str:
    """Return a duration in the form of ISO 8601: ``PT1H2M3S``."""
    hours, rest = divmod(int(seconds), 3600)
    minutes, seconds = divmod(rest, 60)
    parts: Iterable[str] = (f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if n)
    return "PT" + ("".join(parts) or "0S")
