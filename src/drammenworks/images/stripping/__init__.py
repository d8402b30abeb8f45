"""Take everything out of an original that is not the picture, and leave its pixels as they are.

Where it was taken, with what, by whom, what it was cut from, and the short film that a phone hides in it:
none of that is for the public. Colours and which way is up are kept, since the picture would be another
without.
"""

from __future__ import annotations

import warnings

from drammenworks.errors import Phrase
from drammenworks.images.opening import UNREADABLE, open_picture
from drammenworks.images.probe import UnusablePictureError
from drammenworks.images.stripping.gif import strip_gif
from drammenworks.images.stripping.isobmff import strip_isobmff
from drammenworks.images.stripping.jpeg import strip_jpeg
from drammenworks.images.stripping.png import strip_png
from drammenworks.images.stripping.tiff import strip_tiff
from drammenworks.images.stripping.webp import strip_webp

__all__ = ["strip_metadata"]

_STRIPPERS = {
    "JPEG": strip_jpeg,
    "MPO": strip_jpeg,
    "PNG": strip_png,
    "WEBP": strip_webp,
    "GIF": strip_gif,
    "AVIF": strip_isobmff,
    "HEIF": strip_isobmff,
    "TIFF": strip_tiff,
}
_ORIENTATION = 274


def strip_metadata(data: bytes) -> bytes:
    """Return an original in its own format without any metadata, so that it can be handed out.

    :raises UnusablePictureError: if it is damaged, or of a format that we do not take.
    """
    # What Pillow thinks of metadata, in English, is no help to anybody.
    with warnings.catch_warnings(action="ignore"):
        return _stripped(data)


def _stripped(data: bytes) -> bytes:
    try:
        with open_picture(data) as image:
            strip, orientation = _STRIPPERS[image.format or ""], image.getexif().get(_ORIENTATION, 1)
        stripped = strip(data, orientation if orientation in range(1, 9) else 1)
        with open_picture(stripped) as image:
            image.load()
    except UNREADABLE:
        raise UnusablePictureError(Phrase("den er skadet og lar seg ikke åpne")) from None
    return stripped
