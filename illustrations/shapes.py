"""The smallest marks: numbers, points and plain SVG elements, each returned as a string.

Builders here know nothing of palettes or motifs; everything else in the package is made of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Point = tuple[float, float]
"""x and y in picture units; a picture is 1600 wide and 900 high, y grows downwards."""


def num(value: float) -> str:
    """Return `value` as short SVG text; a tenth of a unit is a fifth of a pixel at full size."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def attributes(values: Mapping[str, str | float | None]) -> str:
    """Return `values` as SVG attributes; `stroke_width` is written `stroke-width`."""
    return "".join(
        f' {key.replace("_", "-")}="{num(v) if isinstance(v, int | float) else v}"'
        for key, v in values.items()
        if v is not None
    )


def path(d: str, fill: str, **rest: str | float | None) -> str:
    """Return a filled path."""
    return f'<path d="{d}" fill="{fill}"{attributes(rest)}/>'


def polygon(points: Iterable[Point], fill: str, **rest: str | float | None) -> str:
    """Return a filled polygon."""
    return path("M" + "L".join(f"{num(x)} {num(y)}" for x, y in points) + "Z", fill, **rest)


def rect(x: float, y: float, w: float, h: float, fill: str, rx: float = 0, **rest: str | float | None) -> str:
    """Return a rectangle, with rounded corners when `rx` is given."""
    box = {"x": x, "y": y, "width": max(w, 0), "height": max(h, 0), "rx": rx or None}
    return f'<rect{attributes(box)} fill="{fill}"{attributes(rest)}/>'


def circle(x: float, y: float, r: float, fill: str, **rest: str | float | None) -> str:
    """Return a circle."""
    return f'<circle{attributes({"cx": x, "cy": y, "r": r})} fill="{fill}"{attributes(rest)}/>'


def ellipse(x: float, y: float, rx: float, ry: float, fill: str, **rest: str | float | None) -> str:
    """Return an ellipse."""
    box = {"cx": x, "cy": y, "rx": rx, "ry": ry}
    return f'<ellipse{attributes(box)} fill="{fill}"{attributes(rest)}/>'


def stroke(d: str, colour: str, width: float, **rest: str | float | None) -> str:
    """Return an open path drawn as a line with round ends and joins."""
    line = {"stroke": colour, "stroke_width": width, **rest}
    return path(d, "none", stroke_linecap="round", stroke_linejoin="round", **line)


def polyline(points: Iterable[Point], colour: str, width: float, **rest: str | float | None) -> str:
    """Return straight line segments with round ends and joins."""
    d = "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points)
    return stroke(d, colour, width, **rest)


def group(*parts: str, **rest: str | float | None) -> str:
    """Return `parts` in one group."""
    return f"<g{attributes(rest)}>{''.join(parts)}</g>"


def place(x: float, y: float, scale: float, *parts: str, mirror: bool = False) -> str:
    """Return `parts`, drawn around their own origin, set down at x, y; `mirror` turns them."""
    across = -scale if mirror else scale
    move = f"translate({num(x)} {num(y)}) scale({across:.4f} {scale:.4f})"
    return group(*parts, transform=move)


def curve(points: Sequence[Point], start: str = "M") -> str:
    """Return path data for a smooth line through `points` (Catmull-Rom as cubic Béziers)."""
    data = [f"{start}{num(points[0][0])} {num(points[0][1])}"]
    for i in range(len(points) - 1):
        before, a = points[max(i - 1, 0)], points[i]
        b, after = points[i + 1], points[min(i + 2, len(points) - 1)]
        numbers = (
            a[0] + (b[0] - before[0]) / 6,
            a[1] + (b[1] - before[1]) / 6,
            b[0] - (after[0] - a[0]) / 6,
            b[1] - (after[1] - a[1]) / 6,
            b[0],
            b[1],
        )
        data.append("C" + " ".join(num(v) for v in numbers))
    return "".join(data)


def sample(points: Sequence[Point], step: float) -> list[Point]:
    """Return points about `step` apart along the smooth line through `points`."""
    result: list[Point] = []
    for i in range(len(points) - 1):
        p0, p1 = points[max(i - 1, 0)], points[i]
        p2, p3 = points[i + 1], points[min(i + 2, len(points) - 1)]
        count = max(int(abs(p2[0] - p1[0]) / step), 1)
        for k in range(count):
            t = k / count
            result.append((_spline(p0[0], p1[0], p2[0], p3[0], t), _spline(p0[1], p1[1], p2[1], p3[1], t)))
    return [*result, points[-1]]


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t
    )


def line_grid(
    xs: Iterable[float], top: float, bottom: float, colour: str, width: float, opacity: float
) -> str:
    """Return upright hairlines at `xs`, as one path because a wall has many."""
    d = "".join(f"M{num(x)} {num(top)}V{num(bottom)}" for x in xs)
    return path(d, "none", stroke=colour, stroke_width=width, opacity=opacity)
