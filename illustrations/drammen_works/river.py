"""Drammen Works: the river, its bridge, its growth, the fjord and its visitors."""

from __future__ import annotations

from illustrations.bridges import arch_bridge, cable_bridge, tower_crane
from illustrations.buildings import block, eaves, gable, spire
from illustrations.drammen_works.common import DAY, DUSK, PEOPLE, far_hills, wooded
from illustrations.landscape import (
    birds,
    clouds,
    forest,
    glitter,
    hill,
    ripples,
    sky,
    stars,
    sun,
    water,
)
from illustrations.palette import Drammen as C
from illustrations.palette import mix, shade
from illustrations.people import cyclist, standing, walking
from illustrations.plants import birch, grass, leafy
from illustrations.scene import HEIGHT, WIDTH, Scene
from illustrations.shapes import path, polygon, rect
from illustrations.shopfronts import shopfront
from illustrations.street import flag, lamp, railing
from illustrations.townscape import town_row
from illustrations.vehicles import passenger_boat


def elva(scene: Scene) -> None:
    """The river with the town on both banks; the left third stays calm for a headline."""
    rng, line = scene.rng, 500
    scene.add(
        sky(scene, "#a9cfdc", C.ICE, "#fbe9d3", C.PEACH, bottom=line),
        clouds(rng, 4, 90, 230, "#ffffff", 0.5, (380, 1250)),
        sun(scene, 1235, 196, 46, "#fff6e6", "#ffd9a0", 0.9, 6),
    )
    first, second = far_hills(scene, line + 4, 30, "#a8c8d0", "#86b0bd", "#e9e3d6")
    slope = wooded(
        scene,
        (
            (640, 500),
            (760, 452),
            (900, 400),
            (1040, 330),
            (1170, 300),
            (1300, 255),
            (1430, 268),
            (1620, 200),
        ),
        "#2d6165",
        "#7fa79f",
        line + 10,
        15,
    )
    low = wooded(
        scene,
        ((-20, 440), (120, 446), (300, 462), (460, 486), (560, 500)),
        "#5d8f96",
        "#9dbfbd",
        line + 4,
        9,
    )
    left_bank = town_row(rng, (-10, line), (430, line), (46, 30), DAY, "#c9dcdc", 0.5)
    back = town_row(rng, (700, line), (1600, line), (58, 150), DAY, "#bcd0d0", 0.42)
    front = town_row(rng, (640, line), (1600, line), (44, 120), DAY, "#f6e6d2", 0.08)
    bridge = cable_bridge(380, 740, line - 12, 7, (600, line), (576, line - 138), C.DEEP, "#5b8593")
    church = spire(1010, line, 42, 138, 150, C.BRICK, C.DEEP, C.INK)
    trees = "".join(
        leafy(
            660 + i * 53 + rng.uniform(-12, 12),
            line,
            rng.uniform(30, 52) * (0.8 + i * 0.03),
            C.MOSS_DARK,
            C.MOSS,
            C.INK,
        )
        for i in range(18)
    )
    quay = rect(610, line - 3, 1000, 13, "#d9cdbb") + rect(610, line + 4, 1000, 8, "#8c9a9b")
    shore = rect(-10, line - 2, 480, 6, "#9fb4ab")
    scene.mirrored(
        first,
        second,
        low,
        left_bank,
        shore,
        slope,
        back,
        church,
        front,
        trees,
        bridge,
        quay,
        line=line + 4,
        squash=0.85,
        opacity=0.75,
    )
    scene.add(
        water(scene, line + 8, "#86bccb", C.FJORD, (0.4, 0.98)),
        ripples(rng, line + 10, HEIGHT, "#cfe5e8", 120, 0.3),
        ripples(rng, line + 60, HEIGHT, C.DEEP, 70, 0.22),
        glitter(rng, 1190, line + 12, 790, "#ffe9c6", 190, 44, 0.75),
        birds(rng, 5, 760, 190, 120, "#ffffff"),
    )
    # The near bank: a promenade sweeping in from the right, dark so that the river glows.
    scene.add(
        path("M880 900Q1080 824 1600 762V900Z", C.INK),
        path("M902 900Q1090 832 1600 772V900Z", scene.fade("#f3d9b9", "#d3a882")),
        path("M1180 900Q1300 866 1600 846V900Z", C.PINE),
        walking(1222, 856, 126, PEOPLE[0], left=True, arm="talk"),
        walking(1286, 850, 132, PEOPLE[1], left=True),
        cyclist(1478, 832, 118, PEOPLE[5], C.CORAL, C.INK, C.PALE, left=True),
        birch(rng, 1420, 905, 400, (C.MOSS_DARK, C.MOSS, "#9aa860", "#c9b762"), C.PALE, C.INK),
        birch(rng, 1560, 900, 590, (C.MOSS_DARK, C.MOSS, "#9aa860", "#c9b762"), C.PALE, C.INK),
        grass(rng, (1150, 1640), 905, 66, (C.INK, C.PINE, C.MOSS_DARK), 150),
    )


