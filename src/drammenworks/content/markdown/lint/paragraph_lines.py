"""Findings about lines of a paragraph that look like a heading, a list or a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.token import Token

from drammenworks.content.markdown.directives import DIRECTIVES, NORWEGIAN_ALIASES
from drammenworks.content.markdown.lint.accidental_lists import is_speech
from drammenworks.content.markdown.lint.broken_tables import find_broken_table
from drammenworks.content.markdown.lint.characters import name_of
from drammenworks.content.markdown.lint.ordinals import is_ordinal
from drammenworks.content.markdown.lint.quote import beginning
from drammenworks.content.markdown.source_map import SourceMap
from drammenworks.errors import Finding, Rule
from drammenworks.errors.rules import accidental_markdown as rules

_BLANKS = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""Spaces that Markdown reads as letters; a Mac types the first of them with the option key."""

_SUSPECT = re.compile(
    rf"""
    \|
    | \n (?: [ \t]{{0,3}} (?: > | [-*+][ \t] ) )*+ [ \t]*+ (?:
        (?! \#{{1,6}}[ \t] | ::: | :[ \t] | -{{3,}}[ \t]*+(?![^\n]) | [-*+][ \t] )
        [^\w\s«»“”„"'‘’‹›(\[_`*!?&<>\\…/€$£§@~=%.,;^{{}}]   # A sign that seldom begins a sentence;
      | [*]? [{_BLANKS}]                                 # a hard space;
      | \d{{1,9}} [.)] | \(?[a-z0-9]{{1,3}}\)              # a number or letter of an item;
      | o [ \t{_BLANKS}]{{2,}} | o\t                       # Word's second bullet.
    )
    | \n [ \t]{{4}}
    | : [ ]* (?: {"|".join([*DIRECTIVES, *NORWEGIAN_ALIASES])} ) \b
    """,
    re.VERBOSE,
)
"""Found in few texts; the rest of this module is about them."""

_MARK = r"(?P<mark>\#{1,6}|[-*+]|[-*_]{3,}|\d{1,9}[.)]|>|:::+|```|~~~)"
_BLOCK = re.compile(rf"{_MARK}(?P<rest>[ \t].*|(?<=[>:`~]).*)?$")
"""What would begin a block, if it stood first on its line."""
_BLANK_BEFORE = re.compile(rf"(?P<blank>[{_BLANKS}])[ \t{_BLANKS}]*{_BLOCK.pattern}")
_BLANK_AFTER = re.compile(rf"(?P<mark>\#{{1,6}}|[-*+:]|\d{{1,9}}[.)])(?P<blank>[{_BLANKS}])\s*(?P<rest>.*)$")
_NO_SPACE = re.compile(
    r"(?P<mark>\#{2,6}|[-+]|\d{1,3}[.)]|\#(?=[A-ZÆØÅ][^#.!?]*[ ][^#.!?]*$))(?P<rest>[^\W_].*)$"
)
_DIRECTIVE = re.compile(r"(?P<mark>::?)[ ]*(?P<name>[^\W\d_]+)\b(?P<rest>.*)$")
_BULLET = re.compile(
    rf"(?P<mark>[•·▪▫●○◦‣⁃∙■□◆◇►▶➢➤✓✔✗❖★☐☑\ue000-\uf8ff]|o(?=\t|[ {_BLANKS}]{{2}}))[ \t{_BLANKS}]*\S"
)
_SIGN = r"(?P<mark>[^\w\s#:\"'«“(\[`<>|~]|\(?[a-z0-9]{1,3}\)|\d{1,9}[.)])"
_REPEATED = re.compile(rf"{_SIGN}[ \t{_BLANKS}]+(?P<rest>\S.*)")
"""A sign that is a bullet only when several lines begin with one."""


class _Line(NamedTuple):
    offset: int
    """Of its first character that is no ordinary space, in the paragraph."""
    text: str


def has_suspect_lines(text: str) -> bool:
    """Tell quickly whether a whole text may have a line that :func:`check_lines` reports."""
    return _SUSPECT.search(f"\n{text}") is not None


