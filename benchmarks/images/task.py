"""What every contender is asked to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

WIDTHS = (400, 800, 1200, 1600)
"""Pixels; photos that are narrower keep their own width."""
FORMATS = ("jpeg", "webp", "avif")


@dataclass(frozen=True, slots=True)
class Task:
    """Photos, and the formats that each is wanted in at all widths."""

    photos: Path
    """A folder with nothing else in it."""
    formats: tuple[str, ...]

    @property
    def name(self) -> str:
        """The formats, with a plus between."""
        return "+".join(self.formats)


TASKS = (*((kind,) for kind in FORMATS), FORMATS)
"""Each format alone, then all in one job."""

Output = Mapping[tuple[str, int, str], Path]
"""What was made: by the photo's name without ending, width and format."""


def named_outputs(folder: Path, photos: Sequence[str], formats: Sequence[str]) -> Output:
    """Return the files of a contender that names them as ``PHOTO-WIDTH.FORMAT``."""
    return {
        (photo, width, kind): file
        for photo in photos
        for width in WIDTHS
        for kind in formats
        if (file := folder / f"{photo}-{width}.{kind}").is_file()
    }
