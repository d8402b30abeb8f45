"""Where numbers are along an axis, and which of them it names."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple


class Range(NamedTuple):
    """The numbers that an axis goes over."""

    low: float
    high: float

    def share(self, value: float) -> float:
        """Return how far along a value is, from 0 to 1."""
        return (value - self.low) / (self.high - self.low) if self.high > self.low else 0.0


def from_zero(values: Iterable[float | None]) -> Range:
    """Return the range of bars, which begin at zero."""
    known = [value for value in values if value is not None]
    return Range(min(0, *known, 0), max(0, *known, 0))


def ticks(values: Iterable[float | None], *, wanted: int = 4) -> list[float]:
    """Return round numbers from below the lowest to above the highest value.

    Zero is one of them where values are near enough that it costs less than half of the height.
    """
    known = [value for value in values if value is not None]
    low, high = min(known), max(known)
    if low > 0 and low < high * 0.6:
        low = 0
    if low == high:
        low, high = (low - 1, high + 1) if low else (0, 1)
    step = _round_step((high - low) / wanted)
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [round(index * step, 10) for index in range(first, last + 1)]


def _round_step(rough: float) -> float:
    """Return 1, 2 or 5 times a power of ten, the least that is not below a number."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * (1 - 1e-9))
