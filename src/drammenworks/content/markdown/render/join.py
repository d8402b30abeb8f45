"""Chunks as they are kept: fewer are faster to join, and easier to read in a test."""

from __future__ import annotations

from collections.abc import Iterable

from drammenworks.content.markdown.body import Chunk


def joined(chunks: Iterable[Chunk]) -> tuple[Chunk, ...]:
    """Return the chunks with neighbouring strings made one, and without empty ones."""
    result: list[Chunk] = []
    strings: list[str] = []
    for chunk in chunks:
        if isinstance(chunk, str):
            strings.append(chunk)
            continue
        if html := "".join(strings):
            result.append(html)
        strings.clear()
        result.append(chunk)
    if html := "".join(strings):
        result.append(html)
    return tuple(result)
