"""Compare the published output with that of a build with an empty cache, byte for byte."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from drammenworks.engine.manifest import own_files
from drammenworks.errors import Phrase
from drammenworks.pipeline.build import build
from drammenworks.pipeline.options import Options, Progress

_SHOWN = 100
"""Characters of each side of a difference."""


def verify(options: Options, progress: Progress | None = None) -> list[str]:
    """Return the differences between the published output and that of a build with an empty cache.

    The second build has its own output folder and cache, and encodes all images.
    """
    with tempfile.TemporaryDirectory(prefix="drammenworks-") as folder:
        clean = replace(options, output=Path(folder, "output"), cache=Path(folder, "cache"), sharing=None)
        report = build(clean, progress)
        return [
            difference
            for site_id in report.sites
            for difference in compare(
                options.output / site_id, clean.output / site_id, own_files(options.output, site_id)
            )
        ]


def compare(published: Path, clean: Path, own: Collection[str]) -> list[str]:
    """Return each difference between two trees as a line for people.

    :param own: the published files that are ours; foreign files are no differences.
    """
    differences: list[str] = []
    ours, theirs = _files(published) & set(own), _files(clean)
    for path in sorted(ours | theirs):
        if path not in theirs:
            differences.append(Phrase("{path}: skulle ikke vært publisert", path=path))
        elif path not in ours:
            differences.append(Phrase("{path}: mangler", path=path))
        else:
            old, new = (published / path).read_bytes(), (clean / path).read_bytes()
            if old != new:
                differences.append(
                    Phrase("{path}: {difference}", path=path, difference=_first_difference(old, new))
                )
    return differences


def _files(tree: Path) -> set[str]:
    return {file.relative_to(tree).as_posix() for file in tree.rglob("*") if file.is_file()}


def _first_difference(old: bytes, new: bytes) -> str:
    try:
        lines = zip(old.decode().split("\n"), new.decode().split("\n"), strict=False)
    except UnicodeDecodeError:
        return Phrase("{old} byte mot {new}", old=len(old), new=len(new))
    for number, (was, should) in enumerate(lines, start=1):
        if was != should:
            at = next(_unequal(was, should))
            return Phrase(
                "linje {line}: «{old}» skulle vært «{new}»",
                line=number,
                old=was[at : at + _SHOWN],
                new=should[at : at + _SHOWN],
            )
    return Phrase("{old} byte mot {new}", old=len(old), new=len(new))


def _unequal(was: str, should: str) -> Iterator[int]:
    yield from (at for at, (a, b) in enumerate(zip(was, should, strict=False)) if a != b)
    yield min(len(was), len(should))
