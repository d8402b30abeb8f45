"""Drammen Works: figures and plans, where the town itself becomes the chart."""

from __future__ import annotations

from illustrations.bridges import tower_crane
from illustrations.isometric import Plan
from illustrations.palette import Drammen as C
from illustrations.palette import mix, shade, tint
from illustrations.scene import HEIGHT, WIDTH, Scene
from illustrations.shapes import circle, curve, ellipse, path, polygon, rect

_BARS = (
    (0.16, 0.3),
    (0.22, 0.42),
    (0.2, 0.34),
    (0.32, 0.5),
    (0.27, 0.36),
    (0.38, 0.6),
    (0.34, 0.44),
    (0.5, 0.7),
    (0.44, 0.56),
    (0.6, 0.78),
    (0.54, 0.62),
    (0.72, 0.9),
    (0.66, 0.78),
    (0.86, 1.0),
)
"""Each bar's lower and whole height as shares of the tallest: they rise, but not evenly."""


def arsrapport_2017(scene: Scene) -> None:
    """Bars as a skyline over the river, hills as the curves of a chart."""
    line, tallest = 640, 470
    scene.add(rect(0, 0, WIDTH, HEIGHT, C.SAND), circle(1130, 300, 190, C.CORAL))
    scene.add(
        circle(1130, 300, 240, "none", stroke=C.CORAL, stroke_width=3, opacity=0.55),
        circle(1130, 300, 292, "none", stroke=C.CORAL, stroke_width=2, opacity=0.35),
        circle(1130, 300, 346, "none", stroke=C.CORAL, stroke_width=1.6, opacity=0.2),
    )
    ranges = (
        (
            ((-20, 470), (240, 400), (520, 452), (820, 330), (1120, 380), (1380, 270), (1620, 300)),
            mix(C.MIST, C.SAND, 0.45),
        ),
        (
            ((-20, 520), (200, 540), (480, 440), (760, 500), (1040, 430), (1340, 470), (1620, 380)),
            mix(C.MIST, C.RIVER, 0.25),
        ),
        (
            ((-20, 590), (260, 530), (560, 580), (860, 520), (1160, 570), (1400, 510), (1620, 540)),
            C.RIVER,
        ),
    )
    for profile, colour in ranges:
        d = curve(profile) + f"L1620 {line}L-20 {line}Z"
        scene.add(path(d, colour), path(curve(profile), "none", stroke=tint(colour, 0.5), stroke_width=3))
    colours = (
        (C.DEEP, C.CORAL),
        (C.FJORD, C.PALE),
        (C.BRICK, C.AMBER),
        (C.INK, C.MIST),
        (C.DEEP, C.ORANGE),
    )
    scene.add(rect(0, line, WIDTH, HEIGHT - line, C.DEEP))
    width, step = 64, 88
    for i, (lower, whole) in enumerate(_BARS):
        x, (dark, bright) = 200 + i * step, colours[i % len(colours)]
        for a, b, colour in ((0.0, lower, dark), (lower, whole, bright)):
            top, h = line - b * tallest, (b - a) * tallest
            scene.add(rect(x, top, width, h, colour), rect(x, top, width * 0.3, h, shade(colour, 0.25)))
            deep = line + a * tallest * 0.45
            scene.add(rect(x, deep, width, h * 0.45, mix(colour, C.DEEP, 0.55)))
        # Windows make a bar a building; only on the dark foot, so that the bright top reads.
        for row in range(int(lower * tallest / 30)):
            for col in range(3):
                lit = (i * 7 + row * 3 + col * 5) % 6 == 0
                scene.add(
                    rect(
                        x + 25 + col * 12,
                        line - 22 - row * 30,
                        7,
                        13,
                        C.AMBER if lit else tint(dark, 0.22),
                    )
                )
    scene.add(rect(0, line - 3, WIDTH, 7, C.PALE))
    for k in range(13):
        y = line + 18 + k * k * 1.5
        thick = 2 + k * 0.55
        for j in range(5):
            x = (j * 397 + k * 211) % 1750 - 90
            length = 70 + (j * 53 + k * 71) % 190
            scene.add(
                rect(
                    x,
                    y,
                    length,
                    thick,
                    C.RIVER if (j + k) % 3 else C.CORAL,
                    thick / 2,
                    opacity=0.75,
                )
            )


