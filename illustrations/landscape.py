"""Sky, hills and water: the layers that give every picture its depth and its light.

The light comes from the right in both sets; the shaded side of things is their left.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from illustrations.scene import HEIGHT, WIDTH, Scene
from illustrations.shapes import Point, circle, curve, num, path, polygon, rect, sample, stroke


def sky(scene: Scene, *colours: str, bottom: float = HEIGHT) -> str:
    """Return a sky down to `bottom`, its colours evenly spread from the zenith.

    Below `bottom` the colours come back upside down: there still water mirrors the sky.
    """
    last = len(colours) - 1
    paint = scene.linear(*((i / last, colour) for i, colour in enumerate(colours)))
    mirror = scene.linear(*((i / last, colour) for i, colour in enumerate(reversed(colours))))
    return rect(0, bottom, WIDTH, bottom, mirror) + rect(0, 0, WIDTH, bottom + 1, paint)


def sun(
    scene: Scene,
    x: float,
    y: float,
    r: float,
    disc: str,
    glow: str,
    strength: float = 0.6,
    reach: float = 4.5,
) -> str:
    """Return a flat disc with a soft glow `reach` times as wide."""
    halo = scene.radial((0, glow, strength), (0.35, glow, strength * 0.45), (1, glow, 0))
    return circle(x, y, r * reach, halo) + circle(x, y, r, disc)


def clouds(
    rng: Random,
    count: int,
    top: float,
    bottom: float,
    colour: str,
    opacity: float = 0.5,
    span: tuple[float, float] = (0, WIDTH),
) -> str:
    """Return long flat clouds, each two or three bars with round ends."""
    parts = []
    for _ in range(count):
        x, y = rng.uniform(*span), rng.uniform(top, bottom)
        for k in range(rng.choice((2, 3))):
            length = rng.uniform(110, 280) * (1 - 0.25 * k)
            start = x + rng.uniform(-90, 90)
            parts.append(rect(start, y + k * 13, length, 6, colour, 3, opacity=opacity - 0.1 * k))
    return "".join(parts)


def stars(rng: Random, count: int, bottom: float, colour: str) -> str:
    """Return small stars of varying strength above `bottom`."""
    return "".join(
        circle(
            rng.uniform(0, WIDTH),
            rng.uniform(0, bottom),
            rng.uniform(0.8, 2.1),
            colour,
            opacity=round(rng.uniform(0.3, 0.9), 2),
        )
        for _ in range(count)
    )


def hill(profile: Sequence[Point], fill: str, bottom: float = HEIGHT) -> str:
    """Return a smooth hill under `profile`, filled down to `bottom`."""
    d = curve(profile) + f"L{num(profile[-1][0])} {num(bottom)}L{num(profile[0][0])} {num(bottom)}Z"
    return path(d, fill)


def forest(rng: Random, profile: Sequence[Point], fill: str, bottom: float = HEIGHT, size: float = 16) -> str:
    """Return a hill whose edge is a line of spruce tops about `size` high."""
    edge: list[Point] = [(profile[0][0], bottom)]
    for x, y in sample(profile, size * 0.55):
        height = size * rng.choice((0.35, 0.55, 0.8, 1.0, 1.25))
        edge += [(x - size * 0.22, y), (x, y - height), (x + size * 0.22, y)]
    edge.append((profile[-1][0], bottom))
    return polygon(edge, fill)


def water(scene: Scene, line: float, top: str, bottom: str, alpha: tuple[float, float] = (0.35, 0.96)) -> str:
    """Return the veil of water laid over reflections: thin at the waterline, dense when near."""
    paint = scene.linear((0, top, alpha[0]), (0.55, bottom, (alpha[0] + alpha[1]) / 2), (1, bottom, alpha[1]))
    return rect(0, line, WIDTH, HEIGHT - line, paint)


def ripples(
    rng: Random,
    line: float,
    bottom: float,
    colour: str,
    count: int,
    opacity: float = 0.35,
    span: tuple[float, float] = (0, WIDTH),
) -> str:
    """Return still water's short level strokes, longer and thicker the nearer they lie."""
    parts = []
    for _ in range(count):
        depth = rng.random() ** 1.4
        y = line + 4 + depth * (bottom - line)
        length = (18 + 150 * depth) * rng.uniform(0.4, 1.2)
        x = rng.uniform(span[0] - length / 2, span[1] - length / 2)
        thick = 1.4 + 4.2 * depth
        parts.append(rect(x, y, length, thick, colour, thick / 2, opacity=opacity))
    return "".join(parts)


def glitter(
    rng: Random,
    x: float,
    line: float,
    bottom: float,
    colour: str,
    width: float,
    count: int = 34,
    opacity: float = 0.7,
) -> str:
    """Return the sun's path on the water below `x`."""
    parts = []
    for i in range(count):
        depth = (i + rng.random()) / count
        y = line + 3 + depth**1.3 * (bottom - line)
        length = width * (0.25 + 0.9 * depth) * rng.uniform(0.25, 1.0)
        thick = 1.8 + 4.4 * depth
        centre = x + rng.uniform(-0.5, 0.5) * width * (0.3 + 0.7 * depth)
        parts.append(
            rect(
                centre - length / 2,
                y,
                length,
                thick,
                colour,
                thick / 2,
                opacity=round(opacity * (1 - 0.55 * depth), 2),
            )
        )
    return "".join(parts)


def birds(rng: Random, count: int, x: float, y: float, spread: float, colour: str, size: float = 9) -> str:
    """Return gulls as two short arcs each, scattered around x, y."""
    parts = []
    for _ in range(count):
        bx, by = x + rng.uniform(-1, 1) * spread, y + rng.uniform(-0.5, 0.5) * spread
        s = size * rng.uniform(0.6, 1.2)
        d = (
            f"M{num(bx - s)} {num(by - s * 0.3)}Q{num(bx - s * 0.4)} {num(by - s * 0.7)} "
            f"{num(bx)} {num(by)}Q{num(bx + s * 0.4)} {num(by - s * 0.7)} "
            f"{num(bx + s)} {num(by - s * 0.3)}"
        )
        parts.append(stroke(d, colour, 2.2))
    return "".join(parts)
