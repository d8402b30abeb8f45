"""Opplev Hokksund: the bakery's window and the shop from within."""

from __future__ import annotations

from typing import Final

from illustrations.figure import Look
from illustrations.landscape import ripples
from illustrations.opplev_hokksund.common import LEAVES, PEOPLE, morning, planter, valley
from illustrations.palette import HAIR, SKIN, mix, shade, tint
from illustrations.palette import Hokksund as C
from illustrations.people import bust, standing
from illustrations.plants import birch
from illustrations.scene import HEIGHT, WIDTH, Scene
from illustrations.shapes import (
    circle,
    ellipse,
    line_grid,
    num,
    path,
    place,
    polygon,
    polyline,
    rect,
    stroke,
)
from illustrations.shopfronts import awning

CRUST: Final = "#c98444"


CRUMB: Final = "#e9b877"


DARK: Final = "#9a5b2e"


def _loaf(x: float, y: float, w: float) -> str:
    h = w * 0.52
    cuts = "".join(
        stroke(
            f"M{num(x + w * k)} {num(y - h * 0.86)}q{num(w * 0.09)} {num(h * 0.16)} "
            f"{num(w * 0.05)} {num(h * 0.42)}",
            "#f6d9a5",
            w * 0.035,
        )
        for k in (-0.28, -0.08, 0.12, 0.3)
    )
    d = (
        f"M{num(x - w / 2)} {num(y)}C{num(x - w * 0.58)} {num(y - h * 1.25)} {num(x + w * 0.58)} "
        f"{num(y - h * 1.25)} {num(x + w / 2)} {num(y)}Z"
    )
    lit = (
        f"M{num(x + w * 0.1)} {num(y - h * 0.93)}C{num(x + w * 0.46)} {num(y - h * 0.86)} "
        f"{num(x + w * 0.52)} {num(y - h * 0.4)} {num(x + w / 2)} {num(y)}H{num(x + w * 0.3)}"
        f"Q{num(x + w * 0.36)} {num(y - h * 0.6)} {num(x + w * 0.1)} {num(y - h * 0.93)}Z"
    )
    return path(d, CRUST) + path(lit, "#dc9f5c") + cuts


def _round(x: float, y: float, w: float) -> str:
    return (
        path(
            f"M{num(x - w / 2)} {num(y)}A{num(w / 2)} {num(w * 0.46)} 0 0 1 {num(x + w / 2)} {num(y)}Z",
            DARK,
        )
        + stroke(
            f"M{num(x - w * 0.22)} {num(y - w * 0.08)}Q{num(x)} {num(y - w * 0.6)} "
            f"{num(x + w * 0.22)} {num(y - w * 0.08)}",
            CRUMB,
            w * 0.045,
        )
        + stroke(
            f"M{num(x - w * 0.36)} {num(y - w * 0.2)}Q{num(x)} {num(y - w * 0.3)} "
            f"{num(x + w * 0.36)} {num(y - w * 0.2)}",
            CRUMB,
            w * 0.045,
        )
    )


def _bun(x: float, y: float, w: float) -> str:
    """Return a cinnamon bun: a coil of dough with pearl sugar."""
    r = w / 2
    coil = f"M{num(x - r * 0.7)} {num(y - r * 0.6)}"
    coil += f"a{num(r * 0.7)} {num(r * 0.55)} 0 1 1 {num(r * 0.7)} {num(r * 0.5)}"
    coil += f"a{num(r * 0.46)} {num(r * 0.36)} 0 1 1 {num(r * 0.36)} {num(-r * 0.52)}"
    sugar = "".join(
        circle(x + r * dx, y - r * (0.6 + dy), r * 0.07, "#fffaf0")
        for dx, dy in ((-0.5, 0.2), (-0.1, 0.45), (0.3, 0.3), (0.55, 0.05), (0.1, -0.1), (-0.3, 0))
    )
    return (
        ellipse(x, y - r * 0.6, r, r * 0.62, CRUMB)
        + path(
            f"M{num(x - r)} {num(y - r * 0.6)}A{num(r)} {num(r * 0.62)} 0 0 0 {num(x + r)} "
            f"{num(y - r * 0.6)}Q{num(x)} {num(y - r * 0.15)} {num(x - r)} {num(y - r * 0.6)}Z",
            CRUST,
        )
        + stroke(coil, DARK, r * 0.13)
        + sugar
    )


