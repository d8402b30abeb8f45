"""Typography of hyphens: which represent dashes, ranges and minus signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drammenworks.base.text.character_classes import CharacterClass, character_class
from drammenworks.base.text.edits import Edit

_EN_DASH = "\N{EN DASH}"
_EM_DASH = "\N{EM DASH}"
_MINUS = "\N{MINUS SIGN}"

_HYPHENS = re.compile(r"-+")

# Beside letters, an unspaced dash may follow the end of a sentence or quotation, and precede the start of
# the next one.
_MAY_END = frozenset(".,;:!?…%)]}»”’\"'")
_MAY_START = frozenset("([{«“‘’\"'")

_BETWEEN_NUMBERS = re.compile(r"[0-9][.%]?--?[0-9]")

# The number of groups is limited: otherwise a long row of them is scanned again from each.
_NUMBER = r"""
    (?: [0-9]{1,3} (?:[ \xa0][0-9]{3}){1,5}+ (?![0-9]) | [0-9]{1,6}+ (?![0-9]) )
    (?: [.,:][0-9]++ )*+
"""
_RANGE = re.compile(
    rf"""
    (?<! [\w+/\\.,:\#–−-] )     # Not inside a word, a path or a longer chain.
    (?P<start> {_NUMBER} ) [.%]?
    (?P<dash> --? )
    (?P<end> {_NUMBER} ) \.?+
    (?! [\w/\\–−]
      | -(?![a-zæøå]{{2}}) )    # A chain of digits; but «20-30-åringer» is a range in a compound.
    """,
    re.VERBOSE,
)

# In «ekomloven § 3-15» (chapter 3, section 15) the hyphen stays, also in the sections listed after it.
_AFTER_SECTION_SIGN = re.compile(r"§(?:[§0-9\s.,–-]|og|eller|til|and|or|to)*\Z")
_AFTER_CODE_WORD = re.compile(
    r"\b(?:tlf|tel|tele(?:fon|phone)|mob|mobile?|phone|faks|fax|isbn|issn|kid|konto(?:nr|nummer)?)"
    r"[.:]{0,2}\s?\Z",
    re.IGNORECASE,
)
_AFTER_DIGITS = re.compile(r"(?<![0-9])[0-9]{1,3}[ \xa0]\Z")
_DIGITS_FOLLOW = re.compile(r"[ \xa0][0-9]{2}(?![0-9])")

_LIST_REACH = 48
_WORD_REACH = 16
"""How far back these are searched for. The limit makes the search linear."""

_NEGATIVE = re.compile(r"(?<![^\s(])-(?=[0-9]++(?:[.,][0-9]++)*+(?![\w/–-]))")


def dashes(text: str, lang: str) -> Iterator[Edit]:
    """Find hyphens that represent dashes.

    ``-`` or ``--`` with spaces around becomes an en dash, and ``--`` between words becomes one with
    spaces, in English too (the British way). ``---`` is an em dash in English, and as ``--`` in
    Norwegian. A hyphen that begins a Norwegian paragraph is the dash of direct speech. A hyphen with a
    space on one side only stays: «barne- og ungdom», ``--flagg``.
    """
    for match in _HYPHENS.finditer(text):
        start, end = match.span()
        length = end - start
        if length > 3:
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        dash = _EM_DASH if length == 3 and lang == "en" else _EN_DASH
        if after.isspace():
            if before.isspace() or (not before and lang != "en"):
                yield start, end, dash
        elif length > 1 and _can_touch(before, _MAY_END) and _can_touch(after, _MAY_START):
            if length == 2 and _BETWEEN_NUMBERS.search(text, max(0, start - 2), end + 1):
                continue  # ranges() handles «2017--2020».
            yield start, end, dash if dash == _EM_DASH else f" {dash} "


def _can_touch(char: str, allowed: frozenset[str]) -> bool:
    """Tell whether an unspaced dash may touch ``char``."""
    return char in allowed or character_class(char) is CharacterClass.WORD


def ranges(text: str, lang: str) -> Iterator[Edit]:
    """Find hyphens that represent «from–to» between numbers: an en dash without spaces.

    Doubtful hyphens stay: in phone numbers, ISO dates, ISBN, sections of laws, and issue
    numbers such as 3-2026.
    """
    if not _BETWEEN_NUMBERS.search(text):
        return
    for match in _RANGE.finditer(text):
        if _is_range(match["start"], match["end"]) and not _is_code(text, match):
            yield *match.span("dash"), _EN_DASH


def _is_range(start: str, end: str) -> bool:
    """Tell from the two numbers whether they can be the ends of a range."""
    if not (start.isdigit() and end.isdigit()):
        return True  # 18.00-20.00, 3.6-5.6, 0,5-1,5, 1 000-2 000: only ranges look like this.
    if any(len(number) > 2 and number.startswith("0") for number in (start, end)):
        return False
    if len(start) == 4 and len(end) == 2:
        return int(end) > int(start[2:])  # 2017-20 is a range of years; 2026-11 is November.
    if len(start) < 3 and len(end) == 4 and end[:2] in ("19", "20"):
        return False  # Issue 3-2026, case 12-2026.
    return -1 <= len(end) - len(start) <= 2


def _is_code(text: str, match: re.Match[str]) -> bool:
    """Tell from the surrounding text whether two numbers are part of a code."""
    start, end = match.span()
    if _AFTER_SECTION_SIGN.search(text, max(0, start - _LIST_REACH), start):
        return True
    if _AFTER_CODE_WORD.search(text, max(0, start - _WORD_REACH), start):
        return True
    if not (match["start"].isdigit() and match["end"].isdigit()):
        return False
    # 32 26-61 00
    before = _AFTER_DIGITS.search(text, max(0, start - 5), start)
    return before is not None or _DIGITS_FOLLOW.match(text, end) is not None


def minus_signs(text: str, lang: str) -> Iterator[Edit]:
    """Find hyphens that represent minus: at the start or after a space, before a number."""
    for match in _NEGATIVE.finditer(text):
        position = match.start()
        spaced = text[position - 1 : position].isspace()
        if spaced and text[position - 2 : position - 1].isdigit():
            continue  # «18 -20» is a badly spaced range, or a sum.
        yield position, position + 1, _MINUS
