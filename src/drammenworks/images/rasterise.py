"""Make pixels of SVG with resvg, which runs no script."""

from __future__ import annotations

import re

import resvg_py

from drammenworks.errors import Phrase

_ELSEWHERE = re.compile(r"""href\s*=\s*(?!["'](?:\#|data:))""", re.IGNORECASE)
"""resvg would read a file that a drawing names by its full path."""


class DrawingError(Exception):
    """A drawing cannot be made pixels of."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """Why: a ``Phrase``, which the text of an exception is not."""


def rasterise(svg: str, width: int, height: int) -> bytes:
    """Return a drawing as the bytes of a PNG.

    :param width: in pixels; what the drawing's own shape leaves over stays transparent.
    :raises DrawingError: if it is no SVG, or refers to what is not within it.
    """
    if _ELSEWHERE.search(svg):
        raise DrawingError(Phrase("den henter noe fra en annen fil eller et annet nettsted"))
    try:
        return resvg_py.svg_to_bytes(svg_string=svg, width=width, height=height, skip_system_fonts=True)
    except ValueError as error:
        raise DrawingError(Phrase("den er ikke gyldig SVG: {error}", error=error)) from None
