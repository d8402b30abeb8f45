"""Opplev Hokksund: the river at dawn and at night."""

from __future__ import annotations

from illustrations.buildings import eaves, gable
from illustrations.figure import Look
from illustrations.landscape import forest, glitter, hill, ripples, sky, stars, sun, water
from illustrations.palette import SKIN
from illustrations.palette import Hokksund as C
from illustrations.people import bust
from illustrations.plants import grass, spruce
from illustrations.salmon import salmon, splash
from illustrations.scene import HEIGHT, WIDTH, Scene
from illustrations.shapes import circle, ellipse, path, polygon, polyline, rect, stroke
from illustrations.vehicles import rowing_boat


def laksefiske(scene: Scene) -> None:
    """An angler stands in the river at dawn as a salmon leaps."""
    rng, line = scene.rng, 470
    scene.add(
        sky(scene, "#5d9a9a", "#b9cfb4", "#fbdba8", "#f7a98b", bottom=line),
        sun(scene, 820, 372, 104, "#fff3d6", "#ffc184", 0.9, 4.6),
    )
    ranges = (
        hill(
            ((-20, 330), (240, 290), (520, 370), (800, 420), (1080, 380), (1340, 300), (1620, 270)),
            scene.fade("#8fb0a1", "#f2c6a0"),
            line,
        ),
        forest(
            rng,
            ((-20, 250), (150, 290), (300, 370), (470, 420), (640, 462), (720, 474)),
            scene.fade("#2f6b5b", "#b9a98a"),
            line + 2,
            20,
        ),
        forest(
            rng,
            ((930, 474), (1040, 440), (1200, 380), (1380, 330), (1620, 230)),
            scene.fade("#235846", "#a39b7c"),
            line + 2,
            22,
        ),
    )
    trees = "".join(
        spruce(x, line + 4, h, C.PINE, "#2c6249")
        for x, h in (
            (24, 300),
            (92, 220),
            (146, 260),
            (214, 170),
            (1420, 190),
            (1486, 280),
            (1548, 230),
            (1596, 330),
        )
    )
    mist = scene.linear((0, "#fff0da", 0), (0.5, "#fff0da", 0.75), (1, "#fff0da", 0))
    scene.mirrored(*ranges, trees, line=line + 3, squash=0.85, opacity=0.7)
    scene.add(
        water(scene, line + 3, "#e6b08d", "#1d5b63", (0.15, 0.92)),
        rect(0, line - 70, WIDTH, 120, mist),
        glitter(rng, 820, line + 10, HEIGHT, "#fff0cf", 260, 50, 0.85),
        ripples(rng, line + 16, HEIGHT, "#f6d9b9", 90, 0.35),
        ripples(rng, line + 60, HEIGHT, C.NIGHT, 70, 0.28),
    )
    wader = Look(SKIN[0], C.OCHRE, C.RUST, "#39443f", "beanie")
    x, y = 1120, 708
    tip = (700, 300)
    rod = stroke(f"M{x - 118} {y - 84}Q{x - 230} {y - 400} {tip[0]} {tip[1]}", C.INK, 5)
    thread = stroke(f"M{tip[0]} {tip[1]}Q600 380 552 498", "#fff7e6", 1.6)
    angler = (
        bust(x, y, 560, wader, "side", "gesture", left=True)
        + path(f"M{x - 58} {y - 96}H{x + 56}V{y + 26}H{x - 58}Z", "#4d5a50")
        + path(f"M{x + 20} {y - 96}H{x + 56}V{y + 26}H{x + 26}Z", "#66735f")
        + polyline([(x - 40, y - 96), (x - 30, y - 206)], "#4d5a50", 12)
        + polyline([(x + 34, y - 96), (x + 26, y - 206)], "#4d5a50", 12)
        + circle(x - 124, y - 92, 17, C.INK)
        + circle(x - 124, y - 92, 7, C.OCHRE)
    )
    scene.add(
        f'<use href="#angler" transform="matrix(1 0 0 -0.6 0 {(y + 20) * 1.6})" opacity="0.3"/>',
        rod,
        f'<g id="angler">{angler}</g>',
        thread,
        path(f"M{x - 70} {y + 20}Q{x} {y + 34} {x + 70} {y + 20}V{y + 40}H{x - 70}Z", "#35707a"),
        *(
            ellipse(
                x,
                y + 22,
                84 + i * 46,
                9 + i * 6,
                "none",
                stroke="#ffe9cc",
                stroke_width=2.6 - i * 0.6,
                opacity=0.75 - i * 0.2,
            )
            for i in range(3)
        ),
        salmon(470, 566, 250, 40, "#4f807f", "#f7b9a0"),
        splash(380, 690, 92, "#fff4e2"),
        grass(rng, (-10, 330), 905, 150, (C.NIGHT, C.PINE, "#245241"), 120),
        grass(rng, (1330, 1610), 905, 170, (C.NIGHT, C.PINE, "#245241"), 120),
        *_stones(),
    )


