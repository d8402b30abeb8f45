"""People as simple faceless figures, built from tapered limbs.

A figure is drawn 100 units tall around its feet, facing right, then placed, scaled and mirrored.
"""

from __future__ import annotations

from illustrations.figure import Look, head, limb, sleeve
from illustrations.palette import shade, tint
from illustrations.shapes import Point, circle, ellipse, path, place, polygon, polyline, rect


def walking(
    x: float,
    y: float,
    height: float,
    look: Look,
    left: bool = False,
    stride: float = 1,
    arm: str = "swing",
) -> str:
    """Return a figure walking; `arm` is swing, talk (a raised hand), bag or cup."""
    far, s = shade(look.bottom, 0.22), stride
    parts = [sleeve([(-1, -78), (-7 * s, -65), (-5 * s, -52)], shade(look.top, 0.28), look.skin)]
    parts += [
        limb([(-1, -49), (-4 * s, -27), (-15 * s, -7)], (9.5, 7, 5), far),
        polygon([(-17.5 * s, -8), (-13 * s, -6), (-9 * s, -0.5), (-12 * s, 0)], look.shoes),
        limb([(1, -49), (7.5 * s, -27), (11 * s, -4)], (9.8, 7.4, 5.2), look.bottom),
        path(f"M{11 * s - 3} -4.5L{11 * s + 3} -4.5L{11 * s + 9} -0.6L{11 * s - 3} 0Z", look.shoes),
    ]
    hem = -29 if look.coat else -46
    flare = 11 if look.coat else 7.6
    parts += [
        path(
            f"M-7.4 -80Q-10 -66 {-flare + 0.6} {hem}L{flare} {hem}Q8 -64 7 -79Q5 -84 0.5 -84"
            f"Q-5.4 -84 -7.4 -80Z",
            look.top,
        ),
        path(
            f"M2.4 -83.6Q5.4 -83 7 -79Q8 -64 {flare} {hem}L{flare - 3.4} {hem}Q4.6 -66 2.4 -83.6Z",
            tint(look.top, 0.18),
        ),
        head(2.4, -92, look),
    ]
    arms: dict[str, list[Point]] = {
        "swing": [(-1, -79), (4 * s, -65), (11 * s, -56)],
        "talk": [(-1, -79), (5, -66), (14, -72)],
        "cup": [(-1, -79), (3, -65), (12, -67)],
        "bag": [(-1, -79), (-1, -64), (3, -50)],
    }
    parts.append(sleeve(arms[arm], shade(look.top, 0.12), look.skin))
    if arm == "cup":
        parts.append(polygon([(10.5, -72), (15.5, -72), (14.8, -64.5), (11.2, -64.5)], "#f6f1e6"))
    if arm == "bag":
        parts.append(rect(-5, -48, 15, 17, tint(look.bottom, 0.5), 1.5))
    return place(x, y, height / 100, *parts, mirror=left)


