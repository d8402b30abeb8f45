"""Tables and charts as plain frozen values, with their texts in one language.

Stable: pages, data files and other renderings are made of these values and of nothing else, so that they
agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

MISSING = "–"
"""What stands for a value that is not known."""


class Cell(NamedTuple):
    """A value as it is shown, and as a number where it is one."""

    text: str
    """With qualifier, and without the unit that the table states."""
    value: int | float | None = None
    """None for text, and for a value that is not known."""


class TableColumn(NamedTuple):
    """A column of a table."""

    label: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table; its first column names the rows."""

    id: str
    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    unit: str | None = None
    """Of all numbers; None where the rows or columns name theirs."""
    source: str | None = None
    note: str | None = None


class ChartKind(StrEnum):
    """How a chart shows its values."""

    BAR = "bar"
    """A bar for each category."""
    GROUPED = "grouped"
    """Bars side by side for each category, one for each series."""
    STACKED = "stacked"
    """One bar for each category, in parts."""
    LINE = "line"
    """A line for each series, from left to right over the categories."""
    SHARE = "share"
    """One bar for a whole, in parts."""
    PROGRESS = "progress"
    """A bar for each category, with a mark at its target."""
    MULTIPLES = "multiples"
    """A small line for each series, each in a panel with its own scale."""


class Series(NamedTuple):
    """The values of a chart that belong together: one for each category."""

    label: str
    cells: tuple[Cell, ...]

    @property
    def values(self) -> tuple[int | float | None, ...]:
        """The numbers."""
        return tuple(cell.value for cell in self.cells)


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart: what it says, what it draws, and the table of the same values."""

    id: str
    kind: ChartKind
    message: str
    """Its headline, and the name that assistive technology reads."""
    subtitle: str
    """What is measured, in which unit; may be empty."""
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    """Of a chart of progress, the values and then the targets."""
    table: DataTable
    source: str | None = None
    note: str | None = None
