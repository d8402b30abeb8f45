"""Trees and grass, lit from the right like everything else."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from illustrations.shapes import Point, num, path, polygon, polyline, rect


def spruce(x: float, base: float, height: float, dark: str, light: str) -> str:
    """Return a slim spruce in tiers, lit from the right."""
    width = height * 0.2
    left: list[Point] = [(x, base - height)]
    right: list[Point] = [(x, base - height)]
    tiers = 5
    for k in range(1, tiers + 1):
        y = base - height * 0.06 - height * 0.94 * (1 - k / tiers)
        out = width * (0.25 + 0.75 * k / tiers)
        left += [(x - out, y), (x - out * 0.55, y - height * 0.015)]
        right += [(x + out, y), (x + out * 0.55, y - height * 0.015)]
    trunk = rect(x - height * 0.018, base - height * 0.1, height * 0.036, height * 0.1, dark)
    body = polygon([*left, (x, base - height * 0.07), *reversed(right)], dark)
    return trunk + body + polygon([*right, (x, base - height * 0.075)], light)


def leafy(
    x: float, base: float, height: float, dark: str, light: str, trunk: str, round_: float = 0.3
) -> str:
    """Return a broad-leaved tree with an egg-shaped crown, lit from the right."""
    rx, ry = height * round_, height * 0.37
    cy = base - height * 0.62
    crown = (
        f"M{num(x)} {num(cy - ry)}C{num(x + rx * 1.15)} {num(cy - ry)} {num(x + rx * 1.15)} "
        f"{num(cy + ry)} {num(x)} {num(cy + ry)}"
    )
    whole = crown + (
        f"C{num(x - rx * 1.15)} {num(cy + ry)} {num(x - rx * 1.15)} {num(cy - ry)} {num(x)} {num(cy - ry)}Z"
    )
    inner = f"C{num(x + rx * 0.2)} {num(cy + ry * 0.4)} {num(x + rx * 0.3)} {num(cy - ry * 0.4)} "
    lit = crown + inner + f"{num(x)} {num(cy - ry)}Z"
    w = max(height * 0.022, 1.6)
    return (
        path(whole, dark)
        + path(lit, light)
        + polyline([(x, base), (x, cy)], trunk, w * 1.3)
        + polyline([(x, cy + ry * 0.5), (x + rx * 0.4, cy + ry * 0.05)], trunk, w * 0.7)
        + polyline([(x, cy + ry * 0.25), (x - rx * 0.4, cy - ry * 0.2)], trunk, w * 0.7)
    )


def birch(
    rng: Random, x: float, base: float, height: float, leaves: Sequence[str], bark: str, mark: str
) -> str:
    """Return a birch: a pale marked stem under hanging leaf shapes."""
    lean = rng.uniform(-0.03, 0.03) * height
    w = height * 0.02
    stem = polygon(
        [
            (x - w, base),
            (x + w, base),
            (x + lean + w * 0.35, base - height * 0.9),
            (x + lean - w * 0.35, base - height * 0.9),
        ],
        bark,
    )
    marks = "".join(
        rect(
            x + lean * t * 0.9 - w * (1 - t * 0.6),
            base - height * t,
            w * rng.uniform(0.7, 1.3),
            height * 0.007,
            mark,
            1,
        )
        for t in (0.06, 0.11, 0.17, 0.2, 0.27, 0.33, 0.4)
    )
    twigs = "".join(
        polyline(
            [
                (x + lean * t, base - height * t),
                (x + lean * t + out * height, base - height * (t + abs(out) * 0.9)),
            ],
            mark,
            w * 0.3,
        )
        for t, out in ((0.45, 0.1), (0.52, -0.11), (0.6, 0.1), (0.68, -0.09), (0.76, 0.07))
    )
    tufts = []
    for k in range(64):
        t = 0.36 + 0.64 * ((k * 0.618) % 1)
        spread = height * 0.2 * (1 - ((t - 0.62) / 0.42) ** 2)
        out = rng.uniform(-1, 1)
        # Light from the right: the farther right a tuft hangs, the later (paler) its colour.
        tone = (out * 0.55 + rng.uniform(-0.3, 0.3) + 0.75) / 1.5 * len(leaves)
        colour = leaves[min(max(int(tone), 0), len(leaves) - 1)]
        rx = height * rng.uniform(0.02, 0.036)
        tufts.append(
            path(
                _leaf(x + lean + out * spread, base - height * t, rx, rx * rng.uniform(1.4, 2.2)),
                colour,
            )
        )
    return "".join(tufts[:26]) + stem + marks + twigs + "".join(tufts[26:])


def _leaf(x: float, y: float, rx: float, ry: float) -> str:
    return (
        f"M{num(x)} {num(y - ry)}C{num(x + rx * 1.3)} {num(y - ry * 0.5)} {num(x + rx)} "
        f"{num(y + ry)} {num(x)} {num(y + ry)}C{num(x - rx)} {num(y + ry)} {num(x - rx * 1.3)} "
        f"{num(y - ry * 0.5)} {num(x)} {num(y - ry)}Z"
    )


def grass(
    rng: Random,
    span: tuple[float, float],
    base: float,
    height: float,
    colours: Sequence[str],
    count: int,
) -> str:
    """Return blades of grass growing from `base`, bending away from the light."""
    parts = []
    for _ in range(count):
        x = rng.uniform(*span)
        # Blades are shorter towards the ends of a tuft, so that it has no cut edge.
        rise = 0.3 + 0.7 * min((x - span[0]) / 140, (span[1] - x) / 140, 1)
        h = height * rng.uniform(0.4, 1.0) * rise
        bend, w = rng.uniform(-0.5, 0.25) * h, h * 0.045 + 1.2
        d = (
            f"M{num(x - w)} {num(base)}Q{num(x)} {num(base - h * 0.6)} {num(x + bend)} "
            f"{num(base - h)}Q{num(x + w * 1.6)} {num(base - h * 0.5)} {num(x + w)} {num(base)}Z"
        )
        parts.append(path(d, rng.choice(tuple(colours))))
    return "".join(parts)
