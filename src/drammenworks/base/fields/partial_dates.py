"""Dates of which more or less is known: a day, a month, a season or a year; or nothing."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import PlainValidator

from drammenworks.base.fields.date_suggestions import suggest_date
from drammenworks.base.fields.validators import anchored, json_schema, pattern_validator
from drammenworks.errors import Phrase
from drammenworks.errors.rules import fields as rules

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
"""The first and the last month of each; a winter has the year of its last month, as meteorologists count."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month, a season or a year; without a year, a date that nobody knows."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: str | None = None

    def __str__(self) -> str:
        if self.year is None:
            return "unknown"
        rest = [self.season] if self.season else [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join([f"{self.year:04d}", *rest])

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Return a day as a date of which all is known."""
        return cls(day.year, day.month, day.day)

    @property
    def exact(self) -> date | None:
        """The day; None when it is not known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def first_day(self) -> date:
        """The first day that it can be; of an unknown date, the first of all."""
        if self.year is None:
            return date.min
        if self.season is not None:
            month, last = SEASONS[self.season]
            return date(self.year - (month > last), month, 1)
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day that it can be; of an unknown date, the first of all."""
        if self.year is None:
            return date.min
        month = SEASONS[self.season][1] if self.season is not None else self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def iso(self) -> str | None:
        """The date as ISO 8601 writes it, which knows neither seasons nor unknown dates."""
        return None if self.year is None or self.season is not None else str(self)


def interval(first: PartialDate | None, last: PartialDate | None) -> str | None:
    """Return the time from one date to another as an interval of ISO 8601, open where there is no date.

    Of a season that is from its first month to its last. None when nothing is known.
    """
    known = [one if one is not None and one.year is not None else None for one in (first, last)]
    if known == [None, None]:
        return None
    begins, ends = known
    if begins is not None and begins == ends and begins.iso is not None:
        return begins.iso
    begin = ".." if begins is None else begins.iso or f"{begins.first_day:%Y-%m}"
    end = ".." if ends is None else ends.iso or f"{ends.last_day:%Y-%m}"
    return f"{begin}/{end}"


UNKNOWN = PartialDate()
"""A date that nobody knows."""

SPAN_PATTERN = f"[12][0-9]{{3}}(-([0-9]{{2}}|{'|'.join(SEASONS)}))?"
"""A month, a season or a year."""
DAY_PATTERN = "[12][0-9]{3}-[0-9]{2}-[0-9]{2}"
"""Within these years, the day before and the day after always exist; a year such as 26 is a slip."""
_PERIOD = f"{SPAN_PATTERN}|{DAY_PATTERN}"
_KNOWN_DATE = f"{_PERIOD}|unknown"


def parse_partial_date(text: str) -> PartialDate:
    """Return the date in a text that one of the patterns matches.

    :raises ValueError: if there is no such day or month.
    """
    if text == "unknown":
        return UNKNOWN
    year, *rest = text.split("-")
    if rest and rest[0] in SEASONS:
        return PartialDate(int(year), season=rest[0])
    month, day = (int(part) for part in [*rest, *["0"] * (2 - len(rest))])
    date(int(year), month if rest else 1, day if len(rest) == 2 else 1)
    return PartialDate(int(year), month or None, day or None)


LESS_EXACT = Phrase(
    " Er ikke dagen kjent, så skriv måneden (2026-11), årstiden (2026-autumn), året (2026) eller unknown."
)
"""What else a date may be that need not be a day."""
_VALIDATE_DATE = PlainValidator(
    pattern_validator(
        _KNOWN_DATE, parse_partial_date, rules.NOT_DATE, suggest=suggest_date, otherwise=LESS_EXACT
    )
)

KnownDate = Annotated[
    PartialDate,
    _VALIDATE_DATE,
    json_schema(
        "partial-date", type=["string", "integer"], pattern=anchored(_KNOWN_DATE), examples=["2026-11-21"]
    ),
]
"""A date, as far as it is known."""

WrittenDate = Annotated[
    PartialDate,
    _VALIDATE_DATE,
    json_schema("date", type=["string", "integer"], pattern=anchored(_KNOWN_DATE), examples=["2026-11-21"]),
]
"""The same, for a date that whoever writes the document knows nearly always: forms offer a calendar."""

Period = Annotated[
    PartialDate,
    PlainValidator(pattern_validator(_PERIOD, parse_partial_date, rules.NOT_PERIOD, suggest=suggest_date)),
    json_schema(
        "period", type=["string", "integer"], pattern=anchored(_PERIOD), examples=["2026-09", "2026-spring"]
    ),
]
"""The beginning or the end of a period."""
