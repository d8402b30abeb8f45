"""Writes numbers, per cents and amounts as Norwegian and English readers expect them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from babel.numbers import format_decimal

_LANGUAGES = ("nb", "nn", "en")
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"

_MOST_DECIMALS = 3
"""How many CLDR's standard pattern shows when nobody asks for a number of decimals."""


def format_number(value: float | Decimal, *, lang: str, decimals: int | None = None) -> str:
    """Return ``value`` as «1 234 567,5» (nb, nn) or ``1,234,567.5`` (en), with U+2212 for minus.

    The Norwegian spaces are no-break spaces. Four digits are grouped too, «1 000», which Språkrådet
    leaves to the writer: so never pass a year.

    ``decimals`` is the exact number of decimals. Without it one sees those that ``value`` has, at
    most three. Halves are rounded away from zero, as a spreadsheet does, and what rounds to zero
    has no minus. Raises ValueError for another language, for infinity and for NaN.
    """
    if lang not in _LANGUAGES:
        raise ValueError(f"no number format for language {lang!r}; there are nb, nn and en")
    # By way of the digits that Python shows: 2.675 is meant, though the float is a little less.
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError(f"cannot write {value!r} as a number")
    places = _MOST_DECIMALS if decimals is None else decimals
    # Decimal's usual 28 digits would refuse or cut what is larger. Babel computes in this context.
    precision = max(28, number.adjusted() + places + 2)
    with localcontext(Context(prec=precision, rounding=ROUND_HALF_UP)):
        rounded = number.quantize(Decimal(1).scaleb(-places))
        pattern = "#,##0." + ("#" if decimals is None else "0") * places
        # The sign is ours, because CLDR has a hyphen for it in English.
        digits = format_decimal(abs(rounded), format=pattern, locale=lang)
    return _MINUS + digits if rounded < 0 else digits


def format_percent(value: float | Decimal, *, lang: str, decimals: int | None = None) -> str:
    """Return ``value``, in per cent already, as «12,5 %» (nb, nn; no-break space) or ``12.5%``."""
    number = format_number(value, lang=lang, decimals=decimals)
    return f"{number}%" if lang == "en" else f"{number}{_NO_BREAK_SPACE}%"


def format_amount(value: float | Decimal, unit: str, *, lang: str, decimals: int | None = None) -> str:
    """Return ``value`` with its unit after a no-break space: «1 234 567 kr»."""
    return f"{format_number(value, lang=lang, decimals=decimals)}{_NO_BREAK_SPACE}{unit}"


def format_file_size(size: int, *, lang: str) -> str:
    """Return a number of bytes as «412 kB» or «3,2 MB», by thousands as Språkrådet and SI have it."""
    if size >= 999_500:
        return format_amount(size / 1_000_000, "MB", lang=lang, decimals=1)
    return format_amount(max(1, size / 1_000), "kB", lang=lang, decimals=0)
