"""Paragraphs of a line, lists of lines and headings of words, as most blocks are: found one after the other."""

from __future__ import annotations

import re

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.rules_block import StateBlock

from drammenworks.content.markdown.syntax.plain import WORDS, Plain

_BEGINNING = r"""
    (?= [^\W\d_] | [«"(] | [0-9]++(?![.)]) | \[[^\[\]\n\\]++\]\( | \*\*?[^\W_] | _[^\W_] | `(?!`) )
"""
"""What begins no block of its own: words, a number that counts nothing, a link, emphasis or code."""

_EMPTY_LINES = r"(?: \n [ \t]*+ (?![^\n]) )"
"""Ends of lines with nothing on the line below, or no line below."""

_BLOCK = re.compile(
    rf"""
    (?P<marks> \#{{1,6}} ) [ ] (?P<heading> [^\n\#!&*<\[\\\]_`{{}}]*+ ) (?![^\n])
    {_EMPTY_LINES}*+ \n?+
    |
    (?P<list> (?P<marker> [-*+] ) [ ] {_BEGINNING} [^\n]*+ (?: \n (?P=marker) [ ] {_BEGINNING} [^\n]*+ )*+ )
    (?: {_EMPTY_LINES}++ \n?+ (?! \s | (?P=marker) ) | \Z )         # Nothing below goes on with the list.
    |
    (?P<paragraph> {_BEGINNING} (?:{WORDS})?+ (?P<marked> [^\n]*+ ) )
    (?: {_EMPTY_LINES}++ \n?+ (?! [ \t]*+ [:~] ) | \Z )             # Nor does it define the paragraph.
    """,
    re.VERBOSE,
)
_WORDS = re.compile(WORDS)


def plain_blocks(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse such blocks, as many as there are in a row, as markdown-it would one by one."""
    if silent or state.level:
        return False
    text, tokens = state.src, state.tokens
    start = position = state.bMarks[start_line]
    line = start_line
    while match := _BLOCK.match(text, position):
        kind = match.lastgroup
        if kind == "paragraph":
            token_type = "inline" if match["marked"] else "words"
            tokens.append(Plain(token_type, "p", match["paragraph"].strip(MD_TRIM_CHARS), line))
        elif kind == "heading":
            tokens.append(
                Plain("heading", f"h{len(match['marks'])}", match["heading"].strip(MD_TRIM_CHARS), line)
            )
        else:
            tokens.append(Plain("bullet_list_open", "ul", "", line))
            for at, item in enumerate(match["list"].split("\n"), line):
                content = item[2:].strip(MD_TRIM_CHARS)
                tokens.append(Plain("words" if _WORDS.fullmatch(content) else "inline", "li", content, at))
            tokens.append(Plain("bullet_list_close", "ul", ""))
        line += text.count("\n", position, match.end())
        position = match.end()
    # The last line may lack its end.
    state.line = line if position < len(text) else end_line
    return position > start