def _pretzel(x: float, y: float, w: float) -> str:
    """Return a kringle, the ring-shaped coffee bread, hanging or lying."""
    d = (
        f"M{num(x - w * 0.3)} {num(y)}C{num(x - w * 0.7)} {num(y - w * 0.7)} {num(x - w * 0.02)} "
        f"{num(y - w * 0.8)} {num(x)} {num(y - w * 0.44)}C{num(x + w * 0.02)} {num(y - w * 0.8)} "
        f"{num(x + w * 0.7)} {num(y - w * 0.7)} {num(x + w * 0.3)} {num(y)}"
        f"Q{num(x + w * 0.1)} {num(y + w * 0.12)} {num(x - w * 0.1)} {num(y - w * 0.24)}"
        f"M{num(x - w * 0.3)} {num(y)}Q{num(x - w * 0.1)} {num(y + w * 0.12)} {num(x + w * 0.1)} "
        f"{num(y - w * 0.24)}"
    )
    return stroke(d, DARK, w * 0.17) + stroke(d, CRUST, w * 0.12)


def bakeri(scene: Scene) -> None:
    """The bakery's window: loaves, buns and a kringle on the shelves, the baker behind."""
    wall = C.FOREST
    scene.add(
        rect(0, 0, WIDTH, HEIGHT, wall),
        line_grid(range(10, 1600, 22), 0, HEIGHT, C.PINE, 2, 0.5),
        rect(130, 150, 1110, 650, C.CREAM),
        rect(152, 172, 1066, 606, "#fbe0a6"),
        rect(152, 172, 1066, 180, "#f6d08c"),
    )
    for x in (520, 790, 1060):
        scene.add(
            polyline([(x, 172), (x, 262)], C.INK, 4),
            polygon([(x - 46, 306), (x - 18, 258), (x + 18, 258), (x + 46, 306)], C.CORAL),
            polygon([(x + 8, 258), (x + 18, 258), (x + 46, 306), (x + 22, 306)], tint(C.CORAL, 0.3)),
            ellipse(x, 306, 46, 7, "#fff3d0"),
            polygon(
                [(x - 46, 306), (x + 46, 306), (x + 150, 560), (x - 150, 560)],
                "#fff6dc",
                opacity=0.4,
            ),
        )
    baker = Look(SKIN[1], HAIR[1], "#fffaf0", C.INK, "short")
    scene.add(
        rect(900, 380, 280, 12, C.WOOD),
        rect(900, 470, 280, 12, C.WOOD),
        *(_loaf(940 + i * 72, 382, 62) for i in range(4)),
        *(_round(944 + i * 68, 472, 58) for i in range(4)),
        bust(640, 598, 560, baker, "front", "table"),
        path("M606 316Q594 258 618 252Q640 226 664 252Q688 258 676 316Z", "#ffffff"),
        rect(604, 304, 74, 20, "#f1e7d3", 4),
        rect(600, 464, 82, 130, C.CORAL, 6),
        polyline([(606, 466), (620, 398)], C.CORAL, 9),
        polyline([(676, 466), (662, 398)], C.CORAL, 9),
        polyline([(400, 172), (400, 420)], C.INK, 2),
        _pretzel(400, 500, 190),
        polyline([(250, 172), (250, 330)], C.INK, 2),
        _pretzel(250, 392, 130),
    )
    scene.add(
        rect(152, 588, 1066, 18, C.WOOD),
        rect(152, 604, 1066, 8, C.WOOD_DARK),
        rect(152, 612, 1066, 166, "#f2c987"),
        *(_bun(220 + i * 104, 588, 92) for i in range(4)),
        *(_loaf(770 + i * 128, 590, 116) for i in range(4)),
        rect(152, 756, 1066, 22, C.WOOD),
        *(_loaf(236 + i * 150, 758, 136) for i in range(3)),
        *(_round(660 + i * 124, 758, 112) for i in range(2)),
        polygon([(860, 690), (1190, 690), (1168, 758), (882, 758)], C.WOOD_DARK),
        *(polyline([(872 + i * 34, 692), (882 + i * 31, 756)], C.WOOD, 4) for i in range(10)),
        *(_bun(905 + i * 80, 700, 80) for i in range(4)),
        *(_bun(942 + i * 80, 668, 78) for i in range(3)),
        polygon([(520, 172), (700, 172), (380, 778), (200, 778)], "#ffffff", opacity=0.1),
        polygon([(740, 172), (780, 172), (460, 778), (420, 778)], "#ffffff", opacity=0.1),
        rect(110, 790, 1150, 26, "#ffffff"),
        rect(110, 814, 1150, 8, shade(C.CREAM, 0.25)),
        awning(90, 56, 1190, 120, (C.CORAL, C.CREAM), 18),
        rect(70, 36, 1230, 26, C.PINE, 4),
        planter(330, 908, 290, C.WOOD, (C.ROSE, C.CREAM, C.OCHRE)),
        planter(760, 908, 290, C.WOOD, (C.CORAL, C.CREAM, C.OCHRE)),
        rect(1326, 150, 240, 760, C.CREAM),
        rect(1346, 172, 200, 740, C.RUST),
        rect(1376, 206, 140, 380, "#fbe0a6"),
        rect(1440, 206, 12, 380, C.RUST),
        rect(1376, 380, 140, 12, C.RUST),
        rect(1376, 630, 140, 200, shade(C.RUST, 0.22), 4),
        polygon(
            [(1400, 392), (1440, 392), (1400, 470), (1376, 520), (1376, 440)],
            "#ffffff",
            opacity=0.2,
        ),
        circle(1532, 608, 10, C.OCHRE),
        rect(1300, 866, 300, 40, "#c9bda4"),
        _bread_sign(1446, 92),
    )


