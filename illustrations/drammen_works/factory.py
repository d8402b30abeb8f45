"""Drammen Works: the old mill turned into offices."""

from __future__ import annotations

from illustrations.buildings import windows
from illustrations.drammen_works.common import PEOPLE, far_hills, wooded
from illustrations.landscape import clouds, sky, sun
from illustrations.palette import Drammen as C
from illustrations.palette import mix, shade, tint
from illustrations.people import bust, cyclist, standing, walking
from illustrations.plants import grass, leafy
from illustrations.scene import WIDTH, Scene
from illustrations.shapes import circle, line_grid, num, path, polygon, polyline, rect


def fabrikken(scene: Scene) -> None:
    """An old brick mill by the river, now offices, with cyclists on their way to work."""
    rng, ground = scene.rng, 690
    scene.add(
        sky(scene, "#8fc3d3", C.ICE, "#fdeedb", bottom=ground),
        sun(scene, 1420, 150, 50, "#fff6e4", "#ffd79c", 0.9, 6),
        clouds(rng, 6, 70, 260, "#ffffff", 0.6),
        *far_hills(scene, ground, 140, "#a5c6cf", "#7fabb6", "#eadfd2"),
        wooded(
            scene,
            ((-20, 430), (130, 440), (300, 500), (460, 560), (640, 600)),
            "#2d6266",
            "#79a49e",
            ground,
            16,
        ),
        _chimney(1012, ground, 56, 590),
        _sawtooth(380, ground, 690, 300, 5),
        _mill(60, ground, 330, 420),
        _glass_wing(1070, ground, 300, 372),
        leafy(1440, ground, 210, C.MOSS_DARK, C.MOSS, C.INK),
        leafy(1548, ground, 270, C.MOSS_DARK, C.MOSS, C.INK),
    )
    # Long shadows lie to the lower left, as everywhere in this set.
    scene.add(
        rect(0, ground, WIDTH, 220, scene.fade("#e9cdb0", "#d6ac88")),
        polygon(
            [(60, ground), (1370, ground), (1250, ground + 66), (-120, ground + 66)],
            C.DEEP,
            opacity=0.26,
        ),
        rect(0, ground + 92, WIDTH, 70, "#7e99a1", opacity=0.55),
        *(rect(40 + i * 130, ground + 125, 66, 4, C.PALE, 2, opacity=0.75) for i in range(13)),
        *(_shadow(x, y, 120) for x, y in ((470, 838), (700, 826), (1150, 842))),
        walking(1210, ground + 40, 122, PEOPLE[2], left=True, arm="bag"),
        walking(860, ground + 34, 120, PEOPLE[4], arm="cup"),
        standing(170, ground + 36, 120, PEOPLE[7], arm="hold"),
        standing(214, ground + 40, 116, PEOPLE[0], arm="cup", left=True),
        cyclist(470, 838, 190, PEOPLE[3], C.CORAL, C.INK, C.PALE),
        cyclist(720, 828, 186, PEOPLE[1], C.AMBER, C.INK, C.CORAL),
        cyclist(1160, 844, 194, PEOPLE[6], C.PALE, C.INK, C.DEEP),
        grass(rng, (-10, 300), 905, 60, (C.PINE, C.MOSS_DARK, C.MOSS), 60),
        grass(rng, (1300, 1610), 905, 90, (C.PINE, C.MOSS_DARK, C.MOSS), 90),
    )


def _shadow(x: float, y: float, length: float) -> str:
    return polygon(
        [(x - 50, y), (x + 60, y), (x - length * 0.4, y + 30), (x - length * 1.4, y + 30)],
        C.DEEP,
        opacity=0.2,
    )


def _chimney(x: float, base: float, w: float, h: float) -> str:
    top = base - h
    body = [(x - w / 2, base), (x - w * 0.34, top), (x + w * 0.34, top), (x + w / 2, base)]
    return (
        polygon(body, C.BRICK)
        + polygon([body[0], body[1], (x - w * 0.08, top), (x - w * 0.12, base)], C.BRICK_DARK)
        + rect(x - w * 0.42, top - 6, w * 0.84, 16, C.BRICK_DARK)
        + rect(x - w * 0.37, top + 40, w * 0.74, 10, C.PALE)
    )


