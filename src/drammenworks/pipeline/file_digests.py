"""Digests of many files at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from drammenworks.base.digests import digest
from drammenworks.base.fast_pickle import FastPickle
from drammenworks.engine.pool import Pool, SerialPool

_MANY = 1000
"""Files that take longer to read than workers take to start."""
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class _Digester(FastPickle):
    """Reads a file; the function of the workers."""

    root: Path

    def __call__(self, path: str) -> str | None:
        try:
            with open(f"{self.root}/{path}", "rb", buffering=0) as opened:  # noqa: PTH123 - a Path takes as long as reading
                return digest(opened.read())
        except OSError:
            return None


def digest_files(root: Path, paths: Sequence[str], pool: Pool) -> Iterator[tuple[str, str | None]]:
    """Yield each path with the digest of its file; None when it cannot be read."""
    used = pool if len(paths) > _MANY else SerialPool()
    for done in used.map(_Digester(root), list(paths), chunk=_CHUNK):
        yield from ((paths[position], name) for position, name in done)
