"""The fast path of running text that contains only simple links and simple emphasis."""

from __future__ import annotations

import re

from markdown_it.token import Token

from drammenworks.content.markdown.syntax.emphasis import SIMPLE_EMPHASIS, TAGS
from drammenworks.content.markdown.syntax.fast_tokens import PLAIN_TEXT, FastToken
from drammenworks.content.markdown.syntax.meta import START
from drammenworks.content.markdown.syntax.open_bracket import SIMPLE_LINK

_PIECE = re.compile(
    rf"""
    (?P<words> {PLAIN_TEXT} )
    | {SIMPLE_LINK} (?! \{{ )          # Braces after a link are attributes.
    | {SIMPLE_EMPHASIS}
    """,
    re.VERBOSE,
)

# These tokens are constant, and never modified.
_LINK_END = Token("link_close", "a", -1)
_EMPHASIS = {
    markup: (Token(f"{tag}_open", tag, 1, markup=markup), Token(f"{tag}_close", tag, -1, markup=markup))
    for markup, tag in TAGS.items()
}


def fast_inlines(text: str) -> list[Token] | None:
    """Return the same tokens as markdown-it, or None when the text needs the full parser."""
    tokens: list[Token] = []
    position, end = 0, len(text)
    while position < end:
        piece = _PIECE.match(text, position)
        if piece is None:
            return None
        if words := piece["words"]:
            tokens.append(FastToken("text", "", words))
        elif target := piece["target"]:
            link = Token("link_open", "a", 1, attrs={"href": target}, meta={START: position})
            tokens += (link, FastToken("text", "", piece["text"]), _LINK_END)
        else:
            start, stop = _EMPHASIS[piece["mark"]]
            tokens += (start, FastToken("text", "", piece["emphasised"]), stop)
        position = piece.end()
    return tokens
