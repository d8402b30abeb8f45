"""Measure pictures, and look at each once; the work of the workers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.content.pictures import Found, Seen
from drammenworks.content.records import read_file
from drammenworks.engine.cache import FileRecord
from drammenworks.errors import Phrase
from drammenworks.images.open import DECODE_ERRORS
from drammenworks.images.probe import UnusableImageError
from drammenworks.images.probing import probe_bytes
from drammenworks.images.saliency import analyse_image


@dataclass(frozen=True, slots=True)
class Looker(FastPickle):
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


def _look(path: str, data: bytes) -> Found:
    try:
        # The project may lie elsewhere when this is remembered.
        probe = probe_bytes(Path(path), data)
        return Seen(probe, None if probe.is_svg else analyse_image(data))
    except UnusableImageError as error:
        return error.reason
    except DECODE_ERRORS:
        return Phrase("den er skadet og lar seg ikke åpne")
