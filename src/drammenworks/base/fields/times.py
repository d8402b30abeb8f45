"""Days, times of day, durations, and time zones."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Annotated, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from pydantic import PlainSerializer, PlainValidator

from drammenworks.base.fields.date_suggestions import (
    suggest_clock,
    suggest_day,
    suggest_event_time,
    suggest_moment,
)
from drammenworks.base.fields.partial_dates import (
    DAY_PATTERN,
    LESS_EXACT,
    SPAN_PATTERN,
    PartialDate,
    parse_partial_date,
)
from drammenworks.base.fields.validators import (
    SCALAR_TYPES,
    anchored,
    json_schema,
    pattern_validator,
    scalar_text,
    violation,
)
from drammenworks.errors.nearest import nearest_labelled, suggestion_for
from drammenworks.errors.rules import fields as rules


def _clock(text: str) -> time:
    hour, minute = re.split("[:.]", text)
    return time(int(hour), int(minute))


def _duration(text: str) -> timedelta:
    *hours, minutes, seconds = (int(part) for part in text.split(":"))
    if seconds > 59 or (hours and minutes > 59):
        raise ValueError(text)
    return timedelta(hours=hours[0] if hours else 0, minutes=minutes, seconds=seconds)


Date = Annotated[
    date,
    PlainValidator(pattern_validator(DAY_PATTERN, date.fromisoformat, rules.NOT_DATE, suggest=suggest_day)),
    json_schema("date", type="string", format="date", pattern=anchored(DAY_PATTERN), examples=["2026-11-21"]),
]
_MOMENT = (
    DAY_PATTERN
    + r"[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)?( ?([Zz]|[-+][0-9]{2}(:?[0-5][0-9])?))?"
)
"""As RFC 3339 and the exports of calendars and spreadsheets write it; with or without an offset."""


def read_moment(text: str) -> datetime:
    """Return the moment in a text that the pattern of moments matches.

    :raises ValueError: if there is no such day or time.
    """
    day, rest = text[: len("2026-11-21")], text[len("2026-11-21T") :]
    return datetime.fromisoformat(f"{day}T{rest.replace(' ', '').upper()}")


Moment = Annotated[
    datetime,
    PlainValidator(pattern_validator(_MOMENT, read_moment, rules.NOT_DATETIME, suggest=suggest_moment)),
    json_schema("moment", type="string", pattern=anchored(_MOMENT), examples=["2026-11-21 18:00"]),
]
"""A date and a time of day; local to the document's time zone unless it has an offset."""

_CLOCK = "([01]?[0-9]|2[0-3])[:.][0-5][0-9]"

Clock = Annotated[
    time,
    PlainValidator(pattern_validator(_CLOCK, _clock, rules.NOT_TIME, suggest=suggest_clock)),
    json_schema("clock", type=SCALAR_TYPES, pattern=anchored(_CLOCK), examples=["18:00"]),
]
_DURATION = "([0-9]{1,2}:)?[0-9]{1,3}:[0-9]{2}"

Duration = Annotated[
    timedelta,
    PlainValidator(pattern_validator(_DURATION, _duration, rules.NOT_DURATION)),
    PlainSerializer(str),
    json_schema("duration", type="string", pattern=anchored(_DURATION), examples=["3:20"]),
]


class DayOrMoment(NamedTuple):
    """When an event begins or ends: a day, and a time of day unless it lasts all day."""

    day: date
    moment: datetime | None


def _event_time(text: str) -> DayOrMoment | PartialDate:
    if re.fullmatch(_UNKNOWN_DAY, text):
        return parse_partial_date(text)
    if len(text) == len("2026-11-21"):
        return DayOrMoment(date.fromisoformat(text), None)
    moment = read_moment(text)
    return DayOrMoment(moment.date(), moment)


_UNKNOWN_DAY = f"{SPAN_PATTERN}|unknown"
WITHOUT_CLOCK = f"^({DAY_PATTERN}|{_UNKNOWN_DAY})$"
"""Matches the times of events that have no time of day."""
WITH_CLOCK = f"[T ]|^({_UNKNOWN_DAY})$"
"""Matches the times of events that have one, and those that can have none."""
_EVENT_TIME = f"{_UNKNOWN_DAY}|{DAY_PATTERN}|{_MOMENT}"

EventTime = Annotated[
    DayOrMoment | PartialDate,
    PlainValidator(
        pattern_validator(
            _EVENT_TIME,
            _event_time,
            rules.NOT_DATETIME,
            suggest=suggest_event_time,
            otherwise=LESS_EXACT,
        )
    ),
    json_schema(
        "event-time",
        type=["string", "integer"],
        pattern=anchored(_EVENT_TIME),
        examples=["2026-11-21 18:00"],
    ),
]
"""When an event begins or ends, as far as that is known."""


def _timezone(value: object) -> ZoneInfo:
    text = scalar_text(value)
    try:
        return ZoneInfo(text)
    except (KeyError, OSError, ValueError):
        suggestion = suggestion_for(_zone_meant(text))
        raise violation(rules.NOT_TIMEZONE, value, suggestion=suggestion) from None


def _zone_meant(text: str) -> str | None:
    """Return the zone whose name, or whose city, is most like a text."""
    zones = available_timezones()
    by_city = {name.rpartition("/")[2].replace("_", " "): name for name in sorted(zones) if "/" in name}
    return nearest_labelled(text, {**by_city, **{name: name for name in zones}})


Timezone = Annotated[
    ZoneInfo, PlainValidator(_timezone), json_schema("timezone", type="string", examples=["Europe/Oslo"])
]
"""An IANA time zone: ``Europe/Oslo``."""
