"""Edit a paragraph of several runs as one text: join the runs, apply edits by position, split again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Edit = tuple[int, int, str]
"""Start, end and replacement; the positions are those before any edit."""

OPAQUE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Represents what typography must not change: code, a picture, an address."""


def join_runs(runs: Sequence[str | None]) -> tuple[str, list[int]]:
    """Return the runs as one text, and the end of each run in it. None becomes one ``OPAQUE``."""
    parts = [OPAQUE if run is None else run for run in runs]
    ends: list[int] = []
    position = 0
    for part in parts:
        position += len(part)
        ends.append(position)
    return "".join(parts), ends


def split_runs(text: str, ends: Sequence[int], runs: Sequence[str | None]) -> list[str | None]:
    """Return ``text`` split into runs again, with None at the same indexes as in ``runs``."""
    starts = (0, *ends[:-1])
    return [
        None if run is None else text[start:end] for run, start, end in zip(runs, starts, ends, strict=True)
    ]


def apply_edits(edits: Iterable[Edit], text: str, ends: Sequence[int]) -> tuple[str, list[int]]:
    """Return the text after ``edits``, which must not overlap, and the new ends of its runs.

    The replacement of characters of two runs belongs to the first run.
    """
    parts: list[str] = []
    moved: list[int] = []
    done = grown = run = 0
    for start, end, replacement in sorted(edits):
        # A run that ends before this edit moves only by the earlier edits.
        while run < len(ends) and ends[run] <= start:
            moved.append(ends[run] + grown)
            run += 1
        parts += text[done:start], replacement
        grown += len(replacement) - (end - start)
        done = end
        while run < len(ends) and ends[run] < end:
            moved.append(end + grown)
            run += 1
    parts.append(text[done:])
    moved += [end + grown for end in ends[run:]]
    return "".join(parts), moved
