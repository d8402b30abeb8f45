"""What every figure is made of: clothes, tapered limbs and a faceless head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from illustrations.palette import HAIR, shade
from illustrations.shapes import Point, circle, ellipse, path, polygon, rect


@dataclass(frozen=True, slots=True)
class Look:
    """What a figure wears and looks like."""

    skin: str
    """Skin colour."""
    hair: str
    """Hair colour; the cloth's colour for hijab, turban and beanie."""
    top: str
    """Colour of jacket, sweater or dress."""
    bottom: str
    """Colour of trousers or skirt."""
    style: str = "short"
    """short, bob, long, bun, curly, hijab, beanie, turban or bald."""
    coat: bool = False
    """Whether the top reaches to the knee."""
    shoes: str = "#22262b"
    """Colour of the shoes."""


def limb(points: Sequence[Point], widths: Sequence[float], colour: str) -> str:
    """Return a limb through `points`, `widths` thick at each, with round joints."""
    parts = [circle(x, y, w / 2, colour) for (x, y), w in zip(points, widths, strict=True)]
    for i in range(len(points) - 1):
        (ax, ay), (bx, by) = points[i], points[i + 1]
        length = hypot(bx - ax, by - ay) or 1
        nx, ny = -(by - ay) / length / 2, (bx - ax) / length / 2
        a, b = widths[i], widths[i + 1]
        parts.append(
            polygon(
                [
                    (ax + nx * a, ay + ny * a),
                    (bx + nx * b, by + ny * b),
                    (bx - nx * b, by - ny * b),
                    (ax - nx * a, ay - ny * a),
                ],
                colour,
            )
        )
    return "".join(parts)


def head(x: float, y: float, look: Look, view: str = "side") -> str:
    """Return neck, face and hair around x, y; `view` is side, front or back."""
    neck = limb([(x - (1 if view == "side" else 0), y + 9), (x, y + 2)], [4.6, 4.4], shade(look.skin, 0.16))
    face = ellipse(x, y, 5.5, 6.7, look.skin)
    wide = look.style in {"bob", "long"}
    strands = HAIR[0] if look.style in {"beanie", "turban"} else look.hair
    drop = {"bob": 7.5, "long": 15}.get(look.style, 0)
    if look.style == "bald":
        ear = "" if view == "front" else circle(x - 1, y + 1, 1.3, shade(look.skin, 0.16))
        return neck + face + ear
    if look.style == "hijab":
        return _hijab(x, y, look, view)
    back = ""
    if wide and view != "back":
        left = x - 7.2
        right = x + (1.5 if view == "side" else 7.2)
        back = rect(left, y - 4, right - left, drop + 5, look.hair, 3.2)
    if look.style == "curly":
        back += "".join(
            circle(x + dx, y + dy, 3.9, look.hair)
            for dx, dy in ((-6, 0), (-5.6, -4.4), (-2, -7.4), (2.4, -7.2), (5, -4.6))
        )
        if view == "front":
            back += circle(x + 6, y, 3.9, look.hair)
    if look.style == "bun":
        at = (x - 6.6, y - 4.5) if view == "side" else (x, y - 8.6)
        back += circle(*at, 3.3, look.hair)
    if view == "back":
        cover = ellipse(x, y - 0.6, 6.3, 7.1, strands)
        if wide:
            cover += path(
                f"M{x - 6.3} {y - 1}L{x - 7} {y + drop}Q{x} {y + drop + 3} {x + 7} {y + drop}"
                f"L{x + 6.3} {y - 1}Z",
                look.hair,
            )
        cover += _hat(x, y, look, view)
        return neck + face + back + cover
    cap = _fringe(x, y, strands, view)
    return back + neck + face + cap + _hat(x, y, look, view)


def _fringe(x: float, y: float, colour: str, view: str) -> str:
    if view == "side":
        d = (
            f"M{x + 5.3} {y - 3.2}A6.4 7.2 0 0 0 {x - 6.3} {y + 0.6}L{x - 4.9} {y + 4.6}"
            f"Q{x - 2.2} {y + 3} {x - 2} {y - 0.6}Q{x + 1} {y - 1.6} {x + 5.3} {y - 3.2}Z"
        )
    else:
        d = (
            f"M{x - 6.1} {y + 0.8}A6.1 7.4 0 1 1 {x + 6.1} {y + 0.8}"
            f"Q{x + 5.2} {y - 3.4} {x + 1.5} {y - 4.4}Q{x - 3.5} {y - 3.6} {x - 6.1} {y + 0.8}Z"
        )
    return path(d, colour)


def _hat(x: float, y: float, look: Look, view: str) -> str:
    if look.style == "beanie":
        dome = f"M{x - 6.9} {y - 2.2}A6.9 7.6 0 0 1 {x + 6.9} {y - 2.2}Z"
        band = rect(x - 7.3, y - 4, 14.6, 3.4, shade(look.hair, 0.2), 1.6)
        return path(dome, look.hair) + band
    if look.style == "turban":
        wrap = f"M{x - 7.6} {y - 1}Q{x - 8} {y - 10.5} {x} {y - 10.8}Q{x + 8} {y - 10.5}"
        return path(f"{wrap} {x + 7.4} {y - 3}Q{x} {y - 5.5} {x - 7.6} {y - 1}Z", look.hair)
    return ""


def _hijab(x: float, y: float, look: Look, view: str) -> str:
    drape = path(
        f"M{x} {y - 8.2}C{x + 8.6} {y - 8.2} {x + 8} {y + 3} {x + 7} {y + 9}L{x + 9} {y + 14}"
        f"Q{x} {y + 18} {x - 9} {y + 14}L{x - 7.4} {y + 9}C{x - 8.6} {y + 2} {x - 8.6} "
        f"{y - 8.2} {x} {y - 8.2}Z",
        look.hair,
    )
    if view == "back":
        return drape
    shift = 2.4 if view == "side" else 0
    fold = path(
        f"M{x - 5} {y + 9}Q{x + 2} {y + 11} {x + 6.6} {y + 7.4}L{x + 7} {y + 10}"
        f"Q{x + 1} {y + 13.6} {x - 5} {y + 9}Z",
        shade(look.hair, 0.14),
    )
    return drape + ellipse(x + shift, y + 0.4, 3.9, 5.5, look.skin) + fold


def sleeve(points: Sequence[Point], colour: str, skin: str) -> str:
    """Return an arm whose hand is the last point."""
    hx, hy = points[-1]
    return circle(hx, hy, 2.7, skin) + limb(points, (6.6, 5.6, 4.6), colour) + _hand(points, skin)


def _hand(points: Sequence[Point], skin: str) -> str:
    """Return the hand, a little beyond the sleeve's end."""
    (ex, ey), (hx, hy) = points[-2], points[-1]
    length = hypot(hx - ex, hy - ey) or 1
    dx, dy = (hx - ex) / length, (hy - ey) / length
    return ellipse(hx + dx * 2.6, hy + dy * 2.6, 2.7, 2.5, skin)
