"""The size of an SVG, from its root element."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

_ROOT = "{http://www.w3.org/2000/svg}svg"
_START = re.compile(rb"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<svg[\s>]", re.DOTALL)
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(px|pt|mm|cm|in|pc)?\s*")
_PIXELS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96.0}
"""CSS pixels in each unit (CSS Values and Units § 6.2)."""
_MAX_SIZE = 20_000
"""CSS pixels each way."""


def is_svg(data: bytes) -> bool:
    """Return whether the bytes are an SVG, whatever the file name says."""
    return _START.match(data.removeprefix(b"\xef\xbb\xbf")[:4096]) is not None


def svg_size(data: bytes) -> tuple[int, int] | None:
    """Return the width and height of an SVG in CSS pixels, or None when it has none or is damaged."""
    try:
        # No entity is expanded, since parsing stops at the first element.
        _, root = next(ElementTree.iterparse(io.BytesIO(data), events=("start",)))
    except (ElementTree.ParseError, StopIteration, ValueError):
        return None
    if root.tag != _ROOT:
        return None
    box = _view_box(root.get("viewBox", ""))
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    if box is not None:
        ratio = box[0] / box[1]
        # A missing width or height follows from the aspect ratio of the viewBox.
        width = width or (height * ratio if height else box[0])
        height = height or width / ratio
    if not width or not height or max(width, height) > _MAX_SIZE:
        return None
    return max(1, round(width)), max(1, round(height))


def _view_box(text: str) -> tuple[float, float] | None:
    try:
        _, _, width, height = (float(part) for part in re.split(r"[\s,]+", text.strip()))
    except ValueError:
        return None
    return (width, height) if 0 < width < _MAX_SIZE and 0 < height < _MAX_SIZE else None


def _length(text: str) -> float | None:
    match = _LENGTH.fullmatch(text)
    return float(match[1]) * _PIXELS[match[2]] if match else None
