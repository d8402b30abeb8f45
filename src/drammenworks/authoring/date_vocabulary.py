"""The words for days in bokmål, nynorsk and English. Names of months and weekdays are CLDR's, from Babel."""

from __future__ import annotations

from babel.dates import get_day_names, get_month_names

_LANGUAGES = ("nb", "nn", "en")


def _numbered(names_of: str) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for lang in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            names = (get_month_names if names_of == "months" else get_day_names)(width, "format", lang)
            for number, name in names.items():
                numbers[name.casefold().rstrip(".")] = number
    # The nynorsk abbreviations «to» (Thursday) and «la» (Saturday) are also words.
    return {name: number for name, number in numbers.items() if len(name) > 2}


MONTHS = {**_numbered("months"), "sept": 9}
"""«november» and «nov» → 11."""

WEEKDAYS = _numbered("days")
"""«torsdag», «tor» and «Thursday» → 3, in lower case; Monday is 0."""

RELATIVE_DAYS = {
    "i dag": 0,
    "idag": 0,
    "today": 0,
    "i morgen": 1,
    "i morgon": 1,
    "imorgen": 1,
    "tomorrow": 1,
    "i går": -1,
    "igår": -1,
    "yesterday": -1,
    "i overmorgen": 2,
    "i overmorgon": 2,
}

NEAREST_QUALIFIERS = frozenset(
    {
        "førstkommende",
        "førstkomande",
        "denne",
        "kommende",
        "komande",
        "på",
        "this",
        "coming",
        "this coming",
        "on",
    }
)
"""Words before a weekday that mean the first one after today."""

NEXT_QUALIFIERS = {
    "neste": False,
    "next": False,
    "neste uke": True,
    "i neste uke": True,
    "neste veke": True,
    "i neste veke": True,
    "next week": True,
}
"""Words beside a weekday; True if they unambiguously mean the week after this one."""

NUMBERS = {
    word: number
    for words in (
        "en to tre fire fem seks sju åtte ni ti",
        "ein to tre fire fem seks sju åtte ni ti",
        "one two three four five six seven eight nine ten",
    )
    for number, word in enumerate(words.split(), start=1)
}

UNITS = {
    **dict.fromkeys(("dag", "dager", "dagar", "day", "days"), 1),
    **dict.fromkeys(("uke", "uker", "veke", "veker", "week", "weeks"), 7),
}
"""The number of days in each unit."""
