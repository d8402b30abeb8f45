"""Reads golden files: a title, an input and what is expected, each ended by a line with a dot.

The form is that of markdown-it-py's tests, so that a case can be added without any Python::

    Quotation marks become guillemets
    .
    Han sa "hei".
    .
    Han sa «hei».
    .

No-break spaces are written ``␣``, since they look like others in an editor.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class GoldenCase:
    """One case of a golden file."""

    line: int
    """Where its title stands, counted from 1."""
    title: str
    """What the case shows, in a few words."""
    source: str
    """The input, without the line break at its end."""
    expected: str
    """What should come of it, without the line break at its end."""

    def __str__(self) -> str:
        """Return what identifies the case among the others of its file, for pytest's ``ids``."""
        return f"{self.line}: {self.title}"


def read_golden(path: Path) -> list[GoldenCase]:
    """Return the cases of the file in order.

    :raises ValueError: if the file ends within a case, or has none.
    """
    cases: list[GoldenCase] = []
    parts: list[str] = []
    block: list[str] = []
    line = 0
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if text != ".":
            if not parts and text.strip():
                # The title is the last line before the dot: what stands above it is a comment.
                block, line = [text], number
            elif parts:
                block.append(text)
            continue
        parts.append("\n".join(block).replace("␣", "\N{NO-BREAK SPACE}"))
        block = []
        if len(parts) == 3:
            cases.append(GoldenCase(line, *parts))
            parts = []
    if parts or not cases:
        raise ValueError(f"{path} ends within a case, or has none")
    return cases
