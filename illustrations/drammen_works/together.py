"""Drammen Works: people on their way together, along the river and by train."""

from __future__ import annotations

from illustrations.bridges import cable_bridge
from illustrations.drammen_works.common import DAY, PEOPLE, far_hills, wooded
from illustrations.landscape import birds, clouds, glitter, ripples, sky, sun, water
from illustrations.palette import Drammen as C
from illustrations.palette import mix, shade, tint
from illustrations.people import bust, cyclist, standing, walking
from illustrations.plants import birch, grass, leafy
from illustrations.scene import HEIGHT, WIDTH, Scene
from illustrations.shapes import circle, line_grid, polygon, polyline, rect
from illustrations.street import lamp, railing
from illustrations.townscape import town_row
from illustrations.vehicles import train

LEAVES = (C.MOSS_DARK, C.MOSS, "#9aa860", "#c9b762")


def _far_bank(scene: Scene, line: int, warm: bool = False) -> None:
    """Add sky, hills, the town on the far bank and their reflections, down to the water."""
    rng = scene.rng
    top = ("#e9b7a0", "#f6cfae", "#fde6c8", "#fff1d8") if warm else ("#9accd9", C.ICE, "#fdeedb", C.PEACH)
    scene.add(sky(scene, *top, bottom=line))
    if warm:
        scene.add(sun(scene, 800, line - 112, 84, "#fff7e2", "#ffb36b", 0.8, 5))
    else:
        scene.add(sun(scene, 1330, 170, 50, "#fff6e4", "#ffd79c", 0.9, 6))
    scene.add(clouds(rng, 6, 90, line - 190, "#ffffff", 0.55))
    haze = "#f6d9bf" if warm else "#eadfd2"
    ranges = far_hills(
        scene,
        line,
        line - 470,
        "#cfc3bd" if warm else "#a5c6cf",
        "#a8b3b5" if warm else "#7fabb6",
        haze,
    )
    slope = wooded(
        scene,
        (
            (-20, line - 210),
            (160, line - 190),
            (330, line - 120),
            (520, line - 66),
            (700, line - 10),
        ),
        mix("#2d6266", haze, 0.2 if warm else 0.0),
        mix("#79a49e", haze, 0.3),
        line,
        14,
    )
    slope += wooded(
        scene,
        ((980, line - 10), (1160, line - 60), (1380, line - 110), (1620, line - 150)),
        mix("#3b7274", haze, 0.25),
        mix("#8bb0a9", haze, 0.3),
        line,
        11,
    )
    town = town_row(rng, (-20, line), (1610, line), (74, 58), DAY, haze, 0.3 if warm else 0.18)
    trees = "".join(
        leafy(
            rng.uniform(0, WIDTH),
            line,
            rng.uniform(28, 46),
            mix(C.MOSS_DARK, haze, 0.2),
            mix(C.MOSS, haze, 0.2),
            C.INK,
        )
        for _ in range(22)
    )
    scene.mirrored(
        *ranges,
        slope,
        town,
        trees,
        rect(-5, line - 3, 1610, 10, mix(C.STONE, haze, 0.4)),
        line=line + 4,
        squash=0.75,
        opacity=0.7,
    )
    scene.add(
        water(
            scene,
            line + 7,
            "#e0b795" if warm else "#7fb3c0",
            C.RIVER if warm else C.FJORD,
            (0.2, 0.9),
        ),
        ripples(rng, line + 10, HEIGHT, "#ffe6c8" if warm else "#d4e8ea", 90, 0.35),
        ripples(rng, line + 40, HEIGHT, C.DEEP, 40, 0.16),
    )


def _promenade(scene: Scene, edge: int) -> None:
    scene.add(
        railing(-10, WIDTH + 10, edge + 6, 74, C.INK, 20, 2.4),
        rect(0, edge, WIDTH, HEIGHT - edge, scene.fade("#ecd3b6", "#d3a882")),
        rect(0, edge, WIDTH, 12, "#f7e8d3"),
        rect(0, edge + 12, WIDTH, 5, shade("#d3a882", 0.3)),
        *(
            polyline([(x, edge + 17), (x - 120, HEIGHT)], shade("#d3a882", 0.16), 1.6)
            for x in range(-40, 1800, 150)
        ),
        rect(0, edge + 70, WIDTH, 1.6, shade("#d3a882", 0.16)),
    )