def bybrua(scene: Scene) -> None:
    """The town bridge in the evening, lamps lit, the last light behind the hills."""
    rng, line = scene.rng, 600
    scene.add(
        sky(scene, C.INK, "#16465f", "#41708a", "#d98a76", "#fbb078", bottom=640),
        stars(rng, 60, 240, "#ffffff"),
        sun(scene, 1130, 470, 62, "#ffd79a", C.ORANGE, 0.75, 7),
        clouds(rng, 5, 250, 400, "#f7a27e", 0.5),
    )
    hills = hill(
        (
            (-20, 430),
            (200, 380),
            (420, 420),
            (640, 400),
            (860, 450),
            (1080, 470),
            (1300, 420),
            (1620, 370),
        ),
        scene.fade("#5d6f86", "#b98780"),
        640,
    )
    slope = wooded(
        scene,
        ((-20, 300), (140, 330), (300, 410), (450, 452), (640, 500), (760, 540)),
        "#163d4d",
        "#35566a",
        line,
        15,
    )
    slope += wooded(
        scene, ((1190, 540), (1310, 492), (1450, 440), (1620, 410)), "#183f4f", "#3f5868", line, 13
    )
    # A dark backdrop, or the sunset would shine through the gaps between the houses.
    town = rect(-10, 560, 800, 54, "#23485d") + rect(1205, 560, 400, 54, "#23485d")
    town += town_row(rng, (-20, 612), (790, 612), (200, 128), DUSK)
    town += town_row(rng, (1200, 612), (1610, 612), (132, 200), DUSK)
    town += spire(330, 612, 46, 246, 150, "#6d3d3a", "#142f42", C.AMBER)
    bank = polygon([(-10, 610), (810, 610), (880, 643), (-10, 643)], "#1b4156")
    bank += polygon([(1610, 610), (1190, 610), (1120, 643), (1610, 643)], "#1b4156")
    glow = scene.radial((0, C.AMBER, 0.75), (1, C.AMBER, 0))
    bridge = arch_bridge(-60, 1660, 520, 640, 5, "#24485b", "#0d2b3b", 30)
    lamps = "".join(lamp(20 + i * 156, 521, 92, "#0d2b3b", "#fff1cf", glow) for i in range(11))
    traffic = (
        walking(300, 522, 58, PEOPLE[3], left=True)
        + walking(332, 522, 60, PEOPLE[4], left=True)
        + cyclist(560, 522, 56, PEOPLE[0], C.CORAL, C.INK, C.PALE)
        + walking(905, 522, 58, PEOPLE[2])
        + cyclist(1180, 522, 56, PEOPLE[8], C.AMBER, C.INK, C.CORAL, left=True)
        + standing(1400, 522, 60, PEOPLE[7], "back")
        + standing(1424, 522, 57, PEOPLE[0], "back")
    )
    scene.mirrored(hills, slope, town, bank, traffic, lamps, bridge, line=640, squash=0.95, opacity=0.7)
    scene.add(
        water(scene, 640, "#2f5f78", C.INK, (0.4, 0.95)),
        glitter(rng, 1130, 650, HEIGHT, "#ffc48a", 200, 42, 0.85),
        *(glitter(rng, 20 + i * 156, 700, HEIGHT, C.AMBER, 26, 14, 0.5) for i in range(11)),
        ripples(rng, 650, HEIGHT, "#6f98aa", 90, 0.25),
        ripples(rng, 690, HEIGHT, C.INK, 70, 0.3),
    )


