"""Façades along a street in one-point perspective."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from illustrations.palette import shade
from illustrations.shapes import Point, polygon, polyline

ROOFS: Final = ("#7c3028", "#123f57", "#8f4234", "#0b2a3c")
"""Roof colours, picked by a house's place in the row."""


@dataclass(frozen=True, slots=True)
class Wall:
    """A wall of houses receding to a vanishing point."""

    vanish: Point
    """Where all level lines meet."""
    x: float
    """The near end's place across the picture."""
    foot: float
    """The near end's lower edge."""
    top: float
    """The near end's upper edge, for a house of height 1."""

    def at(self, depth: float, height: float) -> Point:
        """Return the point at `depth` (0 near, 1 the vanishing point) and `height` (0 foot)."""
        y = self.foot + (self.top - self.foot) * height
        vx, vy = self.vanish
        return (self.x + (vx - self.x) * depth, y + (vy - y) * depth)

    def pane(self, a: float, b: float, low: float, high: float, fill: str) -> str:
        """Return the wall's area between depths `a` and `b` and two heights."""
        corners = [self.at(a, low), self.at(b, low), self.at(b, high), self.at(a, high)]
        return polygon(corners, fill)


def street_wall(
    wall: Wall,
    near: float,
    far: float,
    height: float,
    colour: str,
    trim: str,
    stripes: Sequence[str],
) -> str:
    """Return one house of the street: shop window and awning below, two rows of windows above."""
    sunny = wall.x < wall.vanish[0]
    face = colour if sunny else shade(colour, 0.2)
    glass = shade("#1c5873", 0.3)
    warm = "#f9d99f" if sunny else "#f3c98a"

    def along(t: float) -> float:
        # Equal steps on the ground shrink towards the vanishing point: interpolate 1/(1-depth).
        a, b = 1 / (1 - near), 1 / (1 - far)
        return 1 - 1 / (a + (b - a) * t)

    roof = ROOFS[int(near * 50) % len(ROOFS)]
    if int(near * 100) % 2:
        parts = [_gable(wall, near, far, height, face, roof)]
    else:
        parts = [
            _slope(wall, near, far, height, roof if sunny else shade(roof, 0.25)),
            wall.pane(near, far, height - 0.035, height + 0.012, shade(face, 0.45)),
        ]
    parts += [
        wall.pane(near, far, 0, height - 0.03, face),
        wall.pane(near, far, 0, 0.045, shade(face, 0.4)),
    ]
    for low, high in ((0.45, 0.6), (0.7, 0.84)):
        for i in range(4):
            a, b = along(0.08 + i * 0.225), along(0.08 + i * 0.225 + 0.14)
            parts.append(
                wall.pane(
                    along(0.07 + i * 0.225),
                    along(0.09 + i * 0.225 + 0.14),
                    low - 0.012,
                    high * height + 0.012,
                    trim,
                )
            )
            lit = (i * 3 + int(near * 20) + int(low * 10)) % 5 == 0
            parts.append(wall.pane(a, b, low, high * height, warm if lit else glass))
            middle = along(0.15 + i * 0.225)
            parts.append(wall.pane(middle - 0.001, middle + 0.001, low, high * height, trim))
    parts += [
        wall.pane(along(0.05), along(0.68), 0.065, 0.285, trim),
        wall.pane(along(0.07), along(0.66), 0.08, 0.27, warm),
        wall.pane(along(0.36), along(0.375), 0.08, 0.27, trim),
        wall.pane(along(0.74), along(0.94), 0, 0.285, trim),
        wall.pane(along(0.76), along(0.92), 0, 0.265, shade(stripes[0], 0.35)),
        wall.pane(along(0.79), along(0.89), 0.1, 0.24, warm),
        wall.pane(along(0.03), along(0.97), 0.37, 0.415, shade(face, 0.35)),
    ]
    count = 10
    out = 46 if sunny else -46
    for i in range(count):
        a, b = along(0.02 + 0.96 * i / count), along(0.02 + 0.96 * (i + 1) / count)
        high_a, high_b = wall.at(a, 0.36), wall.at(b, 0.36)
        low_a, low_b = wall.at(a, 0.275), wall.at(b, 0.275)
        swing_a, swing_b = out * (1 - a), out * (1 - b)
        parts.append(
            polygon(
                [
                    high_a,
                    high_b,
                    (low_b[0] + swing_b, low_b[1] + 6 * (1 - b)),
                    (low_a[0] + swing_a, low_a[1] + 6 * (1 - a)),
                ],
                stripes[i % len(stripes)],
            )
        )
    return "".join(parts)


def _gable(wall: Wall, near: float, far: float, height: float, face: str, roof: str) -> str:
    """Return a gable turned to the street, its edges lined by the roof."""
    peak = wall.at(1 - 2 / (1 / (1 - near) + 1 / (1 - far)), height + 0.2)
    a, b = wall.at(near, height - 0.04), wall.at(far, height - 0.04)
    return polygon([a, peak, b], face) + polyline([a, peak, b], roof, 26 * (1 - far))


def _slope(wall: Wall, near: float, far: float, height: float, roof: str) -> str:
    """Return a roof rising away from the street."""
    out = -70 if wall.x < wall.vanish[0] else 70
    ridge = []
    for depth in (far, near):
        x, y = wall.at(depth, height)
        ridge.append((x + out * (1 - depth), y - 150 * (1 - depth)))
    return polygon([wall.at(near, height), wall.at(far, height), *ridge], roof)
