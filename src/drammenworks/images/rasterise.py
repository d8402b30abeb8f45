"""Rasterise SVG with resvg, which runs no scripts."""

from __future__ import annotations

import re

import resvg_py

from drammenworks.errors import Phrase

_EXTERNAL_REFERENCE = re.compile(r"""href\s*=\s*(?!["'](?:\#|data:))""", re.IGNORECASE)
"""resvg would read any file of the machine that an SVG references by its absolute path."""


class RasteriseError(Exception):
    """An SVG cannot be rasterised."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """Why: a ``Phrase``, which the text of an exception is not."""


def rasterise(svg: str, width: int, height: int) -> bytes:
    """Return an SVG as the bytes of a PNG.

    :param width: in pixels; what the aspect ratio of the SVG does not fill is transparent.
    :raises RasteriseError: if it is not valid SVG, or has an external reference.
    """
    if _EXTERNAL_REFERENCE.search(svg):
        raise RasteriseError(Phrase("den henter noe fra en annen fil eller et annet nettsted"))
    try:
        return resvg_py.svg_to_bytes(svg_string=svg, width=width, height=height, skip_system_fonts=True)
    except ValueError as error:
        raise RasteriseError(Phrase("den er ikke gyldig SVG: {error}", error=error)) from None


def check_svg(svg: str) -> None:
    """Find out whether an SVG can be rasterised, without its pixels.

    :raises RasteriseError: if it is not valid SVG, or has an external reference.
    """
    # A single pixel: parsing takes a hundredth of the time of drawing and encoding all of them.
    rasterise(svg, 1, 1)
