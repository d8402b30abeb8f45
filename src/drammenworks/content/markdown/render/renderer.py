"""From tokens to chunks: which function renders which token."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from drammenworks.content.markdown.render.blocks import (
    bullet_list_open,
    code_block,
    container,
    html,
    ordered_list_open,
    paragraph_close,
    paragraph_open,
)
from drammenworks.content.markdown.render.boxes import (
    directive_close,
    directive_open,
    directive_stray,
)
from drammenworks.content.markdown.render.footnotes import render_notes, take_definitions
from drammenworks.content.markdown.render.headings import heading, heading_close, heading_open
from drammenworks.content.markdown.render.inlines import inline, words
from drammenworks.content.markdown.render.state import Rule, State
from drammenworks.content.markdown.render.tables import (
    table_close,
    table_open,
    td_open,
    th_close,
    th_open,
    thead_close,
)

RULES: dict[str, Rule] = {
    "words": words,
    "heading": heading,
    "inline": inline,
    "paragraph_open": paragraph_open,
    "paragraph_close": paragraph_close,
    "heading_open": heading_open,
    "heading_close": heading_close,
    "bullet_list_open": bullet_list_open,
    "bullet_list_close": html("</ul>\n"),
    "ordered_list_open": ordered_list_open,
    "ordered_list_close": html("</ol>\n"),
    "list_item_open": container("<li>"),
    "list_item_close": html("</li>\n"),
    "blockquote_open": container("<blockquote>\n"),
    "blockquote_close": html("</blockquote>\n"),
    "dl_open": html("<dl>\n"),
    "dl_close": html("</dl>\n"),
    "dt_open": html("<dt>"),
    "dt_close": html("</dt>\n"),
    "dd_open": container("<dd>"),
    "dd_close": html("</dd>\n"),
    "hr": html("<hr>\n"),
    "code_block": code_block,
    "fence": code_block,
    "table_open": table_open,
    "table_close": table_close,
    "thead_open": html("<thead>\n"),
    "thead_close": thead_close,
    "tbody_open": html("<tbody>\n"),
    "tbody_close": html("</tbody>\n"),
    "tr_open": html("<tr>\n"),
    "tr_close": html("</tr>\n"),
    "th_open": th_open,
    "th_close": th_close,
    "td_open": td_open,
    "td_close": html("</td>\n"),
    "directive_open": directive_open,
    "directive_close": directive_close,
    "directive_stray": directive_stray,
}
"""How each block token is rendered. Footnotes are taken out before."""


def render(state: State, tokens: list[Token]) -> None:
    """Render a document into ``state``."""
    _render(state, take_definitions(state, tokens))
    render_notes(state, _render)


def _render(state: State, tokens: Sequence[Token]) -> None:
    for token in tokens:
        RULES[token.type](state, token)
