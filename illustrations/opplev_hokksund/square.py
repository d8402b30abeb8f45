"""Opplev Hokksund: the café's tables and market day on the square."""

from __future__ import annotations

from illustrations.buildings import eaves, spire
from illustrations.landscape import birds
from illustrations.opplev_hokksund.common import (
    FLAGS,
    GLASS,
    PEOPLE,
    VILLAGE,
    WARM,
    cobbles,
    morning,
    planter,
    shadow,
    valley,
)
from illustrations.palette import Hokksund as C
from illustrations.palette import shade, tint
from illustrations.people import bust, sitting, walking
from illustrations.plants import leafy
from illustrations.scene import Scene
from illustrations.shapes import circle, ellipse, group, line_grid, place, polygon, polyline, rect
from illustrations.shopfronts import awning
from illustrations.street import bunting, lights, parasol, round_table
from illustrations.townscape import town_row


def kafe(scene: Scene) -> None:
    """A café in a wooden house, guests at the tables outside in the afternoon sun."""
    rng, ground = scene.rng, 660
    morning(scene, ground, (1390, 130))
    lit = (rng, WARM, 0.35)
    scene.add(
        *valley(scene, 470, ground),
        eaves(170, ground, 900, 470, 130, C.SALMON, "#5c3a30", C.CREAM, GLASS, 7, 3, lit, True),
        rect(170, ground - 330, 900, 330, shade(C.SALMON, 0.06)),
        line_grid(range(180, 1070, 12), ground - 330, ground, shade(C.SALMON, 0.4), 1, 0.25),
        rect(160, ground - 338, 920, 16, C.CREAM),
        rect(170, ground - 30, 900, 30, shade(C.RUST, 0.2)),
    )
    for x, w in ((210, 300), (740, 290)):
        scene.add(
            rect(x - 9, ground - 262, w + 18, 224, C.CREAM),
            rect(x, ground - 253, w, 206, WARM),
            *(
                polyline([(x + w * k, ground - 253), (x + w * k, ground - 214)], C.INK, 2.4)
                + polygon(
                    [
                        (x + w * k - 20, ground - 198),
                        (x + w * k - 8, ground - 216),
                        (x + w * k + 8, ground - 216),
                        (x + w * k + 20, ground - 198),
                    ],
                    C.FOREST,
                )
                for k in (0.25, 0.75)
            ),
            bust(x + w * 0.3, ground - 64, 190, PEOPLE[3 if x < 500 else 6], "side", "cup"),
            bust(x + w * 0.7, ground - 64, 190, PEOPLE[2 if x < 500 else 4], "side", "table", True),
            rect(x, ground - 68, w, 20, C.WOOD),
            polygon(
                [
                    (x + w * 0.5, ground - 253),
                    (x + w * 0.72, ground - 253),
                    (x + w * 0.44, ground - 48),
                    (x + w * 0.22, ground - 48),
                ],
                "#ffffff",
                opacity=0.16,
            ),
            rect(x + w / 2 - 4, ground - 253, 8, 206, C.CREAM),
            rect(x - 16, ground - 42, w + 32, 10, C.CREAM),
            awning(x - 14, ground - 318, w + 28, 62, (C.CREAM, C.FOREST), 14),
            planter(x + 6, ground - 4, w * 0.42, C.WOOD, (C.CORAL, C.CREAM, C.ROSE)),
            planter(x + w * 0.54, ground - 4, w * 0.42, C.WOOD, (C.OCHRE, C.CREAM, C.CORAL)),
        )
    scene.add(
        rect(556, ground - 286, 138, 286, C.CREAM),
        rect(566, ground - 276, 118, 276, C.FOREST),
        rect(582, ground - 256, 86, 150, WARM),
        rect(622, ground - 256, 6, 150, C.FOREST),
        rect(582, ground - 92, 86, 66, shade(C.FOREST, 0.25)),
        circle(674, ground - 118, 5, C.OCHRE),
        polyline([(1070, ground - 396), (1132, ground - 396)], C.INK, 5),
        circle(1126, ground - 358, 34, C.INK),
        circle(1126, ground - 358, 29, C.CREAM),
        _cup_sign(1126, ground - 358),
        leafy(1290, ground + 30, 440, C.FOREST, C.LEAF, C.WOOD_DARK, 0.34),
        leafy(1520, ground + 10, 330, C.FOREST, C.LEAF, C.WOOD_DARK, 0.34),
        leafy(60, ground + 8, 330, C.FOREST, C.LEAF, C.WOOD_DARK, 0.34),
        cobbles(scene, ground, "#dcc49f"),
        polygon(
            [(170, ground), (1070, ground), (980, ground + 60), (60, ground + 60)],
            C.NIGHT,
            opacity=0.16,
        ),
    )
    glow = scene.radial((0, "#ffd98a", 0.65), (1, "#ffd98a", 0))
    scene.add(
        lights((1075, 330), (1290, 400), 40, 7, "#fff3cf", glow, C.INK),
        lights((1290, 400), (1620, 320), 50, 9, "#fff3cf", glow, C.INK),
    )
    for x, y, s, first, second in ((330, 806, 1.0, 0, 1), (1330, 800, 0.96, 5, 7)):
        u = 230 * s
        scene.add(
            ellipse(x - 70, y + 6, 230 * s, 26 * s, C.NIGHT, opacity=0.17),
            parasol(x, y - 8, 470 * s, 420 * s, C.CORAL if x < 500 else C.OCHRE, C.CREAM, C.WOOD),
            sitting(x - 118 * s, y, u, PEOPLE[first], chair=C.INK),
            sitting(x + 118 * s, y, u, PEOPLE[second], True, "rest", C.INK),
            round_table(x, y + 4, 92 * s, 120 * s, C.WOOD, C.INK),
            rect(x - 30, y - 104 * s, 16, 15, C.CREAM, 3),
            rect(x + 16, y - 104 * s, 16, 15, C.CORAL, 3),
        )
    scene.add(
        ellipse(720, 882, 260, 26, C.NIGHT, opacity=0.17),
        sitting(652, 880, 262, PEOPLE[4], chair=C.INK),
        sitting(930, 880, 262, PEOPLE[6], True, chair=C.INK),
        round_table(792, 884, 104, 140, C.WOOD, C.INK),
        rect(756, 884 - 124, 18, 18, C.OCHRE, 3),
        rect(812, 884 - 124, 18, 18, C.CREAM, 3),
        walking(560, 760, 214, PEOPLE[2], arm="cup"),
        planter(1440, 880, 170, C.WOOD, (C.CORAL, C.ROSE, C.CREAM)),
        planter(-20, 884, 170, C.WOOD, (C.OCHRE, C.CREAM, C.CORAL)),
    )


