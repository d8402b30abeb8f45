"""Drammen Works: the small town's street and the growth house at dusk."""

from __future__ import annotations

from illustrations.drammen_works.common import PEOPLE, far_hills, wooded
from illustrations.landscape import clouds, forest, sky, stars, sun
from illustrations.palette import Drammen as C
from illustrations.people import bust, cyclist, standing, walking
from illustrations.perspective import Wall, street_wall
from illustrations.plants import birch, grass
from illustrations.scene import WIDTH, Scene
from illustrations.shapes import Point, ellipse, group, num, path, polygon, polyline, rect
from illustrations.street import lamp


def livskraftige_tettsteder(scene: Scene) -> None:
    """A small town's main street, its shop fronts running towards the wooded hill."""
    rng, horizon = scene.rng, 560
    vanish: Point = (830, horizon)
    scene.add(
        sky(scene, "#93c6d5", C.ICE, "#fff0dd", bottom=horizon + 40),
        sun(scene, 940, 230, 50, "#fff6e4", "#ffd79c", 0.9, 6),
        clouds(rng, 5, 70, 240, "#ffffff", 0.6, (300, 1300)),
        *far_hills(scene, horizon + 20, 80, "#a5c6cf", "#7fabb6", "#eadfd2"),
        forest(
            rng,
            ((300, 480), (520, 420), (720, 380), (900, 410), (1100, 440), (1400, 470)),
            scene.fade("#3b7470", "#8fb3a8"),
            horizon + 20,
            15,
        ),
        polygon(
            [(-700, 980), (760, horizon), (900, horizon), (2300, 980)],
            scene.linear((0.5, "#e7d6c2"), (1, "#cdb59b")),
        ),
        polygon([(150, 980), (800, horizon), (860, horizon), (1330, 980)], "#98aeb4"),
    )
    for i in range(7):
        z = 0.12 * 1.62**i / 1.4
        y = horizon + 400 * z
        scene.add(rect(829 - 90 * z, y, 46 * z + 3, 20 * z + 2, C.PALE, 2, opacity=0.85))
    left = (
        (C.BRICK, C.AMBER, (C.PALE, C.CORAL)),
        (C.PALE, C.CORAL, (C.DEEP, C.PALE)),
        (C.FJORD, C.SAND, (C.ORANGE, C.PALE)),
        ("#e9b48c", C.INK, (C.PALE, C.MOSS)),
        (C.STONE, C.BRICK, (C.CORAL, C.PALE)),
        (C.MOSS, C.PALE, (C.PALE, C.DEEP)),
    )
    right = (
        (C.SAND, C.DEEP, (C.CORAL, C.PALE)),
        (C.CORAL, C.PALE, (C.PALE, C.FJORD)),
        (C.MIST, C.BRICK, (C.AMBER, C.PALE)),
        (C.BRICK, C.PALE, (C.PALE, C.MOSS_DARK)),
        (C.PALE, C.CORAL, (C.FJORD, C.PALE)),
        (C.FJORD, C.AMBER, (C.CORAL, C.PALE)),
    )
    scene.add(*_street_side(rng.choice((0, 1)), left, Wall(vanish, -40, 900, 40)))
    scene.add(*_street_side(1, right, Wall(vanish, 1640, 900, 50)))
    glow = "none"
    for depth in (0.3, 0.46, 0.68):
        scene.add(
            lamp(830 - 470 * depth, horizon + 255 * depth, 330 * depth, C.INK, C.PALE, glow),
            lamp(830 + 480 * depth, horizon + 255 * depth, 330 * depth, C.INK, C.PALE, glow),
        )
    crowd = (
        (640, 0.34, 3, True),
        (1010, 0.36, 4, False),
        (700, 0.42, 8, False),
        (980, 0.5, 7, True),
        (560, 0.6, 0, False),
        (524, 0.61, 1, False),
        (1120, 0.72, 2, True),
        (1180, 0.74, 6, True),
    )
    for x, depth, who, turned in crowd:
        y, size = horizon + 330 * depth, 285 * depth
        scene.add(
            polygon(
                [
                    (x - 8, y),
                    (x + 8, y),
                    (x - size * 0.7, y + size * 0.18),
                    (x - size * 0.85, y + size * 0.18),
                ],
                C.DEEP,
                opacity=0.2,
            ),
            walking(x, y, size, PEOPLE[who], turned, arm="bag" if who in (2, 8) else "swing"),
        )
    scene.add(cyclist(770, 836, 236, PEOPLE[5], C.CORAL, C.INK, C.PALE, left=True))


