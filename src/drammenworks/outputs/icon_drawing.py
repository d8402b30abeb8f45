"""Render a brand's icons."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial

from PIL import Image

from drammenworks.images.probe_result import UnusableImageError
from drammenworks.images.rasterise import RasteriseError, rasterise
from drammenworks.images.svg import sanitise
from drammenworks.outputs.icon_sizes import TAB, TAB_SIZES, Icon

_CANVAS = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">'
_ROUND_CORNERS = 0.86
"""The fraction of a side that the rounded corners of iOS do not cover."""
_SAFE_ZONE = 0.8
"""The diameter of the safe zone of a maskable icon (Web Application Manifest)."""


def draw_icon(icon: Icon, data: bytes, colour: str) -> bytes:
    """Return the bytes of an icon.

    :param data: the SVG file of the theme.
    :param colour: the background of icons that are not transparent.
    :raises UnusableImageError: if the SVG cannot be rendered.
    """
    try:
        return _draw(icon, sanitise(data).decode(), colour)
    except RasteriseError as error:
        raise UnusableImageError(error.reason) from None


def _draw(icon: Icon, svg: str, colour: str) -> bytes:
    if icon.name == TAB:
        return _ico([_pixels(_transparent, svg, size) for size in TAB_SIZES])
    if icon.purpose == "any":
        image = _pixels(_transparent, svg, icon.size)
    else:
        share = _SAFE_ZONE if icon.purpose == "maskable" else _ROUND_CORNERS
        image = _pixels(partial(_on_background, colour, share), svg, icon.size).convert("RGB")
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _pixels(framed: Callable[[str], str], svg: str, size: int) -> Image.Image:
    with Image.open(io.BytesIO(rasterise(framed(svg), size, size))) as image:
        return image.convert("RGBA")


def _transparent(svg: str) -> str:
    return f'{_CANVAS}<svg width="1" height="1">{svg}</svg></svg>'


def _on_background(colour: str, share: float, svg: str) -> str:
    """Return the SVG centred on a background colour."""
    at = (1 - share) / 2
    return (
        f'{_CANVAS}<rect width="1" height="1" fill="{colour}"/>'
        f'<svg x="{at:g}" y="{at:g}" width="{share:g}" height="{share:g}">{svg}</svg></svg>'
    )


def _ico(images: list[Image.Image]) -> bytes:
    buffer = io.BytesIO()
    *smaller, largest = images
    largest.save(buffer, "ICO", sizes=[image.size for image in images], append_images=smaller)
    return buffer.getvalue()