def _cup_sign(x: float, y: float) -> str:
    return (
        polygon([(x - 13, y - 6), (x + 9, y - 6), (x + 6, y + 13), (x - 10, y + 13)], C.RUST)
        + circle(x + 11, y + 2, 5, "none", stroke=C.RUST, stroke_width=3)
        + polyline([(x - 6, y - 12), (x - 6, y - 18)], C.RUST, 2.4)
        + polyline([(x + 2, y - 12), (x + 2, y - 18)], C.RUST, 2.4)
    )


def marked(scene: Scene) -> None:
    """Market day on the square: striped stalls full of vegetables, bread and flowers."""
    rng, ground = scene.rng, 600
    morning(scene, 520, (1330, 150))
    scene.add(
        *valley(scene, 470, ground),
        town_row(rng, (-20, 580), (1620, 580), (190, 190), VILLAGE, "#f6ead0", 0.14),
        eaves(690, 580, 330, 140, 92, C.CREAM, "#3f4a44", "#e3d9c2", GLASS, 6, 1, None, chimney=False),
        spire(720, 580, 74, 260, 150, tint(C.CREAM, 0.4), "#3f4a44", GLASS),
        *(
            leafy(x, 590, h, C.FOREST, C.LEAF, C.WOOD_DARK)
            for x, h in ((80, 150), (640, 130), (1060, 140), (1520, 170))
        ),
        cobbles(scene, 578, "#e0c8a2"),
        bunting((-20, 150), (520, 210), 70, FLAGS, 14, 28, C.INK),
        bunting((520, 210), (1120, 170), 80, FLAGS, 15, 28, C.INK),
        bunting((1120, 170), (1640, 210), 70, FLAGS, 13, 28, C.INK),
        polyline([(520, 640), (520, 196)], C.INK, 6),
        polyline([(1120, 640), (1120, 156)], C.INK, 6),
        birds(rng, 4, 400, 130, 90, "#ffffff", 11),
    )
    for x, y, s, stripes, goods, who in (
        (470, 690, 0.78, (C.CREAM, C.OCHRE), 2, 3),
        (1080, 690, 0.78, (C.CREAM, C.RIVER), 1, 7),
    ):
        scene.add(_stall(x, y, s, stripes, goods, who))
    scene.add(
        walking(770, 706, 196, PEOPLE[5], arm="bag"),
        walking(850, 700, 190, PEOPLE[1], True),
        walking(700, 690, 130, PEOPLE[8]),
    )
    for x, y, s, stripes, goods, who in (
        (250, 836, 1.16, (C.CORAL, C.CREAM), 0, 6),
        (1350, 836, 1.16, (C.FOREST, C.CREAM), 2, 0),
    ):
        scene.add(_stall(x, y, s, stripes, goods, who))
    folk = (
        (560, 852, 270, 2, True, "bag"),
        (640, 862, 278, 4, True, "talk"),
        (900, 830, 256, 3, False, "bag"),
        (1040, 866, 276, 7, False, "swing"),
    )
    for x, y, size, who, left, arm in folk:
        scene.add(shadow(x, y, size), walking(x, y, size, PEOPLE[who], left, arm=arm))


