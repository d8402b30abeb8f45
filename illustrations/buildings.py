"""Buildings seen from the front: façade, a shaded side to the left, roof, windows, shopfronts."""

from __future__ import annotations

from random import Random

from illustrations.palette import shade, tint
from illustrations.shapes import line_grid, num, path, polygon, polyline, rect

Lit = tuple[Random, str, float]
"""Which windows are lit: random numbers, the light's colour and the share of lit windows."""


def windows(
    x: float,
    y: float,
    w: float,
    h: float,
    cols: int,
    rows: int,
    glass: str,
    gap: tuple[float, float] = (0.4, 0.4),
    lit: Lit | None = None,
    rx: float = 0,
) -> str:
    """Return a grid of panes within the box; `gap` is the share of each cell left as wall."""
    cw, ch = w / cols, h / rows
    parts = []
    for row in range(rows):
        for col in range(cols):
            colour = lit[1] if lit and lit[0].random() < lit[2] else glass
            parts.append(
                rect(
                    x + cw * (col + gap[0] / 2),
                    y + ch * (row + gap[1] / 2),
                    cw * (1 - gap[0]),
                    ch * (1 - gap[1]),
                    colour,
                    rx,
                )
            )
    return "".join(parts)


def block(
    x: float,
    base: float,
    w: float,
    h: float,
    wall: str,
    glass: str,
    cols: int,
    rows: int,
    lit: Lit | None = None,
    gap: tuple[float, float] = (0.4, 0.45),
    side: float = 0.14,
) -> str:
    """Return a modern flat-roofed building with its shaded side on the left."""
    sw = w * side
    top = base - h
    return (
        polygon([(x, base), (x, top + sw * 0.35), (x + sw, top), (x + sw, base)], shade(wall, 0.38))
        + rect(x + sw, top, w - sw, h, wall)
        + rect(x + sw, top, w - sw, max(h * 0.018, 2), tint(wall, 0.35))
        + windows(
            x + sw + w * 0.03,
            top + h * 0.05,
            w - sw - w * 0.06,
            h * 0.9,
            cols,
            rows,
            glass,
            gap,
            lit,
        )
    )


def gable(
    x: float,
    base: float,
    w: float,
    wall_h: float,
    roof_h: float,
    wall: str,
    roof: str,
    trim: str,
    glass: str,
    cols: int = 3,
    rows: int = 2,
    lit: Lit | None = None,
    side: float = 0.0,
    boards: bool = False,
    attic: bool = True,
) -> str:
    """Return a house with its gable to the front; `boards` adds wooden cladding."""
    top, sw = base - wall_h, w * side
    left, right, mid = x + sw, x + w, x + sw + (w - sw) / 2
    parts = []
    if sw:
        parts += [
            rect(x, top, sw, wall_h, shade(wall, 0.36)),
            polygon(
                [
                    (x - w * 0.02, top),
                    (x + (w - sw) / 2 * 0.96, top - roof_h),
                    (mid, top - roof_h),
                    (left, top),
                ],
                shade(roof, 0.2),
            ),
        ]
    front = [(left, base), (left, top), (mid, top - roof_h), (right, top), (right, base)]
    parts.append(polygon(front, wall))
    if boards:
        parts.append(_boards(left, top, right - left, wall_h, wall))
    eave = w * 0.035
    slope = roof_h / ((right - left) / 2)
    parts.append(
        polyline(
            [
                (left - eave, top + eave * slope),
                (mid, top - roof_h),
                (right + eave, top + eave * slope),
            ],
            roof,
            max(w * 0.045, 3),
        )
    )
    cell = (right - left) * 0.86 / cols
    parts.append(
        framed(
            left + (right - left) * 0.07,
            top + wall_h * 0.05,
            (right - left) * 0.86,
            wall_h * 0.9,
            cols,
            rows,
            glass,
            trim,
            lit,
        )
    )
    if attic:
        parts.append(
            framed(mid - cell * 0.5, top - roof_h * 0.62, cell, roof_h * 0.5, 1, 1, glass, trim, lit)
        )
    return "".join(parts)


