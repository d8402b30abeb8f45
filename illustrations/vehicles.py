"""The train and the boats."""

from __future__ import annotations

from illustrations.palette import shade, tint
from illustrations.shapes import circle, num, path, place, polygon, polyline, rect, stroke


def train(
    x: float, rail: float, height: float, cars: int, body: str, band: str, glass: str, bogie: str
) -> str:
    """Return a modern train whose nose, at x, points left and whose cars run off to the right."""
    h, length = height, height * 3.7
    parts = []
    for i in range(cars):
        a = x + i * (length + h * 0.03)
        if i == 0:
            shell = (
                f"M{num(a)} {num(rail - h * 0.2)}C{num(a + h * 0.1)} {num(rail - h * 0.62)} "
                f"{num(a + h * 0.42)} {num(rail - h)} {num(a + h * 0.9)} {num(rail - h)}"
                f"H{num(a + length)}V{num(rail - h * 0.12)}H{num(a + h * 0.1)}Z"
            )
            screen = (
                f"M{num(a + h * 0.2)} {num(rail - h * 0.56)}C{num(a + h * 0.3)} "
                f"{num(rail - h * 0.74)} {num(a + h * 0.46)} {num(rail - h * 0.88)} "
                f"{num(a + h * 0.62)} {num(rail - h * 0.92)}L{num(a + h * 0.78)} "
                f"{num(rail - h * 0.56)}Z"
            )
            parts += [path(shell, body), path(screen, glass)]
        else:
            parts.append(rect(a, rail - h, length, h * 0.88, body, 3))
        start = a + (h * 0.95 if i == 0 else h * 0.1)
        parts += [
            rect(
                a + (h * 0.12 if i == 0 else 0),
                rail - h * 0.3,
                length - (h * 0.12 if i == 0 else 0),
                h * 0.1,
                band,
            ),
            rect(start, rail - h * 0.84, a + length - h * 0.1 - start, h * 0.34, glass, h * 0.05),
            rect(a, rail - h, length, h * 0.05, tint(body, 0.4)) if i else "",
        ]
        for k in (0.32, 0.72):
            door = a + length * k
            parts.append(rect(door, rail - h * 0.88, h * 0.42, h * 0.74, shade(body, 0.16), 3))
            parts.append(rect(door + h * 0.05, rail - h * 0.8, h * 0.14, h * 0.4, glass, 2))
            parts.append(rect(door + h * 0.23, rail - h * 0.8, h * 0.14, h * 0.4, glass, 2))
        for k in (0.14, 0.86):
            parts.append(rect(a + length * k - h * 0.3, rail - h * 0.13, h * 0.6, h * 0.13, bogie, 4))
    return "".join(parts)


def passenger_boat(
    x: float,
    line: float,
    length: float,
    hull: str,
    cabin: str,
    glass: str,
    stripe: str,
    funnel: str,
) -> str:
    """Return a small classic passenger boat, bow to the left, floating at `line`."""
    s = length / 100
    parts = [
        path("M-2 -17Q10 -11.6 30 -11H96L92 2H12Q2 -6 -2 -17Z", hull),
        path("M-2 -17Q10 -11.6 30 -11H96L95.4 -9H30Q10 -9.4 -0.8 -14.6Z", stripe),
        path("M24 -20H88L86 -11H24Z", cabin),
        path("M30 -30H66L64 -20H27Z", cabin),
        rect(26, -31.4, 44, 1.8, shade(cabin, 0.25), 0.9),
        rect(20, -21, 72, 1.6, shade(cabin, 0.25), 0.8),
        *(circle(30 + i * 5.6, -15.4, 1.5, glass) for i in range(10)),
        *(rect(32 + i * 6.4, -28, 4.8, 5.4, glass, 0.6) for i in range(5)),
        polygon([(72, -20), (73, -37), (81, -37), (82, -20)], funnel),
        polygon([(72.8, -33), (73, -37), (81, -37), (81.2, -33)], shade(funnel, 0.5)),
        polyline([(22, -11), (24, -50)], shade(cabin, 0.55), 0.9),
        polyline([(24, -48), (2, -15)], shade(cabin, 0.55), 0.35),
        polyline([(24, -48), (72, -36)], shade(cabin, 0.55), 0.35),
        *(polyline([(70 + i * 4, -20), (70 + i * 4, -24.5)], shade(cabin, 0.4), 0.4) for i in range(6)),
        polyline([(82, -24.5), (92, -24.5)], shade(cabin, 0.4), 0.5),
    ]
    return place(x, line, s, *parts)


def rowing_boat(x: float, line: float, length: float, hull: str, inside: str) -> str:
    """Return a moored wooden rowing boat."""
    art = (
        path("M-50 -14Q0 -6 52 -16Q46 -2 34 3H-34Q-46 -2 -50 -14Z", hull)
        + path("M-50 -14Q0 -6 52 -16Q0 -11 -50 -14Z", inside)
        + stroke("M-50 -14Q0 -6 52 -16", tint(hull, 0.4), 1.6)
        + stroke("M-47 -7Q0 0 48 -9", shade(hull, 0.3), 1)
    )
    return place(x, line, length / 100, art)
