"""Bridges and the cranes that build a town."""

from __future__ import annotations

from illustrations.palette import shade, tint
from illustrations.shapes import Point, num, path, place, polygon, polyline, rect


def arch_bridge(
    left: float,
    right: float,
    deck: float,
    water: float,
    arches: int,
    stone: str,
    rail: str,
    thick: float = 26,
    pier: float = 0.12,
) -> str:
    """Return a bridge of round-topped arches from `left` to `right`, its deck's top at `deck`."""
    span = (right - left) / arches
    half = span * pier / 2
    under = deck + thick
    d = f"M{num(left)} {num(deck)}H{num(right)}V{num(water)}"
    for i in reversed(range(arches)):
        a, b = left + i * span + half, left + (i + 1) * span - half
        d += (
            f"H{num(b)}C{num(b)} {num(under + (water - under) * 0.1)} {num(b - span * 0.2)} "
            f"{num(under)} {num((a + b) / 2)} {num(under)}C{num(a + span * 0.2)} {num(under)} "
            f"{num(a)} {num(under + (water - under) * 0.1)} {num(a)} {num(water)}"
        )
    d += f"H{num(left)}Z"
    piers = "".join(
        rect(
            left + i * span - half * 1.5,
            water - (water - under) * 0.16,
            half * 3,
            (water - under) * 0.16 + 3,
            shade(stone, 0.25),
            2,
        )
        for i in range(arches + 1)
    )
    posts = "".join(
        f"M{num(left + (right - left) * i / (arches * 22))} {num(deck)}v{num(-thick * 0.62)}"
        for i in range(arches * 22 + 1)
    )
    return (
        path(d, stone)
        + rect(left, deck, right - left, thick * 0.22, tint(stone, 0.3))
        + piers
        + path(posts, "none", stroke=rail, stroke_width=1.2)
        + rect(left, deck - thick * 0.66, right - left, 2.6, rail)
    )


def cable_bridge(
    left: float,
    right: float,
    deck: float,
    mast: float,
    foot: Point,
    top: Point,
    colour: str,
    cable: str,
    stays: int = 9,
    thick: float = 8,
) -> str:
    """Return a slender cable-stayed footbridge with one leaning mast `mast` wide at its foot."""
    lines = ""
    for i in range(stays):
        t = (i + 1) / (stays + 1)
        start = (top[0] + (foot[0] - top[0]) * t * 0.4, top[1] + (foot[1] - top[1]) * t * 0.4)
        for end in (
            foot[0] + (right - foot[0]) * (1 - t * 0.88),
            foot[0] - (foot[0] - left) * (1 - t * 0.88),
        ):
            lines += f"M{num(start[0])} {num(start[1])}L{num(end)} {num(deck)}"
    sag = (right - left) * 0.012
    d = (
        f"M{num(left)} {num(deck)}Q{num((left + right) / 2)} {num(deck - sag * 2)} {num(right)} "
        f"{num(deck)}v{num(thick)}Q{num((left + right) / 2)} {num(deck + thick - sag * 2)} "
        f"{num(left)} {num(deck + thick)}Z"
    )
    w = mast / 2
    return (
        path(lines, "none", stroke=cable, stroke_width=max(mast * 0.08, 1))
        + polygon(
            [
                (foot[0] - w, foot[1]),
                (top[0] - w * 0.35, top[1]),
                (top[0] + w * 0.35, top[1]),
                (foot[0] + w, foot[1]),
            ],
            colour,
        )
        + polygon(
            [
                (foot[0], foot[1]),
                (top[0], top[1]),
                (top[0] + w * 0.35, top[1]),
                (foot[0] + w, foot[1]),
            ],
            tint(colour, 0.35),
        )
        + path(d, shade(colour, 0.15))
    )


def tower_crane(
    x: float,
    base: float,
    height: float,
    reach: float,
    colour: str,
    cable: str,
    drop: float = 0.35,
    load: str | None = None,
    left: bool = False,
) -> str:
    """Return a tower crane with lattice mast, jib, counterweight and a hanging load."""
    w = height * 0.026
    lattice, steps = "", int(height / (w * 2))
    for i in range(steps):
        y = -height * i / steps
        e = -height * (i + 1) / steps
        a, b = (-w, w) if i % 2 else (w, -w)
        lattice += f"M{num(a)} {num(y)}L{num(b)} {num(e)}"
    jib, back, cells = reach, reach * 0.34, 16
    for i in range(cells):
        a, b = jib * i / cells, jib * (i + 1) / cells
        lattice += f"M{num(a)} {num(-height)}L{num((a + b) / 2)} {num(-height - w * 2)}"
        lattice += f"L{num(b)} {num(-height)}"
    trolley = jib * 0.72
    peak = -height - w * 6
    parts = [
        path(lattice, "none", stroke=colour, stroke_width=max(w * 0.28, 1)),
        polyline([(-w, 0), (-w, -height)], colour, w * 0.5),
        polyline([(w, 0), (w, -height)], colour, w * 0.5),
        polyline([(-back, -height), (jib, -height)], colour, w * 0.6),
        polyline([(0, -height - w * 2), (jib * 0.98, -height - w * 2)], colour, w * 0.35),
        polyline([(-back, -height), (0, peak), (jib * 0.66, -height - w * 2)], colour, w * 0.25),
        polyline([(0, -height), (0, peak)], colour, w * 0.6),
        rect(-back, -height, back * 0.42, w * 3.2, shade(colour, 0.35)),
        rect(w * 0.6, -height, w * 3, w * 3.4, shade(colour, 0.15), 1),
        polyline([(trolley, -height), (trolley, -height * (1 - drop))], cable, max(w * 0.16, 1)),
    ]
    if load:
        y = -height * (1 - drop)
        parts += [
            polyline(
                [(trolley - w * 3.4, y + w * 3), (trolley, y), (trolley + w * 3.4, y + w * 3)],
                cable,
                max(w * 0.14, 0.8),
            ),
            rect(trolley - w * 4, y + w * 3, w * 8, w * 1.8, load),
        ]
    return place(x, base, 1, *parts, mirror=left)
