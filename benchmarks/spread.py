"""Minimum, median and maximum of figures, and the ratios of two rows of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Spread:
    """How far figures lie apart."""

    least: float
    median: float
    most: float


@dataclass(frozen=True, slots=True)
class Ratio:
    """One row of figures divided by another."""

    of_medians: float
    least: float
    """Of the ratios of the pairs that ran one after the other."""
    most: float


def spread(values: Iterable[float]) -> Spread | None:
    """Return the spread of ``values``; None when there are none."""
    ordered = sorted(values)
    return Spread(ordered[0], median(ordered), ordered[-1]) if ordered else None


def ratio(ours: Mapping[int, float], theirs: Mapping[int, float]) -> Ratio | None:
    """Return ours divided by theirs, each by repetition; None when no repetition has both.

    The median of each is over the repetitions that have both, so that a run that failed on one side
    does not shift the other.
    """
    both = [number for number in ours if number in theirs]
    if not both or any(theirs[number] == 0 for number in both):
        return None
    pairs = [ours[number] / theirs[number] for number in both]
    of_medians = median(ours[number] for number in both) / median(theirs[number] for number in both)
    return Ratio(of_medians, min(pairs), max(pairs))
