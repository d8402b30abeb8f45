"""A time zone as calendar programs need it: two rules that hold every year (RFC 5545 § 3.6.5).

icalendar writes lists of dates that end in 2038, which Outlook misreads; rules from 1970 on are read alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

_YEARS = range(2026, 2038)
"""Years in which a rule has to hold to be one."""

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class _Change(NamedTuple):
    """A change of the clock, as it comes back every year."""

    month: int
    week: int
    """Which of the month's such weekdays; -1 for the last."""
    weekday: int
    hour: int
    minute: int
    before: timedelta
    """The offset from UTC until then."""
    after: timedelta
    is_summer: bool
    name: str

    @property
    def first(self) -> datetime:
        """The time by the old clock of the change in 1970, had the rule been in force."""
        start = datetime(1970, self.month, 1, self.hour, self.minute)
        first = start + timedelta(days=(self.weekday - start.weekday()) % 7)
        if self.week > 0:
            return first + timedelta(weeks=self.week - 1)
        while (first + timedelta(weeks=1)).month == self.month:
            first += timedelta(weeks=1)
        return first


@cache
def vtimezone(zone: ZoneInfo) -> Timezone | None:
    """Return a zone with the rules of its clock; None when no rule says when it changes."""
    changes = _yearly_changes(zone)
    if changes is None:
        return None
    component = Timezone()
    component.add("tzid", str(zone))
    if not changes:
        now = datetime(_YEARS[0], 1, 1, tzinfo=zone)
        offset = now.utcoffset() or timedelta()
        changes = (_Change(1, 1, 3, 0, 0, offset, offset, is_summer=False, name=now.tzname() or ""),)
    for change in changes:
        part = TimezoneDaylight() if change.is_summer else TimezoneStandard()
        part.add("dtstart", change.first)
        if change.before != change.after:
            day = f"{change.week}{_DAYS[change.weekday]}"
            part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": change.month, "BYDAY": day}))
        part.add("tzoffsetfrom", change.before)
        part.add("tzoffsetto", change.after)
        part.add("tzname", change.name)
        component.add_component(part)
    return component


def _yearly_changes(zone: ZoneInfo) -> tuple[_Change, ...] | None:
    """Return the changes that come back every year, by month; None when they differ from year to year."""
    years = [tuple(_changes(zone, year)) for year in _YEARS]
    for last in (True, False):
        found = {tuple(_rule(moment, zone, last=last) for moment in year) for year in years}
        if len(found) == 1:
            return found.pop()
    return None


def _changes(zone: ZoneInfo, year: int) -> Iterator[datetime]:
    """Yield the instants of a year, in UTC, from which another offset holds."""
    day = datetime(year, 1, 1, tzinfo=UTC)
    while day.year == year:
        low, high = day, day + timedelta(days=1)
        if _offset(low, zone) != _offset(high, zone):
            while high - low > timedelta(minutes=1):
                middle = low + (high - low) // 2
                middle -= timedelta(seconds=middle.second, microseconds=middle.microsecond)
                low, high = (middle, high) if _offset(middle, zone) == _offset(low, zone) else (low, middle)
            yield high
        day += timedelta(days=1)


def _rule(moment: datetime, zone: ZoneInfo, *, last: bool) -> _Change:
    """Return a change as a rule: by the last such weekday of its month, or by its number."""
    before, after = _offset(moment - timedelta(minutes=1), zone), _offset(moment, zone)
    wall = (moment + before).replace(tzinfo=None)
    is_last = (wall + timedelta(weeks=1)).month != wall.month
    week = -1 if last and is_last else (wall.day - 1) // 7 + 1
    local = moment.astimezone(zone)
    return _Change(
        wall.month,
        week,
        wall.weekday(),
        wall.hour,
        wall.minute,
        before,
        after,
        is_summer=after > before,
        name=local.tzname() or "",
    )


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
