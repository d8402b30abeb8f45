"""Where something stands in a style sheet, for findings."""

from __future__ import annotations

import re

from drammenworks.errors import Location

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def without_comments(css: str) -> str:
    """Return a style sheet with blanks in place of its comments, so that everything stays where it is."""
    return _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), css)


def location_at(css: str, offset: int, path: str) -> Location:
    """Return the location of a character of a style sheet."""
    line_start = css.rfind("\n", 0, offset) + 1
    return Location(path, css.count("\n", 0, offset) + 1, offset - line_start + 1)
