"""What the Opplev Hokksund pictures share: wooden houses, people's clothes, the green valley."""

from __future__ import annotations

from typing import Final

from illustrations.figure import Look
from illustrations.landscape import clouds, forest, hill, sky, sun
from illustrations.palette import HAIR, SKIN, mix
from illustrations.palette import Hokksund as C
from illustrations.scene import Scene
from illustrations.shapes import circle, path, polygon, rect
from illustrations.townscape import Style

VILLAGE: Final = Style(
    walls=(C.CREAM, C.FALU, C.OCHRE, C.SALMON, "#e8d6b6", C.SAGE, "#c9d8d0", C.RUST),
    roofs=("#5c3a30", "#3f4a44", "#7a4534", C.INK),
    trim=C.CREAM,
    glass="#2b4a4a",
    light=C.BUTTER,
    lit=0.2,
    modern=0.0,
)


PEOPLE: Final = (
    Look(SKIN[0], HAIR[2], C.CORAL, C.NIGHT, "bob"),
    Look(SKIN[1], HAIR[1], C.FOREST, "#4b4038", "short"),
    Look(SKIN[3], HAIR[0], C.OCHRE, C.NIGHT, "curly"),
    Look(SKIN[0], HAIR[4], C.RIVER, "#5a5148", "bun"),
    Look(SKIN[2], HAIR[0], C.CREAM, C.RIVER, "long"),
    Look(SKIN[0], HAIR[3], C.SALMON, C.INK, "long"),
    Look(SKIN[0], HAIR[4], C.RUST, "#39443f", "short"),
    Look(SKIN[4], HAIR[0], C.TEAL, "#403a34", "short"),
    Look(SKIN[1], C.OCHRE, C.INK, "#6b5a48", "beanie"),
)
"""Nine people; pictures pick among them so that neighbours differ."""


GLASS: Final = "#2b4a4a"
"""Windows with no light behind them."""


WARM: Final = "#fbe3ae"
"""Windows with light behind them."""


FLAGS: Final = (C.CORAL, C.CREAM, C.OCHRE, C.FOREST, C.SALMON)
"""Bunting."""


LEAVES: Final = (C.FOREST, C.LEAF, "#93ad5c", "#d8b757")
"""Birch leaves from shade to light."""


def morning(scene: Scene, line: int, sun_at: tuple[int, int]) -> None:
    """Add the set's daytime sky: butter above, rose at the horizon, a pale sun."""
    scene.add(
        sky(scene, "#bfe0d8", "#e6eedd", "#fdf0d3", "#fbd5b8", bottom=line),
        sun(scene, *sun_at, 56, "#fffaf0", "#ffdf9e", 0.95, 5.5),
        clouds(scene.rng, 6, 70, max(line - 270, 120), "#ffffff", 0.65),
    )


def valley(scene: Scene, line: int, base: int) -> tuple[str, ...]:
    """Return the valley's sides down to `base`: blue ranges, forest, fields in strips."""
    rng = scene.rng
    far = hill(
        (
            (-20, line - 110),
            (220, line - 150),
            (480, line - 96),
            (760, line - 140),
            (1060, line - 90),
            (1340, line - 150),
            (1620, line - 120),
        ),
        scene.fade("#a9cbc2", "#e9e4cf"),
        base,
    )
    mid = forest(
        rng,
        (
            (-20, line - 150),
            (160, line - 130),
            (380, line - 70),
            (600, line - 50),
            (860, line - 84),
            (1100, line - 60),
            (1350, line - 110),
            (1620, line - 190),
        ),
        scene.fade("#4f8a74", "#a9c6a4"),
        base,
        14,
    )
    fields = hill(
        (
            (-20, line - 30),
            (240, line - 44),
            (520, line - 20),
            (840, line - 36),
            (1180, line - 22),
            (1620, line - 48),
        ),
        scene.fade("#b5c98d", "#8fb077"),
        base,
    )
    strips = "".join(
        path(
            f"M{x} {line - 30}Q{x + 60} {line - 18} {x + 150} {line - 22}L{x + 210} {line + 6}"
            f"Q{x + 90} {line + 2} {x - 30} {line + 8}Z",
            colour,
            opacity=0.75,
        )
        for x, colour in ((60, C.BUTTER), (330, C.OCHRE), (640, C.BUTTER), (1240, C.OCHRE))
    )
    return far, mid, fields, strips


def cobbles(scene: Scene, top: int, colour: str) -> str:
    """Return a square of paving stones that grow towards the viewer."""
    rng = scene.rng
    parts = [rect(0, top, 1600, 900 - top, scene.fade(mix(colour, "#ffffff", 0.15), colour))]
    y, step = float(top + 6), 7.0
    while y < 900:
        for _ in range(26):
            x, w = rng.uniform(-20, 1600), step * rng.uniform(2.6, 4)
            tone = mix(colour, C.WOOD_DARK, rng.uniform(0.08, 0.2))
            parts.append(rect(x, y, w, step * 0.62, tone, step * 0.25, opacity=0.55))
        y += step * 1.25
        step *= 1.09
    return "".join(parts)


def planter(x: float, base: float, w: float, pot: str, blooms: tuple[str, ...]) -> str:
    """Return a wooden flower box in bloom."""
    h = w * 0.3
    greens = "".join(
        circle(
            x + w * (0.04 + 0.92 * i / 8),
            base - h - (i * 5 % 4) * w * 0.016,
            w * 0.085,
            C.FOREST if i % 2 else C.LEAF,
        )
        for i in range(9)
    )
    flowers = "".join(
        circle(
            x + w * (0.06 + 0.88 * i / 10),
            base - h - w * 0.04 - (i * 7 % 5) * w * 0.018,
            w * 0.034,
            blooms[i % len(blooms)],
        )
        for i in range(11)
    )
    box = polygon([(x, base - h), (x + w, base - h), (x + w * 0.96, base), (x + w * 0.04, base)], pot)
    return greens + flowers + box + rect(x - 2, base - h - 2, w + 4, h * 0.2, mix(pot, "#ffffff", 0.25), 2)


def shadow(x: float, y: float, size: float) -> str:
    """Return the long shadow of a standing figure `size` high."""
    points = [
        (x - size * 0.1, y),
        (x + size * 0.12, y),
        (x - size * 0.6, y + size * 0.17),
        (x - size * 0.82, y + size * 0.17),
    ]
    return polygon(points, C.NIGHT, opacity=0.2)
