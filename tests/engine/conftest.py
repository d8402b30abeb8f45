"""A bench to each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.engine.bench import Bench, scratch


@pytest.fixture
def bench() -> Iterator[Bench]:
    """Two tiny sites, built once, with nothing left to do."""
    bench = Bench(scratch())
    bench.build()
    yield bench
    bench.throw_away()
