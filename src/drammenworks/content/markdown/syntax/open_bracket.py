"""Inline syntax that begins with ``[``: links, footnote references, figures and spans.

[text](target "title"){lang=en}    [text][reference]    [^note]    [figure:id]{show=change}    [text]{lang=en}
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import link as markdown_it_link

from drammenworks.content.markdown.attributes import parse_attributes
from drammenworks.content.markdown.figure_references import REFERENCE
from drammenworks.content.markdown.syntax.meta import (
    ATTRIBUTES,
    START,
    parse_trailing_attributes,
    record_start,
    reserve_ids,
)

_FOOTNOTE = re.compile(r"\[\^([^\s\[\]]{1,100})\]")
"""The length is limited, because a text of only ``[^`` would take quadratic time."""

SIMPLE_LINK = r"\[(?P<text>[^\n!&*<\[\\\]_`]+)\]\((?P<target>[^\s()<>&\\\x00-\x1f\x7f]+)\)"
"""Text without markup, and a target without title, parentheses or escapes, as in most links."""
_SIMPLE = re.compile(SIMPLE_LINK)


def brackets(state: StateInline, silent: bool) -> bool:
    """Parse syntax that begins with ``[``: a figure, a link, a footnote or a span."""
    # Without a closing bracket ahead there is no match, so that a text of only «[» is fast.
    if state.src[state.pos] != "[" or state.html_terminator_last("]") < state.pos:
        return False
    return _figure(state, silent) or _link(state, silent) or _footnote(state, silent) or _span(state, silent)


def simple_link(state: StateInline, silent: bool) -> bool:
    """Parse a simple link in one step, the fast path; markdown-it takes ten times as long."""
    start = state.pos
    match = _SIMPLE.match(state.src, start, state.posMax)
    if match is None:
        return brackets(state, silent)
    token = None
    if not silent:
        token = state.push("link_open", "a", 1)
        token.attrs["href"] = match["target"]
        token.meta[START] = start
        state.append_pending(match["text"])
        state.push("link_close", "a", -1)
    state.pos = match.end()
    parse_trailing_attributes(state, token)
    return True


def _link(state: StateInline, silent: bool) -> bool:
    start = state.pos
    before = len(state.tokens)
    if not markdown_it_link(state, silent):
        return False
    parse_trailing_attributes(state, None if silent else record_start(state, before, "link_open", start))
    return True


def _footnote(state: StateInline, silent: bool) -> bool:
    match = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("footnote_ref", "", 0)
        token.content = match[1]
        token.meta[START] = state.pos
    state.pos = match.end()
    return True


def _figure(state: StateInline, silent: bool) -> bool:
    match = REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None or silent:
        # Lookahead treats a figure as two brackets, as it does a span.
        return False
    token = state.push("figure_ref", "", 0)
    token.content = match["name"]
    token.meta[START] = state.pos
    state.pos = match.end()
    parse_trailing_attributes(state, token)
    return True


def _span(state: StateInline, silent: bool) -> bool:
    if silent:
        # Lookahead treats a span as two brackets, so that a span can be in the text of a link.
        return False
    start = state.pos
    if state.html_terminator_last("]{") < start:
        return False
    end = state.md.helpers.parseLinkLabel(state, start)
    if end < 0 or end + 1 >= state.posMax or state.src[end + 1] != "{":
        return False
    found = parse_attributes(state.src, end + 1, state.posMax)
    if found is None:
        return False
    after, pairs = found
    maximum = state.posMax
    state.pos, state.posMax = start + 1, end
    token = state.push("span_open", "span", 1)
    token.meta[START] = start
    token.meta[ATTRIBUTES] = pairs
    reserve_ids(state.env, pairs)
    state.md.inline.tokenize(state)
    state.push("span_close", "span", -1)
    state.pos, state.posMax = after, maximum
    return True