def _ground_shadow(x: float, y: float, size: float) -> str:
    points = [
        (x - size * 0.12, y),
        (x + size * 0.14, y),
        (x - size * 0.62, y + size * 0.2),
        (x - size * 0.86, y + size * 0.2),
    ]
    return polygon(points, C.DEEP, opacity=0.22)


def mentorpar(scene: Scene) -> None:
    """A mentor and an entrepreneur walk and talk along the river."""
    rng = scene.rng
    _far_bank(scene, 480)
    scene.add(
        glitter(rng, 1330, 500, 740, "#fff0d4", 170, 30, 0.7),
        birds(rng, 5, 1010, 210, 120, "#ffffff"),
    )
    _promenade(scene, 700)
    scene.add(
        lamp(395, 724, 330, C.INK, C.PALE),
        lamp(1240, 724, 330, C.INK, C.PALE),
        birch(rng, 1436, 885, 720, LEAVES, C.PALE, C.INK),
        birch(rng, 1540, 890, 600, LEAVES, C.PALE, C.INK),
        birch(rng, 70, 885, 690, LEAVES, C.PALE, C.INK),
        _ground_shadow(690, 846, 440),
        _ground_shadow(886, 852, 440),
        walking(690, 850, 430, PEOPLE[4], arm="talk"),
        walking(884, 854, 400, PEOPLE[3], arm="cup"),
        _ground_shadow(1120, 748, 150),
        cyclist(1130, 752, 176, PEOPLE[8], C.CORAL, C.INK, C.PALE, left=True),
        walking(268, 742, 168, PEOPLE[2], left=True, arm="bag"),
        grass(rng, (1360, 1610), 905, 110, (C.PINE, C.MOSS_DARK, C.MOSS), 110),
        grass(rng, (-10, 190), 905, 120, (C.PINE, C.MOSS_DARK, C.MOSS), 80),
    )


def video_mentorordningen(scene: Scene) -> None:
    """Two people on a bench, seen from behind, talk in the evening light over the river."""
    rng = scene.rng
    _far_bank(scene, 470, warm=True)
    scene.add(glitter(rng, 800, 482, 760, "#fff3d9", 220, 40, 0.85))
    _promenade(scene, 740)
    seat, slat = 772, mix(C.BRICK, C.SAND, 0.25)
    scene.add(
        polygon([(430, 838), (1170, 838), (1240, 880), (360, 880)], C.DEEP, opacity=0.24),
        bust(670, seat, 520, PEOPLE[6], "back", "none"),
        bust(930, seat, 560, PEOPLE[5], "back", "gesture"),
        *(rect(x, seat - 84, 14, 150, C.INK, 3) for x in (470, 793, 1116)),
        *(rect(440, seat - 78 + i * 32, 720, 22, slat if i else tint(slat, 0.2), 5) for i in range(3)),
        rect(430, seat + 30, 740, 16, shade(slat, 0.3), 5),
        birch(rng, 170, 850, 800, LEAVES, C.PALE, C.INK),
        birch(rng, 1460, 860, 760, LEAVES, C.PALE, C.INK),
        grass(rng, (-10, 330), 905, 100, (C.PINE, C.MOSS_DARK, C.MOSS), 110),
        grass(rng, (1300, 1610), 905, 110, (C.PINE, C.MOSS_DARK, C.MOSS), 110),
    )


def video_naeringsvekst(scene: Scene) -> None:
    """The slender footbridge at sunrise, the growing town behind it."""
    rng, line = scene.rng, 610
    scene.add(
        sky(scene, "#14506a", "#4a8aa0", "#f2b394", "#ffd7a6", bottom=line),
        sun(scene, 560, 468, 150, "#f6764f", "#ffb27c", 0.75, 3.4),
        clouds(rng, 7, 150, 430, "#ffd9bd", 0.5),
    )
    ranges = far_hills(scene, line, 130, "#8f9fa8", "#5f8593", "#e9b99a")
    slope = wooded(
        scene,
        ((880, 610), (1060, 560), (1260, 470), (1440, 430), (1620, 380)),
        "#1d4e5d",
        "#7d8f8f",
        line,
        15,
    )
    front = town_row(rng, (-20, line), (1600, line), (120, 170), DAY, "#a78f88", 0.4)
    bridge = cable_bridge(-60, 1660, 566, 30, (980, line + 30), (880, 60), C.INK, C.INK, 11, 16)
    bridge += railing(-60, 1660, 560, 24, C.INK, 20, 1.6)
    people = "".join(
        walking(x, 562, 62, PEOPLE[i], bool(i % 2))
        for i, x in enumerate((190, 330, 365, 600, 740, 1120, 1260, 1300, 1430))
    ) + cyclist(480, 562, 60, PEOPLE[1], C.CORAL, C.INK, C.PALE)
    scene.mirrored(
        *ranges,
        slope,
        front,
        rect(-5, line - 4, 1610, 10, "#8a8b8d"),
        people,
        bridge,
        line=line + 5,
        squash=0.8,
        opacity=0.75,
    )
    scene.add(
        water(scene, line + 6, "#e2a184", C.INK, (0.15, 0.9)),
        glitter(rng, 560, line + 10, HEIGHT, "#ffb083", 270, 44, 0.85),
        ripples(rng, line + 14, HEIGHT, "#f6d3b8", 80, 0.25),
        ripples(rng, line + 40, HEIGHT, C.INK, 60, 0.25),
    )


