"""Random numbers that are the same everywhere.

Only ``random()`` of Python's generator is promised to give the same numbers in every version;
``choice`` and ``sample`` have changed before. So everything here is made from ``random()`` alone.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import TypeVar

_T = TypeVar("_T")


class SeededRandom:
    """Draws that depend on a seed and nothing else."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed).random

    def pick(self, values: Sequence[_T]) -> _T:
        """Return one of ``values``, each equally likely."""
        return values[int(self._random() * len(values))]

    def between(self, low: int, high: int) -> int:
        """Return a number from ``low`` to ``high``, both included."""
        return low + int(self._random() * (high - low + 1))

    def happens(self, probability: float) -> bool:
        """Return whether something of this probability happens."""
        return self._random() < probability

    def zipf(self, values: Sequence[_T], count: int) -> tuple[_T, ...]:
        """Return ``count`` different values: the second is half as likely as the first, and so on."""
        bounds = list(accumulate(1 / rank for rank in range(1, len(values) + 1)))
        chosen: dict[int, None] = {}
        while len(chosen) < count:
            chosen[bisect(bounds, self._random() * bounds[-1])] = None
        return tuple(values[index] for index in chosen)
