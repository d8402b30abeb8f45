"""What is known of the pictures, kept by the digest of each file; :mod:`looking` finds out what is not."""

from __future__ import annotations

import pickle
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.content.records import known_digests
from drammenworks.engine.cache import Cache
from drammenworks.engine.pool import Pool
from drammenworks.images.analysis import ImageAnalysis
from drammenworks.images.probe import Probe

_SPACE = "pictures"
_CHUNK = 4
"""Pictures to a worker at a time: 0.1 s of work."""


@dataclass(frozen=True, slots=True)
class Seen(FastPickle):
    """What is known of a picture that can be used; its file is named from the project's root."""

    probe: Probe
    impression: ImageAnalysis | None
    """None for a drawing, which has no pixels."""


Found = Seen | str
"""What is known of a picture, or why it cannot be used."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures that were asked about, by their paths from the project's root."""

    seen: Mapping[str, Seen] = field(default_factory=dict)
    """Those that can be used."""
    probes: Mapping[str, Probe] = field(default_factory=dict)
    """Their measures, with the file to read."""
    unusable: Mapping[str, str] = field(default_factory=dict)
    """Why the others cannot be used."""

    def __or__(self, other: Pictures) -> Pictures:
        """Return these and others."""
        return Pictures(
            {**self.seen, **other.seen},
            {**self.probes, **other.probes},
            {**self.unusable, **other.unusable},
        )


def measure(
    root: Path, paths: Iterable[str], cache: Cache, pool: Pool, *, existing: Collection[str]
) -> Pictures:
    """Return what is known of the pictures at these paths from the project's root.

    :param existing: the files that there are; what is kept of others is forgotten.
    """
    wanted = sorted(set(paths))
    kept: dict[str, tuple[str, Found]] = {path: pickle.loads(stored) for path, stored in cache.items(_SPACE)}
    digests = known_digests(root, wanted, cache)
    result = {path: kept[path][1] for path in wanted if path in kept and kept[path][0] == digests.get(path)}
    changed = [path for path in wanted if path not in result]
    if changed:
        # Loaded only when it is needed: Pillow takes as long as planning a thousand pages.
        from drammenworks.content.looking import Looker  # noqa: PLC0415

        looker = Looker(root, {path: digest for path, (digest, _) in kept.items()})
        for done in pool.map(looker, changed, chunk=_CHUNK):
            for position, (record, found) in done:
                path = changed[position]
                result[path] = found if found is not None else kept[path][1]
                if record is not None:
                    cache.put_files([(path, record)])
                    packed = pickle.dumps((record.digest, result[path]), pickle.HIGHEST_PROTOCOL)
                    cache.put(_SPACE, [(path, packed)])
    gone = [path for path in kept if path not in existing]
    if changed or gone:
        cache.drop(_SPACE, gone)
        cache.drop_files(gone)
        cache.commit()
    seen = {path: found for path, found in result.items() if isinstance(found, Seen)}
    return Pictures(
        seen,
        {path: replace(found.probe, file=root / path) for path, found in seen.items()},
        {path: found for path, found in result.items() if isinstance(found, str)},
    )