def _stall(x: float, y: float, s: float, stripes: tuple[str, str], goods: int, who: int) -> str:
    """Return a market stall centred on x with its seller behind the counter."""
    parts = [
        polygon([(-200, 0), (190, 0), (70, 46), (-330, 46)], C.NIGHT, opacity=0.18),
        rect(-178, -300, 10, 300, C.WOOD_DARK),
        rect(168, -300, 10, 300, C.WOOD_DARK),
        bust(-20, -118, 214, PEOPLE[who], "front", "gesture"),
        rect(-190, -122, 380, 20, tint(C.WOOD, 0.25), 3),
        rect(-180, -104, 360, 104, C.WOOD),
        line_grid(range(-160, 180, 24), -104, 0, C.WOOD_DARK, 2, 0.5),
        rect(-180, -104, 360, 10, C.WOOD_DARK, opacity=0.5),
    ]
    colours = (
        (C.CORAL, C.OCHRE, C.LEAF, "#8c3b52"),
        (C.WOOD, "#c98a45", "#e0ab66", C.WOOD),
        (C.SALMON, C.CREAM, C.OCHRE, C.ROSE),
    )[goods]
    for k in range(4):
        left = -176 + k * 90
        if goods == 1:
            parts += [
                ellipse(left + 20 + i * 24, -134 - (i % 2) * 10, 19, 12, colours[k])
                + polyline(
                    [
                        (left + 14 + i * 24, -138 - (i % 2) * 10),
                        (left + 24 + i * 24, -130 - (i % 2) * 10),
                    ],
                    C.CREAM,
                    1.6,
                )
                for i in range(3)
            ]
        elif goods == 2:
            parts += [
                polyline([(left + 40, -126), (left + 16 + i * 12, -156)], C.LEAF, 2.4)
                + circle(left + 16 + i * 12, -162 - (i % 2) * 12, 9, colours[(i + k) % 4])
                for i in range(5)
            ]
        else:
            parts += [
                circle(left + 14 + (i % 5) * 14 + (i // 5) * 7, -136 - (i // 5) * 12, 8.4, colours[k])
                for i in range(9)
            ]
        parts.append(
            polygon(
                [
                    (left, -136 if goods != 2 else -130),
                    (left + 82, -136),
                    (left + 76, -112),
                    (left + 6, -112),
                ],
                C.WOOD_DARK,
            )
        )
    parts.append(awning(-200, -352, 400, 86, stripes, 12))
    return place(x, y, s, group(*parts))