def _mill(x: float, base: float, w: float, h: float) -> str:
    """Return the tall mill house with arched windows under a stepped brick gable."""
    top, mid = base - h, x + w / 2
    parts = [
        polygon([(x - 34, base), (x - 34, top + 20), (x, top), (x, base)], shade(C.BRICK_DARK, 0.3)),
        polygon(
            [
                (x, base),
                (x, top),
                (mid - 60, top - 84),
                (mid + 60, top - 84),
                (x + w, top),
                (x + w, base),
            ],
            C.BRICK,
        ),
        polyline(
            [(x - 6, top + 2), (mid - 61, top - 86), (mid + 61, top - 86), (x + w + 6, top + 2)],
            C.BRICK_DARK,
            11,
        ),
        circle(mid, top - 26, 26, C.PALE),
        circle(mid, top - 26, 20, C.DEEP),
    ]
    for row in range(4):
        y = top + 34 + row * 96
        parts.append(rect(x, y + 78, w, 5, tint(C.BRICK, 0.2)))
        for col in range(5):
            lit = (row * 5 + col * 3) % 7 == 0
            parts.append(_arched(x + 26 + col * 59, y, 42, 68, C.AMBER if lit else C.DEEP))
    return "".join(parts)


def _arched(x: float, y: float, w: float, h: float, glass: str) -> str:
    r = w / 2
    d = f"M{num(x)} {num(y + h)}V{num(y + r)}A{num(r)} {num(r)} 0 0 1 {num(x + w)} {num(y + r)}"
    return (
        path(d + f"V{num(y + h)}Z", glass, stroke=C.SAND, stroke_width=3.4)
        + line_grid([x + w / 3, x + 2 * w / 3], y + r * 0.3, y + h, C.SAND, 1.8, 1)
        + rect(x, y + h * 0.5, w, 2, C.SAND)
    )


def _sawtooth(x: float, base: float, w: float, h: float, teeth: int) -> str:
    """Return the weaving hall: a row of north-light roofs over high windows."""
    top, step = base - h, w / teeth
    parts = [rect(x, top, w, h, mix(C.BRICK, C.SAND, 0.12))]
    for i in range(teeth):
        a = x + i * step
        parts += [
            polygon([(a, top), (a, top - 92), (a + step, top)], C.BRICK_DARK),
            polygon([(a, top), (a, top - 92), (a + 26, top - 75), (a + 26, top)], C.ICE),
            polyline([(a, top - 92), (a + step, top)], C.INK, 6),
            rect(a + step - 9, top, 9, h, C.BRICK_DARK, opacity=0.75),
            rect(a + 18, top + 30, step - 45, 118, C.SAND),
            windows(a + 21, top + 33, step - 51, 112, 4, 4, C.FJORD if i % 2 else C.DEEP, (0.08, 0.08)),
            polygon(
                [(a + 60, top + 33), (a + 84, top + 33), (a + 52, top + 145), (a + 28, top + 145)],
                "#ffffff",
                opacity=0.12,
            ),
        ]
    parts.append(rect(x, top - 4, w, 9, C.INK))
    # New life on the ground floor: glass and people where the loading bays were.
    for i in range(teeth):
        a = x + i * step + 18
        parts += [
            rect(a, base - 122, step - 45, 122, C.INK),
            rect(a + 5, base - 117, step - 55, 117, "#f9d9a2" if i != 2 else C.CORAL),
        ]
        if i != 2:
            parts.append(bust(a + 38, base - 42, 100, PEOPLE[(i * 3 + 1) % 9], "side", left=i > 2))
            parts.append(rect(a + 12, base - 44, step - 69, 7, C.BRICK_DARK))
        parts.append(line_grid([a + (step - 45) / 2], base - 117, base, C.INK, 4, 1))
    return "".join(parts)


def _glass_wing(x: float, base: float, w: float, h: float) -> str:
    """Return the new part: a glazed wing with warm floors and a coral stair."""
    top = base - h
    parts = [
        polygon([(x - 20, base), (x - 20, top + 14), (x, top), (x, base)], C.INK),
        rect(x, top, w, h, C.FJORD),
    ]
    for floor in range(4):
        y = top + 14 + floor * 89
        parts.append(rect(x + 8, y, w - 16, 76, "#f9dfb0" if floor in (1, 3) else "#7fb2c2"))
        if floor < 3:
            parts += [
                bust(
                    x + 66 + (floor * 97) % 150,
                    y + 62,
                    92,
                    PEOPLE[(floor * 4 + 3) % 9],
                    "side",
                    left=bool(floor % 2),
                ),
                rect(x + 30 + (floor * 97) % 150, y + 60, 84, 5, C.INK),
            ]
    parts += [
        polygon([(x + 206, base), (x + 240, base), (x + 290, top + 280), (x + 256, top + 280)], C.CORAL),
        line_grid([x + 8 + (w - 16) * i / 6 for i in range(7)], top + 8, base, C.INK, 4, 1),
        *(rect(x, top + 4 + floor * 89, w, 10, C.INK) for floor in range(5)),
        polygon(
            [(x + 150, top + 8), (x + 236, top + 8), (x + 60, base), (x - 0, base - 40)],
            "#ffffff",
            opacity=0.1,
        ),
        rect(x - 24, top - 8, w + 34, 12, C.PALE),
    ]
    return "".join(parts)
