"""Findings about text that was meant as something else: HTML, and links and tables that are none."""

from __future__ import annotations

import re

from markdown_it.token import Token

from drammenworks.content.markdown.render.state import State
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

_LONGEST = 60
"""A finding quotes no more characters than this."""


def lint_inline(state: State, inline: Token) -> None:
    """Report what looks like HTML, a link or a table, but is text."""
    if "\t" in inline.content:
        _report_table(state, inline.content)
    offset = 0
    for token in inline.children or ():
        # Code is content, and an escaped character is a token of its own.
        if token.type != "text":
            continue
        text = token.content
        if "<" in text:
            match = _HTML.search(text)
            if match is not None:
                _report(state, rules.RAW_HTML, match, offset)
        if "](" in text:
            match = _LINK.search(text)
            # The other half may have been escaped, and then nothing looks like a link.
            if match is not None and (match[0][0] in "![" or "\\[" not in inline.content):
                _report(state, rules.NOT_A_LINK, match, offset)
        offset = max(offset, inline.content.find(text, offset) + len(text))


def _report_table(state: State, text: str) -> None:
    """Report the first of several lines that are divided by tabs, as cells of a table are when pasted."""
    rows = [*_ROW.finditer(text)]
    if len(rows) > 1:
        state.report(rules.TABBED.at(state.position(rows[0].start())))


def _report(state: State, rule: Rule, match: re.Match[str], offset: int) -> None:
    assert state.inline is not None, "text stands in an inline token"
    # Tokens do not say where they come from. This is the next place that has the same text.
    start = max(state.inline.content.find(match[0], offset), offset)
    state.report(rule.at(state.position(start), text=_shortened(match[0])))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
