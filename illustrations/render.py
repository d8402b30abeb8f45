"""From a picture's SVG to the bytes of a raster master."""

from __future__ import annotations

import io
from typing import Final, Literal

import resvg_py
from PIL import Image

Format = Literal["jpg", "png"]

JPEG_LADDER: Final = ((90, 0), (84, 0), (86, 2), (82, 2), (78, 2), (74, 2), (68, 2))
"""Quality and chroma subsampling, tried in turn until a picture fits.

Full chroma (0, which is 4:4:4) comes first, because at 4:2:0 flat coral edges fringe by a pixel;
but 4:2:0 saves a quarter of the weight, and no page shows a master at its full 2880 px.
"""

BUDGET: Final = 345_000
"""The most bytes a JPEG may take: the repository carries the whole set."""


def rasterise(svg: str, width: int) -> Image.Image:
    """Return `svg` drawn `width` pixels wide."""
    data = resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True)
    return Image.open(io.BytesIO(data)).convert("RGB")


def encode(image: Image.Image, kind: Format) -> bytes:
    """Return `image` as the bytes of a file of this `kind`."""
    if kind == "png":
        out = io.BytesIO()
        image.save(out, "PNG", optimize=True)
        return out.getvalue()
    for quality, subsampling in JPEG_LADDER:
        data = _jpeg(image, quality, subsampling)
        if len(data) <= BUDGET:
            break
    return data


def _jpeg(image: Image.Image, quality: int, subsampling: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, subsampling=subsampling, optimize=True, progressive=True)
    return out.getvalue()
