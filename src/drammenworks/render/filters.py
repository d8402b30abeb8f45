"""The filters of the templates: dates, numbers and the like in a page's language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import pass_context
from jinja2.runtime import Context

from drammenworks.base.fields import DayOrMoment, PartialDate
from drammenworks.base.text import dates, numbers
from drammenworks.content.models.common import TimeSpan
from drammenworks.content.models.event import END_OF_NIGHT, EventMeta
from drammenworks.render.document_view import DocumentView

_EN_DASH = "–"


@pass_context
def _date(context: Context, value: date | PartialDate, style: str = "long") -> str:
    if isinstance(value, PartialDate):
        return partial_date(value, _lang(context), style)  # type: ignore[arg-type]
    return dates.format_date(value, lang=_lang(context), style=style)  # type: ignore[arg-type]


@pass_context
def _clock(context: Context, value: time | datetime) -> str:
    return dates.format_clock(_time(value), lang=_lang(context))


@pass_context
def _time_range(context: Context, span: tuple[time, time]) -> str:
    return dates.format_time_range(*span, lang=_lang(context))


@pass_context
def _number(context: Context, value: int | float) -> str:
    return numbers.format_number(value, lang=_lang(context))


@pass_context
def _percent(context: Context, value: int | float) -> str:
    return numbers.format_percent(value, lang=_lang(context))


@pass_context
def _amount(context: Context, value: int | float, unit: str) -> str:
    return numbers.format_amount(value, unit, lang=_lang(context))


@pass_context
def _file_size(context: Context, size: int) -> str:
    return numbers.format_file_size(size, lang=_lang(context))


@pass_context
def _duration(context: Context, value: timedelta) -> str:
    return dates.format_duration(value, lang=_lang(context))


@pass_context
def _period(context: Context, span: TimeSpan) -> str:
    return period(span, _lang(context))


@pass_context
def _event_when(context: Context, document: DocumentView) -> str:
    assert isinstance(document.meta, EventMeta)
    return event_when(document.meta, _lang(context), document.site_timezone)


@pass_context
def _event_times(context: Context, document: DocumentView) -> tuple[str, str]:
    assert isinstance(document.meta, EventMeta)
    return event_days_and_hours(document.meta, _lang(context), document.site_timezone)


@pass_context
def _event_was(context: Context, document: DocumentView) -> str:
    assert isinstance(document.meta, EventMeta)
    return event_was(document.meta, _lang(context))


def _event_iso(document: DocumentView) -> str:
    assert isinstance(document.meta, EventMeta)
    start, starts = document.meta.start, document.meta.starts_at
    if isinstance(start, PartialDate) or starts is None:
        return iso(start) if isinstance(start, PartialDate) else ""
    return iso(starts.date() if document.meta.all_day else starts)


@pass_context
def _event_zone(context: Context, document: DocumentView) -> str:
    assert isinstance(document.meta, EventMeta)
    return event_zone(document.meta, _lang(context), document.site_timezone)


def _lang(context: Context) -> str:
    lang: str = context.environment.current().lang  # type: ignore[attr-defined]
    return lang


def iso(value: date | datetime | time | PartialDate) -> str:
    """Return a value for a ``datetime`` attribute (HTML § 4.5.14); empty where HTML has none."""
    if isinstance(value, PartialDate):
        return value.iso or ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat("minutes") if isinstance(value, time) else value.isoformat()


def partial_date(value: PartialDate, lang: str, style: dates.DateStyle = "long") -> str:
    """Return a date as far as it is known: «21. november 2026», «september 2017», «våren 2016»."""
    day = value.exact
    if day is not None:
        return dates.format_date(day, lang=lang, style=style)
    return dates.format_partial_date(value.year, month=value.month, season=value.season, lang=lang)


def period(span: TimeSpan, lang: str) -> str:
    """Return «2017–2020», «september 2017 – mars 2018», «våren 2016» or, with an open end, «2017–»."""
    start = partial_date(span.from_, lang) if span.from_ is not None else ""
    end = partial_date(span.to, lang) if span.to is not None else ""
    if start == end:
        return start
    are_years = all(one is None or one == PartialDate(one.year) for one in (span.from_, span.to))
    is_open = not start or not end
    return f"{start}{_EN_DASH if are_years or is_open else f' {_EN_DASH} '}{end}"


def event_when(event: EventMeta, lang: str, site_zone: ZoneInfo) -> str:
    """Return when an event is, as short as is clear: its day or days, and its hours.

    :param site_zone: the time zone of the readers; that of the event is named where its clocks differ.
    """
    days, hours = event_days_and_hours(event, lang, site_zone)
    separator = ", " if _EN_DASH in days else " "
    return f"{days}{separator}{hours}" if hours else days


def event_days_and_hours(event: EventMeta, lang: str, site_zone: ZoneInfo) -> tuple[str, str]:
    """Return the day or days of an event, and its hours, which may be empty; see :func:`event_when`."""
    starts, ends = event.starts_at, event.ends_at
    last = event.last_day
    if starts is None or last is None:
        return _as_far_as_known(event, lang), ""
    first = starts.date()
    if event.all_day:
        if first != last:
            return dates.format_date_range(first, last, lang=lang), ""
        return dates.format_date(first, lang=lang, style="weekday"), ""
    zone = event_zone(event, lang, site_zone)
    if first != last and not _is_one_night(starts, ends):
        days = dates.format_date_range(first, last, lang=lang)
        return days, f"{dates.format_clock(_time(starts), lang=lang)}{zone}"
    day = dates.format_date(first, lang=lang, style="weekday")
    start = dates.format_clock(_time(starts), lang=lang)
    if event.end is None:
        return day, f"{start}{zone}"
    prefix = start.removesuffix(dates.format_time(_time(starts), lang=lang))
    return day, f"{prefix}{dates.format_time_range(_time(starts), _time(ends), lang=lang)}{zone}"


def event_was(event: EventMeta, lang: str) -> str:
    """Return when an event with a new time was first to begin."""
    previous = event.previous_start
    if previous is None or isinstance(previous, PartialDate):
        return partial_date(previous, lang) if previous is not None else ""
    local = event.local(previous)
    day = dates.format_date(local, lang=lang, style="weekday")
    if previous.moment is None:
        return day
    return f"{day} {dates.format_clock(_time(local), lang=lang)}"


def _as_far_as_known(event: EventMeta, lang: str) -> str:
    start, end = (
        partial_date(PartialDate.of(one.day) if isinstance(one, DayOrMoment) else one, lang)
        for one in (event.start, event.end or event.start)
    )
    return start if start == end else f"{start} {_EN_DASH} {end}"


def _is_one_night(starts: datetime, ends: datetime) -> bool:
    """Tell whether an event ends in the night that follows its day, which readers count as the same day."""
    return (
        ends.date() - starts.date() == timedelta(days=1)
        and ends.time() <= END_OF_NIGHT
        and ends.time() < starts.time()
    )


def event_zone(event: EventMeta, lang: str, site_zone: ZoneInfo) -> str:
    """Return the name of an event's time zone for after its hours; empty where clocks are as the readers'."""
    starts = event.starts_at
    moments = (starts, event.ends_at) if starts is not None else ()
    if all(moment.utcoffset() == moment.astimezone(site_zone).utcoffset() for moment in moments):
        return ""
    return f" ({dates.format_zone(event.timezone, lang=lang)})"


def _time(value: time | datetime) -> time:
    return value.time() if isinstance(value, datetime) else value


FILTERS: dict[str, Callable[..., Any]] = {
    "date": _date,
    "iso": iso,
    "clock": _clock,
    "time_range": _time_range,
    "number": _number,
    "percent": _percent,
    "amount": _amount,
    "duration": _duration,
    "file_size": _file_size,
    "period": _period,
    "event_when": _event_when,
    "event_times": _event_times,
    "event_was": _event_was,
    "event_iso": _event_iso,
    "event_zone": _event_zone,
}
"""By the names that templates call them."""
