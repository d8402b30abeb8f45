"""Remove the position from pictures of the project, so that it never gets into the history of Git."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from drammenworks.authoring.write_errors import write_error
from drammenworks.base.atomic_write import write_atomic
from drammenworks.images.open import DECODE_ERRORS, open_image
from drammenworks.images.probe import probe_bytes
from drammenworks.images.probe_result import UnusableImageError
from drammenworks.images.stripping import strip_metadata
from drammenworks.images.stripping.gps import without_position

_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".heif", ".tif", ".tiff"})


def remove_positions(root: Path, paths: Sequence[str]) -> Iterator[str]:
    """Remove the position from every picture at or below these paths, and yield those that had one.

    :param paths: from the project's root, with forward slashes.
    :raises NotWritableError: if a picture cannot be written.
    """
    for file in _pictures(root, paths):
        data = file.read_bytes()
        cleaned = clean_picture(file, data)
        if cleaned != data:
            path = file.relative_to(root).as_posix()
            try:
                write_atomic(file, cleaned)
            except OSError as error:
                raise write_error(path, error) from error
            yield path


def clean_picture(file: Path, data: bytes) -> bytes:
    """Return a picture without its position; the same bytes if it has none, or is no picture."""
    try:
        cleaned = without_position(data)
        if cleaned != data:
            # What cannot be opened afterwards is not written.
            with warnings.catch_warnings(action="ignore"), open_image(cleaned) as image:
                image.load()
        return strip_metadata(data) if probe_bytes(file, cleaned).has_gps else cleaned
    except (UnusableImageError, *DECODE_ERRORS):
        # The checks say what is wrong with it.
        return data


def _pictures(root: Path, paths: Sequence[str]) -> Iterator[Path]:
    for path in paths:
        place = root / path
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.suffix.casefold() in _SUFFIXES and file.is_file() and not file.is_symlink():
                yield file
