"""A file for every picture that pages want: as it was made before, or made now, none of them twice."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from drammenworks.images.budget import default_memory
from drammenworks.images.kept import EncodedFile, KeptPictures
from drammenworks.images.probe import Probe
from drammenworks.images.variants import Variant


@dataclass(slots=True)
class Encoded:
    """What the wave of encoding did."""

    files: dict[Variant, EncodedFile]
    encoded: int = 0
    reused: int = 0


def encode_all(
    variants: Iterable[Variant],
    cache: Path,
    *,
    memory: int | None = None,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Encoded, list[tuple[Probe, str]]]:
    """Return a file for every variant, and the pictures that could not be made with the reason.

    :param cache: the folder that keeps results between builds.
    :param memory: how many bytes pictures may take while they are made; one is made however large it is.
        A quarter of the machine's when None.
    :param workers: how many threads work; as many as there are cores when None.
    :param progress: told how many of how many results are done.
    """
    kept = KeptPictures(cache)
    result = Encoded({})
    missing: dict[str, list[Variant]] = {}
    by_key: dict[tuple[str, str], list[Variant]] = {}
    for variant in dict.fromkeys(variants):
        file = kept.find(variant)
        if file is not None:
            result.files[variant] = file
            result.reused += 1
            continue
        # The same picture may lie in several places: its results are made of one of them.
        same = by_key.setdefault((variant.key, variant.format), [])
        same.append(variant)
        if len(same) == 1:
            missing.setdefault(variant.probe.digest, []).append(variant)
    if not missing:
        return result, []
    # Loaded only when it is needed: Pillow takes as long as planning a thousand pages.
    from drammenworks.images.wave import Sheet, Wave  # noqa: PLC0415

    sheets = [Sheet(wanted[0].probe, wanted) for wanted in missing.values()]
    sheets.sort(key=lambda sheet: sheet.decoding, reverse=True)
    total, done = sum(len(sheet.wanted) for sheet in sheets), 0

    def tell(count: int) -> None:
        nonlocal done
        done += count
        if progress is not None:
            progress(done, total)

    wave = Wave(deque(sheets), memory or default_memory(), workers or os.cpu_count() or 1, tell)
    for variant, data in wave.run():
        file = kept.put(variant, data)
        result.encoded += 1
        for same_variant in by_key[variant.key, variant.format]:
            result.files[same_variant] = file
    failed = [(sheet.source, sheet.reason) for sheet in sheets if sheet.reason is not None]
    return result, failed
