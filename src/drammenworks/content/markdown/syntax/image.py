"""Pictures: ``![alt](src "caption"){decorative}``."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import image as markdown_it_image

from drammenworks.content.markdown.syntax.meta import parse_trailing_attributes, record_start


def image(state: StateInline, silent: bool) -> bool:
    """Parse a picture as markdown-it does, then its attributes."""
    start = state.pos
    if state.src[start] != "!" or state.html_terminator_last("]") < start:
        return False
    before = len(state.tokens)
    if not markdown_it_image(state, silent):
        return False
    parse_trailing_attributes(state, None if silent else record_start(state, before, "image", start))
    return True
