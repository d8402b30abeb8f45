"""The leaping salmon, and the splash it leaves."""

from __future__ import annotations

from math import cos, pi, sin

from illustrations.palette import shade
from illustrations.shapes import circle, ellipse, num, path


def salmon(x: float, y: float, size: float, turn: float, back: str, belly: str) -> str:
    """Return a leaping salmon, `size` long, its head turned up by `turn` degrees."""
    body = "M-50 4C-30 -16 10 -22 50 2C20 20 -20 18 -50 4Z"
    spots = "".join(
        circle(-24 + i * 9, -7.5 + (i % 2) * 4 - 3 * sin(pi * i / 7), 1.5, shade(back, 0.45))
        for i in range(8)
    )
    art = (
        path("M-46 4Q-60 -6 -68 -16Q-62 2 -66 20Q-56 12 -46 6Z", shade(back, 0.15))
        + path("M-8 -14Q-2 -26 12 -26Q8 -18 12 -13Z", shade(back, 0.15))
        + path(body, belly)
        + path("M-50 4C-30 -16 10 -22 50 2C30 -2 -10 -6 -50 4Z", back)
        + spots
        + path("M2 12Q-4 22 -12 24Q-8 16 -6 13Z", shade(back, 0.1))
        + path("M34 -7.6Q29 1 34 10", "none", stroke=shade(back, 0.3), stroke_width=1.4)
        + circle(40, -2, 1.9, shade(back, 0.7))
    )
    art += path("M50 2Q44 4.6 39 4.4", "none", stroke=shade(back, 0.4), stroke_width=1.2)
    scale = size / 118
    move = f"translate({num(x)} {num(y)}) rotate({num(-turn)}) scale({scale:.4f})"
    return f'<g transform="{move}">{art}</g>'


def splash(x: float, y: float, size: float, colour: str) -> str:
    """Return drops and rings where something broke the water's surface."""
    parts = [
        ellipse(
            x,
            y,
            size * k,
            size * k * 0.16,
            "none",
            stroke=colour,
            stroke_width=2.4 - 0.5 * k,
            opacity=0.8 - 0.2 * k,
        )
        for k in (0.5, 1.0, 1.6)
    ]
    for i in range(9):
        angle = pi * (0.12 + 0.76 * i / 8)
        reach = size * (0.55 + 0.35 * ((i * 7) % 5) / 4)
        parts.append(
            circle(
                x + cos(angle) * reach * 0.8,
                y - sin(angle) * reach,
                size * (0.03 + 0.025 * ((i * 3) % 4) / 3),
                colour,
            )
        )
    return "".join(parts)