def _bread_sign(x: float, y: float) -> str:
    return (
        rect(x - 96, y - 46, 192, 82, C.CREAM, 41)
        + rect(x - 88, y - 38, 176, 66, C.PINE, 33)
        + place(x, y + 14, 0.5, _pretzel(0, 0, 110))
    )


def butikk(scene: Scene) -> None:
    """Inside a small shop: shelves of pottery, wool and glass, the river outside the window."""
    rng = scene.rng
    morning(scene, 420, (1280, 200))
    scene.add(
        *valley(scene, 400, 440),
        rect(0, 430, WIDTH, 200, C.TEAL),
        ripples(rng, 434, 620, "#e2f1e4", 60, 0.5, (1000, 1600)),
        birch(rng, 1140, 580, 460, LEAVES, C.CREAM, C.INK),
        rect(0, 0, 1030, HEIGHT, scene.linear((0, "#e9cda0"), (1, "#f6e2bd"), angle=(0, 0, 1, 0))),
        rect(1030, 0, 570, 92, "#f1d9af"),
        rect(1030, 560, 570, 340, "#e2bf8d"),
        rect(1510, 0, 90, HEIGHT, "#dfbb88"),
        *(rect(x, 88, 16, 480, C.CREAM) for x in (1028, 1262, 1496)),
        rect(1028, 84, 484, 16, C.CREAM),
        rect(1028, 300, 484, 12, C.CREAM),
        rect(1010, 556, 520, 22, "#ffffff"),
        planter(1070, 558, 180, C.CORAL, (C.OCHRE, C.CREAM, C.ROSE)),
        rect(0, 740, WIDTH, 170, scene.fade("#b98a58", "#94683f")),
        *(polyline([(x, 742), (x - 110, 900)], C.WOOD_DARK, 1.6) for x in range(0, 1800, 110)),
        polygon([(1040, 740), (1500, 740), (1120, 900), (560, 900)], "#ffe2a8", opacity=0.3),
        _shelves(scene),
        *(_lamp(x) for x in (240, 560, 880)),
    )
    keeper = Look(SKIN[2], HAIR[0], C.CORAL, C.INK, "bun")
    scene.add(
        bust(1180, 622, 560, keeper, "side", "gesture", left=True),
        rect(1000, 614, 460, 26, tint(C.WOOD, 0.3), 4),
        rect(1016, 640, 428, 216, C.FOREST),
        line_grid(range(1036, 1440, 26), 640, 856, C.PINE, 3, 0.6),
        rect(1016, 640, 428, 14, C.PINE),
        rect(1016, 838, 428, 18, C.PINE),
        rect(1330, 542, 92, 74, C.INK, 8),
        rect(1342, 526, 70, 24, C.NIGHT, 4),
        rect(1350, 532, 54, 12, C.TEAL, 2),
        rect(1338, 568, 76, 8, C.OCHRE, 3),
        polygon([(1030, 540), (1094, 540), (1098, 614), (1026, 614)], "#e8cfa0"),
        stroke("M1046 540q16 -30 32 0", C.WOOD_DARK, 4),
        circle(1062, 578, 12, C.CORAL),
        standing(850, 868, 480, PEOPLE[3], "front", "hold"),
        standing(690, 876, 470, PEOPLE[7], "back", "down"),
        _basket_of_wool(330, 872),
        _basket_of_wool(130, 888),
    )


def _lamp(x: float) -> str:
    return (
        polyline([(x, -5), (x, 70)], C.INK, 3)
        + path(f"M{x - 52} 112Q{x - 46} 66 {x} 66Q{x + 46} 66 {x + 52} 112Z", C.FOREST)
        + path(f"M{x + 10} 67Q{x + 46} 70 {x + 52} 112H{x + 26}Z", C.LEAF)
        + ellipse(x, 112, 52, 7, "#fff3d0")
    )


