"""Scale and crop an image to cover a box, as ``object-fit: cover`` in CSS."""

from __future__ import annotations

from PIL import Image

from drammenworks.images.decode import decode
from drammenworks.images.gamut import Gamut
from drammenworks.images.open import DECODE_ERRORS, open_image
from drammenworks.images.probe_result import DAMAGED, UnusableImageError


def cover(data: bytes, size: tuple[int, int], focal: tuple[float, float]) -> Image.Image:
    """Return an image that is scaled and cropped to ``size``, upright, in RGB or RGBA.

    :param focal: the point that stays visible, centred where possible, as fractions of width and height.
    :raises UnusableImageError: if the image cannot be decoded.
    """
    try:
        with open_image(data) as image:
            # Large enough in either orientation.
            min_scale = min(1.0, max(size) / min(image.size))
        decoded = decode(data, min_scale)
        box = cover_box(decoded.image.size, size, focal)
        scaled = decoded.image.resize(size, Image.Resampling.LANCZOS, box=box)
        # sRGB: services that show cards ignore wider gamuts.
        covering = Gamut(decoded.gamut.source).convert(scaled)
    except DECODE_ERRORS:
        raise UnusableImageError(DAMAGED) from None
    return covering if covering.mode == "RGBA" else covering.convert("RGB")


def cover_box(
    source: tuple[int, int], size: tuple[int, int], focal: tuple[float, float]
) -> tuple[float, float, float, float]:
    """Return the largest box with the aspect ratio of ``size``, centred on the focal point where possible.

    :returns: left, top, right and bottom in pixels of the source.
    """
    scale = min(source[0] / size[0], source[1] / size[1])
    width, height = size[0] * scale, size[1] * scale
    left = max(0.0, min(source[0] * focal[0] - width / 2, source[0] - width))
    top = max(0.0, min(source[1] * focal[1] - height / 2, source[1] - height))
    # Rounding errors must not lead outside.
    return (left, top, min(left + width, source[0]), min(top + height, source[1]))
