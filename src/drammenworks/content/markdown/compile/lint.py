"""Findings about text that looks like HTML, or like an invalid link or table."""

from __future__ import annotations

import re

from markdown_it.token import Token

from drammenworks.content.markdown.compile.state import State
from drammenworks.errors import Rule
from drammenworks.errors.rules import markdown as rules

_HTML = re.compile(
    r"""
    </?[A-Za-z][A-Za-z0-9-]*+ (?: \s[^<>]{0,200}>? | /?> | $ )
    | <!-- | <!\[?[A-Za-z] | <\?
    """,
    re.VERBOSE,
)
_LINK = re.compile(r"(?:!?\[[^\[\]]{0,100})?\]\([^()]{0,100}\)?")

_ROW = re.compile(r"^.*\S\t+\S.*$", re.MULTILINE)

_MAX_QUOTE = 60
"""The longest quotation in a finding, in characters."""


def lint_inline(state: State, inline: Token) -> None:
    """Report text that looks like HTML, a link or a table."""
    if "\t" in inline.content:
        _report_table(state, inline.content)
    offset = 0
    for token in inline.children or ():
        # Code is content, and escaped characters have separate tokens.
        if token.type != "text":
            continue
        text = token.content
        if "<" in text:
            match = _HTML.search(text)
            if match is not None:
                _report(state, rules.RAW_HTML, match, offset)
        if "](" in text:
            match = _LINK.search(text)
            # If the other half is escaped, the text does not look like a link.
            if match is not None and (match[0][0] in "![" or "\\[" not in inline.content):
                _report(state, rules.NOT_A_LINK, match, offset)
        offset = max(offset, inline.content.find(text, offset) + len(text))


def _report_table(state: State, text: str) -> None:
    """Report the first of several lines with tabs, as in a pasted table."""
    rows = [*_ROW.finditer(text)]
    if len(rows) > 1:
        state.report(rules.TABBED.at(state.location_at(rows[0].start())))


def _report(state: State, rule: Rule, match: re.Match[str], offset: int) -> None:
    assert state.inline is not None, "text is in an inline token"
    # Text tokens have no positions. This is the next occurrence of the same text.
    start = max(state.inline.content.find(match[0], offset), offset)
    state.report(rule.at(state.location_at(start), text=_shortened(match[0])))


def _shortened(text: str) -> str:
    return text if len(text) <= _MAX_QUOTE else f"{text[:_MAX_QUOTE]}…"
