"""Values that are valid, and hardly what somebody meant: out of order, overlapping, or far away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from drammenworks.base.model_fields import dotted
from drammenworks.content.document import Document
from drammenworks.content.models.common import Geo, NamedMeta, ReferencePath
from drammenworks.content.models.event import END_OF_NIGHT, EventMeta
from drammenworks.content.models.place import OpeningHours, PlaceMeta
from drammenworks.content.models.report import ReportMeta
from drammenworks.content.todo_markers import FILL_IN
from drammenworks.errors import Finding, Phrase
from drammenworks.errors.rules import fields as rules

_NORWAY_LAT, _NORWAY_LON = (57, 81), (4, 32)
"""Degrees between which Norway lies, Svalbard included."""


_LONGEST_TITLE = 200
"""Characters. Headlines of newspapers have 120 at most."""


def check_plausible(read: Document) -> Iterator[Finding]:
    """Yield a finding for every value of a document that was hardly meant, inherited ones apart."""
    if FILL_IN in read.location.text:
        # Where nobody has chosen a value yet, there is an example of one.
        return
    for keys, finding in _implausible(read):
        if keys[0] not in read.inherited:
            yield finding


def _implausible(read: Document) -> Iterator[tuple[ReferencePath, Finding]]:
    meta = read.meta
    if len(meta.title) > _LONGEST_TITLE:
        field = "name" if isinstance(meta, NamedMeta) and meta.title == meta.name else "title"
        location = read.location.locate((field,))
        yield (
            (field,),
            rules.LONG_TITLE.at(location, field=field, length=len(meta.title), most=_LONGEST_TITLE),
        )
    if meta.date is not None and meta.updated is not None and meta.updated < meta.date.first_day:
        yield _order(read, ("updated",), meta.updated, Phrase("før"), "date", meta.date)
    if isinstance(meta, EventMeta):
        yield from _of_event(read, meta)
        if meta.venue is not None and meta.venue.geo is not None:
            yield from _of_position(read, ("venue", "geo"), meta.venue.geo)
    if isinstance(meta, ReportMeta):
        yield from _of_errata(read, meta)
    if isinstance(meta, PlaceMeta):
        yield from _of_hours(read, meta)
        if meta.geo is not None:
            yield from _of_position(read, ("geo",), meta.geo)


def _of_errata(read: Document, report: ReportMeta) -> Iterator[tuple[ReferencePath, Finding]]:
    """Yield the corrections of a report that are older than it."""
    for index, erratum in enumerate(report.errata):
        keys, before = ("errata", index, "date"), Phrase("før")
        if report.date is not None:
            if erratum.date < report.date.first_day:
                yield _order(read, keys, erratum.date, before, "date", report.date)
        elif erratum.date.year < report.year:
            yield _order(read, keys, erratum.date, before, "year", report.year)


def _order(
    read: Document, keys: ReferencePath, value: object, relation: Phrase, other: str, other_value: object
) -> tuple[ReferencePath, Finding]:
    field = dotted(keys)
    finding = rules.UNLIKELY_ORDER.at(
        read.location.locate(keys),
        field=field,
        value=value,
        relation=relation,
        other=other,
        other_value=other_value,
    )
    return keys, finding


def _of_event(read: Document, event: EventMeta) -> Iterator[tuple[ReferencePath, Finding]]:
    starts = event.starts_at
    is_one_day = starts is not None and starts.date() == event.last_day
    closes = event.registration_closes
    if closes is not None and starts is not None and event.last_day is not None:
        # During days of events, late guests may still register.
        is_late, other, limit = (
            (closes > starts, "start", starts)
            if is_one_day and not event.all_day
            else (closes > event.ends_at, "end" if event.end is not None else "start", event.ends_at)
        )
        if is_late:
            shown = closes.replace(tzinfo=None).isoformat(" ", "minutes")
            other_shown = (
                event.last_day if event.all_day else limit.replace(tzinfo=None).isoformat(" ", "minutes")
            )
            yield _order(read, ("registration", "deadline"), shown, Phrase("etter"), other, other_shown)
    if is_one_day:
        for index, (part, following) in enumerate(pairwise(event.programme), start=1):
            if following.time < part.time:
                keys = ("programme", index, "time")
                yield _order(
                    read,
                    keys,
                    f"{following.time:%H:%M}",
                    Phrase("før"),
                    Phrase("punktet over"),
                    f"{part.time:%H:%M}",
                )


def _of_hours(read: Document, place: PlaceMeta) -> Iterator[tuple[ReferencePath, Finding]]:
    spans = [("opening_hours", index, one.opens, one.closes) for index, one in enumerate(place.opening_hours)]
    spans += [
        ("exceptions", index, one.opens, one.closes)
        for index, one in enumerate(place.exceptions)
        if one.opens is not None and one.closes is not None
    ]
    for field, index, opens, closes in spans:
        is_night = closes < opens and closes <= END_OF_NIGHT
        if closes > opens or is_night:
            continue
        relation = Phrase("samtidig med") if closes == opens else Phrase("før")
        keys = (field, index, "closes")
        yield _order(read, keys, f"{closes:%H:%M}", relation, "opens", f"{opens:%H:%M}")
    yield from _of_overlaps(read, place.opening_hours)


def _of_overlaps(
    read: Document, opening_hours: Sequence[OpeningHours]
) -> Iterator[tuple[ReferencePath, Finding]]:
    by_day = [(day, index) for index, hours in enumerate(opening_hours) for day in dict.fromkeys(hours.days)]
    told: set[int] = set()
    for (day, first), (other_day, second) in combinations(by_day, 2):
        if day == other_day and second not in told and _overlap(opening_hours[first], opening_hours[second]):
            told.add(second)
            keys = ("opening_hours", second)
            yield keys, rules.OVERLAP.at(read.location.locate(keys), day=_DAYS[day])


_DAYS = {
    "monday": Phrase("mandag"),
    "tuesday": Phrase("tirsdag"),
    "wednesday": Phrase("onsdag"),
    "thursday": Phrase("torsdag"),
    "friday": Phrase("fredag"),
    "saturday": Phrase("lørdag"),
    "sunday": Phrase("søndag"),
}


def _overlap(first: OpeningHours, second: OpeningHours) -> bool:
    (opens, closes), (other_opens, other_closes) = _minutes(first), _minutes(second)
    return opens < other_closes and other_opens < closes


def _minutes(hours: OpeningHours) -> tuple[int, int]:
    """Return when it opens and closes, in minutes of its day, which may end after midnight."""
    opens, closes = (clock.hour * 60 + clock.minute for clock in (hours.opens, hours.closes))
    return opens, closes if closes > opens else closes + 24 * 60


def _of_position(read: Document, keys: ReferencePath, geo: Geo) -> Iterator[tuple[ReferencePath, Finding]]:
    lat, lon = geo.lat, geo.lon
    if _is_between(lon, _NORWAY_LAT) and _is_between(lat, _NORWAY_LON):
        reason = Phrase("bredde og lengde er byttet om, for dette er langt fra Norge")
        suggestion = Phrase(" Er det i Norge, så skriv lat: {lat} og lon: {lon}.", lat=lon, lon=lat)
    elif not _is_between(lat, (-90, 90)) or not _is_between(lon, (-180, 180)):
        reason = Phrase("et slikt sted finnes ikke")
        suggestion = Phrase(" Bredden er fra -90 til 90, og lengden fra -180 til 180.")
    else:
        return
    yield (
        keys,
        rules.POSITION.at(read.location.locate(keys), lat=lat, lon=lon, reason=reason, suggestion=suggestion),
    )


def _is_between(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]