def check_lines(token: Token, source_map: SourceMap) -> Iterator[Finding]:
    """Yield the findings of a paragraph's lines, at most one of each kind."""
    content = token.content
    lines = _lines(content)
    reported: set[str] = set()
    for line in lines:
        found = _check_line(line.text, lines)
        if found is None and line is lines[0] and (match := _BLOCK.match(line.text)) is not None:
            # Only a hard space before it, which the parser removes, can have made it a paragraph.
            blank = next((char for char in source_map.source_line(token) if char in _BLANKS), "\xa0")
            found = rules.HARD_SPACE, _hard_space(blank, match["mark"], match["rest"] or "")
        if found is None or found[0].code in reported:
            continue
        rule, params = found
        reported.add(rule.code)
        yield rule.at(source_map.inline_location(token, line.offset), **params)
    if "|" in content and (table := find_broken_table([line.text for line in lines])) is not None:
        location = source_map.inline_location(token, lines[table.line].offset)
        yield rules.BROKEN_TABLE.at(location, text=table.text, reason=table.reason, delimiter=table.delimiter)


def begins_with_bullet(line: str) -> bool:
    """Tell whether a line begins with a bullet of a word processor."""
    return _BULLET.match(line.lstrip(" \t")) is not None


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    offset = 0
    for line in text.split("\n"):
        stripped = line.lstrip(" \t")
        lines.append(_Line(offset + len(line) - len(stripped), stripped))
        offset += len(line) + 1
    return lines


def _check_line(text: str, lines: list[_Line]) -> tuple[Rule, dict[str, object]] | None:
    """Return the rule that a line breaks, with its parameters."""
    if (match := _BLANK_BEFORE.match(text)) is not None:
        return rules.HARD_SPACE, _hard_space(match["blank"], match["mark"], match["rest"] or "")
    if text.startswith(("-", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}")) and is_speech(text):
        words = beginning(text.lstrip("-\N{HYPHEN}\N{NON-BREAKING HYPHEN}"))
        return rules.SPEECH_AS_LIST, {"text": beginning(text), "better": words}
    if (match := _BLANK_AFTER.match(text)) is not None and _is_list_or_heading(match):
        return rules.HARD_SPACE, _hard_space(match["blank"], match["mark"], match["rest"])
    if (match := _NO_SPACE.match(text)) is not None and _lacks_space(match, lines):
        return rules.NO_SPACE, {"mark": match["mark"], "better": _quoted(match["mark"], match["rest"])}
    if (match := _DIRECTIVE.match(text)) is not None and _is_directive(match["name"]):
        better = _quoted(":::", match["name"] + match["rest"])
        return rules.TOO_FEW_COLONS, {"mark": match["mark"], "better": better}
    if (match := _BULLET.match(text)) is not None:
        return rules.TYPED_BULLETS, {"mark": match["mark"]}
    match = _REPEATED.match(text)
    if match is None or any(is_speech(line.text) for line in lines):
        return None
    if sum(_like(match, line.text) for line in lines) > 1:
        return rules.TYPED_BULLETS, {"mark": match["mark"]}
    return None


def _hard_space(blank: str, mark: str, rest: str) -> dict[str, object]:
    return {"mark": mark, "name": name_of(blank), "better": _quoted(mark, rest)}


def _quoted(mark: str, rest: str) -> str:
    # The highest level of the text is two.
    return f"{'##' if mark == '#' else mark} {beginning(rest)}".rstrip()


def _is_list_or_heading(match: re.Match[str]) -> bool:
    """Tell whether a hard space after a sign is a mistake: after a number it may be right, as in a date."""
    mark = match["mark"]
    if not mark[0].isdigit():
        return bool(match["rest"])
    return not is_ordinal(match["rest"])


def _lacks_space(match: re.Match[str], lines: list[_Line]) -> bool:
    """Tell whether a sign was meant to begin a heading or an item of a list."""
    mark, rest = match["mark"], match["rest"]
    if mark[0] == "#":
        return True
    if rest[0].isdigit() or is_ordinal(rest):
        # A negative number, a time, a telephone number; a date.
        return False
    return rest[0].isupper() or sum(_same_kind(mark, line.text) for line in lines) > 1


def _same_kind(mark: str, text: str) -> bool:
    match = _NO_SPACE.match(text)
    if match is None or match["rest"][0].isdigit():
        return False
    return match["mark"] == mark or (mark[0].isdigit() and match["mark"][0].isdigit())


def _is_directive(name: str) -> bool:
    return name.casefold() in DIRECTIVES or name.casefold() in NORWEGIAN_ALIASES


def _like(match: re.Match[str], text: str) -> bool:
    """Tell whether a line begins with the same sign, or with a letter or number before a parenthesis, too."""
    other = _REPEATED.match(text)
    if other is None:
        return False
    mark, other_mark = match["mark"], other["mark"]
    if mark[0].isdigit() and is_ordinal(match["rest"]):
        return False
    return other_mark == mark or (len(mark) > 1 and other_mark[-1] == mark[-1] and mark[-1] in ".)")
