"""Draw a brand's icons."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial

from PIL import Image

from drammenworks.images.probe import UnusableImageError
from drammenworks.images.rasterise import RasteriseError, rasterise
from drammenworks.images.svg import sanitise
from drammenworks.outputs.icons import TAB, TAB_SIZES, Icon

_CANVAS = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">'
_ROUND_CORNERS = 0.86
"""How much of a side iOS's rounded corners leave clear."""
_SAFE_ZONE = 0.8
"""How much launchers leave of a maskable icon: a circle of this diameter (Web Application Manifest)."""


def draw_icon(icon: Icon, data: bytes, colour: str) -> bytes:
    """Return the bytes of an icon.

    :param data: the drawing, as it lies in the theme.
    :param colour: of what stands behind it where it is not seen through.
    :raises UnusableImageError: if the drawing cannot be drawn.
    """
    try:
        return _draw(icon, sanitise(data).decode(), colour)
    except RasteriseError as error:
        raise UnusableImageError(error.reason) from None


def _draw(icon: Icon, drawing: str, colour: str) -> bytes:
    if icon.name == TAB:
        return _ico([_pixels(_plain, drawing, size) for size in TAB_SIZES])
    if icon.purpose == "any":
        image = _pixels(_plain, drawing, icon.size)
    else:
        share = _SAFE_ZONE if icon.purpose == "maskable" else _ROUND_CORNERS
        image = _pixels(partial(_on, colour, share), drawing, icon.size).convert("RGB")
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _pixels(framed: Callable[[str], str], drawing: str, size: int) -> Image.Image:
    with Image.open(io.BytesIO(rasterise(framed(drawing), size, size))) as image:
        return image.convert("RGBA")


def _plain(drawing: str) -> str:
    return f'{_CANVAS}<svg width="1" height="1">{drawing}</svg></svg>'


def _on(colour: str, share: float, drawing: str) -> str:
    """Return the drawing on a colour from edge to edge, in the middle of it."""
    at = (1 - share) / 2
    return (
        f'{_CANVAS}<rect width="1" height="1" fill="{colour}"/>'
        f'<svg x="{at:g}" y="{at:g}" width="{share:g}" height="{share:g}">{drawing}</svg></svg>'
    )


def _ico(images: list[Image.Image]) -> bytes:
    buffer = io.BytesIO()
    *smaller, largest = images
    largest.save(buffer, "ICO", sizes=[image.size for image in images], append_images=smaller)
    return buffer.getvalue()
