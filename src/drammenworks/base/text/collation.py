"""Sort text by the Norwegian alphabet.

The rules are CLDR's for nb and nn: æ, ø and å come after z; «aa» sorts as å; ä sorts with æ,
ö with ø and ü with y; other accents do not move a word. Words are sorted one by one («Øst fold»
before «Østfold») and whole numbers by value («2. møte» before «10. møte»).

Foreign names with aa («Aalto») also sort under å, because only a dictionary identifies them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase

_CACHE_SIZE = 1 << 16
"""Keys. Each title is sorted several times, in the lists of its kind and of its terms."""

CollationKey = tuple[str, str, str, str]
"""The levels of comparison, each used only when all before are equal: letters and numbers;
accents; case, and å against aa; the text itself, so that only equal texts have equal keys."""

_RING = "\N{COMBINING RING ABOVE}"
_DIAERESIS = "\N{COMBINING DIAERESIS}"
_DOUBLE_ACUTE = "\N{COMBINING DOUBLE ACUTE ACCENT}"

# The three characters after z in ASCII, so that the letters compare in this order.
_AE, _OE, _AA = "{", "|", "}"

_WITH_MARK = {
    ("a", _RING): _AA,
    ("a", _DIAERESIS): _AE,
    ("o", _DIAERESIS): _OE,
    ("o", _DOUBLE_ACUTE): _OE,
    ("u", _DIAERESIS): "y",
    ("u", _DOUBLE_ACUTE): "y",
}
"""A letter with its first mark → the letter that it sorts as."""

_WITHOUT_MARK = {
    "æ": (_AE, ""),
    "ø": (_OE, ""),
    "ß": ("ss", "ß"),
    "ð": ("d", "ð"),
    "đ": ("d", "đ"),
    "ħ": ("h", "ħ"),
    "ı": ("i", "ı"),
    "ł": ("l", "ł"),
    "ŋ": ("n", "ŋ"),
    "œ": ("oe", "œ"),
    "þ": ("th", "þ"),
    "ŧ": ("t", "ŧ"),
}
"""Letters that Unicode does not decompose → the letters that they sort as, and their accent."""

_ELEMENT = re.compile(
    r"""
      (?P<number> \d+ )
    | (?P<aa> [aA]{2} (?![\u0300-\u036f]) )
    | (?P<letter> [^\W\d_] ) (?P<marks> [\u0300-\u036f]* )
    | (?P<gap> [\s\-_/\u2010-\u2015]+ )
    """,
    re.VERBOSE,
)
"""The rest (punctuation, symbols, emoji) is ignored unless all else is equal."""

_END = "\0"
"""Terminates the accents of a letter. It is less than every accent, so no accent sorts first."""

_SOFT_HYPHEN = "\N{SOFT HYPHEN}"


_COMMON = re.compile(r"[A-Za-zÆØÅæøå]+(?:[,:]?[ -][A-Za-zÆØÅæøå]+)*[.!?]?")
"""The pattern of most titles, which have a fast path: letters, and single gaps between words."""
_COMMON_LETTERS = str.maketrans("æøå-", f"{_AE}{_OE}{_AA} ", ",:.!?")
_COMMON_CASES = str.maketrans(
    {**dict.fromkeys(" -,:.!?"), **dict.fromkeys(f"{ascii_lowercase}æøå", "1")}
    | dict.fromkeys(f"{ascii_uppercase}ÆØÅ", "2")
)


@lru_cache(maxsize=_CACHE_SIZE)
def collation_key(text: str) -> CollationKey:
    """Return the sort key of ``text``: ``sorted(titles, key=collation_key)``."""
    lower = text.lower()
    if "aa" not in lower and _COMMON.fullmatch(text):
        cases = text.translate(_COMMON_CASES)
        return lower.translate(_COMMON_LETTERS), _END * len(cases), cases, text
    return collation_key_full(text)


def collation_key_full(text: str) -> CollationKey:
    """Return the same as :func:`collation_key`, without its fast path; takes five times as long."""
    letters: list[str] = []
    accents: list[str] = []
    cases: list[str] = []
    gap = ""
    apart = unicodedata.normalize("NFKD", text).replace(_SOFT_HYPHEN, "")
    for element in _ELEMENT.finditer(apart):
        weights = _weights(element[0])
        if weights is None:
            # Added before the next letter, so that repeated gaps and gaps at the ends have no effect.
            gap = " " if letters else ""
            continue
        letter, accent, case = weights
        letters += gap, letter
        accents += accent, _END
        cases.append(case)
        gap = ""
    return "".join(letters), "".join(accents), "".join(cases), text


@lru_cache(maxsize=1024)
def _weights(text: str) -> tuple[str, str, str] | None:
    """Return the letter or number, the accents and the case of one element; None for a gap."""
    element = _ELEMENT.fullmatch(text)
    assert element is not None
    match element.lastgroup:
        case "gap":
            return None
        case "number":
            return _number(text), "", "1"
        case "aa":
            # After å and Å, and among themselves aa, Aa, AA.
            return _AA, "", str(3 + sum(map(str.isupper, text)))
        case _:
            letter, accent = _letter(element["letter"].lower(), element["marks"])
            return letter, accent, "2" if element["letter"].isupper() else "1"


def _letter(letter: str, marks: str) -> tuple[str, str]:
    """Return the letter that a lower-case letter with marks sorts as, and its remaining accents."""
    if marks:
        sorts_as = _WITH_MARK.get((letter, marks[0]))
        if sorts_as:
            return sorts_as, marks[1:] if sorts_as == _AA else marks
    base, accent = _WITHOUT_MARK.get(letter, (letter, ""))
    return base, accent + marks


def _number(digits: str) -> str:
    """Return digits as text that compares by value, whatever the length.

    The count of digits precedes them, and its length precedes it. (Python converts no text of more
    than 4,300 digits to int.) The 0 sorts every number before every letter.
    """
    if not digits.isascii():
        digits = "".join(str(unicodedata.decimal(digit)) for digit in digits)
    digits = digits.lstrip("0")
    length = str(len(digits))
    return f"0{len(length)}{length}{digits}"