def studietur(scene: Scene) -> None:
    """A group gathers on the platform as the train comes in along the river."""
    _far_bank(scene, 430)
    rail = 656
    scene.add(
        rect(0, 596, WIDTH, 90, scene.fade("#6d8a8c", "#4b6a70")),
        *(polyline([(x, 596), (x, 470)], C.INK, 5) for x in (150, 690, 1230)),
        *(polyline([(x, 478), (x + 120, 478)], C.INK, 3.4) for x in (150, 690, 1230)),
        polyline([(0, 486), (1600, 486)], C.INK, 1.4),
        train(300, rail, 186, 2, C.CORAL, C.PALE, C.INK, "#0a2230"),
        rect(0, rail - 2, WIDTH, 7, C.INK),
        rect(0, 686, WIDTH, 26, shade(C.STONE, 0.35)),
        rect(0, 700, WIDTH, 200, scene.fade("#e4d8c9", "#c4b5a5")),
        rect(0, 700, WIDTH, 9, C.PALE),
        rect(0, 722, WIDTH, 11, C.AMBER),
        line_grid(range(-40, 1700, 92), 733, HEIGHT, shade("#c4b5a5", 0.2), 1.4, 0.8),
        _canopy(),
    )
    group_ = (
        (560, 842, 250, 0, "front", "point", False),
        (660, 856, 262, 4, "front", "hold", True),
        (752, 846, 250, 2, "front", "down", False),
        (840, 862, 268, 1, "back", "down", False),
        (934, 848, 252, 7, "front", "cup", True),
        (1022, 860, 256, 3, "back", "down", False),
    )
    for x, y, size, who, view, arm, left in group_:
        scene.add(_ground_shadow(x, y, size), standing(x, y, size, PEOPLE[who], view, arm, left))
        if view == "back":
            scene.add(
                rect(x - 22, y - size * 0.8, 44, 62, C.INK, 14),
                rect(x - 15, y - size * 0.8 + 30, 30, 24, C.ORANGE, 6),
            )
    scene.add(
        _ground_shadow(1180, 866, 260),
        walking(1180, 870, 268, PEOPLE[5], left=True, arm="bag"),
        _ground_shadow(1290, 856, 250),
        walking(1290, 860, 254, PEOPLE[6], left=True, arm="talk"),
        _ground_shadow(330, 862, 256),
        walking(330, 866, 262, PEOPLE[8], arm="cup"),
    )


def _canopy() -> str:
    """Return the platform roof's edge and its clock, framing the picture above and to the right."""
    return (
        polygon([(1010, 250), (1620, 190), (1620, 246), (1010, 276)], C.INK)
        + polygon([(1010, 276), (1620, 246), (1620, 258), (1010, 284)], C.ORANGE)
        + rect(1440, 255, 20, 560, C.DEEP)
        + rect(1452, 255, 8, 560, C.FJORD)
        + rect(1430, 806, 40, 14, C.INK)
        + polyline([(1450, 360), (1390, 268)], C.DEEP, 10)
        + polyline([(1450, 360), (1510, 262)], C.DEEP, 10)
        + polyline([(1200, 270), (1200, 312)], C.INK, 4)
        + circle(1200, 342, 32, C.INK)
        + circle(1200, 342, 27, C.PALE)
        + polyline([(1200, 342), (1200, 323)], C.INK, 3.4)
        + polyline([(1200, 342), (1214, 350)], C.INK, 3.4)
    )
