"""A bench to each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Two tiny sites, built once, with nothing left to do."""
    bench = Bench(tmp_path / "bench")
    bench.build()
    yield bench
