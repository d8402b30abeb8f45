"""The ground floor of a street: display windows and striped awnings."""

from __future__ import annotations

from collections.abc import Sequence

from illustrations.palette import shade
from illustrations.shapes import circle, group, num, path, polygon, rect


def awning(x: float, y: float, w: float, h: float, colours: Sequence[str], stripes: int = 8) -> str:
    """Return a striped awning with scalloped edge, its top at y, spreading a little outwards."""
    out = w * 0.03
    drop = h * 0.28
    step_top, step = w / stripes, (w + 2 * out) / stripes
    parts = []
    for i in range(stripes):
        colour = colours[i % len(colours)]
        a, b = x + i * step_top, x + (i + 1) * step_top
        c, d = x - out + i * step, x - out + (i + 1) * step
        parts += [
            polygon([(a, y), (b, y), (d, y + h), (c, y + h)], colour),
            path(
                f"M{num(c)} {num(y + h)}L{num(d)} {num(y + h)}A{num(step / 2)} {num(drop)} 0 0 1 "
                f"{num(c)} {num(y + h)}Z",
                shade(colour, 0.14),
            ),
        ]
    return "".join(parts)


def shopfront(
    x: float,
    base: float,
    w: float,
    h: float,
    wall: str,
    trim: str,
    glass: str,
    stripes: Sequence[str] | None,
    door: str,
    door_right: bool = True,
    goods: str = "",
) -> str:
    """Return a ground floor: plinth, display window, glazed door and, if `stripes`, an awning."""
    top = base - h
    dw = min(w * 0.24, h * 0.5)
    dx = x + w - dw - w * 0.07 if door_right else x + w * 0.07
    wx = x + w * 0.07 if door_right else x + w * 0.07 + dw + w * 0.06
    ww = w - dw - w * 0.2
    wy, wh = top + h * 0.24, h * 0.54
    parts = [
        rect(x, top, w, h, wall),
        rect(x, base - h * 0.1, w, h * 0.1, shade(wall, 0.3)),
        rect(wx - 4, wy - 4, ww + 8, wh + 8, trim),
        rect(wx, wy, ww, wh, glass),
        goods,
        polygon(
            [
                (wx + ww * 0.55, wy),
                (wx + ww * 0.75, wy),
                (wx + ww * 0.5, wy + wh),
                (wx + ww * 0.3, wy + wh),
            ],
            "#ffffff",
            opacity=0.14,
        ),
        rect(wx + ww / 2 - 2, wy, 4, wh, trim),
        rect(dx - 4, wy - 4, dw + 8, base - wy + 4, trim),
        rect(dx, wy, dw, base - wy, door),
        rect(dx + dw * 0.18, wy + h * 0.06, dw * 0.64, h * 0.4, glass),
        circle(dx + dw * 0.86, base - h * 0.3, max(h * 0.013, 1.4), trim),
        # A blank sign band: no lettering, so that no font and no language is bound to a picture.
        rect(x + w * 0.05, top + h * 0.045, w * 0.9, h * 0.12, shade(wall, 0.28), 2),
        rect(x + w * 0.3, top + h * 0.09, w * 0.4, h * 0.03, trim, h * 0.015, opacity=0.85),
    ]
    if stripes:
        parts.append(awning(x + w * 0.04, top + h * 0.17, w * 0.92, h * 0.17, stripes, max(int(w / 22), 6)))
    return group(*parts)
