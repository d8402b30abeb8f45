"""Numbers are written as Norwegian and English readers expect."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from drammenworks.base.text.numbers import format_amount, format_number, format_percent
from tests.base.text.steady import STEADY
from tests.golden import GoldenCase, read_golden

GOLDEN = read_golden(Path(__file__).parent / "fixtures" / "numbers.md")


def written(line: str) -> str:
    """Return what a line of the golden file asks for."""
    lang, what, value, *rest = line.split()
    decimals = int(rest.pop(0)) if rest and rest[0].isdigit() else None
    if what == "amount":
        return format_amount(Decimal(value), *rest, lang=lang, decimals=decimals)
    write = {"number": format_number, "percent": format_percent}[what]
    return write(Decimal(value), lang=lang, decimals=decimals)


@pytest.mark.parametrize("case", GOLDEN, ids=str)
def test_golden(case: GoldenCase) -> None:
    """Each line of the golden file is written as on the line that is expected."""
    assert case.expected.splitlines() == [written(line) for line in case.source.splitlines()]


def test_floats_are_taken_by_their_digits() -> None:
    """A float is what Python shows of it: 2.675 is rounded up, 0.1 + 0.2 has one decimal."""
    assert format_number(2.675, lang="nb", decimals=2) == "2,68"
    assert format_number(0.1 + 0.2, lang="nb") == "0,3"
    assert format_number(-0.0, lang="nb") == "0"


def test_very_large_numbers() -> None:
    """No digit of a large number is lost."""
    assert format_number(10**33 + 1, lang="en", decimals=1).replace(",", "") == f"{10**33 + 1}.0"
    assert format_number(1e22, lang="en").count(",") == 7


@STEADY
@given(st.integers(min_value=0, max_value=10**20))
def test_grouping_is_that_of_cldr(value: int) -> None:
    """Whole numbers are grouped as CLDR has it for bokmål."""
    assert format_number(value, lang="nb") == format_decimal(value, locale="nb")


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan"), Decimal("sNaN")])
def test_what_is_no_number(value: float) -> None:
    """Infinity and NaN are refused rather than published."""
    with pytest.raises(ValueError, match="as a number"):
        format_number(value, lang="nb")


@pytest.mark.parametrize("lang", ["", "no", "sv", "nb-NO", "NB"])
def test_unknown_language(lang: str) -> None:
    """A language without a format is refused."""
    with pytest.raises(ValueError, match="no number format"):
        format_percent(1, lang=lang)
