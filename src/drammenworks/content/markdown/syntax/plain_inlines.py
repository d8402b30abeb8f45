"""Running text with nothing in it but simple links and simple emphasis, as nearly all is."""

from __future__ import annotations

import re

from markdown_it.token import Token

from drammenworks.content.markdown.syntax.brackets import SIMPLE_LINK
from drammenworks.content.markdown.syntax.emphasis import SIMPLE_EMPHASIS, TAGS
from drammenworks.content.markdown.syntax.meta import START

_TEXT = re.compile(r"(?:[^\n!&*<\[\\\]_`]++|!(?!\[))++")
"""What no rule reacts to."""


def plain_inlines(text: str) -> list[Token] | None:
    """Return the tokens that markdown-it would make of a text, or None when there may be more to it."""
    tokens: list[Token] = []
    position, end = 0, len(text)
    while position < end:
        if match := _TEXT.match(text, position):
            tokens.append(Token("text", "", 0, content=match[0]))
        elif match := SIMPLE_LINK.match(text, position):
            if text.startswith("{", match.end()):
                return None  # Attributes, or what was meant as such.
            tokens += (
                Token("link_open", "a", 1, attrs={"href": match[2]}, meta={START: position}),
                Token("text", "", 0, level=1, content=match[1]),
                Token("link_close", "a", -1),
            )
        elif match := SIMPLE_EMPHASIS.match(text, position):
            markup = match[1]
            tag = TAGS[markup]
            tokens += (
                Token(f"{tag}_open", tag, 1, markup=markup),
                Token("text", "", 0, level=1, content=match[2]),
                Token(f"{tag}_close", tag, -1, markup=markup),
            )
        else:
            return None
        position = match.end()
    return tokens
