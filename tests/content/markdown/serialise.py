"""Chunks as text that a person can read in a golden file."""

from __future__ import annotations

from collections.abc import Iterable

from drammenworks.content.markdown import Chunk, FigureNode, ImageNode, LinkNode
from drammenworks.errors import Finding, Location


def serialise(chunks: Iterable[Chunk]) -> str:
    """Return ``chunks`` with each node as ``{{…}}``."""
    return "".join(_one(chunk) for chunk in chunks)


def _one(chunk: Chunk) -> str:
    if isinstance(chunk, str):
        return chunk
    if isinstance(chunk, LinkNode):
        return _hole("link", chunk.target, title=chunk.title, **dict(chunk.attributes))
    if isinstance(chunk, ImageNode):
        where = "image" if chunk.block else "inline image"
        alt = None if chunk.decorative else chunk.alt
        kind = f"decorative {where}" if chunk.decorative else where
        return _hole(kind, chunk.src, alt=alt, title=chunk.title, **dict(chunk.attributes))
    if isinstance(chunk, FigureNode):
        return _hole("Figure" if chunk.begins else "figure", chunk.name, **dict(chunk.attributes))
    opening = _hole(f"directive {chunk.name}", chunk.argument, **dict(chunk.attributes))
    return f"{opening}\n{serialise(chunk.children)}{{{{/directive}}}}\n"


def _hole(kind: str, subject: str | None, **values: str | None) -> str:
    words = [kind] if subject is None else [kind, subject]
    words += [f'{name}="{value}"' for name, value in values.items() if value is not None]
    return f"{{{{{' '.join(words)}}}}}"


def describe(findings: Iterable[Finding]) -> str:
    """Return each finding as ``line:column code severity``, with the message and the hint below."""
    return "".join(_lines(finding) for finding in findings)


def _lines(finding: Finding) -> str:
    what = f"{_place(finding.location)} {finding.code} {finding.severity}"
    return f"{what}\n  {finding.message}\n  {finding.hint}\n"


def _place(location: Location) -> str:
    return f"{location.line}" if location.column is None else f"{location.line}:{location.column}"
