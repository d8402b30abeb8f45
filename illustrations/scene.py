"""A scene: one picture being composed, back to front, with its own seeded random numbers."""

from __future__ import annotations

from random import Random
from typing import Final

from illustrations.shapes import Point, attributes, num

WIDTH: Final = 1600
HEIGHT: Final = 900

Stop = tuple[float, str] | tuple[float, str, float]
"""A gradient stop: offset 0..1, colour and, when not opaque, opacity."""


class Scene:
    """Layers and paints of one picture. The same name always gives the same picture."""

    def __init__(self, name: str) -> None:
        self.rng = Random(name)
        self._definitions: list[str] = []
        self._layers: list[str] = []

    def add(self, *layers: str) -> None:
        """Put `layers` on top of what has been drawn."""
        self._layers.extend(layers)

    def _define(self, element: str, attrs: str, inside: str) -> str:
        name = f"d{len(self._definitions)}"
        self._definitions.append(f'<{element} id="{name}"{attrs}>{inside}</{element}>')
        return f"url(#{name})"

    def linear(self, *stops: Stop, angle: tuple[float, float, float, float] = (0, 0, 0, 1)) -> str:
        """Return a paint: a straight gradient, downwards unless `angle` (x1 y1 x2 y2) says else."""
        ends = attributes(dict(zip(("x1", "y1", "x2", "y2"), angle, strict=True)))
        return self._define("linearGradient", ends, _stops(stops))

    def radial(self, *stops: Stop, at: Point = (0.5, 0.5), r: float = 0.5) -> str:
        """Return a paint: a round gradient from `at` outwards."""
        ends = attributes({"cx": at[0], "cy": at[1], "r": r})
        return self._define("radialGradient", ends, _stops(stops))

    def fade(self, top: str, bottom: str) -> str:
        """Return a paint from `top` to `bottom`."""
        return self.linear((0, top), (1, bottom))

    def clip(self, *shapes: str) -> str:
        """Return a clip reference for the area of `shapes`."""
        return self._define("clipPath", "", "".join(shapes))

    def mirrored(self, *parts: str, line: float, squash: float = 0.8, opacity: float = 0.5) -> None:
        """Add `parts` and their reflection below the waterline `line`."""
        name = f"m{len(self._layers)}"
        flip = f"matrix(1 0 0 {num(-squash)} 0 {num(line * (1 + squash))})"
        self.add(
            f'<use href="#{name}" transform="{flip}" opacity="{num(opacity)}"/>',
            f'<g id="{name}">{"".join(parts)}</g>',
        )

    def svg(self) -> str:
        """Return the finished picture."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
            f"<defs>{''.join(self._definitions)}</defs>{''.join(self._layers)}</svg>"
        )


def _stops(stops: tuple[Stop, ...]) -> str:
    parts = []
    for stop in stops:
        values: dict[str, str | float | None] = {"offset": stop[0], "stop_color": stop[1]}
        if len(stop) == 3:
            values["stop_opacity"] = stop[2]
        parts.append(f"<stop{attributes(values)}/>")
    return "".join(parts)
