"""Format numbers, percentages and amounts in Norwegian and English."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache

from babel.numbers import format_decimal

_LANGUAGES = ("nb", "nn", "en")
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"

_MOST_DECIMALS = 3
"""The number of decimals in CLDR's standard pattern."""


def format_number(value: float | Decimal, *, lang: str, decimals: int | None = None) -> str:
    """Return ``value`` as «1 234 567,5» (nb, nn) or ``1,234,567.5`` (en), with U+2212 for minus.

    The Norwegian spaces are no-break spaces. Four digits are also grouped, «1 000», which Språkrådet
    permits: never pass a year.

    ``decimals`` is the exact number of decimals. The default is the decimals of ``value``, at
    most three. Halves are rounded away from zero, as in spreadsheets, and a value that rounds to zero
    has no minus. Raises ValueError for an unsupported language, for infinity and for NaN.
    """
    # From the digits of repr(): 2.675 stays 2.675, although the float is slightly less.
    return _format(str(value), lang, decimals)


@lru_cache(maxsize=16_384)
def _format(digits: str, lang: str, decimals: int | None) -> str:
    """Format digits; reports show the same numbers in many places, and Babel takes 50 µs for one."""
    if lang not in _LANGUAGES:
        raise ValueError(f"no number format for language {lang!r}; there are nb, nn and en")
    number = Decimal(digits)
    if not number.is_finite():
        raise ValueError(f"cannot write {digits} as a number")
    places = _MOST_DECIMALS if decimals is None else decimals
    # Decimal's default of 28 digits is too little for larger values. Babel computes in this context.
    precision = max(28, number.adjusted() + places + 2)
    with localcontext(Context(prec=precision, rounding=ROUND_HALF_UP)):
        rounded = number.quantize(Decimal(1).scaleb(-places))
        pattern = "#,##0." + ("#" if decimals is None else "0") * places
        # The sign is added here, because CLDR uses a hyphen in English.
        text = format_decimal(abs(rounded), format=pattern, locale=lang)
    return _MINUS + text if rounded < 0 else text


def format_percent(value: float | Decimal, *, lang: str, decimals: int | None = None) -> str:
    """Return ``value``, which is in per cent, as «12,5 %» (nb, nn; no-break space) or ``12.5%``."""
    number = format_number(value, lang=lang, decimals=decimals)
    return f"{number}%" if lang == "en" else f"{number}{_NO_BREAK_SPACE}%"


def format_amount(value: float | Decimal, unit: str, *, lang: str, decimals: int | None = None) -> str:
    """Return ``value`` with its unit after a no-break space: «1 234 567 kr»."""
    return f"{format_number(value, lang=lang, decimals=decimals)}{_NO_BREAK_SPACE}{unit}"


def format_file_size(size: int, *, lang: str) -> str:
    """Return a number of bytes as «412 kB» or «3,2 MB», in powers of 1,000 (Språkrådet, SI)."""
    if size >= 999_500:
        return format_amount(size / 1_000_000, "MB", lang=lang, decimals=1)
    return format_amount(max(1, size / 1_000), "kB", lang=lang, decimals=0)