def _street_side(first: int, houses: tuple[tuple[str, str, tuple[str, str]], ...], wall: Wall) -> list[str]:
    """Return houses from the far end of a receding `wall` to its near end."""
    edges = (0.0, 0.25, 0.43, 0.57, 0.68, 0.765, 0.84)
    heights = (0.94, 1.06, 0.9, 1.04, 0.92, 1.1)
    order = reversed(range(len(houses)))
    return [street_wall(wall, edges[i], edges[i + 1], heights[(i + first) % 6], *houses[i]) for i in order]


def grunderhus(scene: Scene) -> None:
    """The growth house at dusk: a glass gable full of lit desks."""
    rng, ground = scene.rng, 760
    scene.add(
        sky(scene, C.INK, "#14435b", "#3d6d86", "#c58a80", bottom=ground),
        stars(rng, 90, 380, "#ffffff"),
        path("M290 128A46 46 0 1 1 230 193A50 50 0 0 0 290 128Z", "#fdf0d8"),
        *far_hills(scene, ground, 200, "#34586f", "#274d63", "#8a7d86"),
        wooded(
            scene,
            (
                (-20, 560),
                (180, 500),
                (380, 540),
                (560, 600),
                (800, 630),
                (1060, 600),
                (1300, 540),
                (1620, 470),
            ),
            "#12384a",
            "#2b5060",
            ground,
            20,
        ),
        rect(0, ground, WIDTH, 160, scene.fade("#1b4254", C.INK)),
    )
    glow = scene.radial((0, C.AMBER, 0.5), (1, C.AMBER, 0))
    scene.add(
        ellipse(800, ground - 210, 760, 430, glow),
        polygon([(400, ground), (1200, ground), (1420, 900), (160, 900)], C.AMBER, opacity=0.2),
    )
    _growth_house(scene, 420, ground, 760)
    scene.add(
        birch(rng, 290, ground + 20, 400, ("#1d4a4a", "#2c5a50", "#4b6f56"), "#c9d2d0", C.INK),
        birch(rng, 1330, ground + 24, 470, ("#1d4a4a", "#2c5a50", "#6d7f57"), "#dcdcd2", C.INK),
        cyclist(1130, 842, 150, PEOPLE[8], C.CORAL, "#0a2230", C.PALE, left=True),
        walking(520, 838, 150, PEOPLE[2], arm="bag"),
        walking(440, 842, 156, PEOPLE[1], arm="talk"),
        grass(rng, (-10, 380), 905, 70, (C.INK, "#0f3142", "#17404c"), 110),
        grass(rng, (1240, 1610), 905, 80, (C.INK, "#0f3142", "#17404c"), 120),
    )