def eiendom(scene: Scene) -> None:
    """A new quarter by the river on its plan, seen from above."""
    plan = Plan((820, 20), 56)
    water_, lawn, road = C.FJORD, "#9db27f", "#e6d8c4"
    scene.add(rect(0, 0, WIDTH, HEIGHT, "#dfe7dd"), plan.ground(-8, -6, 30, 34, "#d7dfcd"))
    # The river runs along the near left edge, the promenade between it and the houses.
    scene.add(
        plan.ground(-8, 12.3, 34, 14, water_),
        plan.ground(-8, 11.5, 34, 0.8, "#f2dcc2"),
        plan.ground(-8, 12.3, 34, 0.18, shade(water_, 0.4)),
    )
    for i in range(46):
        x, y = -5 + (i * 2.37) % 24, 13 + (i * 1.31) % 6
        a, b = plan.at(x, y), plan.at(x + 0.7 + (i % 4) * 0.3, y)
        scene.add(polygon([a, b, (b[0], b[1] + 4), (a[0], a[1] + 4)], C.RIVER))
    for edge in (-2.6, 3.2, 8.4, 13.6):
        scene.add(plan.ground(edge, -6, 0.8, 17.5, road))
    for edge in (-0.4, 5.4):
        scene.add(plan.ground(-8, edge, 34, 0.8, road))
        scene.add(*(plan.ground(-7 + k * 0.9, edge + 0.37, 0.4, 0.06, "#ffffff") for k in range(34)))
    quarters = [(qx, qy) for qy in (-5.4, 0.7, 6.5) for qx in (-7.6, -1.6, 4.2, 9.4, 14.6)]
    palette = (C.BRICK, C.PALE, C.SAND, C.CORAL, C.MIST, "#e9b48c", C.STONE, C.FJORD)
    items: list[tuple[float, str]] = []
    for n, (qx, qy) in enumerate(quarters):
        depth = 4.5
        width = 4.2 if qx > -2 else 4.6
        scene.add(
            plan.ground(qx, qy, width, depth, lawn),
            plan.ground(qx + 1.5, qy + 1.5, width - 3, depth - 3, "#b9c795"),
        )
        if (qx, qy) == (4.2, 6.5):
            items += _site(plan, qx, qy)
            continue
        if (qx, qy) == (-1.6, 6.5):
            items += _park(plan, scene, qx, qy, width, depth)
            continue
        heights = ((1.7, 2.3, 1.3), (2.6, 1.5, 3.2), (1.4, 3.6, 1.9), (2.1, 1.3, 2.6))[n % 4]
        # A yard closed on three sides and open towards the sun on the right.
        wings = (
            (qx + 0.2, qy + 0.2, width - 0.4, 1.1),
            (qx + 0.2, qy + 1.5, 1.1, depth - 3.0),
            (qx + 0.2, qy + depth - 1.3, width - 1.5, 1.1),
        )
        for k, (bx, by, bw, bd) in enumerate(wings):
            h = heights[k]
            wall = palette[(n * 3 + k * 2) % len(palette)]
            scene.add(plan.shadow(bx, by, bw, bd, h * 0.55, C.INK))
            glass = C.DEEP if wall != C.FJORD else C.MIST
            art = plan.box(
                bx,
                by,
                bw,
                bd,
                h,
                wall,
                glass,
                max(round(h * 1.9), 2),
                (max(round(bw * 2), 2), max(round(bd * 2), 2)),
            )
            if (n + k) % 3 == 0:
                art += plan.ground(bx + 0.2, by + 0.2, bw - 0.4, bd - 0.4, C.MOSS, h)
            items.append((bx + by + bw * 0.5 + bd * 0.5, art))
        for k in range(3):
            tx, ty = qx + 2.0 + k * 0.7, qy + 2.1 + (k % 2) * 0.6
            items.append((tx + ty, plan.tree(tx, ty, 0.2, C.MOSS_DARK, C.MOSS)))
    for k in range(30):
        x = -7 + k * 0.95
        items.append((x + 11.3, plan.tree(x, 11.75, 0.22, C.MOSS_DARK, C.MOSS)))
    for _, art in sorted(items, key=lambda item: item[0]):
        scene.add(art)
    scene.add(_boat(plan, 3, 13.5), _boat(plan, 9.4, 13.2))
    cx, cy = plan.at(4.6, 9.6)
    scene.add(tower_crane(cx, cy, 350, 250, C.INK, C.INK, 0.16, C.ORANGE))


