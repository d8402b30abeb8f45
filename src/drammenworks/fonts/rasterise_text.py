"""Rasterise glyphs as coverage, with HarfBuzz: how much of each pixel they fill."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import uharfbuzz as hb

from drammenworks.fonts.face import Face, ShapedText


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of text on a canvas, with lengths in pixels."""

    face: Face
    text: ShapedText
    size: float
    """The font size."""
    x: float
    """Of the line's left edge."""
    baseline: float
    """Below the top of the canvas."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """A rectangle of pixels, one byte each, from 0 for none to 255 for all of it."""

    buffer: bytes
    """Rows from the bottom to the top."""
    stride: int
    """Bytes from one row to the next."""


def rasterise_lines(lines: Iterable[PlacedLine], box: tuple[int, int, int, int]) -> Coverage | None:
    """Return what lines of text cover of a box of the canvas, or None when they cover nothing.

    :param box: left, top, right and bottom; what lies outside is cut off.
    """
    raster = hb.RasterDraw()
    for line in lines:
        scale = line.size / line.face.units_per_em
        for glyph, left, up in line.text.glyphs:
            # The y axis of glyphs points up, and that of canvases down.
            x, y = line.x + left * line.size, up * line.size - line.baseline
            raster.transform = (scale, 0, 0, scale, x, y)
            line.face.draw(glyph, raster)
    left, top, right, bottom = box
    raster.extents = hb.RasterExtents(left, -bottom, right - left, bottom - top, 0)
    image = raster.render()
    return Coverage(image.buffer, image.extents.stride) if image is not None else None
