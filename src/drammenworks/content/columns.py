"""What the columns of a table are (numbers, years or text), and the numbers in them, as they are typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from drammenworks.content.tables import Table

Cell = str | int | float
"""A number where the column has numbers, else text; the empty text where it has nothing."""


class ColumnKind(StrEnum):
    """What a column holds, and so how it is shown."""

    NUMBER = "number"
    """Numbers, shown as the language writes them."""
    YEAR = "year"
    """Years, which are never grouped by thousands."""
    TEXT = "text"
    """Anything else, as it is written; also numbers that name something, such as postal codes."""


class Quantity(NamedTuple):
    """A number and what it counts."""

    value: int | float
    unit: str
    """``%``, ``kr``, or nothing."""


_BLANK = frozenset(("", "-", "–", "—", "−"))
"""What stands for nothing in a column of numbers."""
_SPACES = " \xa0\u2007\u2009\u202f'’"
"""What spreadsheets and people put between thousands, points and commas apart."""
_NUMBER = re.compile(rf"(?P<sign>[-+−–]?)[ \xa0]?(?P<digits>[0-9][0-9.,{_SPACES}]*)")
_WITH_SPACES = re.compile(rf"[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+(?:[.,][0-9]+)?")
_POINTS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_COMMAS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_DECIMAL = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_EITHER = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?P<sign>[.,])[0-9]{3}(?![0-9.,])")
"""A number whose sign may be before decimals or between thousands."""
_DECIMALS = {
    sign: re.compile(
        rf"(?<![0-9.,])(?:0|[0-9]{{4,}})[{sign}][0-9]|[0-9][{sign}](?:[0-9]{{1,2}}|[0-9]{{4,}})(?![0-9])"
    )
    for sign in ".,"
}
"""What only a number with decimals after the sign looks like."""
_MAX_DIGITS = 15
_MAX_DECIMALS = 6

_BEFORE = re.compile(r"(?:kr\.?|nok)[ \xa0]*(?=[-+−–0-9])", re.IGNORECASE)
_AFTER = re.compile(r"[ \xa0]*(?P<unit>%|prosent|kroner|kr\.?|nok|,[-–—])", re.IGNORECASE)
_PER_CENT = ("%", "prosent")

_LEADING_ZERO = re.compile(r"0[0-9]+")
_YEAR = re.compile(r"1[89][0-9]{2}|20[0-9]{2}|2100")
_OF_YEARS = re.compile(
    r"år\b|\bårs?tall|\byears?\b|stift|etabl|grunnl|oppstart|startet|\bfød[td]|\bbygd|bygget|founded|established|"
    r"\bbuilt|\bborn|\bsince\b|\bsiden\b|\bsidan\b",
    re.IGNORECASE,
)
"""Headings of columns of years, where all values can be years."""
_OF_NAMES = re.compile(r"(?:nr|nummer|kode|tlf|telefon|mobil|phone|code|zip|\bid)\.?$", re.IGNORECASE)
"""Headings of columns whose numbers name something: they are not counted, and not added up."""
_NAME = re.compile(r"[0-9+ \xa0]+")


def column_kinds(table: Table, declared: Mapping[str, str]) -> tuple[ColumnKind, ...]:
    """Return what each column holds; the first one names the rows, even by years, and is text.

    :param declared: the kinds that an editor states, by the headings.
    """
    kinds = [
        ColumnKind(declared[heading]) if heading in declared else _guess(heading, index, column)
        for index, (heading, column) in enumerate(zip(table.columns, _columns(table), strict=True))
    ]
    return tuple(kinds)


def cells(table: Table, kinds: Sequence[ColumnKind]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of a table with numbers as numbers; the rest is as it is written."""
    columns = [
        _numbers(column) if kind is ColumnKind.NUMBER else column
        for kind, column in zip(kinds, _columns(table), strict=True)
    ]
    return tuple(zip(*columns, strict=True))


def bar_column(kinds: Sequence[ColumnKind]) -> int | None:
    """Return the index of the column that a chart draws: the last one with numbers."""
    numbers = [index for index, kind in enumerate(kinds) if index and kind is ColumnKind.NUMBER]
    return numbers[-1] if numbers else None


def bar_values(table: Table, kinds: Sequence[ColumnKind]) -> tuple[int | float | None, ...]:
    """Return the number of each row that a chart draws; None where there is none."""
    column = bar_column(kinds)
    return (
        tuple(None for _ in table.rows) if column is None else quantities([row[column] for row in table.rows])
    )