def standing(
    x: float,
    y: float,
    height: float,
    look: Look,
    view: str = "front",
    arm: str = "down",
    left: bool = False,
) -> str:
    """Return a figure standing; `view` is front or back, `arm` down, hold, cup or point."""
    hem = -30 if look.coat else -45
    out = 11 if look.coat else 8.8
    parts = [
        limb([(-4.3, -49), (-4.6, -26), (-4.8, -3)], (9, 7.2, 5.4), shade(look.bottom, 0.16)),
        limb([(4.3, -49), (4.6, -26), (4.8, -3)], (9, 7.2, 5.4), look.bottom),
        path("M-8 0L-8 -2.5Q-5 -5.4 -2 -2.5L-2 0Z", look.shoes),
        path("M8 0L8 -2.5Q5 -5.4 2 -2.5L2 0Z", look.shoes),
    ]
    arms: dict[str, list[Point]] = {
        "down": [(10, -78), (12.8, -63), (11.6, -49)],
        "hold": [(10, -78), (13, -64), (3, -60)],
        "cup": [(10, -78), (13.4, -64), (5, -69)],
        "point": [(10, -78), (19, -72), (29, -80)],
    }
    torso = path(
        f"M-10.6 -77Q-10.6 -83 -4 -84.4L4 -84.4Q10.6 -83 10.6 -77L8.4 -62L{out} {hem}L{-out} {hem}L-8.4 -62Z",
        look.top,
    )
    lit = path(
        f"M3 -84.4L4 -84.4Q10.6 -83 10.6 -77L8.4 -62L{out} {hem}L{out - 4} {hem}L4.6 -62Z",
        tint(look.top, 0.16),
    )
    both = "hold" if arm in {"hold", "cup"} else "down"
    far: list[Point] = [(-px, py) for px, py in arms[both]]
    under = sleeve(far, shade(look.top, 0.2), look.skin)
    over = sleeve(arms[arm], shade(look.top, 0.1), look.skin)
    parts += [torso, lit]
    if view == "back":
        parts = [under, over, *parts, head(0, -92, look, "back")]
    else:
        parts += [head(0, -92, look, "front"), under, over]
        if arm == "cup":
            parts.append(polygon([(2, -74), (8, -74), (7.2, -66), (2.8, -66)], "#f6f1e6"))
        if arm == "hold":
            parts.append(rect(-6, -66, 12, 8, "#f6f1e6", 1))
    return place(x, y, height / 100, *parts, mirror=left)


def bust(
    x: float,
    y: float,
    height: float,
    look: Look,
    view: str = "front",
    arm: str = "table",
    left: bool = False,
) -> str:
    """Return the upper half of someone seated, cut at y: a table's edge or a chair's back.

    `view` is front, side or back; `arm` is table, chin, gesture, cup or none.
    """
    side = view == "side"
    lean = 2.5 if side else 0
    body = path(
        f"M{-11.5 + lean} -29Q{-11 + lean} -36 {-4 + lean} -37.4L{4 + lean} -37.4"
        f"Q{11 + lean} -36 {11.5 + lean} -29L10 4L-11 4Z",
        look.top,
    )
    lit = path(
        f"M{3 + lean} -37.4L{4 + lean} -37.4Q{11 + lean} -36 {11.5 + lean} -29L10 4L5 4L{5 + lean} -20Z",
        tint(look.top, 0.16),
    )
    neckline = "" if view == "back" else ellipse(lean * 1.3, -36.6, 3.4, 2, look.skin)
    sleeves: dict[str, list[Point]] = {
        "table": [(11 + lean, -28), (15, -12), (5, -1.5)],
        "chin": [(11 + lean, -28), (15, -9), (7 + lean, -33)],
        "gesture": [(11 + lean, -28), (17, -14), (25, -22)],
        "cup": [(11 + lean, -28), (16, -12), (12, -22)],
        "none": [(10.4 + lean, -28), (12.4, -14), (11, 2)],
    }
    under_points = [(-px + 2 * lean, py) for px, py in sleeves["none" if arm == "none" else "table"]]
    under = sleeve(under_points, shade(look.top, 0.2), look.skin)
    over = sleeve(sleeves[arm], shade(look.top, 0.1), look.skin)
    cup = polygon([(9.6, -27), (15.4, -27), (14.6, -19.6), (10.4, -19.6)], "#f6f1e6")
    hx = lean * 1.9
    crown = head(hx, -46, look, view)
    parts = (
        [under, over, body, lit, crown]
        if view == "back"
        else [body, lit, neckline, crown, under, over, cup if arm == "cup" else ""]
    )
    return place(x, y, height / 100, *parts, mirror=left)


