"""An event: when, where, how to join, and what became of it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Literal, Self
from zoneinfo import ZoneInfo

from pydantic import model_validator

from drammenworks.base.fields import (
    Boolean,
    Clock,
    DayOrMoment,
    EventTime,
    Integer,
    Moment,
    Prose,
    Slug,
    Timezone,
    Url,
    broken,
)
from drammenworks.content.models.common import Address, Geo, Meta, Model, in_order
from drammenworks.content.models.references import OrganisationRef, PersonRef
from drammenworks.errors.rules import fields as rules


class Venue(Model):
    """Where an event is held."""

    name: Prose
    address: Address | None = None
    geo: Geo | None = None


class Online(Model):
    """How to take part from elsewhere."""

    url: Url | None = None
    text: Prose | None = None


class Registration(Model):
    """How to sign up, and what it costs."""

    url: Url | None = None
    deadline: Moment | None = None
    price: Prose | None = None
    capacity: Integer | None = None


class ProgrammeItem(Model):
    """One part of an event."""

    time: Clock
    title: Prose
    speakers: tuple[PersonRef, ...] = ()


class Event(Meta):
    """The fields of an event."""

    start: EventTime
    end: EventTime | None = None
    all_day: Boolean = False
    timezone: Timezone = ZoneInfo("Europe/Oslo")
    venue: Venue | None = None
    online: Online | None = None
    registration: Registration | None = None
    status: Literal["scheduled", "cancelled", "postponed", "moved-online"] = "scheduled"
    sequence: Integer = 0
    """Raised when time, place or status changes, so that calendars take the change (RFC 5545 § 3.8.7.4)."""
    organiser: OrganisationRef | None = None
    speakers: tuple[PersonRef, ...] = ()
    programme: tuple[ProgrammeItem, ...] = ()
    series: Slug | None = None
    """The name that the events of a series share."""

    @model_validator(mode="after")
    def _times_make_sense(self) -> Self:
        for field, value in (("start", self.start), ("end", self.end)):
            if value is None:
                continue
            if self.all_day and value.moment is not None:
                raise broken(rules.ALL_DAY, "", field=field)
            if not self.all_day and value.moment is None:
                raise broken(rules.NEEDS_CLOCK, "", field=field)
        if self.end is not None and self.ends_at <= self.starts_at:
            raise in_order("start", _shown(self.start), "end", _shown(self.end))
        return self

    @property
    def starts_at(self) -> datetime:
        """When it begins, with its offset; midnight when it lasts all day."""
        return self._aware(self.start)

    @property
    def ends_at(self) -> datetime:
        """When it is over, with its offset: at the end of its last day when nothing else is said."""
        if self.end is not None and self.end.moment is not None:
            return self._aware(self.end)
        last = (self.end or self.start).day
        return datetime.combine(last + timedelta(days=1), time(), self.timezone)

    def _aware(self, value: DayOrMoment) -> datetime:
        moment = value.moment or datetime.combine(value.day, time())
        return moment if moment.tzinfo else moment.replace(tzinfo=self.timezone)


def _shown(value: DayOrMoment) -> str:
    return value.moment.isoformat(" ", "minutes") if value.moment else value.day.isoformat()