def quantities(column: Sequence[str]) -> tuple[int | float | None, ...]:
    """Return the numbers of a column, also beside their units; None for what is unlike the rest.

    Kroner may be with and without their unit; per cent are compared with per cent alone.
    """
    found = [_quantity(text, _grouping(column)) for text in column]
    shares = sum(quantity is not None and quantity.unit == "%" for quantity in found)
    is_share = shares * 2 > sum(quantity is not None for quantity in found)
    return tuple(
        quantity.value if quantity is not None and (quantity.unit == "%") is is_share else None
        for quantity in found
    )


def ambiguous(column: Sequence[str], signs: str = ".,") -> int | None:
    """Return the position of the first number that may be read in two ways, such as «1.234»; None for none.

    Other numbers of the column may tell whether its sign is before decimals or between thousands.

    :param signs: those that may be either.
    """
    grouping = _grouping(column)
    for position, text in enumerate(column):
        match = _EITHER.search(text)
        if match is not None and match["sign"] in signs and match["sign"] != grouping:
            decimals = _DECIMALS[match["sign"]]
            if not any(decimals.search(other) for other in column):
                return position
    return None


def is_blank(text: str) -> bool:
    """Tell whether a cell of numbers has nothing."""
    return text in _BLANK


def _columns(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(zip(*table.rows, strict=True))


def _guess(heading: str, index: int, column: Sequence[str]) -> ColumnKind:
    values = [text for text in column if not is_blank(text)]
    if not index or any(_LEADING_ZERO.fullmatch(text) for text in values):
        return ColumnKind.TEXT
    if _OF_YEARS.search(heading) and all(_YEAR.fullmatch(text) for text in values):
        return ColumnKind.YEAR
    if _OF_NAMES.search(heading.strip()) and all(_NAME.fullmatch(text) for text in values):
        return ColumnKind.TEXT
    grouping = _grouping(column)
    return ColumnKind.NUMBER if any(_quantity(text, grouping) for text in values) else ColumnKind.TEXT


def _numbers(column: Sequence[str]) -> tuple[Cell, ...]:
    grouping = _grouping(column)
    numbers = [_number(text, grouping) for text in column]
    return tuple(
        number if number is not None else "" if is_blank(text) else text
        for text, number in zip(column, numbers, strict=True)
    )


def _grouping(column: Sequence[str]) -> str:
    """Return the sign that surely groups thousands in a column: «1.234,50» tells what «1.234» is."""
    for sign, pattern, other in ((".", _POINTS, ","), (",", _COMMAS, ".")):
        for text in column:
            digits = text.lstrip("-+−–")
            if pattern.fullmatch(digits) and (other in digits or digits.count(sign) > 1):
                return sign
    return ""


def _quantity(text: str, grouping: str) -> Quantity | None:
    """Return a number with its unit, if any."""
    plain = _BEFORE.sub("", text, count=1)
    unit = "kr" if plain != text else ""
    number = _number(plain, grouping)
    if number is not None:
        return Quantity(number, unit)
    after = next((match for match in _AFTER.finditer(plain) if match.end() == len(plain)), None)
    number = _number(plain[: after.start()], grouping) if after is not None else None
    if after is None or number is None:
        return None
    return Quantity(number, "%" if after["unit"].casefold() in _PER_CENT else "kr")


def _number(text: str, grouping: str) -> int | float | None:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    plain = _plain(match["digits"], grouping)
    if plain is None:
        return None
    whole, _, decimals = plain.partition(".")
    if len(whole) > _MAX_DIGITS or len(decimals) > _MAX_DECIMALS:
        return None
    sign = -1 if match["sign"] in ("-", "−", "–") else 1
    # No minus before zero.
    return (sign * float(plain) if decimals else sign * int(plain)) or 0


def _plain(digits: str, grouping: str) -> str | None:
    """Return digits with a decimal point and nothing else, or None when they are no number."""
    if _WITH_SPACES.fullmatch(digits):
        return re.sub(f"[{_SPACES}]", "", digits).replace(",", ".")
    for sign, pattern, other in ((".", _POINTS, ","), (",", _COMMAS, ".")):
        if pattern.fullmatch(digits) and (sign == grouping or digits.count(sign) > 1 or other in digits):
            return digits.replace(sign, "").replace(",", ".")
    return digits.replace(",", ".") if _DECIMAL.fullmatch(digits) else None
