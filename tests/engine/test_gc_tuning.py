"""Reference cycles that parsing and rendering leave behind, since a build hardly ever collects them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from drammenworks.engine.pool import SerialPool
from tests.engine.bench import Bench


def test_neither_a_text_nor_a_page_leaves_rings_behind(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was made for it alone is freed at once, without the garbage collector."""
    rings: dict[str, int] = {}

    def in_turn(
        self: SerialPool, function: Callable[[Any], Any], jobs: Sequence[Any], *, chunk: int
    ) -> Iterator[list[tuple[int, Any]]]:
        for position, job in enumerate(jobs):
            function(job)  # What is made once for all is made now.
            gc.collect()
            gc.freeze()
            result = function(job)
            name = type(function).__name__
            rings[name] = rings.get(name, 0) + gc.collect()
            yield [(position, result)]

    monkeypatch.setattr(SerialPool, "map", in_turn)
    try:
        bench.build_clean()
    finally:
        gc.unfreeze()
    assert rings.keys() >= {"_Reader", "_Render"}
    assert set(rings.values()) == {0}
