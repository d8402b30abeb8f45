"""Opplev Hokksund: the shopping street under its bunting."""

from __future__ import annotations

from illustrations.buildings import eaves, gable
from illustrations.landscape import forest
from illustrations.opplev_hokksund.common import (
    FLAGS,
    GLASS,
    PEOPLE,
    WARM,
    cobbles,
    morning,
    planter,
    shadow,
)
from illustrations.palette import Hokksund as C
from illustrations.palette import shade, tint
from illustrations.people import bicycle, walking
from illustrations.scene import WIDTH, Scene
from illustrations.shapes import circle, place, polygon, polyline, rect
from illustrations.shopfronts import shopfront
from illustrations.street import bunting


def handlegate(scene: Scene) -> None:
    """Wooden town houses with shop fronts, and bunting across the street."""
    rng, ground = scene.rng, 690
    upper = ground - 172
    morning(scene, ground, (1360, 140))
    lit = (rng, WARM, 0.22)
    scene.add(
        forest(
            rng,
            ((-20, 330), (240, 300), (520, 360), (840, 320), (1160, 350), (1620, 260)),
            scene.fade("#5f9580", "#c3d3ae"),
            ground,
            16,
        ),
        eaves(-70, upper, 330, 180, 110, C.SAGE, "#3f4a44", C.CREAM, GLASS, 4, 2, lit, True),
        gable(262, upper, 262, 200, 170, C.CREAM, "#7a4534", C.RUST, GLASS, 3, 2, lit, 0, True),
        eaves(526, upper, 350, 112, 108, C.FALU, C.INK, C.CREAM, GLASS, 5, 1, lit, True, dormer=True),
        gable(878, upper, 280, 190, 180, C.OCHRE, "#5c3a30", C.CREAM, GLASS, 3, 2, lit, 0, True),
        eaves(1160, upper, 250, 216, 96, C.SALMON, "#3f4a44", C.CREAM, GLASS, 3, 2, lit, True),
        gable(1412, upper, 290, 150, 170, C.RIVER, C.INK, C.CREAM, GLASS, 3, 1, lit, 0, True),
    )
    fronts = (
        (-70, 330, C.FOREST, (C.CREAM, C.FOREST), True),
        (262, 262, C.RUST, (C.CORAL, C.CREAM), False),
        (526, 350, "#6f2a20", (C.BUTTER, C.CREAM), True),
        (878, 280, C.RUST, (C.CREAM, C.RIVER), True),
        (1160, 250, C.CORAL, (C.CREAM, C.CORAL), False),
        (1412, 290, C.NIGHT, (C.OCHRE, C.CREAM), True),
    )
    for i, (x, w, wall, stripes, right) in enumerate(fronts):
        scene.add(
            shopfront(
                x,
                ground,
                w,
                172,
                wall,
                C.CREAM,
                WARM,
                stripes,
                shade(stripes[i % 2], 0.25),
                right,
                _goods(x, w, ground, i, right),
            )
        )
    scene.add(
        rect(0, ground, WIDTH, 34, "#e4d3b4"),
        rect(0, ground + 30, WIDTH, 6, "#a88f6c"),
        cobbles(scene, ground + 36, "#d6bd97"),
        polygon(
            [(0, ground + 36), (1600, ground + 36), (1500, ground + 96), (0, ground + 96)],
            C.NIGHT,
            opacity=0.14,
        ),
        bunting((-20, 190), (640, 250), 80, FLAGS, 17, 30, C.INK),
        bunting((640, 250), (1250, 190), 90, FLAGS, 16, 30, C.INK),
        bunting((1250, 190), (1640, 240), 60, FLAGS, 10, 30, C.INK),
        polyline([(640, ground + 20), (640, 236)], C.INK, 7),
        polyline([(1250, ground + 20), (1250, 176)], C.INK, 7),
        circle(640, 234, 8, C.OCHRE),
        circle(1250, 174, 8, C.OCHRE),
        planter(556, ground + 34, 120, C.WOOD, (C.CORAL, C.ROSE, C.CREAM)),
        planter(1170, ground + 34, 120, C.WOOD, (C.OCHRE, C.CREAM, C.CORAL)),
        planter(60, ground + 34, 120, C.WOOD, (C.CORAL, C.ROSE, C.CREAM)),
        place(1000, ground + 30, 1.5, bicycle(C.CORAL, C.INK)),
    )
    folk = (
        (180, 800, 236, 3, False, "bag"),
        (330, 772, 214, 1, True, "cup"),
        (430, 840, 262, 0, False, "talk"),
        (520, 846, 270, 7, False, "swing"),
        (840, 770, 212, 5, True, "bag"),
        (1110, 852, 270, 4, True, "talk"),
        (1200, 858, 276, 6, True, "swing"),
        (1460, 800, 236, 2, True, "bag"),
    )
    for x, y, size, who, left, arm in folk:
        scene.add(shadow(x, y, size), walking(x, y, size, PEOPLE[who], left, arm=arm))


def _goods(x: float, w: float, ground: float, kind: int, right: bool) -> str:
    """Return what stands in a shop window: pots, clothes, books or flowers."""
    start = x + w * 0.1 if right else x + w * 0.42
    base, parts = ground - 42, []
    for i in range(5):
        gx = start + i * w * 0.095
        colour = (C.CORAL, C.OCHRE, C.RIVER, C.FOREST, C.ROSE)[(i + kind) % 5]
        if kind % 3 == 0:
            parts += [rect(gx, base - 26 - (i % 2) * 12, 17, 26 + (i % 2) * 12, colour, 5)]
        elif kind % 3 == 1:
            parts += [
                polygon(
                    [
                        (gx, base - 50),
                        (gx + 20, base - 50),
                        (gx + 24, base - 12),
                        (gx - 4, base - 12),
                    ],
                    colour,
                ),
                polyline([(gx + 10, base - 12), (gx + 10, base)], C.INK, 2),
            ]
        else:
            parts += [
                circle(gx + 8, base - 26, 10, colour),
                circle(gx + 15, base - 34, 8, tint(colour, 0.3)),
                polygon([(gx, base - 17), (gx + 18, base - 17), (gx + 14, base), (gx + 4, base)], C.WOOD),
            ]
    return "".join(parts)
