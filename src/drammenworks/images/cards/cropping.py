"""Cut a picture to a shape around what matters in it."""

from __future__ import annotations

from PIL import Image

from drammenworks.errors import Phrase
from drammenworks.images.colour import Gamut
from drammenworks.images.decode import decode
from drammenworks.images.opening import UNREADABLE, open_picture
from drammenworks.images.probe import UnusablePictureError


def crop(data: bytes, size: tuple[int, int], focal: tuple[float, float]) -> Image.Image:
    """Return a picture cut and scaled to fill ``size``, in RGB or RGBA, turned as it is meant to be seen.

    :param focal: the point that stays in view, and in the middle where there is room, as fractions.
    :raises UnusablePictureError: if it cannot be read.
    """
    try:
        with open_picture(data) as image:
            # Large enough whichever way it is turned.
            least = min(1.0, max(size) / min(image.size))
        pixels = decode(data, least)
        shown = pixels.image.resize(
            size, Image.Resampling.LANCZOS, box=window(pixels.image.size, size, focal)
        )
        # Whoever shows the card knows nothing of wider gamuts.
        cut = Gamut(pixels.gamut.source).convert(shown)
    except UNREADABLE:
        raise UnusablePictureError(Phrase("den er skadet og lar seg ikke åpne")) from None
    return cut if cut.mode == "RGBA" else cut.convert("RGB")


def window(
    whole: tuple[int, int], size: tuple[int, int], focal: tuple[float, float]
) -> tuple[float, float, float, float]:
    """Return the largest box of the shape of ``size`` in a picture, as near the focal point as it gets.

    :returns: left, top, right and bottom in pixels of the picture.
    """
    scale = min(whole[0] / size[0], whole[1] / size[1])
    width, height = size[0] * scale, size[1] * scale
    left = max(0.0, min(whole[0] * focal[0] - width / 2, whole[0] - width))
    top = max(0.0, min(whole[1] * focal[1] - height / 2, whole[1] - height))
    # Rounding may not lead outside.
    return (left, top, min(left + width, whole[0]), min(top + height, whole[1]))
