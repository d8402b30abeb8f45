"""How long each stage of a build takes, by what it reports of its progress."""

from __future__ import annotations

import time

Stages = tuple[tuple[str, float], ...]
"""Name and seconds of each."""


class StageClock:
    """Notes when each stage first reports progress."""

    def __init__(self) -> None:
        self._told: dict[str, float] = {}
        self._started = time.perf_counter()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take a report."""
        self._told.setdefault(stage, time.perf_counter())

    def stages(self) -> Stages:
        """Return every stage with the seconds until the next one began, the last until now."""
        names = ["(before the first)", *self._told]
        edges = [self._started, *self._told.values(), time.perf_counter()]
        return tuple((name, end - begin) for name, begin, end in zip(names, edges, edges[1:], strict=False))
