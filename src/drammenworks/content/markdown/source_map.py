"""Map tokens to their locations in the source file."""

from __future__ import annotations

from bisect import bisect_right

from markdown_it.token import Token

from drammenworks.errors import Location


class SourceMap:
    """The text of a body and its position in the file; maps tokens to locations."""

    __slots__ = ("_first_line", "_inline", "_lines", "_offsets", "_parts", "_path", "_starts")

    def __init__(self, text: str, *, path: str, first_line: int) -> None:
        self._path = path
        self._first_line = first_line
        self._lines = text.split("\n")
        self._inline: Token | None = None
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._offsets: dict[int, int | None] = {}

    def line_number(self, token: Token) -> int | None:
        """Return the line number in the file of a block token."""
        return None if token.map is None else token.map[0] + self._first_line

    def block_location(self, token: Token) -> Location:
        """Return the location of the first line of a block token."""
        return Location(self._path, self.line_number(token))

    def source_line(self, token: Token) -> str:
        """Return the first line of a block token as it is in the source."""
        return "" if token.map is None else self._lines[token.map[0]]

    def inline_location(self, inline: Token, offset: int) -> Location:
        """Return the location of the character at ``offset`` in the content of ``inline``."""
        if inline.map is None:
            return Location(self._path)
        if inline is not self._inline:
            # Line starts are stored per paragraph: counting lines for each link takes quadratic time.
            self._inline = inline
            self._parts = inline.content.split("\n")
            self._starts = [0]
            for part in self._parts[:-1]:
                self._starts.append(self._starts[-1] + len(part) + 1)
            self._offsets = {}
        index = bisect_right(self._starts, offset) - 1
        if index not in self._offsets:
            self._offsets[index] = self._offset_in_line(inline.map[0] + index, self._parts[index])
        line_offset = self._offsets[index]
        column = None if line_offset is None else line_offset + offset - self._starts[index] + 1
        return Location(self._path, self._first_line + inline.map[0] + index, column)

    def _offset_in_line(self, index: int, part: str) -> int | None:
        """Return the offset of ``part`` in its line, if it is unambiguous."""
        # The parser removes what surrounds it: a list marker, the other cells of a table.
        line = self._lines[index] if index < len(self._lines) else ""
        if part == line:
            return 0
        before = line.find(part)
        return before if before >= 0 and line.find(part, before + 1) < 0 else None
