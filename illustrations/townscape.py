"""Rows of houses for the middle distance, drawn from a brand's colours with seeded chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from illustrations.buildings import block, eaves, gable
from illustrations.palette import mix
from illustrations.shapes import Point


@dataclass(frozen=True, slots=True)
class Style:
    """How the houses of a town look."""

    walls: Sequence[str]
    """Wall colours to draw from."""
    roofs: Sequence[str]
    """Roof colours to draw from."""
    trim: str
    """Window frames."""
    glass: str
    """Dark windows."""
    light: str
    """Lit windows."""
    lit: float = 0.12
    """Share of lit windows."""
    modern: float = 0.35
    """Share of flat-roofed blocks among the houses."""


def town_row(
    rng: Random,
    start: Point,
    end: Point,
    heights: tuple[float, float],
    style: Style,
    haze: str = "#ffffff",
    veil: float = 0.0,
) -> str:
    """Return houses side by side from `start` to `end`, growing between the two `heights`.

    `veil` (0..1) mixes every colour towards `haze`, which sets the row back into the air.
    """
    parts = []
    x = start[0]
    previous = ""
    while x < end[0]:
        t = (x - start[0]) / (end[0] - start[0])
        base = start[1] + (end[1] - start[1]) * t
        size = heights[0] + (heights[1] - heights[0]) * t
        wall = rng.choice([w for w in style.walls if w != previous])
        previous = wall
        roof = rng.choice(tuple(style.roofs))
        colours = [mix(c, haze, veil) for c in (wall, roof, style.trim, style.glass, style.light)]
        lit = (rng, colours[4], style.lit)
        if rng.random() < style.modern:
            w, h = size * rng.uniform(0.55, 0.9), size * rng.uniform(0.9, 1.45)
            rows = max(round(h / size * 4), 2)
            parts.append(block(x, base, w, h, colours[0], colours[3], rng.choice((3, 4)), rows, lit))
        elif rng.random() < 0.5:
            w, h = size * rng.uniform(0.5, 0.72), size * rng.uniform(0.55, 0.85)
            parts.append(
                gable(
                    x,
                    base,
                    w,
                    h,
                    size * rng.uniform(0.25, 0.42),
                    colours[0],
                    colours[1],
                    colours[2],
                    colours[3],
                    2,
                    2,
                    lit,
                    side=0.12,
                )
            )
        else:
            w, h = size * rng.uniform(0.8, 1.15), size * rng.uniform(0.5, 0.72)
            parts.append(
                eaves(
                    x,
                    base,
                    w,
                    h,
                    size * rng.uniform(0.22, 0.34),
                    colours[0],
                    colours[1],
                    colours[2],
                    colours[3],
                    4,
                    2,
                    lit,
                )
            )
        x += w * rng.uniform(0.98, 1.06)
    return "".join(parts)
