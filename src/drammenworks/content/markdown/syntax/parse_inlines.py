"""Inline parsing of running text that contains markup."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from drammenworks.content.markdown.syntax.fast_inlines import fast_inlines

TERMINATORS = re.compile(r"[\n!&*<\[\\\]_`]")
"""The characters that the inline rules react to.

markdown-it's default set also stops at ``-``, ``:``, ``=`` and more, for rules that are disabled
here; each stop tries every rule without a match.
"""


def parse_inlines(state: StateCore) -> None:
    """Parse the children of inline tokens."""
    md, env = state.md, state.env
    for token in state.tokens:
        if token.type != "inline":
            continue
        text = token.content
        token.children = fast_inlines(text)
        if token.children is not None:
            continue
        children = token.children = []
        inline = StateInline(text, md, env, children)
        md.inline.tokenize(inline)
        # These rules pair the remaining delimiters.
        if inline.delimiters or any(meta and meta["delimiters"] for meta in inline.tokens_meta):
            for rule in md.inline.ruler2.getRules(""):
                rule(inline)
