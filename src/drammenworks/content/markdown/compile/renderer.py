"""Render tokens to chunks: the rendering rule of each token type."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from drammenworks.content.markdown.compile.blocks import (
    bullet_list_open,
    code_block,
    container,
    list_item_open,
    ordered_list_open,
    paragraph_close,
    paragraph_open,
    static_html,
)
from drammenworks.content.markdown.compile.directives import (
    directive_close,
    directive_open,
    directive_stray,
)
from drammenworks.content.markdown.compile.footnotes import render_footnotes, take_definitions
from drammenworks.content.markdown.compile.headings import heading, heading_close, heading_open
from drammenworks.content.markdown.compile.inlines import inline, words
from drammenworks.content.markdown.compile.list_numbers import number_items
from drammenworks.content.markdown.compile.state import RenderRule, State
from drammenworks.content.markdown.compile.tables import (
    table_close,
    table_open,
    td_open,
    th_close,
    th_open,
    thead_close,
    tr_open,
)
from drammenworks.content.markdown.find_lists import find_lists
from drammenworks.content.markdown.lint.accidental_lists import check_lists
from drammenworks.content.markdown.lint.dialects import check_dialects

RULES: dict[str, RenderRule] = {
    "words": words,
    "heading": heading,
    "inline": inline,
    "paragraph_open": paragraph_open,
    "paragraph_close": paragraph_close,
    "heading_open": heading_open,
    "heading_close": heading_close,
    "bullet_list_open": bullet_list_open,
    "bullet_list_close": static_html("</ul>\n"),
    "ordered_list_open": ordered_list_open,
    "ordered_list_close": static_html("</ol>\n"),
    "list_item_open": list_item_open,
    "list_item_close": static_html("</li>\n"),
    "blockquote_open": container("<blockquote>\n"),
    "blockquote_close": static_html("</blockquote>\n"),
    "dl_open": static_html("<dl>\n"),
    "dl_close": static_html("</dl>\n"),
    "dt_open": static_html("<dt>"),
    "dt_close": static_html("</dt>\n"),
    "dd_open": container("<dd>"),
    "dd_close": static_html("</dd>\n"),
    "hr": static_html("<hr>\n"),
    "code_block": code_block,
    "fence": code_block,
    "table_open": table_open,
    "table_close": table_close,
    "thead_open": static_html("<thead>\n"),
    "thead_close": thead_close,
    "tbody_open": static_html("<tbody>\n"),
    "tbody_close": static_html("</tbody>\n"),
    "tr_open": tr_open,
    "tr_close": static_html("</tr>\n"),
    "th_open": th_open,
    "th_close": th_close,
    "td_open": td_open,
    "td_close": static_html("</td>\n"),
    "directive_open": directive_open,
    "directive_close": directive_close,
    "directive_stray": directive_stray,
}
"""The rendering rule of each block token type. Footnotes are extracted first."""


def render(state: State, tokens: list[Token]) -> None:
    """Render a document into ``state``."""
    # A date such as «1. 1. 2027» is a list in a list.
    lists = list(find_lists(tokens))
    number_items(lists)
    state.findings += dict.fromkeys(check_lists(lists, tokens, state.source_map))
    if state.has_foreign_marks:
        state.findings += check_dialects(tokens, lists, state.source_map)
    _render(state, take_definitions(state, tokens))
    render_footnotes(state, _render)


def _render(state: State, tokens: Sequence[Token]) -> None:
    for token in tokens:
        RULES[token.type](state, token)
