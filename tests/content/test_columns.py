"""What columns of tables hold, and the numbers in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drammenworks.content.columns import Cell, ambiguous, bar_values, cells, column_kinds
from drammenworks.content.tables import Table

N, NN, T, F = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}", "\N{FIGURE SPACE}"


def _table(heading: str, *values: str) -> Table:
    return Table(("Navn", heading), tuple((f"n{index}", value) for index, value in enumerate(values)))


def shown(heading: str, *values: str, kind: str | None = None) -> list[Cell]:
    """Return the cells of a second column as a page gets them."""
    table = _table(heading, *values)
    kinds = column_kinds(table, {} if kind is None else {heading: kind})
    return [row[1] for row in cells(table, kinds)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234", 1234),
        ("1 234", 1234),
        (f"1{N}234", 1234),
        (f"1{NN}234{NN}567", 1234567),
        (f"1{T}234", 1234),
        (f"1{F}234", 1234),
        ("1'234", 1234),
        ("1’234’567", 1234567),
        ("1 234,5", 1234.5),
        (f"1{N}234,50", 1234.5),
        ("1.234,50", 1234.5),
        ("1.234.567", 1234567),
        ("1,234.50", 1234.5),
        ("1,234,567", 1234567),
        ("1,5", 1.5),
        ("1.5", 1.5),
        ("0,5", 0.5),
        ("−5", -5),
        ("-5", -5),
        ("–5", -5),
        ("- 5", -5),
        (f"-1{N}234,5", -1234.5),
        ("+5", 5),
        ("-0", 0),
        ("−0,0", 0),
        ("0", 0),
        ("123456789012345", 123456789012345),
    ],
)
def test_a_number_is_read_as_spreadsheets_and_people_write_it(text: str, number: float) -> None:
    """With any space between thousands, a comma or a point, and any minus."""
    [cell] = shown("Antall", text)
    assert (cell, type(cell)) == (number, type(number))


@pytest.mark.parametrize(
    "text",
    ["1 23", "12 34", "1 2345", "1  234", "1e5", "0x10", "2017-2020", "01.02.2017", "1,2,3", "1.2.3", "5 stk.",
     "32 00 00 00", "½", "1/2", "1 234.567.8", "12 345 6", "1234567890123456", "1,1234567", "ca. 5", "10:30", "٣"],
)  # fmt: skip
def test_what_is_no_number_stays_as_it_is_written(text: str) -> None:
    """Nothing is guessed."""
    assert shown("Antall", text, "5") == [text, 5]


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("Postnr", ("3040", "0150")),
        ("Nummer", ("3040", "0150", "")),
        ("Antall", ("007", "1234")),
        ("Kommunenr.", ("3005", "3301")),
        ("Kommunenummer", ("3005", "3301")),
        ("Org.nr", ("912345678",)),
        ("Telefon", ("32000000", "32 00 00 00", "+47 32 00 00 00")),
        ("Tlf.", ("32000000",)),
        ("Postkode", ("3005",)),
        ("ID", ("1000", "2000")),
        ("Stiftet", ("1987", "2001")),
        ("Stiftet år", ("1987",)),
        ("År", ("1987", "", "2001")),
        ("Byggeår", ("1890",)),
        ("Fødselsår", ("1950",)),
        ("Årstall", ("2017", "2018")),
        ("Etablert", ("1987",)),
        ("Founded", ("1987",)),
        ("Year", ("1987",)),
        ("Født", ("1987", "-")),
    ],
)
def test_years_and_numbers_that_name_something_are_text(heading: str, values: tuple[str, ...]) -> None:
    """They are shown as they are written, without spaces; a leading zero makes text of its whole column."""
    assert shown(heading, *values) == list(values)


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("Medlemmer", ("1950", "2010")),
        ("Antall", ("1987", "2001")),
        ("Kroner", ("1900", "2000")),
        ("År", ("1987", "250")),
        ("Medlemmer i år", ("950", "1950")),
        ("Stiftet", ("19",)),
        ("Antall telefoner", ("1950",)),
        ("Besøk", ("0", "1950")),
        ("Andel", ("0,5", "1950")),
    ],
)
def test_what_is_counted_is_numbers(heading: str, values: tuple[str, ...]) -> None:
    """Also where all of them could be years, and the heading does not say so."""
    assert all(isinstance(cell, int | float) for cell in shown(heading, *values))


@pytest.mark.parametrize(
    ("heading", "kind", "values", "expected"),
    [
        ("Antall", "year", ("1987", "2001"), ["1987", "2001"]),
        ("År", "number", ("1987",), [1987]),
        ("Antall", "text", ("1 234",), ["1 234"]),
        ("Postnr", "number", ("0150",), [150]),
        ("Navn på laget", "number", ("x", "5"), ["x", 5]),
    ],
)
def test_an_editor_decides_what_a_column_holds(
    heading: str, kind: str, values: tuple[str, ...], expected: list[Cell]
) -> None:
    """Whatever its heading and its values look like."""
    assert shown(heading, *values, kind=kind) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("1.234", "1.234,50"), [1234, 1234.5]),
        (("1.234", "1.234.567"), [1234, 1234567]),
        (("1.234", "5,5"), [1.234, 5.5]),
        (("1,234", "1,234.5"), [1234, 1234.5]),
        (("1,234", "1,5"), [1.234, 1.5]),
    ],
)
def test_a_column_tells_what_its_points_and_commas_are(values: tuple[str, ...], expected: list[Cell]) -> None:
    """One value that is clear decides the others."""
    assert shown("Antall", *values) == expected


def test_nothing_is_nothing() -> None:
    """A dash in a column of numbers stands for an empty cell; among words it is what is written."""
    assert shown("Antall", "5", "-", "–", "") == [5, "", "", ""]
    assert shown("Sted", "Her", "-") == ["Her", "-"]


def test_the_first_column_names_the_rows() -> None:
    """As it is written, also when it is a year or a number."""
    table = Table(("År", "Antall"), (("2017", "1"), ("1,50", "2")))
    assert [row[0] for row in cells(table, column_kinds(table, {}))] == ["2017", "1,50"]


@pytest.mark.parametrize(
    ("values", "drawn"),
    [
        (("5", "−5", "", "x"), (5, -5, None, None)),
        (("12 %", "15 %"), (12, 15)),
        (("12 %", "15 %", "5"), (12, 15, None)),
        (("5", "6", "12 %"), (5, 6, None)),
        (("kr 500,-", "1 000 kr", "500"), (500, 1000, 500)),
        (("NOK 5", "kr. 6,50", "-7 kroner"), (5, 6.5, -7)),
        ((f"12{N}%", "9,5 prosent"), (12, 9.5)),
    ],
)
def test_a_chart_draws_numbers_of_one_kind(values: tuple[str, ...], drawn: tuple[float | None, ...]) -> None:
    """Kroner with or without their sign; per cent beside per cent alone."""
    table = _table("Antall", *values)
    assert bar_values(table, column_kinds(table, {})) == drawn


def test_a_chart_draws_the_last_column_of_numbers() -> None:
    """Years, telephone numbers and words after it are no numbers."""
    table = Table(("Navn", "Antall", "Stiftet", "Tlf"), (("A", "5", "1987", "32000000"), ("B", "6", "", "")))
    assert bar_values(table, column_kinds(table, {})) == (5, 6)
    without = Table(("Navn", "Stiftet"), (("A", "1987"),))
    assert bar_values(without, column_kinds(without, {})) == (None,)


@given(st.lists(st.text(alphabet="0123456789.,' \xa0-−%krx", max_size=12), min_size=1, max_size=6))
def test_any_column_has_a_cell_for_each_value(values: list[str]) -> None:
    """A number or what was written; and nothing raises."""
    result = shown("Antall", *values)
    assert len(result) == len(values)
    for cell, text in zip(result, values, strict=True):
        assert not isinstance(cell, str) or cell in (text, "")


@pytest.mark.parametrize(
    ("column", "position"),
    [
        (("1.234",), 0),
        (("5", "12.345 kr"), 1),
        (("kr 1,234",), 0),
        (("-1.234", "5,5"), 0),
        (("1.234", "1.234,50"), None),
        (("1.234", "1.234.567"), None),
        (("1.234", "1.5"), None),
        (("1.234", "0.125"), None),
        (("1.234", "1234.125"), None),
        (("1,234", "1,2340"), None),
        (("0.234",), None),
        (("1 234",), None),
        (("1234",), None),
        (("12.34",), None),
        (("1.2345",), None),
        (("", "–", "ord"), None),
    ],
)
def test_a_number_that_may_be_read_in_two_ways_is_found(
    column: tuple[str, ...], position: int | None
) -> None:
    """Unless another number of the column tells what its sign is."""
    assert ambiguous(column) == position
