"""An event: time, place, registration, programme and status."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from drammenworks.base.clock_changes import clock_fault
from drammenworks.base.fields import (
    UNKNOWN,
    Boolean,
    Choices,
    Clock,
    DayOrMoment,
    EventTime,
    Integer,
    Moment,
    PartialDate,
    Prose,
    Slug,
    Timezone,
    Url,
    violation,
)
from drammenworks.base.fields.times import WITH_CLOCK, WITHOUT_CLOCK
from drammenworks.content.models.common import (
    OSLO,
    Geo,
    PostalAddress,
    PrintableMeta,
    order_violation,
)
from drammenworks.content.models.model import ContentModel
from drammenworks.content.models.references import OrganisationRef, PersonRef
from drammenworks.errors import Phrase
from drammenworks.errors.rules import fields as rules


class Venue(ContentModel):
    """The venue of an event."""

    name: Prose = Field(title="Navn", description="hva stedet heter")
    address: PostalAddress | None = Field(
        default=None, title="Adresse", description="gate, postnummer og poststed"
    )
    geo: Geo | None = Field(default=None, title="Posisjon", description="posisjonen; gir en lenke til kart")


class Online(ContentModel):
    """How to take part online."""

    url: Url | None = Field(
        default=None, title="Lenke", description="lenken; vises ikke når det er over eller avlyst"
    )
    text: Prose | None = Field(default=None, title="Slik deltar du", description="hvordan, med ord")


class Registration(ContentModel):
    """How to register, and the price."""

    url: Url | None = Field(default=None, title="Påmeldingslenke", description="hvor en melder seg på")
    deadline: Moment | None = Field(
        default=None, title="Påmeldingsfrist", description="fristen, med klokkeslett"
    )
    price: Prose | None = Field(
        examples=["Gratis"],
        default=None,
        title="Pris",
        description="hva det koster, med ord: `900 kroner, studenter gratis`",
    )
    capacity: Integer | None = Field(
        default=None, title="Antall plasser", description="hvor mange det er plass til"
    )


class ProgrammeItem(ContentModel):
    """An item of an event's programme."""

    time: Clock = Field(title="Klokkeslett", description="når punktet begynner")
    title: Prose = Field(title="Hva", description="hva det er")
    speakers: tuple[PersonRef, ...] = Field(
        default=(), title="Medvirkende", description="hvem som har det, personer"
    )


END_OF_NIGHT = time(6)
"""What begins in the evening may last until then, and is of one day to those who read of it."""

_UNKNOWN = PartialDate()
_DAY_ALONE: JsonDict = {"pattern": WITHOUT_CLOCK}
_WITH_CLOCK: JsonDict = {"pattern": WITH_CLOCK}


