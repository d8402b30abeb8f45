"""Colours: the two brands' palettes and the arithmetic that derives shades from them.

Nothing here draws. A picture picks from one brand's palette only, so that a set stays coherent.
"""

from __future__ import annotations

from typing import Final


class Drammen:
    """Drammen Works: fjord blue and ink, a warm coral signal, ice, brick and moss."""

    INK: Final = "#0b2a3c"
    DEEP: Final = "#113c54"
    FJORD: Final = "#1c5873"
    RIVER: Final = "#3d839c"
    MIST: Final = "#93bcc8"
    ICE: Final = "#d6e8ec"
    PALE: Final = "#f0f5f3"
    SAND: Final = "#f2dcc2"
    PEACH: Final = "#f9cba8"
    AMBER: Final = "#fbbd69"
    ORANGE: Final = "#f58b45"
    CORAL: Final = "#ee6549"
    BRICK: Final = "#b04a34"
    BRICK_DARK: Final = "#7c3028"
    MOSS: Final = "#6c8750"
    MOSS_DARK: Final = "#3f5f47"
    PINE: Final = "#1a4646"
    STONE: Final = "#b9c3c4"


class Hokksund:
    """Opplev Hokksund: forest green, salmon and coral, cream, ochre and river teal."""

    INK: Final = "#20332c"
    NIGHT: Final = "#123436"
    PINE: Final = "#183f31"
    FOREST: Final = "#265a41"
    LEAF: Final = "#5a8a57"
    SAGE: Final = "#a3bd92"
    MIST: Final = "#d3e2d3"
    RIVER: Final = "#2c7a80"
    TEAL: Final = "#62aaa6"
    SALMON: Final = "#f08a72"
    CORAL: Final = "#e0604b"
    ROSE: Final = "#f7c0aa"
    CREAM: Final = "#fcf3e1"
    BUTTER: Final = "#f8dfa4"
    OCHRE: Final = "#dd9f35"
    RUST: Final = "#a5482f"
    FALU: Final = "#8c3426"
    WOOD: Final = "#a9764a"
    WOOD_DARK: Final = "#6d4a33"


SKIN: Final = ("#f3cfb3", "#e3ab83", "#c48459", "#93603f", "#6a412c")
"""Skin tones from light to dark."""

HAIR: Final = ("#2a2320", "#5b3a26", "#8f5a31", "#d9ad63", "#b9b5ae")
"""Hair: black, dark brown, chestnut, blond, grey."""


def mix(first: str, second: str, amount: float) -> str:
    """Return the colour `amount` (0..1) of the way from `first` to `second`."""
    a = [int(first[i : i + 2], 16) for i in (1, 3, 5)]
    b = [int(second[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(p + (q - p) * amount):02x}" for p, q in zip(a, b, strict=True))


def shade(colour: str, amount: float = 0.22) -> str:
    """Return `colour` in shadow. Shadows lean blue-green, as under a northern sky, never grey."""
    return mix(colour, "#0d2a36", amount)


def tint(colour: str, amount: float = 0.25) -> str:
    """Return `colour` in light. Light leans warm, as from a low sun."""
    return mix(colour, "#fff4e2", amount)
