"""Lines that look like rows of a table, in a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from drammenworks.content.markdown.lint.quote import shortened
from drammenworks.errors import Finding, Location, Phrase
from drammenworks.errors.rules import accidental_markdown as rules

_OPAQUE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|\\.|\]\([^()]*\)|\{[^{}]*\}", re.DOTALL)
"""Code, escapes, addresses and attributes, whose pipes separate nothing."""
_UNDERLINE = re.compile(r"(?=.*[|+])(?=.*[-–—―_=]{2}|.*\|[^\w|]*[-–—―])[|+:\-–—―_=\s]+")
"""A line of dashes and pipes, as below the headings."""
_PROPER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_MAX_COLUMNS = 12
_NEXT_PARAGRAPH = 2
"""Lines from a paragraph of one line to the next."""


class BrokenTable(NamedTuple):
    """Lines that would be a table with the right line under the headings."""

    line: int
    """The index of the first of them."""
    text: str
    reason: str
    """Why they are none."""
    delimiter: str
    """The line that belongs under the headings."""


def find_broken_table(lines: list[str]) -> BrokenTable | None:
    """Return the table that the lines of a paragraph were meant to be, if any."""
    plain = _OPAQUE.sub(lambda match: "x" * len(match[0]), "\n".join(lines)).split("\n")
    underlines = [index for index, line in enumerate(plain) if _UNDERLINE.fullmatch(line)]
    rows = [index for index, line in enumerate(plain) if "|" in line and index not in underlines]
    framed = [index for index in rows if _is_framed(plain[index])]
    if not underlines and not framed and not _are_aligned([plain[index] for index in rows]):
        return None
    first = min([*rows, *underlines])
    delimiter = _delimiter(_count(plain[rows[0] if rows else first]))
    text = lines[first].strip()
    return BrokenTable(first, shortened(text), _reason(plain, rows, underlines), delimiter)


def check_underlined(text: str, location: Location) -> Iterator[Finding]:
    """Yield a finding for a row above a line of dashes without pipes, which makes a heading of it."""
    reason = Phrase("linjen med streker under gjør den til en overskrift")
    yield rules.BROKEN_TABLE.at(
        location, text=shortened(text), reason=reason, delimiter=_delimiter(_count(text))
    )


def _delimiter(columns: int) -> str:
    return f"|{' --- |' * min(columns, _MAX_COLUMNS)}"


def _is_framed(line: str) -> bool:
    """Tell whether a line has a pipe at either end."""
    stripped = line.strip()
    return len(stripped) > 2 and stripped[0] == stripped[-1] == "|"


def _are_aligned(rows: list[str]) -> bool:
    """Tell whether several lines have equally many pipes: a table without outer ones."""
    counts = [row.count("|") for row in rows]
    return len(counts) > 1 and len(set(counts)) == 1


def _count(row: str) -> int:
    return max(1, row.strip().strip("|").count("|") + 1)


def _reason(plain: list[str], rows: list[int], underlines: list[int]) -> str:
    if not underlines:
        return Phrase("linjen under overskriftene mangler")
    underline = plain[underlines[0]]
    if not rows or rows[0] > underlines[0]:
        return Phrase("overskriftene mangler rett over linjen med streker")
    if not _PROPER.fullmatch(underline):
        return Phrase("linjen under overskriftene har andre tegn enn «|», «-», «:» og vanlige mellomrom")
    if _count(underline) != _count(plain[rows[0]]):
        return Phrase("linjen under overskriftene har ikke like mange kolonner som dem")
    return Phrase("linjen med streker hører ikke til overskriftene")


def once_per_table(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings without those of further lines of a table that blank lines divide.

    :param findings: in order of their lines.
    """
    last = -_NEXT_PARAGRAPH
    for finding in findings:
        if finding.rule is rules.BROKEN_TABLE:
            before, last = last, finding.location.line or 0
            if last - before <= _NEXT_PARAGRAPH:
                continue
        yield finding
