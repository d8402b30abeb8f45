"""Opplev Hokksund: the salmon river by day, and the path beside it."""

from __future__ import annotations

from illustrations.bridges import arch_bridge
from illustrations.buildings import eaves, gable, spire
from illustrations.landscape import birds, glitter, hill, ripples, water
from illustrations.opplev_hokksund.common import LEAVES, PEOPLE, VILLAGE, morning, shadow, valley
from illustrations.palette import Hokksund as C
from illustrations.palette import mix, shade, tint
from illustrations.people import cyclist, walking
from illustrations.plants import birch, grass, leafy, spruce
from illustrations.salmon import salmon, splash
from illustrations.scene import Scene
from illustrations.shapes import circle, curve, path, polygon, polyline
from illustrations.townscape import town_row


def hokksund(scene: Scene) -> None:
    """The river winds past the wooden town; the left third stays calm for a headline."""
    rng, line = scene.rng, 470
    morning(scene, line + 40, (1250, 190))
    scene.add(*valley(scene, line, 640))
    # The river comes from the bridge in the distance and widens towards the viewer.
    left = [(770, 486), (690, 512), (640, 540), (560, 590), (330, 664), (40, 720), (-60, 740)]
    right = [(905, 486), (860, 520), (900, 560), (1010, 610), (1060, 680), (990, 780), (860, 910)]
    meadow = hill(((-20, 494), (420, 488), (900, 486), (1620, 470)), scene.fade("#a5bf80", "#6f9a5f"))
    d = curve(left) + "L-60 910L860 910" + curve(list(reversed(right)), "L") + "Z"
    clip = scene.clip(path(d, "#000"))
    scene.add(meadow, path(d, scene.fade("#a8d3c9", C.RIVER)))
    scene.add(f'<g clip-path="{clip}">')
    scene.add(
        glitter(rng, 900, 500, 900, "#fff1d0", 240, 46, 0.8),
        ripples(rng, 500, 900, "#d9eee3", 110, 0.45, (0, 1100)),
        ripples(rng, 560, 900, shade(C.RIVER, 0.3), 60, 0.25, (0, 1100)),
        "</g>",
    )
    scene.add(arch_bridge(735, 940, 474, 492, 4, "#8d9a8c", C.INK, 5))
    _hokksund_town(scene)
    scene.add(
        *(
            spruce(x, y, h, C.PINE, C.FOREST)
            for x, y, h in (
                (30, 528, 96),
                (74, 520, 76),
                (120, 526, 88),
                (380, 508, 52),
                (410, 506, 44),
            )
        ),
        *(
            leafy(x, y, h, C.FOREST, C.LEAF, C.WOOD_DARK)
            for x, y, h in ((520, 530, 60), (566, 524, 48), (1085, 640, 104), (1160, 664, 90))
        ),
        hill(((820, 910), (1000, 846), (1250, 800), (1620, 742)), scene.fade(C.FOREST, C.PINE)),
        birch(rng, 1556, 880, 500, LEAVES, C.CREAM, C.INK),
        salmon(612, 756, 130, 34, "#5d8d8b", "#f6c6ae"),
        splash(565, 806, 44, "#f4fbf3"),
        grass(rng, (930, 1610), 910, 110, (C.PINE, C.FOREST, C.LEAF), 190),
        *_flowers(scene, 1010, 1590, 880, 26),
        birds(rng, 5, 700, 220, 130, "#ffffff", 11),
    )


def _flowers(scene: Scene, left: int, right: int, base: int, count: int) -> list[str]:
    parts = []
    for i in range(count):
        x, y = scene.rng.uniform(left, right), base - scene.rng.uniform(10, 64)
        colour = (C.SALMON, C.CREAM, C.OCHRE, C.ROSE)[i % 4]
        parts.append(
            polyline([(x + 3, base + 20), (x, y)], C.LEAF, 1.8)
            + circle(x, y, 5, colour)
            + circle(x, y, 1.8, C.WOOD_DARK)
        )
    return parts


