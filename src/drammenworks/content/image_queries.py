"""What is known of the images that documents show: size, transparency, subject; or why one cannot be used."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from drammenworks.base.digests import digest
from drammenworks.base.fast_pickle import FastPickle
from drammenworks.content.graph_queries import file
from drammenworks.content.image_info import Found
from drammenworks.content.workspace import Workspace
from drammenworks.engine.pool import Pool, SerialPool, worth_its_start
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.engine.sqlite_cache import Cache
from drammenworks.errors import Phrase

_SPACE = "pictures"
_CHUNK = 4
"""Images to a worker at a time: 0.1 s of work."""


@CATALOGUE.query(shards=16)
def picture(ask: QueryContext, path: str) -> Found:
    """What is known of an image, or why it cannot be used."""
    workspace: Workspace = ask.environment
    file(ask, path)
    [(_, _, found)] = probe_images(workspace.root, [path], workspace.cache, SerialPool())
    return found


def probe_images(
    root: Path, paths: Sequence[str], cache: Cache, pool: Pool
) -> Iterator[tuple[str, str | None, Found]]:
    """Yield each image with the digest of its bytes, None when it cannot be read, and what is known of it.

    What was found out about the same bytes before is taken from the cache.
    """
    known: dict[str, tuple[str, Found]] = {}
    for path in paths:
        stored = cache.get(_SPACE, path)
        if stored is not None:
            known[path] = pickle.loads(stored)
    for done in worth_its_start(pool, len(paths)).map(_Prober(root, known), list(paths), chunk=_CHUNK):
        for position, (name, found) in done:
            path = paths[position]
            if name is not None and known.get(path, ("",))[0] != name:
                cache.put(_SPACE, [(path, pickle.dumps((name, found), pickle.HIGHEST_PROTOCOL))])
            yield path, name, found


def stored_probes(cache: Cache) -> Iterator[tuple[str, bytes]]:
    """Yield what is cached of images, for :func:`adopt_probes`."""
    return cache.items(_SPACE)


def adopt_probes(cache: Cache, probes: Iterable[tuple[str, bytes]]) -> None:
    """Keep what :func:`stored_probes` yielded elsewhere, from the next commit on.

    It counts for images of the same bytes alone.
    """
    cache.put(_SPACE, probes)


@dataclass(frozen=True, slots=True)
class _Prober(FastPickle):
    """Reads and measures an image; the function of the workers."""

    root: Path
    known: Mapping[str, tuple[str, Found]]

    def __call__(self, path: str) -> tuple[str | None, Found]:
        try:
            data = (self.root / path).read_bytes()
        except OSError as error:
            return None, Phrase("den kan ikke leses ({error})", error=error.strerror)
        name = digest(data)
        before = self.known.get(path)
        if before is not None and before[0] == name:
            return name, before[1]
        # Loaded only when it is needed: Pillow takes as long as planning a thousand pages.
        from drammenworks.content.inspect_image import probe_image  # noqa: PLC0415

        return name, probe_image(path, data)