def naeringsvekst(scene: Scene) -> None:
    """New buildings rise step by step along the river, cranes above them."""
    rng, line = scene.rng, 640
    scene.add(
        sky(scene, "#8fc0d0", C.ICE, "#fdebd6", "#fbcda6", bottom=line),
        sun(scene, 1130, 250, 128, "#f5734f", "#ffb27c", 0.5, 3.2),
        clouds(rng, 6, 120, 380, "#ffffff", 0.5),
    )
    first, second = far_hills(scene, line + 10, 150, "#a5c6cf", "#7ca9b6", "#efe1d0")
    slope = wooded(
        scene,
        ((-20, 520), (160, 470), (330, 500), (520, 560), (760, 600), (900, 640)),
        "#376c70",
        "#86aba5",
        line,
        13,
    )
    back = town_row(rng, (-20, line), (820, line), (80, 66), DAY, "#bfd3d4", 0.4)
    front = town_row(rng, (-20, line), (330, line), (66, 66), DAY, "#f6e6d2", 0.1)
    lit = (rng, C.AMBER, 0.16)
    steps = (
        (330, 132, 150, C.SAND, 4, 4),
        (470, 120, 200, C.BRICK, 4, 5),
        (600, 142, 262, C.MIST, 4, 7),
        (752, 130, 320, C.PALE, 4, 9),
        (896, 150, 392, C.FJORD, 5, 11),
    )
    blocks = "".join(
        block(x, line, w, h, wall, mix(C.DEEP, wall, 0.12), cols, rows, lit)
        for x, w, h, wall, cols, rows in steps
    )
    site = _building_site(1066, line, 168, 300) + _building_site(1250, line, 150, 214)
    site += block(1416, line, 200, 118, C.CORAL, C.DEEP, 6, 3, lit)
    cranes = tower_crane(1040, line, 520, 300, C.INK, C.INK, 0.26, C.BRICK)
    cranes += tower_crane(1392, line, 380, 230, C.DEEP, C.DEEP, 0.2, "#d9a57c", left=True)
    cranes += tower_crane(560, line, 330, 170, mix(C.FJORD, C.MIST, 0.4), C.FJORD, 0.14)
    quay = rect(-10, line - 4, WIDTH + 20, 16, "#dbcbb5") + rect(-10, line + 6, WIDTH + 20, 12, "#7f9297")
    trees = "".join(
        leafy(24 + i * 46, line - 3, rng.uniform(34, 52), C.MOSS_DARK, C.MOSS, C.INK) for i in range(20)
    )
    walkers = "".join(
        walking(120 + i * 190 + rng.uniform(-40, 40), line - 2, 34, PEOPLE[i], bool(i % 2)) for i in range(8)
    )
    scene.mirrored(
        first,
        second,
        slope,
        back,
        front,
        cranes,
        blocks,
        site,
        trees,
        quay,
        walkers,
        line=line + 16,
        squash=0.8,
        opacity=0.75,
    )
    scene.add(
        water(scene, line + 17, "#6ba6b6", C.DEEP, (0.36, 0.95)),
        glitter(rng, 1130, line + 22, HEIGHT, "#ff9a70", 250, 34, 0.8),
        ripples(rng, line + 20, HEIGHT, "#d4e8ea", 100, 0.3),
        ripples(rng, line + 50, HEIGHT, C.INK, 60, 0.2),
    )


