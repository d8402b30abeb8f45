"""Ordinal numbers at the start of a text, which Markdown takes for an item of a list: «17. mai»."""

from __future__ import annotations

import re

_MONTHS = """
januar februar mars april mai juni juli august september oktober november desember
jan feb mar apr jun jul aug sep sept okt nov des
january february march may june july october december
"""
_ORDINALS = """
juledag juledagen nyttårsdag påskedag påskedagen pinsedag pinsedagen søndag sundag advent
klasse klassing klassingen klassinger trinn trinnet årstrinn årstrinnet etasje plass plassen premie divisjon
del utgave opplag gang kvartal tertial halvår verdenskrig verdskrig århundre hundreår dag dagen uke veke
"""
_KNOWN = frozenset((_MONTHS + _ORDINALS).split())
_MONTH_NAMES = frozenset(_MONTHS.split())
_WORD = re.compile(r"[^\W\d_]+")


def begins_with_month(text: str) -> bool:
    """Tell whether a text begins with the name of a month, so that a number before it is a day."""
    return _first_word(text) in _MONTH_NAMES


def is_ordinal(text: str) -> bool:
    """Tell whether a number and a full stop before ``text`` is surely an ordinal: a day, a class, a floor."""
    return _first_word(text) in _KNOWN


def _first_word(text: str) -> str:
    match = _WORD.match(text)
    return match[0].casefold() if match is not None else ""
