"""Metadata that syntax rules record for the renderer, on a token or for the whole document."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from drammenworks.content.markdown.attributes import Pairs, parse_attributes

START = "start"
"""The offset of the token's first character in the content of its inline token."""
ATTRIBUTES = "attributes"
"""The attributes after the token."""
MALFORMED = "malformed"
"""Malformed attributes follow the token, and stay in the text."""
IDS = "ids"
"""The key in the environment of the author's ids in the whole document."""


def record_start(state: StateInline, before: int, token_type: str, start: int) -> Token:
    """Record the start of the token that a rule pushes after the first ``before`` tokens."""
    # Pending text may precede it.
    token = state.tokens[before]
    if token.type != token_type:
        token = state.tokens[before + 1]
    token.meta[START] = start
    return token


def parse_trailing_attributes(state: StateInline, token: Token | None) -> None:
    """Consume the attributes at the state's position, if any, and record them on ``token``."""
    if state.pos >= state.posMax or state.src[state.pos] != "{":
        return
    found = parse_attributes(state.src, state.pos, state.posMax)
    if found is None:
        if token is not None:
            token.meta[MALFORMED] = True
        return
    state.pos, pairs = found
    if token is not None:
        token.meta[ATTRIBUTES] = pairs
        reserve_ids(state.env, pairs)


def reserve_ids(env: EnvType, pairs: Pairs) -> None:
    """Record the author's ids, so that no heading gets one of them."""
    for name, value in pairs:
        if name == "id" and value:
            env.setdefault(IDS, set()).add(value)
