"""Where in the file a token came from."""

from __future__ import annotations

from bisect import bisect_right

from markdown_it.token import Token

from drammenworks.errors import Location


class SourceMap:
    """The text of a body, and where it stands in its file."""

    __slots__ = ("_first_line", "_inline", "_lines", "_parts", "_path", "_shifts", "_starts")

    def __init__(self, text: str, *, path: str, first_line: int) -> None:
        self._path = path
        self._first_line = first_line
        self._lines = text.split("\n")
        self._inline: Token | None = None
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._shifts: dict[int, int | None] = {}

    def line_number(self, token: Token) -> int | None:
        """Return the line in the file where the block token ``token`` begins."""
        return None if token.map is None else token.map[0] + self._first_line

    def line_of(self, token: Token) -> Location:
        """Return the line where the block token ``token`` begins."""
        return Location(self._path, self.line_number(token))

    def position_in(self, inline: Token, offset: int) -> Location:
        """Return the place of the character at ``offset`` in the content of ``inline``."""
        if inline.map is None:
            return Location(self._path)
        if inline is not self._inline:
            # Counting lines from the top for each link takes quadratic time in a long paragraph.
            self._inline = inline
            self._parts = inline.content.split("\n")
            self._starts = [0]
            for part in self._parts[:-1]:
                self._starts.append(self._starts[-1] + len(part) + 1)
            self._shifts = {}
        index = bisect_right(self._starts, offset) - 1
        if index not in self._shifts:
            self._shifts[index] = self._shift(inline.map[0] + index, self._parts[index])
        shift = self._shifts[index]
        column = None if shift is None else shift + offset - self._starts[index] + 1
        return Location(self._path, self._first_line + inline.map[0] + index, column)

    def _shift(self, index: int, part: str) -> int | None:
        """Return how far into its line ``part`` begins, if that is certain."""
        # The parser has cut away what stands around it: a list's marker, a table's other cells.
        line = self._lines[index] if index < len(self._lines) else ""
        if part == line:
            return 0
        before = line.find(part)
        return before if before >= 0 and line.find(part, before + 1) < 0 else None