def sitting(
    x: float,
    y: float,
    height: float,
    look: Look,
    left: bool = False,
    arm: str = "cup",
    chair: str | None = None,
) -> str:
    """Return a figure sitting in profile, feet at y, on a light chair of colour `chair`."""
    parts = []
    if chair:
        parts += [
            polyline(p, chair, 1.8)
            for p in ([(-9, -52), (-8, -24), (8, -24)], [(-7, -24), (-10, 0)], [(6, -24), (9, 0)])
        ]
    parts += [
        sleeve([(0, -56), (5, -43), (14, -40)], shade(look.top, 0.28), look.skin),
        limb([(-2, -28), (15, -28), (13, -4)], (10, 7.6, 5.2), shade(look.bottom, 0.22)),
        path("M10.4 -4.5L16 -4.5L21 -0.6L10.4 0Z", look.shoes),
        limb([(-2, -28.5), (17, -28.5), (18.5, -4)], (10.6, 8, 5.4), look.bottom),
        path("M15.6 -4.5L21.4 -4.5L27 -0.6L15.6 0Z", look.shoes),
        path(
            "M-7 -57Q-10 -44 -7.6 -24L5 -24Q8 -44 7.4 -55Q6 -61.4 1 -61.4Q-5.4 -61.4 -7 -57Z",
            look.top,
        ),
        path("M2.4 -61Q6 -60.4 7.4 -55Q8 -44 5 -24L2 -24Q5.4 -44 2.4 -61Z", tint(look.top, 0.18)),
        head(3, -70, look),
    ]
    hand = (13, -50) if arm == "cup" else (14, -38)
    parts.append(sleeve([(-0.5, -56), (3, -42), hand], shade(look.top, 0.12), look.skin))
    if arm == "cup":
        parts.append(polygon([(11, -56), (16.5, -56), (15.7, -48), (11.8, -48)], "#f6f1e6"))
    return place(x, y, height / 100, *parts, mirror=left)


def cyclist(
    x: float,
    y: float,
    height: float,
    look: Look,
    frame: str,
    tyre: str,
    helmet: str,
    left: bool = False,
) -> str:
    """Return someone cycling; `height` is a standing figure's at the same distance."""
    far = shade(look.bottom, 0.25)
    parts = [
        limb([(-8, -52), (5, -43), (-3, -24)], (9, 7, 4.8), far),
        path("M-6 -25L0 -25L4 -21.6L-5 -21.6Z", look.shoes),
        bicycle(frame, tyre),
        limb([(-7, -52), (9, -39), (4.5, -13)], (9.6, 7.4, 5), look.bottom),
        path("M1.6 -13.5L7.4 -13.5L12 -10L1.6 -9.6Z", look.shoes),
        path("M-13 -54Q-10 -72 0 -82Q6 -84 9.4 -79Q9 -66 -1 -49Q-9 -47 -13 -54Z", look.top),
        path("M3 -82.8Q6.4 -83 9.4 -79Q9 -66 -1 -49L-4 -48.4Q5 -64 3 -82.8Z", tint(look.top, 0.18)),
        head(10.5, -89, look),
        path("M4 -91.5A7.6 7.6 0 0 1 18.4 -93.5L18.4 -92Z", helmet),
        sleeve([(4, -77), (10, -63), (21, -56)], shade(look.top, 0.12), look.skin),
    ]
    return place(x, y, height / 100, *parts, mirror=left)


def bicycle(frame: str, tyre: str) -> str:
    """Return a bicycle around its own origin, in a figure's units, facing right."""
    wheels = "".join(
        circle(cx, -17, 16, "none", stroke=tyre, stroke_width=2)
        + circle(cx, -17, 1.8, tyre)
        + circle(cx, -17, 14, "none", stroke=tyre, stroke_width=0.4, opacity=0.6)
        for cx in (-24, 26)
    )
    tubes = "".join(
        polyline(p, frame, 2.2)
        for p in (
            [(-24, -17), (1, -17), (-9, -46)],
            [(-24, -17), (-8, -42), (19, -42), (1, -17)],
            [(26, -17), (18, -52)],
        )
    )
    fittings = (
        polyline([(18, -52), (17.4, -56), (24, -57)], tyre, 2)
        + rect(-15, -49.5, 12, 3, tyre, 1.5)
        + circle(1, -17, 4.4, "none", stroke=tyre, stroke_width=1.4)
    )
    return wheels + tubes + fittings
