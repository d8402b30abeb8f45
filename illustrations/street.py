"""The furniture of streets, quays and café terraces."""

from __future__ import annotations

from illustrations.palette import tint
from illustrations.shapes import Point, circle, curve, num, path, polygon, polyline, rect, stroke


def flag(x: float, y: float, w: float, pole: float) -> str:
    """Return a Norwegian flag, its hoist at x, flying right from a pole `pole` long."""
    u = w / 22
    return (
        polyline([(x, y), (x, y + pole)], "#e9e4d8", max(u * 1.1, 1.4))
        + rect(x, y, w, u * 16, "#ba0c2f")
        + rect(x + u * 6, y, u * 4, u * 16, "#ffffff")
        + rect(x, y + u * 6, w, u * 4, "#ffffff")
        + rect(x + u * 7, y, u * 2, u * 16, "#00205b")
        + rect(x, y + u * 7, w, u * 2, "#00205b")
    )


def lamp(
    x: float,
    base: float,
    height: float,
    post: str,
    light: str | None = None,
    glow: str | None = None,
) -> str:
    """Return a street lamp; `light` is the lit globe's colour, `glow` a paint for its halo."""
    r = height * 0.045
    y = base - height
    return (
        polyline([(x, base), (x, y)], post, max(height * 0.02, 1.4))
        + (circle(x, y - r * 0.4, r * 5, glow) if glow else "")
        + circle(x, y - r * 0.4, r, light or tint(post, 0.8))
        + rect(x - r * 1.2, y - r * 1.9, r * 2.4, r * 0.5, post, r * 0.2)
        + rect(x - height * 0.018, base - height * 0.05, height * 0.036, height * 0.05, post)
    )


def railing(
    left: float,
    right: float,
    base: float,
    height: float,
    colour: str,
    gap: float = 16,
    width: float = 2,
) -> str:
    """Return a quay's railing with upright bars."""
    count = int((right - left) / gap)
    bars = "".join(f"M{num(left + i * gap)} {num(base)}v{num(-height)}" for i in range(count + 1))
    return (
        path(bars, "none", stroke=colour, stroke_width=width * 0.7)
        + rect(left, base - height - width, right - left, width * 2, colour, width)
        + rect(left, base - height * 0.12, right - left, width, colour)
    )


def bunting(
    start: Point,
    end: Point,
    sag: float,
    colours: tuple[str, ...],
    count: int,
    size: float,
    cord: str,
) -> str:
    """Return a sagging line of pennants between two points."""
    points = []
    for i in range(count * 2 + 1):
        t = i / (count * 2)
        points.append(
            (
                start[0] + (end[0] - start[0]) * t,
                start[1] + (end[1] - start[1]) * t + sag * 4 * t * (1 - t),
            )
        )
    parts = [stroke(curve(points), cord, 1.6)]
    for i in range(count):
        x, y = points[2 * i + 1]
        parts.append(
            polygon(
                [(x - size / 2, y - 1), (x + size / 2, y - 1), (x, y + size * 1.15)],
                colours[i % len(colours)],
            )
        )
    return "".join(parts)


def lights(start: Point, end: Point, sag: float, count: int, colour: str, glow: str, cord: str) -> str:
    """Return a sagging string of bulbs."""
    parts, points = [], []
    for i in range(count + 1):
        t = i / count
        points.append(
            (
                start[0] + (end[0] - start[0]) * t,
                start[1] + (end[1] - start[1]) * t + sag * 4 * t * (1 - t),
            )
        )
    parts.append(stroke(curve(points), cord, 1.4))
    for x, y in points[1:-1]:
        parts += [circle(x, y + 5, 15, glow), circle(x, y + 5, 3.6, colour)]
    return "".join(parts)


def parasol(x: float, base: float, height: float, width: float, first: str, second: str, pole: str) -> str:
    """Return an open parasol with alternating panels."""
    y, drop, panels = base - height, height * 0.24, 6
    parts = [polyline([(x, base), (x, y)], pole, 3.4)]
    for i in range(panels):
        a = x - width / 2 + width * i / panels
        b = a + width / panels
        d = (
            f"M{num(x)} {num(y)}L{num(a)} {num(y + drop)}Q{num((a + b) / 2)} "
            f"{num(y + drop + 9)} {num(b)} {num(y + drop)}Z"
        )
        parts.append(path(d, second if i % 2 else first))
    return "".join(parts) + circle(x, y - 3, 4, pole)


def round_table(x: float, base: float, height: float, width: float, top: str, leg: str) -> str:
    """Return a small café table with one leg."""
    y = base - height
    return (
        polyline([(x, y), (x, base - 2)], leg, 4)
        + polyline([(x - width * 0.24, base), (x + width * 0.24, base)], leg, 4)
        + rect(x - width / 2, y - 3, width, 7, top, 3.5)
        + rect(x, y - 3, width / 2, 7, tint(top, 0.25), 3.5)
    )
