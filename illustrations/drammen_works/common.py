"""What the Drammen Works pictures share: town style, people's clothes, the backdrop of hills."""

from __future__ import annotations

from typing import Final

from illustrations.figure import Look
from illustrations.landscape import forest, hill
from illustrations.palette import HAIR, SKIN, mix
from illustrations.palette import Drammen as C
from illustrations.scene import Scene
from illustrations.shapes import Point
from illustrations.townscape import Style

DAY: Final = Style(
    walls=(C.PALE, C.SAND, C.BRICK, C.CORAL, C.MIST, "#e9b48c", C.STONE, C.FJORD),
    roofs=(C.BRICK_DARK, C.DEEP, C.FJORD, "#8f4234"),
    trim=C.PALE,
    glass=C.DEEP,
    light=C.AMBER,
    lit=0.1,
    modern=0.4,
)


DUSK: Final = Style(
    walls=("#31536a", "#3c5c70", "#6d3d3a", "#7f4a40", "#4a6478", "#274a61"),
    roofs=("#142f42", "#1b3547", "#3f2730"),
    trim="#5f7a8a",
    glass="#12303f",
    light=C.AMBER,
    lit=0.5,
    modern=0.45,
)


PEOPLE: Final = (
    Look(SKIN[0], HAIR[3], C.CORAL, C.INK, "bob"),
    Look(SKIN[4], HAIR[0], C.FJORD, "#27303a", "short"),
    Look(SKIN[1], C.FJORD, C.PALE, C.DEEP, "hijab", True),
    Look(SKIN[2], HAIR[0], C.AMBER, C.INK, "long"),
    Look(SKIN[0], HAIR[4], C.DEEP, "#5b6670", "short"),
    Look(SKIN[3], HAIR[0], C.MOSS, "#2b3440", "curly"),
    Look(SKIN[1], HAIR[1], C.ICE, C.DEEP, "bun"),
    Look(SKIN[2], C.ORANGE, C.INK, "#44505a", "turban"),
    Look(SKIN[0], HAIR[2], C.BRICK, "#24323d", "short"),
)
"""Nine people; pictures pick among them so that neighbours differ."""


FAR: Final[tuple[Point, ...]] = (
    (-20, 400),
    (120, 368),
    (300, 392),
    (470, 350),
    (640, 380),
    (820, 330),
    (1010, 366),
    (1200, 318),
    (1400, 352),
    (1620, 310),
)


def far_hills(scene: Scene, line: float, drop: float, first: str, second: str, misty: str) -> tuple[str, str]:
    """Return two hazy ranges, moved down by `drop`, dissolving into `misty` at the waterline."""
    back = [(x, y + drop) for x, y in FAR]
    front = [(x, y * 0.55 + 205 + drop) for x, y in reversed([(1600 - x, y) for x, y in FAR])]
    return (
        hill(back, scene.fade(first, misty), line),
        hill(sorted(front), scene.fade(second, mix(second, misty, 0.6)), line),
    )


def wooded(
    scene: Scene, profile: tuple[Point, ...], top: str, foot: str, bottom: float, size: float = 13
) -> str:
    """Return a wooded hillside that lightens towards its foot, where the mist lies."""
    return forest(scene.rng, profile, scene.fade(top, foot), bottom, size)
