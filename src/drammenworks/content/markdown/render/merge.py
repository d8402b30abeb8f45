"""Chunks as they are kept: fewer are faster to join, and easier to read in a test."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import cast

from drammenworks.content.markdown.body import Chunk


def merge_chunks(chunks: Iterable[Chunk]) -> tuple[Chunk, ...]:
    """Return the chunks with neighbouring strings made one, and without empty ones."""
    result: list[Chunk] = []
    for kind, alike in groupby(chunks, type):
        if kind is not str:
            result += alike
        elif html := "".join(cast("Iterable[str]", alike)):
            result.append(html)
    return tuple(result)