def _stones() -> list[str]:
    parts = []
    for x, y, w in ((250, 830, 130), (1260, 850, 160), (1400, 800, 100), (640, 872, 90)):
        parts += [
            ellipse(x, y, w / 2, w * 0.2, "#2a4d4e"),
            ellipse(x + w * 0.08, y - w * 0.06, w * 0.36, w * 0.1, "#4c6f6c"),
        ]
    return parts


def overnatting(scene: Scene) -> None:
    """A cosy guest house by the river at night, its windows lit, the moon above."""
    rng, line = scene.rng, 640
    scene.add(
        sky(scene, "#0d2a30", C.NIGHT, "#235a5a", "#6e9a86", bottom=line),
        stars(rng, 130, 470, "#fff7e2"),
        sun(scene, 330, 180, 54, "#fff3d2", "#ffe9b8", 0.4, 5),
        circle(312, 168, 12, "#f1dfb4"),
        circle(346, 196, 8, "#f1dfb4"),
    )
    ranges = (
        hill(
            ((-20, 450), (300, 390), (620, 470), (940, 420), (1280, 380), (1620, 430)),
            scene.fade("#245457", "#4d7f73"),
            line,
        ),
        forest(
            rng,
            ((-20, 500), (200, 470), (460, 540), (700, 570), (1000, 530), (1300, 460), (1620, 400)),
            scene.fade("#123a38", "#2c5a50"),
            line,
            24,
        ),
    )
    lit = (rng, "#ffd98a", 0.86)
    house = (
        eaves(
            640,
            line - 6,
            420,
            190,
            120,
            C.FALU,
            "#2b2a28",
            C.CREAM,
            "#20423f",
            6,
            2,
            lit,
            True,
            True,
            dormer=True,
        )
        + gable(
            980,
            line - 6,
            250,
            232,
            156,
            C.CREAM,
            "#2b2a28",
            C.SAGE,
            "#20423f",
            3,
            2,
            lit,
            0.08,
            True,
        )
        + rect(806, line - 92, 64, 86, C.CREAM)
        + rect(812, line - 86, 52, 80, "#5b2a20")
        + rect(822, line - 78, 32, 34, "#ffd98a")
        + polygon([(784, line - 100), (838, line - 128), (892, line - 100)], "#2b2a28")
        + rect(792, line - 100, 5, 94, C.CREAM)
        + rect(878, line - 100, 5, 94, C.CREAM)
        + stroke(f"M872 {line - 308}q-16 -30 4 -56t0 -58", "#d5e0d2", 9, opacity=0.3)
    )
    trees = "".join(
        spruce(x, line, h, "#0c2a28", "#1b4a40")
        for x, h in (
            (70, 330),
            (150, 250),
            (210, 300),
            (290, 190),
            (560, 210),
            (604, 150),
            (1290, 260),
            (1360, 340),
            (1450, 280),
            (1530, 390),
            (1590, 300),
        )
    )
    shore = rect(-5, line - 8, 1610, 16, "#16403a")
    jetty = (
        rect(300, line + 14, 330, 12, C.WOOD)
        + rect(300, line + 24, 330, 5, C.WOOD_DARK)
        + "".join(rect(x, line + 16, 9, 56, C.WOOD_DARK) for x in (312, 412, 512, 606))
    )
    glow = scene.radial((0, "#ffcf7d", 0.5), (1, "#ffcf7d", 0))
    scene.add(ellipse(930, line - 110, 560, 300, glow))
    scene.mirrored(
        *ranges,
        trees,
        ellipse(930, line - 110, 460, 240, glow),
        house,
        shore,
        line=line + 6,
        squash=0.8,
        opacity=0.75,
    )
    scene.add(
        water(scene, line + 8, "#2f6a67", "#0c272c", (0.15, 0.94)),
        *(
            glitter(rng, x, line + 12, 860, "#ffd78c", 60, 20, 0.75)
            for x in (690, 770, 860, 950, 1050, 1110, 1180)
        ),
        glitter(rng, 330, line + 16, HEIGHT, "#fff3d2", 120, 30, 0.7),
        ripples(rng, line + 14, HEIGHT, "#7fb0a2", 70, 0.22),
        jetty,
    )
    scene.mirrored(rowing_boat(512, 728, 190, C.CORAL, "#7c3126"), line=732, squash=0.6, opacity=0.4)
    scene.add(
        polyline([(596, 706), (600, line + 24)], C.CREAM, 1.6),
        grass(rng, (-10, 260), 905, 120, ("#081f22", "#0e302e", "#174038"), 110),
        grass(rng, (1240, 1610), 905, 150, ("#081f22", "#0e302e", "#174038"), 150),
    )