def _growth_house(scene: Scene, x: float, base: float, w: float) -> None:
    floors, fh, roof = 3, 132, 170
    top, mid = base - floors * fh, x + w / 2
    shell = [(x, base), (x, top), (mid, top - roof), (x + w, top), (x + w, base)]
    warm = scene.fade("#ffe3ad", "#f9b667")
    scene.add(
        polygon(
            [
                (x - 60, base),
                (x - 60, top + 24),
                (mid - 60, top - roof + 14),
                (mid, top - roof),
                (x, top),
                (x, base),
            ],
            "#0a2433",
        ),
        polygon(shell, warm),
    )
    for floor in range(floors):
        y = base - floor * fh
        desks = ((90, 1), (250, 4), (430, 6), (610, 0)) if floor else ((90, 3), (600, 7))
        for i, (dx, who) in enumerate(desks):
            look = PEOPLE[(who + floor * 2) % 9]
            scene.add(_desk(x + dx, y, i % 2 == 0))
            person = bust(x + dx + (0 if i % 2 else 8), y - 46, 118, look, "side", left=i % 2 == 1)
            scene.add(person, rect(x + dx - 40, y - 50, 92, 6, C.BRICK_DARK))
            lamp_x = x + dx + (62 if i % 2 == 0 else -50)
            scene.add(
                polyline([(lamp_x, y - fh), (lamp_x, y - fh + 14)], C.INK, 2),
                polygon(
                    [
                        (lamp_x - 13, y - fh + 24),
                        (lamp_x - 5, y - fh + 12),
                        (lamp_x + 5, y - fh + 12),
                        (lamp_x + 13, y - fh + 24),
                    ],
                    C.CORAL,
                ),
            )
        scene.add(_plant(x + 706, y, 74), rect(x, y - fh - 5, w, 10, C.INK))
    scene.add(
        standing(x + 236, base - 5, 112, PEOPLE[5], arm="cup"),
        standing(x + 282, base - 5, 110, PEOPLE[0], arm="hold", left=True),
        standing(x + 520, base - 5, 114, PEOPLE[6], arm="cup"),
        standing(mid - 36, top - 5, 104, PEOPLE[3], arm="cup"),
        standing(mid + 24, top - 5, 108, PEOPLE[4], arm="point", left=True),
        rect(mid - 130, top - 64, 70, 46, C.PALE),
        rect(mid - 122, top - 34, 10, 12, C.CORAL),
        rect(mid - 106, top - 44, 10, 22, C.FJORD),
        rect(mid - 90, top - 54, 10, 32, C.AMBER),
    )
    for i in range(1, 6):
        px = x + w * i / 6
        rise = roof * (1 - abs(px - mid) / (w / 2))
        scene.add(rect(px - 2.5, top - rise, 5, base - top + rise, C.INK))
    scene.add(
        polyline([(x - 16, top + 7), (mid, top - roof), (x + w + 16, top + 7)], "#0a2433", 20),
        polyline([(mid, top - roof - 3), (x + w + 16, top + 4)], "#3b6479", 4),
        rect(x - 5, top, 10, base - top, "#0a2433"),
        rect(x + w - 5, top, 10, base - top, "#0a2433"),
        rect(mid - 58, base - 112, 116, 112, C.INK),
        rect(mid - 52, base - 106, 50, 106, "#ffe9c0"),
        rect(mid + 2, base - 106, 50, 106, "#ffe9c0"),
        rect(x - 80, base - 3, w + 120, 10, "#35586a"),
    )


def _desk(x: float, base: float, screen_right: bool) -> str:
    at = x + 34 if screen_right else x - 36
    return group(
        polyline([(x - 34, base), (x - 34, base - 46)], C.INK, 3),
        polyline([(x + 46, base), (x + 46, base - 46)], C.INK, 3),
        rect(at - 3, base - 80, 5, 30, C.INK),
        rect(at - 6, base - 60, 12, 12, C.INK),
    )


def _plant(x: float, base: float, h: float) -> str:
    leaves = "".join(
        path(
            f"M{num(x)} {num(base - 20)}Q{num(x + dx * 0.4)} {num(base - h * 0.9)} {num(x + dx)} "
            f"{num(base - h * k)}Q{num(x + dx * 0.9)} {num(base - h * 0.4)} {num(x)} "
            f"{num(base - 20)}Z",
            colour,
        )
        for dx, k, colour in (
            (-24, 0.8, C.MOSS_DARK),
            (-8, 1.05, C.PINE),
            (12, 1.0, C.MOSS_DARK),
            (26, 0.75, C.MOSS),
        )
    )
    return leaves + polygon([(x - 11, base - 24), (x + 11, base - 24), (x + 8, base), (x - 8, base)], C.BRICK)
