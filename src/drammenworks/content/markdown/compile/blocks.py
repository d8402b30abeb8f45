"""Paragraphs, lists, quotations and code."""

from __future__ import annotations

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from drammenworks.content.markdown.compile.escape import escape_text, escape_value
from drammenworks.content.markdown.compile.list_numbers import VALUE
from drammenworks.content.markdown.compile.state import RenderRule, State
from drammenworks.content.markdown.syntax import MAX_NESTING
from drammenworks.errors.rules import markdown as rules


def static_html(text: str) -> RenderRule:
    """Return the rule of a token with constant HTML."""

    def rule(state: State, token: Token) -> None:
        state.out.append(text)

    return rule


def container(text: str) -> RenderRule:
    """Return the rule of the opening token of a container of blocks."""

    def rule(state: State, token: Token) -> None:
        report_if_too_deep(state, token)
        state.out.append(text)

    return rule


def report_if_too_deep(state: State, token: Token) -> None:
    """Report a container whose content markdown-it silently omits."""
    if token.level + 1 >= MAX_NESTING:
        state.report(rules.NESTED_TOO_DEEP.at(state.source_map.block_location(token)))


def paragraph_open(state: State, token: Token) -> None:
    """Begin a paragraph; in a tight list it has no tags."""
    state.in_paragraph = True
    state.paragraph = len(state.out)
    state.out.append("" if token.hidden else "<p>")


def paragraph_close(state: State, token: Token) -> None:
    """End a paragraph; a paragraph of pictures alone has no tags, so that they can be figures."""
    state.in_paragraph = False
    if state.images_are_blocks:
        state.out[state.paragraph] = ""
        state.out.append("\n")
    elif not token.hidden:
        state.out.append("</p>\n")


def bullet_list_open(state: State, token: Token) -> None:
    """Begin a list."""
    _end_line(state)
    state.out.append("<ul>\n")


def ordered_list_open(state: State, token: Token) -> None:
    """Begin a numbered list, with its start number."""
    _end_line(state)
    start = token.attrs.get("start")
    state.out.append("<ol>\n" if start is None else f'<ol start="{start}">\n')


def list_item_open(state: State, token: Token) -> None:
    """Begin an item of a list, with its number where it is not the next one."""
    report_if_too_deep(state, token)
    value = token.meta.get(VALUE)
    state.out.append("<li>" if value is None else f'<li value="{value}">')


def _end_line(state: State) -> None:
    """Add a line break after the text of a list item."""
    if state.out and isinstance(state.out[-1], str) and not state.out[-1].endswith("\n"):
        state.out.append("\n")


def code_block(state: State, token: Token) -> None:
    """Emit a block of code, which is scrollable from the keyboard."""
    words = unescapeAll(token.info).split()
    language = f' class="language-{escape_value(words[0])}"' if words else ""
    state.plain.append(f"{token.content} ")
    state.out.append(f'<pre tabindex="0"><code{language}>{escape_text(token.content)}</code></pre>\n')
