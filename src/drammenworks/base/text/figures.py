"""Format figures with their units and qualifiers, and how they change: «om lag 70», «12,5 %», «+0,1 %»."""

from __future__ import annotations

from collections.abc import Iterable

from drammenworks.base.text.numbers import format_amount, format_number, format_percent

_SYMBOL = "%"
_POINT_UNIT = "prosentpoeng"
_SAME_UNITS = {
    **dict.fromkeys(("prosent", "per cent", "percent", "percentage", "pst", "pct"), _SYMBOL),
    **dict.fromkeys(("percentage points", "percentage point", "prosentpoenger"), _POINT_UNIT),
}
"""What a unit is called in other words, or in another language."""

_POINTS = {"nb": "prosentpoeng", "nn": "prosentpoeng", "en": "percentage points"}
_QUALIFIERS = {
    "about": {"nb": "om lag", "nn": "om lag", "en": "about"},
    "at-least": {"nb": "minst", "nn": "minst", "en": "at least"},
    "at-most": {"nb": "høyst", "nn": "høgst", "en": "at most"},
    "more-than": {"nb": "over", "nn": "over", "en": "more than"},
    "less-than": {"nb": "under", "nn": "under", "en": "less than"},
}


def unit_name(unit: str) -> str:
    """Return what tells a unit from others: capitals, spaces and a full stop at its end do not."""
    name = " ".join(unit.casefold().split()).removesuffix(".")
    return _SAME_UNITS.get(name, name)


def changes_by_points(unit_names: Iterable[str]) -> bool:
    """Tell whether figures of a unit change by percentage points: 40 % to 44 % is 4 points, and not 10 %.

    :param unit_names: what it is called in each language, as :func:`unit_name` gives it.
    """
    return not {_SYMBOL, _POINT_UNIT}.isdisjoint(unit_names)


def qualifier_text(qualifier: str | None, lang: str) -> str | None:
    """Return the words of a qualifier in a language; free text is what it is."""
    if qualifier is None:
        return None
    return _QUALIFIERS[qualifier][lang] if qualifier in _QUALIFIERS else qualifier


def format_figure(
    value: float,
    unit: str | None = None,
    *,
    lang: str,
    qualifier: str | None = None,
    decimals: int | None = None,
    is_year: bool = False,
) -> str:
    """Return a figure as running text has it: «om lag 70», «12,5 %», «2,4 mill. kr», «1847».

    :param qualifier: as :func:`qualifier_text` gives it.
    """
    if is_year:
        text = str(int(value))
    elif unit == _SYMBOL:
        text = format_percent(value, lang=lang, decimals=decimals)
    elif unit is not None:
        text = format_amount(value, unit, lang=lang, decimals=decimals)
    else:
        text = format_number(value, lang=lang, decimals=decimals)
    return f"{qualifier} {text}" if qualifier else text


def change_of(value: float, previous: float | None, *, by_points: bool) -> int | float | None:
    """Return by how much a figure changed, in per cent or in percentage points, with one decimal at most.

    What grows has a plus, also below zero: from −10 to −5 is +50 %. Nothing can be compared with nothing, or
    with zero; None stands for that.
    """
    if not previous:
        return None
    difference = value - previous
    change = round(difference if by_points else difference / abs(previous) * 100, 1)
    return int(change) if change == int(change) else change


def format_change(change: float | None, *, lang: str, by_points: bool) -> str:
    """Return a change as «+0,1 %» or «−2 prosentpoeng»; a dash for none."""
    if change is None:
        return "–"
    text = format_amount(change, _POINTS[lang], lang=lang) if by_points else format_percent(change, lang=lang)
    return f"+{text}" if change > 0 else text
