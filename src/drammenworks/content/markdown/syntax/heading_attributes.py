"""Attributes at the end of a heading: ``## Om prosjektet {#om .bred}``."""

from __future__ import annotations

from markdown_it.rules_core import StateCore

from drammenworks.content.markdown.attributes import parse_attributes
from drammenworks.content.markdown.syntax.meta import ATTRIBUTES, MALFORMED, reserve_ids


def heading_attributes(state: StateCore) -> None:
    """Move the attributes in the text of each heading to its token, before inline parsing."""
    for index, token in enumerate(state.tokens):
        if token.type != "heading_open":
            continue
        inline = state.tokens[index + 1]
        if not inline.content.endswith("}"):
            continue
        start = inline.content.rfind("{")
        if start < 0:
            continue
        found = parse_attributes(inline.content, start, len(inline.content))
        if found is None or found[0] != len(inline.content):
            token.meta[MALFORMED] = True
            continue
        token.meta[ATTRIBUTES] = found[1]
        reserve_ids(state.env, found[1])
        inline.content = inline.content[:start].rstrip()
