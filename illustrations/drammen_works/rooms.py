"""Drammen Works: rooms by the river where people meet and work."""

from __future__ import annotations

from illustrations.drammen_works.common import PEOPLE
from illustrations.drammen_works.interior import mullions, outlook
from illustrations.palette import Drammen as C
from illustrations.palette import shade, tint
from illustrations.people import bust, standing
from illustrations.scene import HEIGHT, WIDTH, Scene
from illustrations.shapes import circle, ellipse, num, path, polygon, polyline, rect, stroke


def internasjonale_drammen(scene: Scene) -> None:
    """Colleagues with many backgrounds work together around a long table by the river."""
    outlook(scene, 420, (1250, 190))
    wall = C.DEEP
    scene.add(
        rect(0, 0, 90, HEIGHT, wall),
        rect(1510, 0, 90, HEIGHT, shade(wall, 0.3)),
        rect(0, 0, WIDTH, 44, shade(wall, 0.3)),
        rect(0, 566, WIDTH, 340, scene.fade("#0f3448", C.INK)),
        rect(80, 556, 1440, 14, C.PALE),
        mullions((90, 446, 802, 1158, 1510), 40, 558, C.INK),
        _pendant(400, 120, C.CORAL),
        _pendant(800, 90, C.AMBER),
        _pendant(1200, 120, C.CORAL),
    )
    table = 664
    seats = (
        (290, 1, "side", "gesture", False),
        (490, 0, "front", "table", False),
        (690, 7, "side", "chin", False),
        (905, 2, "side", "table", True),
        (1110, 5, "front", "cup", True),
        (1310, 3, "side", "table", True),
    )
    for x, who, view, arm, left in seats:
        scene.add(
            rect(x - 62, table - 120, 124, 150, C.FJORD, 22),
            bust(x, table, 470 + (who % 3) * 10, PEOPLE[who], view, arm, left),
        )
    scene.add(
        polygon([(150, table), (1450, table), (1610, 790), (-10, 790)], "#e2b58c"),
        polygon([(800, table), (1450, table), (1610, 790), (900, 790)], "#ebc49d"),
        rect(-10, 788, 1620, 26, shade("#e2b58c", 0.35)),
        _laptop(470, 736, 1.2),
        _laptop(1130, 738, 1.2),
        polygon([(300, 684), (376, 684), (352, 716), (262, 716)], C.PALE),
        polygon([(780, 700), (866, 700), (872, 742), (768, 742)], C.PALE),
        *(rect(792 + i * 18, 730 - i * 6, 12, 6 + i * 6, (C.CORAL, C.FJORD, C.AMBER)[i]) for i in range(3)),
        polygon([(1180, 694), (1262, 694), (1296, 730), (1206, 730)], C.ICE),
        _mug(740, 738, C.CORAL, 1.2),
        _mug(262, 752, C.PALE, 1.3),
        _mug(1370, 744, C.AMBER, 1.3),
        _mug(908, 700, C.PALE, 1.1),
        _leaves(120, 880, 1.5),
        _leaves(1500, 880, 1.5),
        bust(620, 850, 640, PEOPLE[6], "back", "none"),
        _chair_back(620, 968, 270),
        bust(980, 860, 660, PEOPLE[4], "back", "none"),
        _chair_back(980, 974, 280),
    )


