"""Findings about running text that looks like HTML, a link, emphasis or a table, and is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from markdown_it.token import Token

from drammenworks.content.markdown.figure_references import misspelt, misspelt_references
from drammenworks.content.markdown.lint.paragraph_lines import begins_with_bullet
from drammenworks.content.markdown.lint.quote import shortened
from drammenworks.content.markdown.source_map import SourceMap
from drammenworks.errors import Finding, Phrase
from drammenworks.errors.rules import accidental_markdown as markup_rules
from drammenworks.errors.rules import markdown as rules

_HTML = re.compile(
    r"""
    </?[A-Za-z][A-Za-z0-9-]*+ (?: \s[^<>]{0,200}>? | /?> | $ )
    | <!-- | <!\[?[A-Za-z] | <\?
    """,
    re.VERBOSE,
)
_LINK = re.compile(
    r"""
    (?: !?\[ [^\[\]]{0,100} )? \] \( [^()]{0,100} \)?
    | !?\[ [^\[\]\n]{1,100} \] \s{1,3} \(
        (?: https?: | mailto: | tel: | www\. | \.{0,2}/ | [a-z]{4,12}:[a-z] ) [^()\s]{0,100} \)
    | \( [^()\n]{1,100} \) \s? \[ (?: https?: | mailto: | tel: | www\. ) [^\[\]\s]{0,100} \]
    """,
    re.VERBOSE,
)
_FOOTNOTE_IN_LINK = re.compile(
    r"\[(?P<before>[^\[\]]{0,200})\[\^(?P<label>[^\s\[\]]{1,100})\](?P<after>[^\[\]]{0,200})\]"
    r"(?P<target>\([^()\n]{1,300}\)|\[[^\[\]\n]{1,100}\])"
)
_EMPHASIS = re.compile(
    r"""
    (?<![*]) \*{2,3} (?! [*] | \s?\d ) | (?<![_]) __ (?![_])
    | (?<![\w*)]) \* (?=[^\W_]) [^*\n]{0,80}? [ \xa0] \* (?![*])     # «*Merk: *Husk»
    | (?<![^\s(«"]) \* [ \xa0] (?=[^\W_]) [^*\n]{0,80}? (?<=\S) \* (?![\w*])  # «* viktig*»
    """,
    re.VERBOSE,
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_ROW = re.compile(r"^.*\S\t+\S.*$", re.MULTILINE)
_LETTERED = re.compile(r"[ \t]*\(?[a-z0-9]{1,3}[.)]\t")

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_MAYBE_FIGURE = re.compile(r"\[\s*[^\W\d_]{3,11}\s*[:;]|\[[Ff]igure[ =]|[({][Ff]igure:")
_CODE = re.compile(r"`[^`]*`")
_CONTEXT = 24
"""Characters that are quoted around a sign."""


def is_suspect(text: str, content: str) -> bool:
    """Tell quickly whether a text may have something that :func:`check_inline` reports.

    :param text: without its elements, such as links.
    :param content: with them.
    """
    return (
        "<" in text
        or "*" in text
        or "]" in text
        or "__" in text
        or _REPLACEMENT in text
        or "\t" in content
        or _MAYBE_FIGURE.search(content) is not None
    )


def check_inline(inline: Token, source_map: SourceMap) -> Iterator[Finding]:
    """Yield a finding for text that looks like HTML, a link, emphasis or a table."""
    content = inline.content
    if "\t" in content:
        yield from _check_tabs(inline, source_map)
    footnote = _FOOTNOTE_IN_LINK.search(content) if "[^" in content else None
    if footnote is not None:
        text = f"{footnote['before']}{footnote['after']}".strip() or Phrase("tekst")
        yield markup_rules.FOOTNOTE_IN_LINK.at(
            source_map.inline_location(inline, footnote.start()),
            label=footnote["label"],
            better=f"[{text}]{footnote['target']}[^{footnote['label']}]",
        )
    yield from _check_entities(inline, source_map)
    yield from check_figures(inline, source_map)
    offset = 0
    has_emphasis = False
    for text in _texts(inline):
        start = max(content.find(text, offset), offset)
        if "<" in text and (match := _HTML.search(text)) is not None:
            location = source_map.inline_location(inline, _position(content, match[0], offset))
            yield rules.RAW_HTML.at(location, text=shortened(match[0]))
        match = _LINK.search(text) if footnote is None else None
        if match is not None and _looks_like_link(match[0], content):
            location = source_map.inline_location(inline, _position(content, match[0], offset))
            yield rules.NOT_A_LINK.at(location, text=shortened(match[0]))
        if not has_emphasis and (match := _EMPHASIS.search(text)) is not None:
            has_emphasis = True
            yield _loose_emphasis(inline, source_map, start + match.start(), match[0])
        offset = start + len(text)


def _check_entities(inline: Token, source_map: SourceMap) -> Iterator[Finding]:
    """Yield a finding for each number of a character that is none, such as «&#1;»."""
    for token in inline.children or ():
        if token.type == "text_special" and token.content == _REPLACEMENT:
            location = source_map.inline_location(inline, inline.content.find(token.markup))
            yield markup_rules.CONTROL_CHARACTER.at(location, name=token.markup)


def check_figures(inline: Token, source_map: SourceMap) -> Iterator[Finding]:
    """Yield a finding for each figure that is not written as one."""
    content = _CODE.sub(lambda code: " " * len(code[0]), inline.content)
    for match in misspelt_references(content):
        yield misspelt(match, source_map.inline_location(inline, match.start()))


def _texts(inline: Token) -> Iterator[str]:
    """Yield the texts between other elements; code is content, and escaped characters have other tokens."""
    for kind, group in groupby(inline.children or (), key=lambda token: token.type):
        if kind == "text":
            yield "".join(token.content for token in group)


def _looks_like_link(text: str, content: str) -> bool:
    # If the other half is escaped, the text does not; a control character is reported by itself.
    return (text[0] in "![(" or "\\[" not in content) and _CONTROL.search(text) is None


def _position(content: str, text: str, offset: int) -> int:
    # Text tokens have no positions. This is the next occurrence of the same text.
    return max(content.find(text, offset), offset)


def _loose_emphasis(inline: Token, source_map: SourceMap, position: int, text: str) -> Finding:
    sign = text[0]
    mark = text[: len(text) - len(text.lstrip(sign))]
    content = inline.content
    line_start = content.rfind("\n", 0, position) + 1
    around = content[max(line_start, position - _CONTEXT) : position + _CONTEXT].split("\n")[0].strip()
    location = source_map.inline_location(inline, position)
    return markup_rules.LOOSE_EMPHASIS.at(location, mark=mark, text=around, sign=f"{sign}")


def _check_tabs(inline: Token, source_map: SourceMap) -> Iterator[Finding]:
    """Yield a finding for the first of several lines with tabs, as in a pasted table."""
    rows = [
        match
        for match in _ROW.finditer(inline.content)
        if not begins_with_bullet(match[0]) and not _LETTERED.match(match[0])
    ]
    if len(rows) > 1:
        yield rules.TABBED.at(source_map.inline_location(inline, rows[0].start()))
