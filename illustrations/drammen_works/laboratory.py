"""Drammen Works: the laboratory opposite the hospital."""

from __future__ import annotations

from illustrations.buildings import block
from illustrations.drammen_works.interior import mullions, outlook
from illustrations.figure import Look
from illustrations.palette import SKIN, mix, tint
from illustrations.palette import Drammen as C
from illustrations.people import bust
from illustrations.scene import HEIGHT, WIDTH, Scene
from illustrations.shapes import circle, ellipse, group, path, polygon, polyline, rect, stroke


def helse(scene: Scene) -> None:
    """A laboratory with a view over the river to the new hospital."""
    rng = scene.rng
    outlook(scene, 470, (1330, 170))
    lit = (rng, C.AMBER, 0.12)
    scene.add(
        block(820, 478, 200, 210, C.PALE, C.RIVER, 7, 6, lit, side=0.08),
        block(985, 478, 300, 290, "#ffffff", C.RIVER, 10, 8, lit, side=0.07),
        block(1262, 478, 240, 170, C.SAND, C.FJORD, 9, 4, lit, side=0.08),
        rect(1005, 184, 120, 12, C.CORAL),
        rect(820, 476, 690, 8, C.STONE),
        *(ellipse(840 + i * 62, 472, 22, 15, C.MOSS if i % 2 else C.MOSS_DARK) for i in range(11)),
        # The room: a pale wall to the left, the bench in front.
        rect(0, 0, 330, HEIGHT, scene.linear((0, "#c7dde0"), (1, "#dfecec"), angle=(0, 0, 1, 0))),
        rect(330, 0, 1270, 50, "#c7dde0"),
        rect(1560, 0, 40, HEIGHT, "#b3cfd5"),
        mullions((330, 742, 1154, 1566), 46, 640, C.PALE, 16),
        rect(330, 612, 1240, 26, "#ffffff"),
        rect(0, 630, WIDTH, 90, "#c7dde0"),
        rect(40, 190, 260, 14, C.FJORD),
        rect(40, 360, 260, 14, C.FJORD),
    )
    jars = (
        (66, 46, 84, C.CORAL),
        (120, 40, 64, C.AMBER),
        (172, 46, 96, C.RIVER),
        (228, 44, 70, C.PALE),
    )
    for i, (x, w, h, colour) in enumerate(jars):
        for y in (190, 360):
            tall = h if (i + y // 10) % 2 else h * 0.8
            scene.add(
                rect(x, y - tall, w, tall, mix(colour, "#ffffff", 0.15), 6),
                rect(x + w * 0.6, y - tall, w * 0.4, tall, tint(colour, 0.45), 6),
                rect(x - 2, y - tall - 8, w + 4, 12, C.DEEP, 3),
            )
    coat = Look(SKIN[3], "#2a2320", "#fbfdfc", C.DEEP, "bun")
    second = Look(SKIN[0], "#d9ad63", "#fbfdfc", C.DEEP, "short")
    scene.add(
        bust(570, 742, 680, coat, "side", "table"),
        bust(1290, 742, 640, second, "side", "table", left=True),
        _lapels(592, 492, 1.06),
        _lapels(1269, 507, 1),
        rect(0, 736, WIDTH, 28, C.PALE),
        rect(0, 760, WIDTH, 150, C.DEEP),
        *(rect(30 + i * 264, 786, 240, 130, C.FJORD, 6) for i in range(6)),
        *(rect(110 + i * 264, 804, 80, 8, C.MIST, 4) for i in range(6)),
        _microscope(770, 736),
        _flasks(960, 736),
        _screen(170, 736),
        _flasks(1450, 736),
    )


def _lapels(x: float, y: float, s: float) -> str:
    """Return a lab coat's open neck, lapels and buttons."""
    line = "#c3d0d2"
    return (
        polygon([(x - 26 * s, y - 6), (x + 26 * s, y - 6), (x, y + 92 * s)], C.CORAL)
        + polyline([(x - 26 * s, y - 6), (x, y + 92 * s), (x + 26 * s, y - 6)], line, 5)
        + polyline([(x, y + 92 * s), (x, y + 240)], line, 3)
        + "".join(circle(x + 10, y + (120 + 36 * i) * s, 3.4, line) for i in range(3))
    )


def _microscope(x: float, y: float) -> str:
    return group(
        rect(x - 80, y - 22, 150, 22, C.INK, 8),
        stroke(f"M{x + 30} {y - 20}Q{x + 104} {y - 90} {x + 24} {y - 176}", C.INK, 22),
        rect(x - 70, y - 92, 112, 13, C.DEEP, 4),
        f'<g transform="rotate(-24 {x - 20} {y - 160})">'
        + rect(x - 38, y - 238, 34, 130, C.PALE, 8)
        + rect(x - 18, y - 238, 14, 130, "#ffffff", 6)
        + rect(x - 34, y - 266, 26, 36, C.INK, 5)
        + rect(x - 32, y - 112, 22, 26, C.CORAL, 3)
        + "</g>",
        circle(x + 52, y - 84, 15, C.CORAL),
        rect(x - 46, y - 98, 60, 5, C.ICE),
    )


def _flasks(x: float, y: float) -> str:
    cone = f"M{x - 14} {y - 118}H{x + 14}V{y - 74}L{x + 50} {y - 10}Q{x + 52} {y} {x + 42} {y}"
    fill = f"M{x - 32} {y - 42}H{x + 32}L{x + 50} {y - 10}Q{x + 52} {y} {x + 42} {y}"
    parts = [
        path(
            cone + f"H{x - 42}Q{x - 52} {y} {x - 50} {y - 10}L{x - 14} {y - 74}Z",
            "#ffffff",
            opacity=0.75,
        ),
        path(fill + f"H{x - 42}Q{x - 52} {y} {x - 50} {y - 10}Z", C.CORAL),
        rect(x - 18, y - 124, 36, 8, C.FJORD, 3),
    ]
    for i in range(4):
        tx = x + 84 + i * 28
        level = (50, 34, 60, 42)[i]
        parts += [
            rect(tx - 9, y - 100, 18, 96, "#ffffff", 9, opacity=0.8),
            rect(tx - 9, y - 4 - level, 18, level, (C.AMBER, C.CORAL, C.RIVER, C.AMBER)[i], 9),
        ]
    parts += [rect(x + 64, y - 62, 124, 10, C.INK, 3), rect(x + 64, y - 8, 124, 8, C.INK, 3)]
    return "".join(parts)


def _screen(x: float, y: float) -> str:
    return (
        rect(x - 14, y - 60, 28, 60, C.INK)
        + rect(x - 60, y - 10, 120, 10, C.INK, 4)
        + rect(x - 120, y - 230, 240, 172, C.INK, 10)
        + rect(x - 110, y - 220, 220, 152, C.FJORD, 4)
        + stroke(f"M{x - 100} {y - 140}h48l12 -22l16 56l18 -92l16 70l10 -12h80", C.AMBER, 5)
        + rect(x - 96, y - 98, 70, 8, C.MIST, 4)
        + rect(x - 14, y - 98, 40, 8, C.CORAL, 4)
    )
