"""Addresses as text: ``<https://example.no>`` and ``<post@example.no>``."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import autolink as markdown_it_autolink

from drammenworks.content.markdown.syntax.meta import record_start


def autolink(state: StateInline, silent: bool) -> bool:
    """Parse an autolink as markdown-it does, and record its position."""
    start = state.pos
    if state.src[start] != "<":
        return False
    before = len(state.tokens)
    if not markdown_it_autolink(state, silent):
        return False
    if not silent:
        record_start(state, before, "link_open", start)
    return True
