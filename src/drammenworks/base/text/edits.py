"""Reads a paragraph of several runs as one text, edits it by position and cuts it up again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Edit = tuple[int, int, str]
"""What replaces the characters from a start to an end, as positions in the text before any edit."""

OPAQUE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what is in the line but is not ours to touch: code, a picture, an address."""


def join_runs(runs: Sequence[str | None]) -> tuple[str, list[int]]:
    """Return the runs as one text, and where in it each run ends. None becomes one ``OPAQUE``."""
    parts = [OPAQUE if run is None else run for run in runs]
    ends: list[int] = []
    position = 0
    for part in parts:
        position += len(part)
        ends.append(position)
    return "".join(parts), ends


def split_runs(text: str, ends: Sequence[int], runs: Sequence[str | None]) -> list[str | None]:
    """Return ``text`` in as many pieces as there were ``runs``, None where there was None."""
    starts = (0, *ends[:-1])
    return [
        None if run is None else text[start:end] for run, start, end in zip(runs, starts, ends, strict=True)
    ]


def apply_edits(edits: Iterable[Edit], text: str, ends: Sequence[int]) -> tuple[str, list[int]]:
    """Return the text after ``edits``, none of which overlap, and where its runs end now.

    What replaces characters of two runs goes to the first of them.
    """
    parts: list[str] = []
    moved: list[int] = []
    done = grown = run = 0
    for start, end, replacement in sorted(edits):
        # A run that ends before this edit moves only as far as the earlier edits pushed it.
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
