"""Tokens of plain text, created in a third of the time of markdown-it's tokens."""

from __future__ import annotations

from markdown_it.token import Token

PLAIN_TEXT = r"(?:[^\n!&*<\[\\\]_`]++|!(?!\[))++"
"""A regular expression of text that no inline rule reacts to."""


class FastToken(Token):
    """A text token, or the only token of a block: ``inline``; of plain text, ``words`` or ``heading``.

    markdown-it's tokens have thirteen fields, and setting them is most of the time to parse a plain
    text. All but five have the same value for these tokens, and are class attributes.
    """

    __slots__ = ("children", "content", "map", "tag", "type")

    nesting = 0
    level = 0
    markup = ""
    info = ""
    block = True
    hidden = False
    # Text has no attributes and no metadata.
    attrs = {}  # noqa: RUF012
    meta = {}  # noqa: RUF012

    def __init__(self, type: str, tag: str, content: str, line: int | None = None) -> None:
        self.type = type
        self.tag = tag
        self.content = content
        self.map = None if line is None else [line, line + 1]
        self.children = None
