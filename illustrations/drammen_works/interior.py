"""Drammen Works: what rooms share, the view through tall windows."""

from __future__ import annotations

from illustrations.drammen_works.common import DAY, far_hills, wooded
from illustrations.landscape import clouds, glitter, ripples, sky, sun, water
from illustrations.palette import Drammen as C
from illustrations.palette import tint
from illustrations.scene import Scene
from illustrations.shapes import rect
from illustrations.townscape import town_row


def outlook(scene: Scene, line: int, sun_at: tuple[int, int]) -> None:
    """Add the landscape outside the windows."""
    rng = scene.rng
    scene.add(
        sky(scene, "#a5d0db", C.ICE, "#fff0dc", "#fcd4ad", bottom=line),
        sun(scene, *sun_at, 52, "#fff8ea", "#ffd08f", 0.95, 6),
        clouds(rng, 5, 80, 240, "#ffffff", 0.6),
    )
    ranges = far_hills(scene, line, line - 440, "#a5c6cf", "#7fabb6", "#eadfd2")
    slope = wooded(
        scene,
        ((-20, line - 190), (200, line - 170), (420, line - 90), (640, line - 30), (760, line)),
        "#3b7274",
        "#8bb0a9",
        line,
        14,
    )
    town = town_row(rng, (-20, line), (1610, line), (84, 66), DAY, "#eadfd2", 0.22)
    scene.mirrored(
        *ranges,
        slope,
        town,
        rect(-5, line - 3, 1610, 9, C.STONE),
        line=line + 4,
        squash=0.7,
        opacity=0.7,
    )
    scene.add(
        water(scene, line + 6, "#7fb3c0", C.RIVER, (0.2, 0.9)),
        ripples(rng, line + 8, line + 240, "#d9ecee", 70, 0.4),
        glitter(rng, sun_at[0], line + 8, line + 220, "#fff0d4", 150, 26, 0.8),
    )


def mullions(xs: tuple[int, ...], top: int, foot: int, colour: str, width: float = 12) -> str:
    """Return a tall window's upright bars at `xs` and the rail along its top."""
    bars = "".join(
        rect(x - width / 2, top, width, foot - top, colour)
        + rect(x + width / 2 - 3, top, 3, foot - top, tint(colour, 0.3))
        for x in xs
    )
    return bars + rect(xs[0], top, xs[-1] - xs[0], width, colour)
