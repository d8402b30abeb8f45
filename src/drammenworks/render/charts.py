"""Figures as templates show them: changes, columns and the lengths of bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from drammenworks.content.models.common import KeyFigure
from drammenworks.content.models.report import FinanceRow, FinanceTable

_PERCENTAGES = frozenset({"%", "prosent", "per cent", "pst."})
"""The units whose figures change by percentage points: 40 % to 44 % is 4 points, and not 10 %."""

_ACCOUNT_COLUMNS = ("result", "budget", "previous")


@dataclass(frozen=True, slots=True)
class KeyFigureView:
    """A key figure, and how it has changed."""

    label: str
    value: float
    unit: str | None
    qualifier: str | None
    is_year: bool
    """It is a year, which is never grouped by thousands."""
    previous: float | None
    target: float | None
    change: float | None
    """Since the year before, in per cent or in points; none without a year before to compare with."""
    changes_by_points: bool
    """It is a percentage, and changes by percentage points."""


@dataclass(frozen=True, slots=True)
class KeyFiguresView:
    """The key figures of a document."""

    figures: tuple[KeyFigureView, ...] = ()
    sources: tuple[str, ...] = ()
    """Whom they come from, each once."""
    has_previous: bool = False
    """Some figure has a year before."""
    has_target: bool = False
    """Some figure has a target."""


class Bar(NamedTuple):
    """The bar of a row, in per cent of the width of its column."""

    start: float
    length: float
    is_negative: bool
    """It goes from zero to the left."""


@dataclass(frozen=True, slots=True)
class AccountsView:
    """A part of the accounts."""

    title: str
    columns: tuple[str, ...]
    """Those that have a value in some row: fields of a row, in the order in which they are shown."""
    rows: tuple[FinanceRow, ...]


def key_figures_view(figures: Sequence[KeyFigure]) -> KeyFiguresView:
    """Return key figures as templates show them."""
    return KeyFiguresView(
        figures=tuple(map(_key_figure, figures)),
        sources=tuple(dict.fromkeys(figure.source for figure in figures if figure.source)),
        has_previous=any(figure.previous is not None for figure in figures),
        has_target=any(figure.target is not None for figure in figures),
    )


def accounts_view(table: FinanceTable) -> AccountsView:
    """Return a part of the accounts, without the columns that nobody filled in."""
    columns = tuple(
        column for column in _ACCOUNT_COLUMNS if any(getattr(row, column) is not None for row in table.rows)
    )
    return AccountsView(table.title, columns, table.rows)


def bars(values: Sequence[float | None]) -> tuple[Bar | None, ...]:
    """Return the bar of each number, from zero: to the left when it is negative, else to the right.

    The longest bar to either side reaches the end of its side; none for a row without a number.
    """
    numbers = [value for value in values if value is not None]
    lowest, highest = min(numbers, default=0), max(numbers, default=0)
    lowest, highest = min(lowest, 0), max(highest, 0)
    span = highest - lowest
    if not span:
        return tuple(None for _ in values)
    zero = -lowest / span * 100
    return tuple(None if value is None else _bar(value / span * 100, zero) for value in values)


def zero_of(values: Sequence[float | None]) -> float | None:
    """Return where zero is in a column of bars, in per cent from the left; None when nothing is negative."""
    numbers = [value for value in values if value is not None]
    lowest, highest = min(numbers, default=0), max(numbers, default=0)
    return round(-lowest / (max(highest, 0) - lowest) * 100, 1) if lowest < 0 else None


def _bar(length: float, zero: float) -> Bar:
    start = zero + min(length, 0)
    return Bar(round(start, 1), round(abs(length), 1), length < 0)


def _key_figure(figure: KeyFigure) -> KeyFigureView:
    by_points = figure.unit in _PERCENTAGES
    return KeyFigureView(
        label=figure.label,
        value=figure.value,
        unit=figure.unit,
        qualifier=figure.qualifier,
        is_year=figure.is_year,
        previous=figure.previous,
        target=figure.target,
        change=_change(figure, by_points=by_points),
        changes_by_points=by_points,
    )


def _change(figure: KeyFigure, *, by_points: bool) -> float | None:
    """Return by how much a figure changed: whole where it is whole, else with one decimal.

    What grows has a plus, also below zero: from −10 to −5 is +50 %.
    A year does not change by per cent, and nothing can be compared with nothing, or with zero.
    """
    if figure.is_year or not figure.previous:
        return None
    difference = figure.value - figure.previous
    change = round(difference if by_points else difference / abs(figure.previous) * 100, 1)
    return int(change) if change == int(change) else change
