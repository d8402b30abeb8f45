"""Boxes on a slanting plan, for pictures that show a quarter from above."""

from __future__ import annotations

from dataclasses import dataclass

from illustrations.palette import shade, tint
from illustrations.shapes import Point, ellipse, polygon


@dataclass(frozen=True, slots=True)
class Plan:
    """An isometric plan: x runs down to the right, y down to the left, z upwards."""

    origin: Point
    """Where the plan's corner 0, 0, 0 lies in the picture."""
    unit: float
    """The length of one step of the plan."""

    def at(self, x: float, y: float, z: float = 0) -> Point:
        """Return where the plan's point lies in the picture."""
        ox, oy = self.origin
        return (ox + (x - y) * 0.866 * self.unit, oy + ((x + y) * 0.5 - z) * self.unit)

    def ground(self, x: float, y: float, w: float, d: float, fill: str, z: float = 0) -> str:
        """Return a level area."""
        corners = [
            self.at(x, y, z),
            self.at(x + w, y, z),
            self.at(x + w, y + d, z),
            self.at(x, y + d, z),
        ]
        return polygon(corners, fill)

    def box(
        self,
        x: float,
        y: float,
        w: float,
        d: float,
        h: float,
        wall: str,
        glass: str,
        floors: int = 3,
        bays: tuple[int, int] = (4, 4),
        z: float = 0,
        roof: str | None = None,
        light: str | None = None,
    ) -> str:
        """Return a building; its right face is lit, its left one in shade."""
        left, right = shade(wall, 0.3), wall
        a, b, c = self.at(x, y + d, z), self.at(x + w, y + d, z), self.at(x + w, y, z)
        up = h * self.unit
        parts = [
            polygon([a, b, (b[0], b[1] - up), (a[0], a[1] - up)], left),
            polygon([b, c, (c[0], c[1] - up), (b[0], b[1] - up)], right),
            self.ground(x, y, w, d, roof or tint(wall, 0.4), z + h),
        ]
        inset = 0.12
        if min(w, d) > 0.8 and not light:
            parts.append(
                self.ground(
                    x + inset,
                    y + inset,
                    w - 2 * inset,
                    d - 2 * inset,
                    shade(roof or tint(wall, 0.4), 0.12),
                    z + h,
                )
            )
        for floor in range(floors):
            low = z + h * (floor + 0.28) / floors
            high = z + h * (floor + 0.78) / floors
            for i in range(bays[0]):
                p, q = x + w * (i + 0.25) / bays[0], x + w * (i + 0.78) / bays[0]
                lit = light if light and (i * 5 + floor * 3) % 7 == 0 else None
                parts.append(
                    polygon(
                        [
                            self.at(p, y + d, low),
                            self.at(q, y + d, low),
                            self.at(q, y + d, high),
                            self.at(p, y + d, high),
                        ],
                        lit or shade(glass, 0.25),
                    )
                )
            for i in range(bays[1]):
                p, q = y + d * (i + 0.22) / bays[1], y + d * (i + 0.75) / bays[1]
                lit = light if light and (i * 3 + floor * 5) % 6 == 0 else None
                parts.append(
                    polygon(
                        [
                            self.at(x + w, p, low),
                            self.at(x + w, q, low),
                            self.at(x + w, q, high),
                            self.at(x + w, p, high),
                        ],
                        lit or glass,
                    )
                )
        return "".join(parts)

    def shadow(self, x: float, y: float, w: float, d: float, length: float, fill: str) -> str:
        """Return the long shadow a box throws on the ground, down to the left."""
        corners = [
            self.at(x, y),
            self.at(x + w, y + d),
            self.at(x + w, y + d + length),
            self.at(x, y + d + length),
        ]
        return polygon(corners, fill, opacity=0.2)

    def tree(self, x: float, y: float, size: float, dark: str, light: str) -> str:
        """Return a round tree."""
        px, py = self.at(x, y)
        r = size * self.unit
        return (
            ellipse(px - r * 0.9, py + r * 0.2, r * 1.3, r * 0.4, "#0b2a3c", opacity=0.2)
            + polygon([(px - r * 0.1, py), (px + r * 0.1, py), (px, py - r * 1.2)], "#0b2a3c")
            + ellipse(px, py - r * 1.5, r, r * 1.15, dark)
            + ellipse(px + r * 0.28, py - r * 1.66, r * 0.66, r * 0.8, light)
        )