def _building_site(x: float, base: float, w: float, h: float) -> str:
    """Return a concrete frame going up, its lowest floors already clad."""
    floors = round(h / 38)
    step = h / floors
    parts = []
    for i in range(floors):
        y = base - (i + 1) * step
        if i < floors // 2:
            parts.append(block(x, y + step, w, step, "#e9b48c", C.DEEP, 5, 1, side=0.1))
            continue
        parts.append(rect(x + 6, y, w - 12, step, mix(C.STONE, C.DEEP, 0.45), opacity=0.35))
        parts += [rect(x + 4 + k * (w - 16) / 4, y, 7, step, C.STONE) for k in range(5)]
        parts.append(rect(x, y + step - 7, w, 7, mix(C.STONE, C.PALE, 0.4)))
    parts.append(rect(x, base - h - 4, w, 7, mix(C.STONE, C.PALE, 0.4)))
    parts += [rect(x + 4 + k * (w - 16) / 4, base - h - 24, 7, 22, C.STONE) for k in range(5)]
    return "".join(parts)


def reiseliv(scene: Scene) -> None:
    """A passenger boat glides in on the fjord towards the shops along the quay."""
    rng, line = scene.rng, 540
    scene.add(
        sky(scene, "#9ccbd9", C.ICE, "#fff0dc", "#fcd4ad", bottom=line),
        sun(scene, 1010, 262, 58, "#fff4df", "#ffcf93", 0.85, 5.5),
        clouds(rng, 6, 110, 300, "#ffffff", 0.55),
    )
    first, second = far_hills(scene, line + 2, 60, "#a6cad3", "#74a6b5", "#f3e6d4")
    left = wooded(
        scene,
        ((-20, 300), (130, 330), (280, 420), (430, 480), (560, 545)),
        "#235558",
        "#6f9f9a",
        line,
        17,
    )
    isle = forest(
        rng,
        ((640, 546), (700, 522), (790, 512), (900, 530), (960, 546)),
        scene.fade("#3f7a7d", "#7fb0ae"),
        546,
        12,
    )
    scene.mirrored(first, second, left, isle, line=line + 2, squash=0.9, opacity=0.7)
    boat = passenger_boat(330, 700, 640, C.PALE, "#fffaf0", C.FJORD, C.CORAL, C.CORAL)
    scene.add(
        water(scene, line + 2, "#86bac6", C.FJORD, (0.25, 0.98)),
        glitter(rng, 1010, line + 8, 860, "#fff0d4", 210, 46, 0.8),
        ripples(rng, line + 10, HEIGHT, "#d9ecee", 110, 0.32),
    )
    scene.mirrored(boat, flag(912, 566, 62, 78), line=704, squash=0.7, opacity=0.4)
    scene.add(
        *(
            rect(300 - i * 30, 708 + i * 9, 620 + i * 40, 3.5, "#ffffff", 2, opacity=0.5 - i * 0.12)
            for i in range(4)
        ),
        ripples(rng, 712, 880, C.FJORD, 50, 0.45, (240, 1080)),
        birds(rng, 7, 420, 380, 170, "#ffffff", 13),
    )
    _quay_shops(scene)


def _quay_shops(scene: Scene) -> None:
    rng = scene.rng
    lit = (rng, C.AMBER, 0.2)
    scene.add(
        polygon([(1030, 900), (1150, 742), (1600, 742), (1600, 900)], "#d8b692"),
        polygon([(1030, 900), (1150, 742), (1168, 742), (1060, 900)], shade("#d8b692", 0.45)),
        eaves(1400, 742, 240, 236, 74, C.FJORD, C.INK, C.PALE, C.DEEP, 3, 2, lit, True, False),
        gable(1180, 742, 226, 262, 120, C.CORAL, C.BRICK_DARK, C.PALE, C.DEEP, 3, 2, lit, 0.0, True),
        shopfront(1180, 742, 226, 124, C.BRICK, C.PALE, "#f9dca6", (C.PALE, C.DEEP), C.DEEP),
        shopfront(1406, 742, 226, 124, C.DEEP, C.PALE, "#f9dca6", (C.PALE, C.ORANGE), C.CORAL),
        railing(1084, 1180, 860, 52, C.INK, 16),
        standing(1118, 866, 150, PEOPLE[3], "back", "point", True),
        standing(1166, 872, 158, PEOPLE[8], "back"),
        walking(1330, 842, 148, PEOPLE[2], left=True, arm="bag"),
        walking(1500, 862, 160, PEOPLE[4], left=True, arm="cup"),
        walking(1556, 866, 150, PEOPLE[6], left=True),
    )
