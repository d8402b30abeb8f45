"""What a run works with: the cache that it opens and the workers that it may start."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from drammenworks.base.digests import digest
from drammenworks.engine.cache import Cache
from drammenworks.engine.lock import Lock
from drammenworks.engine.pool import Pool, make_pool
from drammenworks.engine.store import Store
from drammenworks.errors import Phrase
from drammenworks.pipeline.fingerprint import generator_fingerprint
from drammenworks.pipeline.options import Options, Progress

WAITING = Phrase("venter på en annen bygging")


@dataclass(frozen=True, slots=True)
class Workshop:
    """The cache and the workers of a run."""

    cache: Cache
    pool: Pool


def originals_store(options: Options) -> Store:
    """Return the store of pictures that the public may fetch, without their metadata."""
    return Store(options.cache / "originals").open()


def remove_damaged(options: Options) -> None:
    """Remove every kept page, picture and icon whose bytes are not those that its name tells of."""
    for name in ("pages", "images", "originals", "themes"):
        for file in (options.cache / name).glob("*"):
            # A picture's name is its key and then its digest; a page's is its digest alone.
            expected = file.stem.rpartition(".")[2]
            try:
                is_whole = digest(file.read_bytes()) == expected
            except OSError:
                is_whole = False  # The disk may be what is damaged.
            if not is_whole:
                file.unlink(missing_ok=True)


def hold_cache(options: Options, progress: Progress) -> Lock:
    """Return the lock under which a run may use the cache.

    :raises OutputInUseError: on entering it, if another run uses the cache for longer than this one has
        patience.
    """
    waiting = partial(progress, WAITING, 0, 1)
    return Lock(options.cache, options.cache / "lock", patience=options.patience, on_wait=waiting)


def make_workshop(options: Options) -> Workshop:
    """Open the cache, which must be held."""
    return Workshop(Cache(options.cache / "build", generator_fingerprint()), make_pool(options.jobs))


@contextmanager
def open_workshop(options: Options, progress: Progress) -> Iterator[Workshop]:
    """Open the cache, and close it when the run is over; what was not committed is forgotten.

    :raises OutputInUseError: if another run uses it for longer than this one has patience.
    """
    with hold_cache(options, progress):
        if options.clean:
            for name in ("build", "images", "originals", "pages", "templates", "themes"):
                shutil.rmtree(options.cache / name, ignore_errors=True)
        workshop = make_workshop(options)
        try:
            yield workshop
        finally:
            workshop.cache.close()
