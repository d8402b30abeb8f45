"""What stands in while a typeface is on its way: one that the reader has, made as wide and as tall.

Text that is set anew in another typeface then takes the same room, so that nothing on the page moves.
"""

from __future__ import annotations

from dataclasses import dataclass

from drammenworks.fonts.face import Face

_SAMPLE = (
    "Næringsforeningen samler bedrifter, gründere og kommuner i hele Drammensregionen, og på arrangementene "
    "våre møtes over 1 000 mennesker hvert år."
)

_BOLD = 600
"""From this weight on, the stand-in's bold is nearer."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """A typeface that readers have, by the names that systems know it and those of the same widths by."""

    names: tuple[str, ...]
    average: float
    """The width of a character of the sample, in ems; measured in Liberation, which is as wide."""


_STAND_INS = {
    (False, False): StandIn(("Arial", "ArialMT", "Liberation Sans", "Arimo", "Helvetica"), 0.4752),
    (False, True): StandIn(
        ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "Arimo Bold", "Helvetica Bold"), 0.5071
    ),
    (True, False): StandIn(
        ("Times New Roman", "TimesNewRomanPSMT", "Liberation Serif", "Tinos", "Times"), 0.4259
    ),
    (True, True): StandIn(
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
"""By whether it has serifs, and whether it is bold."""


@dataclass(frozen=True, slots=True)
class Fallback:
    """How a stand-in is to be changed (CSS Fonts 5, § 4). Shares are of 1."""

    names: tuple[str, ...]
    size_adjust: float
    ascent: float
    descent: float
    line_gap: float


def fallback_of(face: Face, weight: int, *, serif: bool) -> Fallback:
    """Return what stands in for a face at a weight."""
    stand_in = _STAND_INS[serif, weight >= _BOLD]
    scale = face.run(_SAMPLE).width / len(_SAMPLE) / stand_in.average
    ascent, descent, gap = face.extents
    return Fallback(stand_in.names, scale, ascent / scale, descent / scale, gap / scale)
