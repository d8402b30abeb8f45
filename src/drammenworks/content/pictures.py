"""Measure pictures, and look at each once, in workers; what was found is kept by the digest of the file."""

from __future__ import annotations

import pickle
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from drammenworks.base.packed import Packed
from drammenworks.content.records import known_digests, read_file
from drammenworks.engine.cache import Cache, FileRecord
from drammenworks.engine.pool import Pool
from drammenworks.errors import Phrase
from drammenworks.images.impression import Impression, look_at_picture
from drammenworks.images.opening import UNREADABLE
from drammenworks.images.probe import Probe, UnusablePictureError, probe_bytes

_SPACE = "pictures"
_CHUNK = 4
"""Pictures to a worker at a time: 0.1 s of work."""


@dataclass(frozen=True, slots=True)
class Seen(Packed):
    """What is known of a picture that can be used; its file is named from the project's root."""

    probe: Probe
    impression: Impression | None
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


@dataclass(frozen=True, slots=True)
class _Looker(Packed):
    """Reads, measures and looks at a picture; the function of the workers."""

    root: Path
    digests: Mapping[str, str]
    """Of the pictures as they were when something was last found out about them."""

    def __call__(self, path: str) -> tuple[FileRecord | None, Found | None]:
        """Return None for what was found out when it still holds: a fresh checkout touches every file."""
        file = self.root / path
        try:
            data, record = read_file(file)
        except OSError as error:
            return None, Phrase("den kan ikke leses ({error})", error=error.strerror)
        if record.digest == self.digests.get(path):
            return record, None
        return record, _look(path, data)


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
    looker = _Looker(root, {path: digest for path, (digest, _) in kept.items()})
    for done in pool.map(looker, changed, chunk=_CHUNK) if changed else ():
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


def _look(path: str, data: bytes) -> Found:
    try:
        # The project may lie elsewhere when this is remembered.
        probe = probe_bytes(Path(path), data)
        return Seen(probe, None if probe.is_drawing else look_at_picture(data))
    except UnusablePictureError as error:
        return error.reason
    except UNREADABLE:
        return Phrase("den er skadet og lar seg ikke åpne")
