"""The values of strict YAML, where they are in a file, and the limits of both parsers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drammenworks.errors import Location

Value = str | list["Value"] | dict[str, "Value"] | None
"""A value of a file: text, a list, a mapping, or None for an empty list item."""

MAX_DEPTH = 24
"""Deeper than any model; limits the recursion."""

MAX_KEY = 1024
"""Characters of a key on one line; the scanner of YAML looks no further for its colon (YAML 1.1 § 7.2.2)."""

MAX_FINDINGS = 20
"""In one file. More are either one mistake repeated, or an attack."""

UNUSABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that YAML 1.1 forbids, and the three that only YAML treats as line breaks."""

KeyPath = tuple[str | int, ...]
"""The keys and list indexes that lead to a value, from the top."""


@dataclass(frozen=True, slots=True)
class TextOrigin:
    """Where a text begins in its file; converts positions in the text to locations."""

    path: str
    first_line: int

    def locate(self, line: int, column: int) -> Location:
        """Return the location of a line and column of the text, both counted from 0."""
        return Location(self.path, self.first_line + line, column + 1)