def _hokksund_town(scene: Scene) -> None:
    """Add the town in three tiers on the right bank, its church above the roofs."""
    rng = scene.rng
    lit = (rng, C.BUTTER, 0.2)
    scene.add(
        town_row(rng, (960, 486), (1610, 478), (40, 66), VILLAGE, "#d8e0c8", 0.32),
        *(
            leafy(
                980 + i * 47,
                500,
                40 + (i * 7) % 20,
                mix(C.FOREST, "#d8e0c8", 0.2),
                mix(C.LEAF, "#d8e0c8", 0.2),
                C.WOOD_DARK,
            )
            for i in range(14)
        ),
        spire(1196, 520, 46, 124, 150, C.CREAM, C.INK, "#2b4a4a"),
        eaves(1206, 520, 120, 62, 56, C.CREAM, C.INK, "#e3d9c2", "#2b4a4a", 4, 1, lit, chimney=False),
        town_row(rng, (960, 556), (1180, 566), (74, 84), VILLAGE, "#e6e6cf", 0.12),
        town_row(rng, (1340, 552), (1620, 560), (84, 96), VILLAGE, "#e6e6cf", 0.12),
        *(
            leafy(x, 580, h, C.FOREST, C.LEAF, C.WOOD_DARK)
            for x, h in ((1190, 66), (1236, 80), (1290, 72), (1330, 88))
        ),
        gable(1100, 632, 118, 92, 62, C.FALU, C.INK, C.CREAM, "#2b4a4a", 2, 2, lit, 0.1, True),
        eaves(1232, 640, 170, 92, 52, C.OCHRE, "#5c3a30", C.CREAM, "#2b4a4a", 4, 2, lit, True),
        gable(1420, 648, 128, 106, 70, C.SALMON, "#3f4a44", C.CREAM, "#2b4a4a", 2, 2, lit, 0.1, True),
        eaves(1556, 652, 170, 98, 52, C.CREAM, "#7a4534", C.SAGE, "#2b4a4a", 4, 2, lit, True),
        path(
            curve([(1620, 644), (1400, 640), (1180, 642), (1052, 664)])
            + curve([(1060, 680), (990, 780), (860, 910)], "L")
            + "L1620 910Z",
            scene.fade("#86ab69", "#5f8f58"),
        ),
        path("M1058 706Q1250 656 1620 664V692Q1280 676 1058 706Z", "#ecd9b2"),
        walking(1300, 684, 56, PEOPLE[0]),
        walking(1328, 685, 58, PEOPLE[1]),
        cyclist(1238, 688, 60, PEOPLE[2], C.CORAL, C.INK, C.CREAM, left=True),
    )


def sykkel(scene: Scene) -> None:
    """Two cyclists follow the path along the river under the birches."""
    rng, line = scene.rng, 450
    morning(scene, line, (1180, 180))
    town = town_row(rng, (560, line), (1240, line), (56, 46), VILLAGE, "#e9e4cf", 0.25)
    church = spire(930, line, 28, 72, 86, C.CREAM, C.INK, "#2b4a4a")
    trees = "".join(
        leafy(rng.uniform(300, 1500), line, rng.uniform(26, 52), C.FOREST, C.LEAF, C.WOOD_DARK)
        for _ in range(24)
    )
    scene.mirrored(
        *valley(scene, line, line + 2), town, church, trees, line=line + 3, squash=0.8, opacity=0.75
    )
    scene.add(
        water(scene, line + 3, "#a8d3c9", C.RIVER, (0.15, 0.95)),
        glitter(rng, 1180, line + 10, 700, "#fff3d6", 190, 34, 0.8),
        ripples(rng, line + 10, 760, "#e2f1e4", 90, 0.4),
        hill(
            ((-20, 690), (260, 668), (620, 690), (1000, 672), (1320, 650), (1620, 612)),
            scene.fade("#8fb26c", C.FOREST),
        ),
        path(
            "M-20 770Q300 736 700 762T1620 690V800Q1200 850 760 850T-20 868Z",
            scene.fade("#f3e0b8", "#dfc191"),
        ),
        path(
            "M-20 862Q300 846 760 846T1620 794V806Q1200 856 760 856T-20 874Z",
            shade("#dfc191", 0.25),
        ),
        birch(rng, 150, 895, 740, LEAVES, C.CREAM, C.INK),
        birch(rng, 318, 895, 640, LEAVES, C.CREAM, C.INK),
        shadow(600, 818, 330),
        shadow(960, 812, 320),
        cyclist(620, 822, 310, PEOPLE[0], C.OCHRE, C.INK, C.CREAM),
        cyclist(980, 816, 330, PEOPLE[7], C.CORAL, C.INK, C.BUTTER),
        _basket(620, 822, 310),
        birch(rng, 1440, 895, 780, LEAVES, C.CREAM, C.INK),
        birch(rng, 1556, 895, 640, LEAVES, C.CREAM, C.INK),
        grass(rng, (-10, 1610), 912, 70, (C.PINE, C.FOREST, C.LEAF), 330),
        *_flowers(scene, 20, 1580, 884, 36),
        birds(rng, 5, 800, 240, 120, "#ffffff", 11),
    )


def _basket(x: float, y: float, height: float) -> str:
    """Return a basket of bread and flowers on the handlebars of a bicycle at x, y."""
    u = height / 100
    bx, by = x + 27 * u, y - 49 * u
    return (
        "".join(
            circle(bx + d * u, by - 2 * u, 2.8 * u, c)
            for d, c in ((-5, C.SALMON), (-1, C.CREAM), (3, C.CORAL), (7, C.BUTTER))
        )
        + polygon(
            [
                (bx - 9 * u, by),
                (bx + 11 * u, by),
                (bx + 8 * u, by + 12 * u),
                (bx - 6 * u, by + 12 * u),
            ],
            C.WOOD,
        )
        + polygon(
            [
                (bx + 2 * u, by),
                (bx + 11 * u, by),
                (bx + 8 * u, by + 12 * u),
                (bx + 2 * u, by + 12 * u),
            ],
            tint(C.WOOD, 0.25),
        )
    )