def frokostmote(scene: Scene) -> None:
    """A breakfast meeting: full rows before a stage, coffee cups, low morning light."""
    outlook(scene, 470, (1420, 250))
    wall = "#f3dfc6"
    scene.add(
        rect(0, 0, 1010, 700, scene.linear((0, "#e6c7a6"), (1, wall), angle=(0, 0, 1, 0))),
        rect(1010, 0, 600, 60, "#d9b48f"),
        rect(1010, 590, 600, 110, "#d9b48f"),
        mullions((1010, 1206, 1402, 1598), 56, 596, C.DEEP, 14),
        rect(0, 610, WIDTH, 300, scene.fade("#c8946b", "#a26a4c")),
        rect(250, 120, 640, 380, C.DEEP, 6),
        rect(262, 132, 616, 356, C.FJORD, 3),
        circle(730, 240, 66, C.CORAL),
        path("M262 420Q420 330 560 386T878 330V488H262Z", C.RIVER),
        path("M262 462Q460 400 640 440T878 412V488H262Z", C.MIST),
        *(rect(330 + i * 58, 440 - i * 42, 36, 48 + i * 42, (C.PALE, C.AMBER)[i == 4]) for i in range(5)),
        polygon([(120, 566), (1000, 566), (1060, 632), (60, 632)], "#b77e58"),
        rect(60, 630, 1000, 22, C.BRICK_DARK),
    )
    # Sunlight falls through the windows, down and to the left, over floor and stage.
    for x in (1030, 1226, 1422):
        scene.add(
            polygon([(x, 596), (x + 160, 596), (x - 430, 900), (x - 690, 900)], "#ffe6bd", opacity=0.34)
        )
    scene.add(
        standing(956, 604, 250, PEOPLE[2], "front", "point", True),
        polygon([(960, 500), (1036, 500), (1024, 616), (972, 616)], C.BRICK_DARK),
        polygon([(952, 492), (1044, 484), (1044, 498), (952, 504)], C.INK),
    )
    rows = (
        (700, 260, (110, 262, 420, 574, 730, 890, 1050, 1206, 1362, 1520), 0),
        (792, 350, (40, 246, 452, 660, 872, 1082, 1290, 1500), 4),
        (920, 470, (150, 420, 690, 950), 2),
    )
    for y, size, places, first in rows:
        for i, x in enumerate(places):
            look = PEOPLE[(i * 2 + first + i // 5) % len(PEOPLE)]
            w = size * 0.31
            scene.add(
                bust(x, y, size, look, "back", "none", left=bool(i % 2)),
                rect(x - w / 2, y - size * 0.19, w, size * 0.3, C.INK, size * 0.05),
                rect(x + w * 0.1, y - size * 0.19, w * 0.4, size * 0.3, C.DEEP, size * 0.05),
            )
    scene.add(
        ellipse(1400, 900, 330, 86, C.BRICK_DARK),
        ellipse(1400, 884, 330, 84, C.PALE),
        ellipse(1440, 880, 280, 66, "#ffffff", opacity=0.5),
        ellipse(1320, 872, 96, 22, C.MIST),
        _croissant(1290, 862),
        _croissant(1356, 866),
        _croissant(1322, 846),
        _mug(1460, 872, C.CORAL, 2.1),
        _mug(1550, 894, C.DEEP, 2.1),
        _mug(1200, 892, C.AMBER, 2),
        _steam(1460, 800),
        _steam(1550, 822),
    )


def _mug(x: float, y: float, colour: str, size: float = 1) -> str:
    w, h = 24 * size, 28 * size
    return (
        stroke(
            f"M{num(x + w * 0.4)} {num(y - h * 0.8)}q{num(w * 0.5)} {num(h * 0.05)} "
            f"{num(w * 0.02)} {num(h * 0.52)}",
            shade(colour, 0.15),
            4 * size,
        )
        + rect(x - w / 2, y - h, w, h, colour, 4 * size)
        + rect(x + w * 0.1, y - h, w * 0.4, h, tint(colour, 0.4), 4 * size)
        + ellipse(x, y - h + 1, w / 2, 3.4 * size, C.BRICK_DARK)
    )


def _laptop(x: float, y: float, size: float) -> str:
    return (
        polygon(
            [
                (x - 46 * size, y - 58 * size),
                (x + 46 * size, y - 58 * size),
                (x + 50 * size, y),
                (x - 50 * size, y),
            ],
            C.DEEP,
        )
        + polygon(
            [
                (x + 10 * size, y - 58 * size),
                (x + 46 * size, y - 58 * size),
                (x + 50 * size, y),
                (x + 30 * size, y),
            ],
            C.FJORD,
        )
        + circle(x, y - 30 * size, 5 * size, C.MIST)
        + rect(x - 56 * size, y - 2, 112 * size, 5 * size, C.INK, 2)
    )


def _pendant(x: float, drop: float, colour: str, size: float = 1) -> str:
    return (
        polyline([(x, -5), (x, drop)], C.INK, 3)
        + path(
            f"M{num(x - 58 * size)} {num(drop + 52 * size)}Q{num(x - 54 * size)} {num(drop)} "
            f"{num(x)} {num(drop)}Q{num(x + 54 * size)} {num(drop)} {num(x + 58 * size)} "
            f"{num(drop + 52 * size)}Z",
            colour,
        )
        + path(
            f"M{num(x + 14 * size)} {num(drop + 2)}Q{num(x + 54 * size)} {num(drop + 4)} "
            f"{num(x + 58 * size)} {num(drop + 52 * size)}H{num(x + 30 * size)}Z",
            tint(colour, 0.25),
        )
        + ellipse(x, drop + 52 * size, 58 * size, 7 * size, "#ffe9bd")
    )


def _leaves(x: float, base: float, size: float) -> str:
    parts = []
    for dx, h, colour in (
        (-70, 150, C.PINE),
        (-34, 200, C.MOSS_DARK),
        (6, 230, C.PINE),
        (44, 190, C.MOSS_DARK),
        (78, 140, C.MOSS),
    ):
        tip, up = x + dx * size, base - (h + 60) * size
        root = base - 60 * size
        d = (
            f"M{num(x)} {num(root)}Q{num(x + dx * 0.1 * size)} {num(up + 40 * size)} {num(tip)} "
            f"{num(up)}Q{num(x + dx * 1.2 * size)} {num(up + 110 * size)} {num(x)} {num(root)}Z"
        )
        parts.append(path(d, colour))
    pot = [
        (x - 38 * size, base - 74 * size),
        (x + 38 * size, base - 74 * size),
        (x + 30 * size, base),
        (x - 30 * size, base),
    ]
    return (
        "".join(parts)
        + polygon(pot, C.CORAL)
        + polygon(
            [(x + 10 * size, base - 74 * size), pot[1], pot[2], (x + 12 * size, base)],
            tint(C.CORAL, 0.25),
        )
    )


def _chair_back(x: float, y: float, w: float) -> str:
    return rect(x - w / 2, y - 150, w, 220, C.CORAL, 44) + rect(
        x + w * 0.12, y - 150, w * 0.38, 220, tint(C.CORAL, 0.16), 44
    )


def _croissant(x: float, y: float) -> str:
    crescent = (
        f"M{x - 42} {y + 10}Q{x - 30} {y - 26} {x} {y - 26}Q{x + 30} {y - 26} {x + 42} {y + 10}"
        f"Q{x + 24} {y - 4} {x} {y - 2}Q{x - 24} {y - 4} {x - 42} {y + 10}Z"
    )
    folds = "".join(
        stroke(f"M{x + d} {y - 24 + abs(d) * 0.25}L{x + d * 0.8} {y - 3}", "#a95f2c", 2.4)
        for d in (-22, -8, 8, 22)
    )
    return path(crescent, "#d98b43") + folds


def _steam(x: float, y: float) -> str:
    d = f"M{x} {y}q-12 -16 0 -32t0 -32M{x + 16} {y - 4}q-10 -14 0 -28t0 -26"
    return stroke(d, "#ffffff", 4, opacity=0.7)
