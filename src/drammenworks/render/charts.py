"""Figures as templates show them: changes, columns and the lengths of bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drammenworks.content.models.common import KeyFigure
from drammenworks.content.models.report import FinanceRow, FinanceTable
from drammenworks.content.tables import Cell

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


def number_columns(rows: Sequence[Sequence[Cell]], width: int) -> tuple[bool, ...]:
    """Return of each column whether it holds numbers; the first one names the rows, even by years.

    :param width: how many columns there are.
    """
    return tuple(
        index > 0 and any(isinstance(row[index], int | float) for row in rows) for index in range(width)
    )


def bar_lengths(rows: Sequence[Sequence[Cell]]) -> tuple[float | None, ...]:
    """Return how long the bar of each row is, in per cent of the longest; none for a row without a number.

    A bar shows the last cell of its row. Bars have lengths and no direction: what is negative is as long as
    what is positive.
    """
    values = [row[-1] for row in rows]
    numbers = [abs(value) if isinstance(value, int | float) else None for value in values]
    longest = max((number for number in numbers if number is not None), default=0)
    return tuple(
        round(number / longest * 100, 1) if number is not None and longest else None for number in numbers
    )


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

    A year does not change by per cent, and nothing can be compared with nothing, or with zero.
    """
    if figure.is_year or not figure.previous:
        return None
    difference = figure.value - figure.previous
    change = round(difference if by_points else difference / figure.previous * 100, 1)
    return int(change) if change == int(change) else change
