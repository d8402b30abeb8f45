"""Encode a batch of variants: each is taken from the cache, or encoded once and added to it."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drammenworks.images.encoded_files import EncodedFile, EncodedFileCache
from drammenworks.images.probe_result import Probe, UnusableImageError
from drammenworks.images.variants import Variant

if TYPE_CHECKING:
    from drammenworks.images.scheduler import ImageJob, Job


@dataclass(slots=True)
class EncodeResult:
    """The files of a batch."""

    files: dict[Variant, EncodedFile]
    encoded: int = 0
    """How many variants were encoded."""
    reused: int = 0
    """How many variants were in the cache."""


def encode_all(
    variants: Iterable[Variant],
    cache: Path,
    *,
    memory: int | None = None,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[EncodeResult, list[tuple[Probe, str]]]:
    """Return a file for every variant, and the source images that are unusable, with the reason.

    :param cache: the folder of encoded files.
    :param memory: how many bytes images may take while they are encoded, a quarter of the machine's when
        None; a single image is encoded however large it is.
    :param workers: the number of threads, by default that of cores.
    :param progress: called with the number of finished variants and the total.
    """
    encoded_files = EncodedFileCache(cache)
    result = EncodeResult({})
    missing: dict[str, list[Variant]] = {}
    by_key: dict[tuple[str, str], list[Variant]] = {}
    for variant in dict.fromkeys(variants):
        file = encoded_files.find(variant)
        if file is not None:
            result.files[variant] = file
            result.reused += 1
            continue
        # Copies of an image in several places are encoded once.
        same = by_key.setdefault((variant.key, variant.format), [])
        same.append(variant)
        if len(same) == 1:
            missing.setdefault(variant.probe.digest, []).append(variant)
    if not missing:
        return result, []
    # Imported only when needed: Pillow takes as long as planning a thousand pages.
    from drammenworks.images.memory import default_memory_limit  # noqa: PLC0415
    from drammenworks.images.scheduler import EncodeScheduler, ImageJob  # noqa: PLC0415

    queue = _HeaviestFirst([ImageJob(group[0].probe, group) for group in missing.values()])
    scheduler = EncodeScheduler(queue, memory or default_memory_limit(), workers or os.cpu_count() or 1)
    failures: dict[Probe, str] = {}
    total = sum(map(len, missing.values()))
    for done, (variant, made) in enumerate(scheduler.run(), start=1):
        if progress is not None:
            progress(done, total)
        if isinstance(made, UnusableImageError):
            failures[variant.probe] = made.reason
            continue
        if isinstance(made, Exception):
            raise made
        file = encoded_files.put(variant, made)
        result.encoded += 1
        for same_variant in by_key[variant.key, variant.format]:
            result.files[same_variant] = file
    in_order = {group[0].probe: None for group in missing.values()}
    return result, [(source, failures[source]) for source in in_order if source in failures]


class _HeaviestFirst:
    """Jobs that are all to be done: the heaviest to decode starts first, and the lightest beside it."""

    arrival: Future[None] | None = None

    def __init__(self, jobs: list[ImageJob]) -> None:
        self._jobs = deque(sorted(jobs, key=lambda job: job.decoding_peak, reverse=True))

    def take(self, fits: Callable[[Job[Variant]], bool], *, asked_for: bool) -> Job[Variant] | None:
        """Return the heaviest job if it fits, or else the lightest."""
        if asked_for or not self._jobs:
            return None
        if fits(self._jobs[0]):
            return self._jobs.popleft()
        return self._jobs.pop() if fits(self._jobs[-1]) else None

    def is_asked_for(self, item: Variant) -> bool:
        """Return that all are alike."""
        return False
