"""Split a file into its fields and its body."""

from __future__ import annotations

import re
from typing import NamedTuple

from drammenworks.errors import ContentError, Location, Phrase
from drammenworks.errors.rules import files as rules

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_LIKE_A_FENCE = re.compile(r"^[ \t]*([-\u2010-\u2015\u2212*_]+)[ \t]*$", re.MULTILINE)
"""What word processors make of three hyphens, and other lines across the page."""


class Parts(NamedTuple):
    """A file in two parts, each with the line at which it begins."""

    fields: str
    fields_line: int
    body: str
    body_line: int


def split_file(text: str, *, path: str) -> Parts:
    """Return the parts of a document's file with LF line ends; what is no Markdown is fields alone.

    :raises ContentError: if it is Markdown and has no front matter, or one that is never closed.
    """
    return split_front_matter(text, path=path) if path.endswith(".md") else Parts(text, 1, "", 1)


def split_front_matter(text: str, *, path: str) -> Parts:
    """Return the parts of a Markdown file with LF line ends.

    :raises ContentError: if it has no front matter, or one that is never closed.
    """
    opening = _FENCE.match(text)
    if opening is None:
        suggestion = _instead_of_fence(_LIKE_A_FENCE.match(text), text)
        raise ContentError([rules.NO_FRONT_MATTER.at(Location(path, 1, 1), suggestion=suggestion)])
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        suggestion = _instead_of_fence(_LIKE_A_FENCE.search(text, opening.end() + 1), text)
        raise ContentError([rules.UNCLOSED_FRONT_MATTER.at(Location(path, 1, 1), suggestion=suggestion)])
    fields = text[opening.end() + 1 : closing.start()]
    body = text[closing.end() + 1 :]
    return Parts(fields, 2, body, text.count("\n", 0, closing.end()) + 2)


def _instead_of_fence(found: re.Match[str] | None, text: str) -> str:
    """Return what to do about a line that was probably meant as ``---``, if there is one."""
    if found is None:
        return ""
    line = text.count("\n", 0, found.start()) + 1
    return Phrase(
        " På linje {line} står det «{found}»; det skal være tre bindestreker.", line=line, found=found[1][:20]
    )