def _shelves(scene: Scene) -> str:
    """Return the wall of shelves with its goods."""
    rng = scene.rng
    parts = [rect(60, 160, 880, 580, C.WOOD_DARK), rect(76, 176, 848, 564, "#8a5f40")]
    tones = (C.CORAL, C.OCHRE, C.CREAM, C.RIVER, C.SAGE, C.ROSE, C.FOREST, C.TEAL, C.RUST)
    for row in range(4):
        base = 300 + row * 140
        x = 96.0
        while x < 890:
            kind, tone = rng.choice((0, 1, 2, 3, 4)), rng.choice(tones)
            w = rng.uniform(34, 58)
            if x + w > 912:
                break
            parts.append(_ware(kind, x, base, w, tone))
            x += w + rng.uniform(6, 18)
        parts += [
            rect(70, base, 860, 14, tint(C.WOOD, 0.2)),
            rect(76, base + 14, 848, 10, "#6d4a33", opacity=0.6),
        ]
    parts += [
        rect(350, 160, 14, 580, C.WOOD),
        rect(640, 160, 14, 580, C.WOOD),
        rect(60, 152, 880, 18, tint(C.WOOD, 0.2)),
    ]
    return "".join(parts)


def _ware(kind: int, x: float, base: float, w: float, tone: str) -> str:
    """Return one thing on a shelf: vase, bowls, jar, folded wool or books."""
    mid, lit = x + w / 2, tint(tone, 0.3)
    if kind == 0:
        h = w * 1.7
        d = (
            f"M{num(mid - w * 0.16)} {num(base - h)}H{num(mid + w * 0.16)}L{num(mid + w * 0.12)} "
            f"{num(base - h * 0.76)}C{num(mid + w * 0.66)} {num(base - h * 0.6)} "
            f"{num(mid + w * 0.5)} {num(base)} {num(mid + w * 0.24)} {num(base)}"
            f"H{num(mid - w * 0.24)}C{num(mid - w * 0.5)} {num(base)} {num(mid - w * 0.66)} "
            f"{num(base - h * 0.6)} {num(mid - w * 0.12)} {num(base - h * 0.76)}Z"
        )
        return path(d, tone) + ellipse(mid + w * 0.2, base - h * 0.4, w * 0.1, h * 0.18, lit)
    if kind == 1:
        return "".join(
            path(
                f"M{num(x)} {num(base - k * 15 - 20)}H{num(x + w)}Q{num(x + w * 0.94)} "
                f"{num(base - k * 15)} {num(mid)} {num(base - k * 15)}Q{num(x + w * 0.06)} "
                f"{num(base - k * 15)} {num(x)} {num(base - k * 15 - 20)}Z",
                mix(tone, C.CREAM, k * 0.22),
            )
            for k in range(3)
        )
    if kind == 2:
        h = w * 1.3
        return (
            rect(x, base - h, w, h, tone, 7)
            + rect(x + w * 0.62, base - h, w * 0.38, h, lit, 7)
            + rect(x + w * 0.06, base - h - 9, w * 0.88, 13, C.WOOD_DARK, 3)
            + rect(x + w * 0.14, base - h * 0.66, w * 0.72, h * 0.3, C.CREAM, 2)
        )
    if kind == 3:
        return "".join(
            rect(x, base - 17 * (k + 1), w, 16, mix(tone, C.CREAM, 0.25 * (k % 3)), 7) for k in range(4)
        )
    return "".join(
        rect(
            x + k * w / 4,
            base - w * (1.1 + 0.15 * (k * 3 % 4)),
            w / 4 - 1.5,
            w * (1.1 + 0.15 * (k * 3 % 4)),
            mix(tone, C.INK, 0.16 * k),
            1.5,
        )
        for k in range(4)
    )


def _basket_of_wool(x: float, y: float) -> str:
    balls = "".join(
        circle(x + dx, y - 86 - dy, 32, tone)
        + stroke(
            f"M{x + dx - 24} {y - 90 - dy}q24 -22 48 4M{x + dx - 22} {y - 76 - dy}q22 -24 44 2",
            shade(tone, 0.2),
            2.4,
        )
        for dx, dy, tone in ((-44, 0, C.CORAL), (0, 18, C.CREAM), (44, 0, C.RIVER))
    )
    weave = "".join(
        stroke(f"M{x - 84 + k * 4} {y - 66 + k * 22}H{x + 84 - k * 4}", C.WOOD_DARK, 2.4) for k in range(3)
    )
    return balls + polygon([(x - 88, y - 80), (x + 88, y - 80), (x + 70, y), (x - 70, y)], C.WOOD) + weave
