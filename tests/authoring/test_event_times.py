"""Dates and times in natural language are parsed, or rejected as ambiguous."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from drammenworks.authoring.event_times import EventTimes, parse_day, parse_when
from drammenworks.errors import UsageError

_OSLO = ZoneInfo("Europe/Oslo")
_SATURDAY = datetime(2026, 11, 21, 12, tzinfo=_OSLO)
_MONDAY = datetime(2026, 11, 23, 12, tzinfo=_OSLO)
_THURSDAY_AT_8 = EventTimes(date(2026, 11, 26), time(8))


@pytest.mark.parametrize(
    "text",
    [
        "neste torsdag 08.00",
        "Neste  torsdag  kl. 8",
        "next Thursday 08.00",
        "next Thursday at 8 am",
        "torsdag 08.00",
        "på torsdag kl. 8",
        "on Thursday 8:00",
        "Thu 8:00",
        "førstkommende torsdag 08:00",
        "this Thursday 8am",
        "torsdag i neste uke klokka 8",
        "neste uke torsdag 08.00",
        "Thursday next week 08.00",
        "om 5 dager kl. 08.00",
        "in five days at 8:00",
        "26. november kl. 8",
        "26 november 08.00",
        "26. nov. 2026 08.00",
        "torsdag 26. november 2026 kl. 08.00",
        "torsdag den 26. november 2026 kl. 08.00",
        "Thursday, November 26, 2026 8:00",
        "November 26th 8:00 a.m.",
        "26.11.2026 08.00",
        "26.11. 08.00",
        "26/11/2026 08.00",
        "2026-11-26 08:00",
        "2026-11-26T08:00",
        "2026-11-26T08:00:00",
        "2026-11-26 kl. 8",
    ],
)
def test_the_same_instant_may_be_written_in_many_ways(text: str) -> None:
    """In bokmål, in English, and as ISO 8601 has it."""
    assert parse_when(text, now=_SATURDAY) == _THURSDAY_AT_8


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("laurdag i neste veke kl. 18", EventTimes(date(2026, 11, 28), time(18))),
        ("i dag kl. 18.30", EventTimes(date(2026, 11, 21), time(18, 30))),
        ("i morgon kl. 18", EventTimes(date(2026, 11, 22), time(18))),
        ("tomorrow 6 pm", EventTimes(date(2026, 11, 22), time(18))),
        ("tomorrow 12 am", EventTimes(date(2026, 11, 22), time(0))),
        ("om to uker kl. 9", EventTimes(date(2026, 12, 5), time(9))),
        ("1. mars kl. 9", EventTimes(date(2027, 3, 1), time(9))),
        ("29. februar kl. 9", EventTimes(date(2028, 2, 29), time(9))),
        ("torsdag kl. 18–20", EventTimes(date(2026, 11, 26), time(18), time(20))),
        ("torsdag 18.00-20.30", EventTimes(date(2026, 11, 26), time(18), time(20, 30))),
        ("5. desember hele dagen", EventTimes(date(2026, 12, 5))),
        ("all day tomorrow", EventTimes(date(2026, 11, 22))),
        ("11. mai 2017 kl. 8", EventTimes(date(2017, 5, 11), time(8))),
        (
            "2027-10-31 02:30+01:00",
            EventTimes(date(2027, 10, 31), time(2, 30), offset=timezone(timedelta(hours=1))),
        ),
        ("2027-10-31T01:30Z", EventTimes(date(2027, 10, 31), time(1, 30), offset=timezone(timedelta(0)))),
    ],
)
def test_other_days_and_times(text: str, expected: EventTimes) -> None:
    """A day without a year is the next one; an end is on the same day."""
    assert parse_when(text, now=_SATURDAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("neste mandag 08.00", EventTimes(date(2026, 11, 30), time(8))),
        ("torsdag 08.00", _THURSDAY_AT_8),
        ("torsdag i neste uke 08.00", EventTimes(date(2026, 12, 3), time(8))),
    ],
)
def test_unambiguous_words_on_a_monday(text: str, expected: EventTimes) -> None:
    """On a Monday, the next Monday is in a week."""
    assert parse_when(text, now=_MONDAY) == expected


@pytest.mark.parametrize(
    ("text", "now", "told"),
    [
        ("lørdag 18.00", _SATURDAY, ("lørdag 21. november 2026 eller lørdag 28. november 2026",)),
        ("3/4/2027 18.00", _SATURDAY, ("torsdag 4. mars 2027 eller lørdag 3. april 2027",)),
        ("2026-10-25 02:30", _SATURDAY, ("«2026-10-25 02:30+02:00» eller «2026-10-25 02:30+01:00»",)),
        ("fredag 26. november 08.00", _SATURDAY, ("stemmer ikke", "torsdag 26. november 2026")),
        (
            "28. mars 2027 kl. 02.30",
            _SATURDAY,
            ("søndag 28. mars 2027 kl. 02.30 finnes ikke", "en time fram"),
        ),
        ("28. mars 2027 kl. 01.00–02.30", _SATURDAY, ("kl. 02.30 finnes ikke",)),
        ("31. februar 2027 18.00", _SATURDAY, ("finnes ikke i kalenderen",)),
        ("31. februar 18.00", _SATURDAY, ("finnes ikke i kalenderen",)),
        ("2027-02-31 18:00", _SATURDAY, ("«2027-02-31» finnes ikke i kalenderen",)),
        ("2026-13-40", _SATURDAY, ("finnes ikke i kalenderen",)),
        ("2026-11-21 25:00", _SATURDAY, ("klokkeslett som ikke finnes",)),
        ("torsdag kl. 24.00", _SATURDAY, ("klokkeslett som ikke finnes",)),
        ("torsdag 13 pm", _SATURDAY, ("klokkeslett som ikke finnes",)),
        ("torsdag 20.00–18.00", _SATURDAY, ("slutter før det begynner",)),
        ("torsdag", _SATURDAY, ("torsdag 26. november 2026", "klokkeslettet mangler", "hele dagen")),
        ("torsdag 18", _SATURDAY, ("Forstår ikke «18»",)),
        ("08.00", _SATURDAY, ("sier ikke hvilken dag",)),
        ("torsdag 08.00 hele dagen", _SATURDAY, ("både et klokkeslett og hele dagen",)),
        ("26. novembr 18.00", _SATURDAY, ("Forstår ikke «novembr»", "Mente du «november»?")),
        ("januar", _SATURDAY, ("mangler året", "«januar 2027»")),
        ("Sommeren", _SATURDAY, ("mangler året", "«Sommeren 2027»")),
        ("uke 12", _SATURDAY, ("er en uke", "«2026-11-21 18:00»")),
        ("5.-7. juni", _SATURDAY, ("er flere dager", "«5. juni kl. 18.00»", "«end»")),
        ("5. – 7. juni 2027 kl. 18", _SATURDAY, ("er flere dager", "«5. juni kl. 18»")),
        ("5 til 7 juni kl. 18", _SATURDAY, ("er flere dager", "«5. juni kl. 18»")),
        ("trsdag 18.00", _SATURDAY, ("Forstår ikke «trsdag»", "Mente du «torsdag»?")),
        ("halv ni på torsdag", _SATURDAY, ("Forstår ikke",)),
        ("om 99999 dager kl. 8", _SATURDAY, ("Forstår ikke «99999»",)),
        ("om mange uker kl. 8", _SATURDAY, ("Forstår ikke «mange»",)),
        ("om ² uker kl. 8", _SATURDAY, ("Forstår ikke «²»",)),
        ("om tre måneder kl. 8", _SATURDAY, ("Forstår ikke «måneder»",)),
        ("21. november 0026 kl. 20", _SATURDAY, ("Året 26",)),
        ("1.2.27 12.00", _SATURDAY, ("Forstår ikke",)),
        ("", _SATURDAY, ("tom",)),
        (" \n ", _SATURDAY, ("tom",)),
        ("\x00", _SATURDAY, ("Forstår ikke",)),
        ("٢٠٢٦-١١-٢٦ ٠٨:٠٠", _SATURDAY, ()),
    ],
)
def test_invalid_and_ambiguous_texts_are_reported(text: str, now: datetime, told: tuple[str, ...]) -> None:
    """And what it was taken for, where it was taken for anything."""
    with pytest.raises(UsageError) as raised:
        parse_when(text, now=now)
    for words in told:
        assert words in str(raised.value)


def test_a_day_has_no_time_of_day() -> None:
    """News are from a day."""
    assert parse_day("i går", today=date(2026, 11, 21)) == date(2026, 11, 20)
    assert parse_day("21. november 2026", today=date(2027, 1, 1)) == date(2026, 11, 21)
    for text in ("2026-11-21 18:00", "torsdag 18.00"):
        with pytest.raises(UsageError, match="bare være en dato"):
            parse_day(text, today=date(2026, 11, 21))


@pytest.mark.parametrize("weekday", range(7))
def test_next_weekday_is_the_first_one_after_today(weekday: int) -> None:
    """The second day that some people mean is known where it is a different one."""
    now = datetime(2026, 11, 16, 12, tzinfo=_OSLO) + timedelta(days=weekday)
    for name, number in (("mandag", 0), ("torsdag", 3), ("søndag", 6)):
        found = parse_when(f"neste {name} 08.00", now=now)
        assert timedelta(0) < found.day - now.date() <= timedelta(days=7)
        assert found.day.weekday() == number
        # Later in this week to some, and in the next to others.
        assert found.other_day == (found.day + timedelta(days=7) if number > weekday else None)


_ADVICE = re.compile("«([^«»]*)»")
_REFUSED = [
    *(
        "torsdag",
        "neste torsdag",
        "i morgen",
        "3/4/2027",
        "3/4/2027 18.00",
        "lørdag 18.00",
        "lørdag kl. 18–20",
    ),
    *(
        "lørdag",
        "lørdag hele dagen",
        "08.00",
        "kl. 8",
        "",
        " ",
        "halv ni på torsdag",
        "trsdag 18.00",
        "x",
        "3/4",
    ),
    *("2026-10-25 02:30", "25. oktober 2026 kl. 02.30", "om tre måneder kl. 8", "1.2.27 12.00", "torsdag 18"),
]


def _advised(error: UsageError) -> list[str]:
    """Return what an error says to write."""
    _, _, advice = str(error).rpartition("Skriv ")
    suggested = _ADVICE.findall(advice)
    assert suggested
    return suggested


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize("text", _REFUSED)
def test_advice_about_a_time_is_accepted_as_it_stands(text: str, weekday: int) -> None:
    """Whoever follows it does not get the next error."""
    now = datetime(2026, 11, 16, 12, tzinfo=_OSLO) + timedelta(days=weekday)
    try:
        parse_when(text, now=now)
    except UsageError as error:
        for words in _advised(error):
            parse_when(words, now=now)


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize("text", ["", "x", "3/4", "3/4/2027", "lørdag", "trsdag", "om tre måneder", "nå"])
def test_advice_about_a_day_is_accepted_as_it_stands(text: str, weekday: int) -> None:
    """It has no time of day, which a day must not have."""
    today = date(2026, 11, 16) + timedelta(days=weekday)
    try:
        parse_day(text, today=today)
    except UsageError as error:
        for words in _advised(error):
            parse_day(words, today=today)


@pytest.mark.parametrize(
    "today", [date(2027, 3, day) for day in range(21, 29)] + [date(2027, 10, day) for day in range(24, 32)]
)
def test_days_before_and_after_the_clocks_change(today: date) -> None:
    """The time of day is that of the place, on both sides of the change."""
    now = datetime.combine(today, time(12), _OSLO)
    assert parse_when("neste torsdag 08.00", now=now).clock == time(8)
    assert parse_when("om to dager kl. 18", now=now).day == today + timedelta(days=2)


def test_an_event_may_last_past_midnight() -> None:
    """From the evening to the morning; an end before the beginning is a mistake at any other time."""
    found = parse_when("lørdag 28. november 2026 kl. 22.00–02.00", now=_SATURDAY)
    assert (found.clock, found.end, found.end_day) == (time(22), time(2), date(2026, 11, 29))
    with pytest.raises(UsageError, match="slutter før det begynner"):
        parse_when("28. november 2026 kl. 10.00–02.00", now=_SATURDAY)


def test_an_end_that_is_twice_is_written_in_the_file() -> None:
    """Which of the two cannot be said on the command line."""
    with pytest.raises(
        UsageError, match=r"«end: 2027-10-31 02:30\+02:00» eller «end: 2027-10-31 02:30\+01:00»"
    ):
        parse_when("31. oktober 2027 kl. 01.00–02.30", now=_SATURDAY)
