"""What a run works with: the cache that it opens and the workers that it may start."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from drammenworks.engine.cache import Cache
from drammenworks.engine.pool import Pool, make_pool
from drammenworks.pipeline.fingerprint import generator_fingerprint
from drammenworks.pipeline.options import Options


@dataclass(frozen=True, slots=True)
class Workshop:
    """The cache and the workers of a run."""

    cache: Cache
    pool: Pool


def throw_away(options: Options) -> None:
    """Remove everything that is kept between builds."""
    for name in ("build", "images", "pages", "templates"):
        shutil.rmtree(options.cache / name, ignore_errors=True)


@contextmanager
def open_workshop(options: Options) -> Iterator[Workshop]:
    """Open the cache, and close it when the run is over; what was not committed is forgotten."""
    cache = Cache(options.cache / "build", generator_fingerprint())
    try:
        yield Workshop(cache, make_pool(options.jobs))
    finally:
        cache.close()
