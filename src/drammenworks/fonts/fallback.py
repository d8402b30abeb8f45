"""Fallback fonts: a system font whose metrics are adjusted to those of a web font until that is loaded.

Text then takes the same space in both, so that the layout does not shift.
"""

from __future__ import annotations

from dataclasses import dataclass

from drammenworks.fonts.face import Face

_SAMPLE = (
    "Næringsforeningen samler bedrifter, gründere og kommuner i hele Drammensregionen, og på arrangementene "
    "våre møtes over 1 000 mennesker hvert år."
)

_BOLD = 600
"""The lightest weight that is nearer to the bold of a system font than to its regular."""


@dataclass(frozen=True, slots=True)
class SystemFont:
    """A font that operating systems have."""

    names: tuple[str, ...]
    """Its names and those of metric-compatible fonts, by system."""
    mean_width: float
    """The mean width of a character of the sample, in ems; measured in Liberation, which has the same widths.
    """


_SYSTEM_FONTS = {
    (False, False): SystemFont(("Arial", "ArialMT", "Liberation Sans", "Arimo", "Helvetica"), 0.4752),
    (False, True): SystemFont(
        ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "Arimo Bold", "Helvetica Bold"), 0.5071
    ),
    (True, False): SystemFont(
        ("Times New Roman", "TimesNewRomanPSMT", "Liberation Serif", "Tinos", "Times"), 0.4259
    ),
    (True, True): SystemFont(
        (
            "Times New Roman Bold",
            "TimesNewRomanPS-BoldMT",
            "Liberation Serif Bold",
            "Tinos Bold",
            "Times Bold",
        ),
        0.4544,
    ),
}
"""By whether the font has serifs, and whether it is bold."""


@dataclass(frozen=True, slots=True)
class FallbackMetrics:
    """The metric overrides of a fallback font (CSS Fonts 5, § 4), as factors."""

    names: tuple[str, ...]
    size_adjust: float
    ascent: float
    descent: float
    line_gap: float


def fallback_metrics(face: Face, weight: int, *, serif: bool) -> FallbackMetrics:
    """Return the fallback font of a face at a weight, and its metric overrides."""
    font = _SYSTEM_FONTS[serif, weight >= _BOLD]
    scale = face.shape(_SAMPLE).width / len(_SAMPLE) / font.mean_width
    ascent, descent, gap = face.extents
    return FallbackMetrics(font.names, scale, ascent / scale, descent / scale, gap / scale)