def eaves(
    x: float,
    base: float,
    w: float,
    wall_h: float,
    roof_h: float,
    wall: str,
    roof: str,
    trim: str,
    glass: str,
    cols: int = 4,
    rows: int = 2,
    lit: Lit | None = None,
    boards: bool = False,
    chimney: bool = True,
    dormer: bool = False,
) -> str:
    """Return a house with its long side, and so its roof's slope, to the front."""
    top = base - wall_h
    inset = w * 0.07
    parts = []
    if chimney:
        cx = x + w * 0.68
        parts += [
            rect(cx, top - roof_h * 1.32, w * 0.06, roof_h * 0.7, shade(roof, 0.25)),
            rect(cx - w * 0.008, top - roof_h * 1.36, w * 0.076, roof_h * 0.08, shade(roof, 0.4)),
        ]
    parts += [
        polygon(
            [
                (x - inset * 0.5, top),
                (x + inset, top - roof_h),
                (x + w - inset, top - roof_h),
                (x + w + inset * 0.5, top),
            ],
            roof,
        ),
        polygon(
            [
                (x + w * 0.62, top - roof_h),
                (x + w - inset, top - roof_h),
                (x + w + inset * 0.5, top),
                (x + w * 0.78, top),
            ],
            tint(roof, 0.12),
        ),
        rect(x, top, w, wall_h, wall),
    ]
    if boards:
        parts.append(_boards(x, top, w, wall_h, wall))
    parts.append(rect(x, top, w, wall_h * 0.035, shade(wall, 0.3)))
    parts.append(
        framed(x + w * 0.04, top + wall_h * 0.06, w * 0.92, wall_h * 0.88, cols, rows, glass, trim, lit)
    )
    if dormer:
        dw = w * 0.2
        parts.append(
            gable(
                x + w * 0.4,
                top - roof_h * 0.06,
                dw,
                roof_h * 0.5,
                roof_h * 0.45,
                wall,
                shade(roof, 0.2),
                trim,
                glass,
                1,
                1,
                lit,
                attic=False,
            )
        )
    return "".join(parts)


def framed(
    x: float,
    y: float,
    w: float,
    h: float,
    cols: int,
    rows: int,
    glass: str,
    trim: str,
    lit: Lit | None = None,
) -> str:
    """Return a grid of upright wooden windows with frame, cross-bar and sill."""
    cw, ch = w / cols, h / rows
    pw = min(cw * 0.56, ch * 0.5)
    ph = min(pw * 1.5, ch * 0.74)
    f = max(pw * 0.1, 1.2)
    parts = []
    for row in range(rows):
        for col in range(cols):
            colour = lit[1] if lit and lit[0].random() < lit[2] else glass
            px, py = x + cw * (col + 0.5) - pw / 2, y + ch * (row + 0.5) - ph / 2
            parts += [
                rect(px - f, py - f, pw + 2 * f, ph + 2 * f, trim),
                rect(px, py, pw, ph, colour),
                rect(px + pw / 2 - f * 0.3, py, f * 0.6, ph, trim),
                rect(px, py + ph * 0.34, pw, f * 0.6, trim),
                rect(px - f * 1.8, py + ph + f, pw + 3.6 * f, f, shade(trim, 0.15)),
            ]
    return "".join(parts)


def _boards(x: float, y: float, w: float, h: float, wall: str) -> str:
    count = max(int(w / 11), 4)
    xs = [x + w * i / count for i in range(1, count)]
    return line_grid(xs, y, y + h, shade(wall, 0.4), 0.9, 0.28)


def spire(
    x: float, base: float, w: float, tower: float, point: float, wall: str, roof: str, glass: str
) -> str:
    """Return a church-like tower with a tall pointed roof."""
    half = w / 2
    top = base - tower
    return (
        rect(x - half, top, w, tower, wall)
        + rect(x - half, top, w * 0.34, tower, shade(wall, 0.25))
        + polygon([(x - half * 1.15, top), (x, top - point), (x + half * 1.15, top)], roof)
        + polygon([(x + half * 0.1, top), (x, top - point), (x + half * 1.15, top)], tint(roof, 0.15))
        + polyline([(x, top - point), (x, top - point - w * 0.4)], roof, max(w * 0.05, 1.2))
        + path(
            f"M{num(x - w * 0.1)} {num(top + w * 0.9)}v{num(-w * 0.38)}"
            f"a{num(w * 0.1)} {num(w * 0.1)} 0 0 1 {num(w * 0.2)} 0v{num(w * 0.38)}Z",
            glass,
        )
    )
