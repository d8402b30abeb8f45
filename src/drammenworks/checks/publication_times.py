"""Dates of documents by the clocks of their sites: to come, past, or times that clocks skip or repeat."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, time
from zoneinfo import ZoneInfo

from drammenworks.base.clock_changes import clock_fault
from drammenworks.content.document import Document
from drammenworks.content.graph_queries import has_passed, sites
from drammenworks.content.models.common import OSLO
from drammenworks.content.models.event import EventMeta
from drammenworks.content.models.project import ProjectMeta
from drammenworks.content.models.report import ReportMeta
from drammenworks.engine.queries import QueryContext
from drammenworks.errors import Finding
from drammenworks.errors.rules import fields as rules
from drammenworks.site.entries import entry


def check_clock_changes(read: Document, zones: Collection[ZoneInfo]) -> Iterator[Finding]:
    """Yield a finding for each time of publishing that clocks skip or repeat on a site that publishes it."""
    for field in ("publish_at", "expire_at"):
        moment: datetime | None = getattr(read.meta, field)
        if moment is None or moment.tzinfo is not None or field in read.inherited:
            continue
        for fault in filter(None, (clock_fault(moment, zone) for zone in zones)):
            yield fault.rule.at(read.location.at(field), field=field, **fault.params)


def check_errata(ask: QueryContext, read: Document) -> Iterator[Finding]:
    """Yield a finding for each correction of a report whose day is still to come."""
    errata = read.meta.errata if isinstance(read.meta, ReportMeta) and "errata" not in read.inherited else ()
    for index, erratum in enumerate(errata):
        if not has_passed(ask, datetime.combine(erratum.date, time(), OSLO).isoformat()):
            place = read.location.at("errata", index, "date")
            yield rules.FUTURE_ERRATUM.at(place, date=erratum.date)


def check_future_dates(ask: QueryContext, documents: Iterable[Document], at: datetime) -> Iterator[Finding]:
    """Yield a finding for the date of each published document that is still to come.

    :param at: now.
    """
    zones = {site.id: site.timezone for site in sites(ask)}
    for document in documents:
        date = document.meta.date
        if date is None or "date" in document.inherited or isinstance(document.meta, EventMeta):
            continue
        first = date.first_day
        paths = entry.field(ask, "paths", document.id, document.lang) if first >= at.date() else ()
        if any(at < datetime.combine(first, time(), zones[site_id]) for site_id, _ in paths or ()):
            yield rules.FUTURE_DATE.at(document.location.at("date"), date=date, first=first)


def check_statuses(documents: Iterable[Document], at: datetime) -> Iterator[Finding]:
    """Yield a finding for each project whose status its period contradicts by now.

    :param at: now.
    """
    for document in documents:
        meta = document.meta
        if not isinstance(meta, ProjectMeta) or meta.period is None or "period" in document.inherited:
            continue
        begins, ends = meta.period.from_, meta.period.to
        if meta.status == "active" and ends is not None and ends.last_day < at.date():
            yield rules.STATUS_PAST.at(document.location.at("period"), status="active", field="to", date=ends)
        if meta.status == "planned" and begins is not None and begins.last_day < at.date():
            place = document.location.at("period")
            yield rules.STATUS_PAST.at(place, status="planned", field="from", date=begins)
