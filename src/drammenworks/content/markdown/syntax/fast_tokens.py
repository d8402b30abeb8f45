"""What most text consists of: words alone, in tokens that are made in a third of the time."""

from __future__ import annotations

from markdown_it.token import Token

PLAIN_TEXT = r"(?:[^\n!&*<\[\\\]_`]++|!(?!\[))++"
"""Characters that none of our inline rules reacts to, as a regular expression."""


class FastToken(Token):
    """A token of text, or a block that is text alone: ``inline``, or of words alone ``words`` or ``heading``.

    markdown-it's tokens have thirteen fields, and filling them is most of what it takes to parse a plain
    text. Of these, all but the first five are the same for all, and belong to the class.
    """

    __slots__ = ("children", "content", "map", "tag", "type")

    nesting = 0
    level = 0
    markup = ""
    info = ""
    block = True
    hidden = False
    # Nobody gives attributes or notes to text.
    attrs = {}  # noqa: RUF012
    meta = {}  # noqa: RUF012

    def __init__(self, type: str, tag: str, content: str, line: int | None = None) -> None:
        self.type = type
        self.tag = tag
        self.content = content
        self.map = None if line is None else [line, line + 1]
        self.children = None