def _site(plan: Plan, qx: float, qy: float) -> list[tuple[float, str]]:
    """Return the building under construction: bare slabs over a finished base."""
    art = plan.ground(qx, qy, 4.2, 4.5, "#d9b48f")
    art += plan.shadow(qx + 1.2, qy + 1, 2.4, 2.4, 1.6, C.INK)
    art += plan.box(qx + 1.2, qy + 1, 2.4, 2.4, 1.2, C.CORAL, C.DEEP, 2, (4, 4))
    for k in range(4):
        z = 1.2 + k * 0.55
        for dx in (0.05, 1.1, 2.15):
            for dy in (0.05, 1.1, 2.15):
                art += plan.box(qx + 1.2 + dx, qy + 1 + dy, 0.16, 0.16, 0.45, C.STONE, C.STONE, 0, z=z)
        art += plan.box(qx + 1.2, qy + 1, 2.4, 2.4, 0.1, tint(C.STONE, 0.3), C.STONE, 0, z=z + 0.45)
    return [(qx + qy + 4.6, art)]


def _park(plan: Plan, scene: Scene, qx: float, qy: float, w: float, d: float) -> list[tuple[float, str]]:
    """Return a green with paths, a pond and trees."""
    px, py = plan.at(qx + w * 0.5, qy + d * 0.5)
    art = plan.ground(qx, qy, w, d, "#a9bf85")
    art += plan.ground(qx, qy + d * 0.46, w, 0.34, "#f2dcc2")
    art += plan.ground(qx + w * 0.46, qy, 0.34, d, "#f2dcc2")
    art += ellipse(px, py, 88, 48, "#f2dcc2") + ellipse(px, py, 70, 37, C.RIVER)
    art += ellipse(px + 14, py - 5, 44, 20, C.MIST, opacity=0.6)
    items = [(qx + qy, art)]
    for _ in range(22):
        x, y = qx + scene.rng.uniform(0.2, w - 0.2), qy + scene.rng.uniform(0.2, d - 0.2)
        if abs(x - qx - w / 2) + abs(y - qy - d / 2) > 1.7:
            size = scene.rng.uniform(0.2, 0.3)
            items.append((x + y, plan.tree(x, y, size, C.MOSS_DARK, C.MOSS)))
    return items


def _boat(plan: Plan, x: float, y: float) -> str:
    hull = [
        plan.at(x, y),
        plan.at(x + 1.5, y),
        plan.at(x + 2, y + 0.3),
        plan.at(x + 1.5, y + 0.6),
        plan.at(x, y + 0.6),
    ]
    lower = [(px, py + 12) for px, py in hull]
    wake = polygon(
        [plan.at(x, y), plan.at(x, y + 0.6), plan.at(x - 2.4, y + 0.8), plan.at(x - 2.4, y - 0.2)],
        "#ffffff",
        opacity=0.22,
    )
    return (
        wake
        + polygon([hull[0], *lower[1:], hull[4]], shade(C.CORAL, 0.3))
        + polygon(hull, C.PALE)
        + plan.box(x + 0.3, y + 0.1, 0.8, 0.4, 0.3, C.CORAL, C.INK, 1, (2, 1))
    )
