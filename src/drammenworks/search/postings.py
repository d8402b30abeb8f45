"""Which pages have a term, in characters that can be joined without being read.

The pages of a site are divided into segments by their ids alone. Within its segment a page has a number of
two characters, and a third one says how much the page is about the term. A segment begins with a tilde and
its own character, so that the pages of several segments are those of each, one after the other:

    ~AABc~FAAd  →  page 1 of segment 0 with weight 28, page 0 of segment 5 with weight 29
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

SEGMENTS = len(_DIGITS)
DRAWERS = 16
"""The parts of a segment: the files of what is shown of pages are made of whole ones."""
_PER_DRAWER = SEGMENTS * SEGMENTS // DRAWERS
HIGHEST_WEIGHT = SEGMENTS - 1

FACET = "="
"""Before a term that is no word: ``=article`` and ``=2026`` are on every piece of news of a year."""


class SiteTooLargeError(ValueError):
    """A site has more pages than the numbers of the index can tell apart: some 200,000."""


def weight_character(weight: int) -> str:
    """Return the character of a weight."""
    return _DIGITS[weight]


def prefix_of(term: str) -> str:
    """Return the first two letters of a term, by which terms are kept together."""
    return FACET if term.startswith(FACET) else term[:2]


def number_members(drawers: Mapping[str, int]) -> dict[str, int]:
    """Return the numbers of the pages of one segment, in the order of their numbers.

    They follow from which pages the segment has, whatever was published when.

    :param drawers: the pages, each with its drawer.
    :raises SiteTooLargeError: if there are too many pages.
    """
    numbers: dict[str, int] = {}
    last, rank = -1, 0
    for drawer, member in sorted((drawer, member) for member, drawer in drawers.items()):
        rank = rank + 1 if drawer == last else 0
        last = drawer
        if rank >= _PER_DRAWER:
            raise SiteTooLargeError(f"more than {_PER_DRAWER} pages in a drawer")
        numbers[member] = drawer * _PER_DRAWER + rank
    return numbers


def invert(segment: int, pages: Iterable[tuple[int, str]]) -> dict[str, str]:
    """Return the terms of the pages of a segment by prefix, each on a line with its pages.

    :param pages: the number of each page, and its weighed terms; in the order of the numbers.
    """
    found: dict[str, list[str]] = {}
    for number, weighed in pages:
        code = _DIGITS[number // SEGMENTS] + _DIGITS[number % SEGMENTS]
        for item in weighed.split(" "):
            term = item[1:]
            if term in found:
                found[term].append(code + item[0])
            elif term:
                found[term] = [code + item[0]]
    start = f"~{_DIGITS[segment]}"
    lines: dict[str, list[str]] = {}
    for term in sorted(found):
        lines.setdefault(prefix_of(term), []).append(f"{term} {start}{''.join(found[term])}")
    return {prefix: "\n".join(of_prefix) for prefix, of_prefix in lines.items()}


def merge(segments: Sequence[str]) -> dict[str, str]:
    """Return the pages of each term, from the lines of several segments in their order."""
    merged: dict[str, list[str]] = {}
    for lines in segments:
        for line in lines.split("\n"):
            term, _, pages = line.partition(" ")
            if term in merged:
                merged[term].append(pages)
            else:
                merged[term] = [pages]
    return {term: "".join(merged[term]) for term in sorted(merged)}


def divide(lines: Mapping[str, str], prefix: str, limit: int) -> dict[str, str]:
    """Return the files of the terms with a prefix: the prefix of each, and its lines.

    A file of more than ``limit`` characters is divided by the next letter, so that little has to be fetched
    for the beginning of a word.

    :param lines: term → its line.
    """
    if sum(map(len, lines.values())) <= limit or len(lines) == 1:
        return {prefix: "\n".join(lines.values())}
    parts: dict[str, dict[str, str]] = {}
    for term, line in lines.items():
        parts.setdefault(term[: len(prefix) + 1], {})[term] = line
    files: dict[str, str] = {}
    for longer, of_part in parts.items():
        if longer == prefix:
            files[prefix] = "\n".join(of_part.values())
        else:
            files |= divide(of_part, longer, limit)
    return files
