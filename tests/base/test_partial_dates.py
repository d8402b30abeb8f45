"""Dates of which a month, a season or a year is known, or nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from drammenworks.base import fields
from drammenworks.base.fields import UNKNOWN, PartialDate
from drammenworks.base.fields.partial_dates import LESS_EXACT, interval
from drammenworks.base.text.dates import format_partial_date

YEAR, MONTH, DAY = PartialDate(2017), PartialDate(2017, 9), PartialDate(2017, 9, 5)
SPRING, WINTER = PartialDate(2016, season="spring"), PartialDate(2018, season="winter")


def read(field: Any, text: str) -> Any:
    """Return what a field makes of a text; of an invalid one, its code and the value that is suggested."""
    try:
        return TypeAdapter(field).validate_python(text)
    except ValidationError as error:
        context = error.errors()[0]["ctx"]
        return context["code"], str(context.get("suggestion", ""))


@pytest.mark.parametrize(
    ("text", "expected", "first", "last", "iso"),
    [
        ("2017", YEAR, date(2017, 1, 1), date(2017, 12, 31), "2017"),
        ("2017-09", MONTH, date(2017, 9, 1), date(2017, 9, 30), "2017-09"),
        ("2016-02", PartialDate(2016, 2), date(2016, 2, 1), date(2016, 2, 29), "2016-02"),
        ("2017-09-05", DAY, date(2017, 9, 5), date(2017, 9, 5), "2017-09-05"),
        ("2016-spring", SPRING, date(2016, 3, 1), date(2016, 5, 31), None),
        ("2016-summer", PartialDate(2016, season="summer"), date(2016, 6, 1), date(2016, 8, 31), None),
        ("2016-autumn", PartialDate(2016, season="autumn"), date(2016, 9, 1), date(2016, 11, 30), None),
        ("2018-winter", WINTER, date(2017, 12, 1), date(2018, 2, 28), None),
        ("unknown", UNKNOWN, date.min, date.min, None),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(
    text: str, expected: PartialDate, first: date, last: date, iso: str | None
) -> None:
    """It is written as it was typed, and knows between which days it is."""
    found = read(fields.KnownDate, text)
    assert (found, str(found)) == (expected, text)
    assert (found.first_day, found.last_day, found.iso) == (first, last, iso)
    assert found.exact == (first if first == last != date.min else None)


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("september 2017", "2017-09"),
        ("Sept. 2017", "2017-09"),
        ("i september 2017", "2017-09"),
        ("9/2017", "2017-09"),
        ("09.2017", "2017-09"),
        ("2017-9", "2017-09"),
        ("2017 september", "2017-09"),
        ("våren 2016", "2016-spring"),
        ("Vår 2016", "2016-spring"),
        ("om våren 2016", "2016-spring"),
        ("2016-vår", "2016-spring"),
        ("2016-SPRING", "2016-spring"),
        ("sommaren 2016", "2016-summer"),
        ("hausten 2016", "2016-autumn"),
        ("fall 2016", "2016-autumn"),
        ("vinteren 2018", "2018-winter"),
        ("i 2017", "2017"),
        ("2017.", "2017"),
        ("dato ukjent", "unknown"),
        ("Ukjent", "unknown"),
        ("?", "unknown"),
        ("vet ikke", "unknown"),
        ("5. september 2017", "2017-09-05"),
        ("5.9.2017", "2017-09-05"),
        ("2017-13", None),
        ("2017-00", None),
        ("2017-09-31", None),
    ],
)
def test_other_ways_to_write_it_are_answered_with_the_right_one(text: str, suggested: str | None) -> None:
    """In all fields that know such dates, and it is one that they accept."""
    advice = f" Mente du «{suggested}»?" if suggested is not None else ""
    assert read(fields.KnownDate, text) == ("DW209", advice)
    assert read(fields.WrittenDate, text) == ("DW209", advice)
    assert read(fields.EventTime, text) == ("DW210", advice)
    if suggested is not None:
        assert str(read(fields.KnownDate, suggested)) == suggested


@pytest.mark.parametrize("text", ["13/2017", "0017", "september", "en gang i 2017", "2016-spring-01"])
def test_what_is_no_date_is_answered_with_all_forms(text: str) -> None:
    """Also those of a date of which less is known."""
    for date_type, code in (
        (fields.KnownDate, "DW209"),
        (fields.WrittenDate, "DW209"),
        (fields.EventTime, "DW210"),
    ):
        assert read(date_type, text) == (code, LESS_EXACT)


def test_a_period_does_not_begin_at_an_unknown_date() -> None:
    """Its end is left out instead."""
    assert read(fields.Period, "2016-spring") == SPRING
    assert read(fields.Period, "unknown")[0] == "DW213"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (YEAR, YEAR, "2017"),
        (MONTH, MONTH, "2017-09"),
        (MONTH, PartialDate(2018, 2), "2017-09/2018-02"),
        (YEAR, None, "2017/.."),
        (None, YEAR, "../2017"),
        (SPRING, SPRING, "2016-03/2016-05"),
        (SPRING, WINTER, "2016-03/2018-02"),
        (WINTER, WINTER, "2017-12/2018-02"),
        (UNKNOWN, UNKNOWN, None),
        (None, None, None),
    ],
)
def test_machines_get_an_interval(
    first: PartialDate | None, last: PartialDate | None, expected: str | None
) -> None:
    """ISO 8601 knows no seasons: they are given by their months, and no day is invented."""
    assert interval(first, last) == expected


@pytest.mark.parametrize(
    ("partial", "nb", "nn", "en"),
    [
        (MONTH, "september 2017", "september 2017", "September 2017"),
        (SPRING, "våren 2016", "våren 2016", "spring 2016"),
        (PartialDate(2016, season="autumn"), "høsten 2016", "hausten 2016", "autumn 2016"),
        (YEAR, "2017", "2017", "2017"),
        (UNKNOWN, "dato ukjent", "ukjend dato", "date unknown"),
    ],
)
def test_readers_get_words(partial: PartialDate, nb: str, nn: str, en: str) -> None:
    """In each language."""
    shown = [
        format_partial_date(partial.year, month=partial.month, season=partial.season, lang=lang)
        for lang in ("nb", "nn", "en")
    ]
    assert shown == [nb, nn, en]
