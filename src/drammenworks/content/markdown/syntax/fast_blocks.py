"""The fast path of simple blocks: one-line paragraphs, lists of one-line items, and plain headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.rules_block import StateBlock

from drammenworks.content.markdown.syntax.fast_tokens import PLAIN_TEXT, FastToken

_BEGINNING = r"""
    (?= [^\W\d_] | [«"(] | [0-9]++(?![.)]) | \[[^\[\]\n\\]++\]\( | \*\*?[^\W_] | _[^\W_] | `(?!`) )
"""
"""The start of a paragraph: text, a number without a list delimiter, a link, emphasis or code."""

_EMPTY_LINES = r"(?: \n [ \t]*+ (?![^\n]) )"
"""Line ends before an empty line or the end of the text."""

_BLOCK = re.compile(
    rf"""
    (?P<marks> \#{{1,6}} ) [ ] (?P<heading> [^\n\#!&*<\[\\\]_`{{}}]*+ ) (?![^\n])
    {_EMPTY_LINES}*+ \n?+
    |
    (?P<list> (?P<marker> [-*+] ) [ ] {_BEGINNING} [^\n]*+ (?: \n (?P=marker) [ ] {_BEGINNING} [^\n]*+ )*+ )
    (?: {_EMPTY_LINES}++ \n?+ (?! \s | (?P=marker) ) | \Z )         # Not continued by the next line.
    |
    (?P<paragraph> {_BEGINNING} (?:{PLAIN_TEXT})?+ (?P<marked> [^\n]*+ ) )
    (?: {_EMPTY_LINES}++ \n?+ (?! [ \t]*+ [:~] ) | \Z )            # Nor defined by it.
    """,
    re.VERBOSE,
)
_WORDS = re.compile(PLAIN_TEXT)


def fast_blocks(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse consecutive simple blocks, with the same result as markdown-it's rules."""
    if silent or state.level:
        return False
    text, line = state.src, start_line
    start = position = state.bMarks[start_line]
    while block := _BLOCK.match(text, position):
        match block.lastgroup:
            case "heading":
                level = len(block["marks"])
                state.tokens.append(
                    FastToken("heading", f"h{level}", block["heading"].strip(MD_TRIM_CHARS), line)
                )
            case "list":
                state.tokens += _list(block["list"].split("\n"), line)
            case _:
                kind = "inline" if block["marked"] else "words"
                state.tokens.append(FastToken(kind, "p", block["paragraph"].strip(MD_TRIM_CHARS), line))
        line += text.count("\n", position, block.end())
        position = block.end()
    # The last line may have no line break.
    state.line = line if position < len(text) else end_line
    return position > start


def _list(lines: list[str], first: int) -> Iterator[FastToken]:
    yield FastToken("bullet_list_open", "ul", "", first)
    for line, text in enumerate(lines, first):
        item = text[2:].strip(MD_TRIM_CHARS)
        yield FastToken("words" if _WORDS.fullmatch(item) else "inline", "li", item, line)
    yield FastToken("bullet_list_close", "ul", "")