class EventMeta(PrintableMeta):
    """The fields of an event."""

    start: EventTime = Field(
        title="Begynner",
        description="når det begynner, med klokkeslett; bare dato når `all_day: true`; er dagen ikke kjent, "
        "måneden (`2017-09`), årstiden (`2016-spring`), året (`2017`) eller `unknown`",
    )
    end: EventTime | None = Field(
        default=None,
        title="Slutter",
        description="når det slutter; uten regnes det som over ved dagens slutt",
    )
    previous_start: EventTime | None = Field(
        default=None,
        title="Opprinnelig tid",
        description="når det først skulle begynne, når det er utsatt og `start` er den nye tiden",
    )
    """Of a postponed event whose new time is known."""
    all_day: Boolean = Field(
        default=False, title="Hele dagen", description="`true` når det varer hele dagen eller dagene"
    )
    timezone: Timezone = Field(
        default=OSLO,
        title="Tidssone",
        description="tidssonen, når den ikke er `Europe/Oslo`",
    )
    venue: Venue | None = Field(
        default=None, title="Sted", description="hvor det er: navnet på stedet, adressen og posisjonen"
    )
    online: Online | None = Field(default=None, title="På nett", description="hvordan en kan delta på nett")
    registration: Registration | None = Field(
        default=None,
        title="Påmelding",
        description="hvordan man melder seg på: lenke, frist, pris og plasser",
    )
    status: Annotated[
        Literal["scheduled", "cancelled", "postponed", "moved-online"],
        Choices(
            {
                "scheduled": ("som planlagt", "som planlagd", "planlagt"),
                "cancelled": ("avlyst", "avlyses", "kansellert"),
                "postponed": ("utsatt", "utsett", "utsettes"),
                "moved-online": ("flyttet til nett", "flytta til nett", "på nett", "digitalt", "online"),
            }
        ),
    ] = Field(
        default="scheduled",
        title="Status",
        description="`scheduled` (det vanlige), `cancelled`, `postponed` eller `moved-online`",
    )
    sequence: Integer = Field(
        default=0,
        title="Endringsnummer",
        description="øk med 1 når tid eller sted endres to ganger samme dag; ellers er det nok at `updated` "
        "settes til i dag, så retter kalendere det som står i dem",
    )
    """Added, in calendars, to what follows from its status and the day of its last change."""
    organiser: OrganisationRef | None = Field(
        default=None, title="Arrangør", description="arrangøren, en organisasjon"
    )
    speakers: tuple[PersonRef, ...] = Field(
        default=(), title="Medvirkende", description="de som medvirker, personer"
    )
    programme: tuple[ProgrammeItem, ...] = Field(
        default=(), title="Program", description="punktene i programmet, med klokkeslett"
    )
    series: Slug | None = Field(
        default=None,
        title="Serie",
        description="et navn som arrangementene i en serie har felles; de neste i serien vises på siden",
    )
    """The name of the series that the event belongs to."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"required": ["all_day"], "properties": {"all_day": {"const": True}}},
            "then": {"properties": {"start": _DAY_ALONE, "end": _DAY_ALONE}},
            "else": {"properties": {"start": _WITH_CLOCK, "end": _WITH_CLOCK}},
        }
    )

    @model_validator(mode="after")
    def _times_are_consistent(self) -> Self:
        for field in ("start", "end"):
            value: DayOrMoment | PartialDate | None = getattr(self, field)
            if not isinstance(value, DayOrMoment):
                continue
            if self.all_day and value.moment is not None:
                raise violation(rules.ALL_DAY, "", field=field)
            if not self.all_day and value.moment is None:
                raise violation(rules.NEEDS_CLOCK, "", field=field)
            if value.moment is not None:
                self._check_clock_exists(field, value.moment)
        if self.registration is not None and self.registration.deadline is not None:
            self._check_clock_exists("registration.deadline", self.registration.deadline)
        if self.end is not None:
            self._check_order(self.start, self.end)
        return self

    @property
    def starts_at(self) -> datetime | None:
        """When it begins, in its time zone; at midnight for an all-day event; None when no day is known."""
        return self.local(self.start) if isinstance(self.start, DayOrMoment) else None

    @property
    def ends_at(self) -> datetime:
        """When it is over, in its time zone.

        By default that is the end of its last day; of a month, a season or a year, its last day.
        What nobody knows the date of has been.
        """
        last = self.end or self.start
        if isinstance(last, DayOrMoment) and last.moment is not None and self.end is not None:
            return self.local(last)
        day = last.last_day if isinstance(last, PartialDate) else self.local(last).date()
        return datetime.combine(day + timedelta(days=1), time(), self.timezone)

    @property
    def sorted_at(self) -> datetime:
        """When it comes in lists: as it begins, or after all else of its month, season or year."""
        starts = self.starts_at
        if starts is not None:
            return starts
        assert isinstance(self.start, PartialDate)
        return datetime.combine(self.start.last_day, time.max, self.timezone)

    @property
    def last_day(self) -> date | None:
        """The day on which it ends, in its time zone; None when it is not known."""
        last = self.end or self.start
        return self.local(last).date() if isinstance(last, DayOrMoment) else None

    @property
    def state(self) -> str:
        """Its status; ``rescheduled`` when it has a new time, which is its own and another than before."""
        has_new_time = self.start not in (self.previous_start, _UNKNOWN)
        was_known = self.previous_start not in (None, _UNKNOWN)
        is_rescheduled = has_new_time and was_known and self.status in ("scheduled", "postponed")
        return "rescheduled" if is_rescheduled else self.status

    @property
    def is_waiting(self) -> bool:
        """Whether it is postponed, and its new time is not known."""
        return self.state == "postponed"

    @property
    def registration_closes(self) -> datetime | None:
        """When registration closes, in the event's time zone; None when it has no deadline."""
        deadline = self.registration.deadline if self.registration is not None else None
        return self._in_zone(deadline) if deadline is not None else None

    def _check_order(self, start: DayOrMoment | PartialDate, end: DayOrMoment | PartialDate) -> None:
        if end == UNKNOWN:
            advice = Phrase(" Er slutten ikke kjent, så ta bort linjen.")
            raise violation(rules.NOT_DATETIME, str(end), field="end", suggestion=advice)
        if isinstance(start, PartialDate) or isinstance(end, PartialDate):
            first = start.first_day if isinstance(start, PartialDate) else start.day
            last = end.last_day if isinstance(end, PartialDate) else end.day
            are_equal, is_wrong, suggestion = False, last < first, None
        else:
            # Moments in the same zone are compared by what clocks show, which is repeated in autumn.
            starts, ends = self.local(start).timestamp(), self.ends_at.timestamp()
            are_equal, is_wrong = ends == starts, ends <= starts
            suggestion = _suggest_end(start, end) if ends < starts else None
        if is_wrong:
            raise order_violation(
                "start",
                _format_time(start),
                "end",
                _format_time(end),
                are_equal=are_equal,
                suggestion=suggestion,
            )

    def local(self, value: DayOrMoment) -> datetime:
        """Return a time of the event in its time zone; at midnight for a day alone."""
        return self._in_zone(value.moment or datetime.combine(value.day, time()))

    def _in_zone(self, moment: datetime) -> datetime:
        return moment.astimezone(self.timezone) if moment.tzinfo else moment.replace(tzinfo=self.timezone)

    def _check_clock_exists(self, field: str, moment: datetime) -> None:
        fault = clock_fault(moment, self.timezone) if moment.tzinfo is None else None
        if fault is not None:
            raise violation(fault.rule, field=field, **fault.params)


def _suggest_end(start: DayOrMoment, end: DayOrMoment) -> Phrase | None:
    """Return what to do about an end after midnight that has the day of the start."""
    if end.moment is None or end.day != start.day or end.moment.time() > END_OF_NIGHT:
        return None
    next_day = _format_time(DayOrMoment(end.day, end.moment + timedelta(days=1)))
    return Phrase(" Slutter det etter midnatt, så skriv {value}.", value=next_day)


def _format_time(value: DayOrMoment | PartialDate) -> str:
    if isinstance(value, PartialDate):
        return str(value)
    return value.moment.isoformat(" ", "minutes") if value.moment else value.day.isoformat()
