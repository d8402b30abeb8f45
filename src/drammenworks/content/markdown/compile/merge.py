"""Merge adjacent HTML chunks: fewer chunks are faster to join, and easier to read in tests."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import cast

from drammenworks.content.markdown.nodes import Chunk


def merge_chunks(chunks: Iterable[Chunk]) -> tuple[Chunk, ...]:
    """Return the chunks with adjacent strings merged, and without empty strings."""
    result: list[Chunk] = []
    for chunk_type, group in groupby(chunks, type):
        if chunk_type is not str:
            result += group
        elif html := "".join(cast("Iterable[str]", group)):
            result.append(html)
    return tuple(result)
