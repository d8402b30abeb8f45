"""Encode scaled pictures: what each format is given, and why."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from drammenworks.images.animation import Animation
from drammenworks.images.credit import credit_packet
from drammenworks.images.variants import Format

_SMALL, _MIDDLE = 480, 960
"""Pixels of width up to which a picture is small, and middling.

What is small costs little, and is seen at about its own size; what is large is mostly seen on dense screens.
So bytes go further in the first: docs/decisions/0033 has the figures.
"""
_AVIF = {"enable-rect-partitions": "0", "tune": "ssimulacra2"}
"""Options of libaom. Without oblong blocks a fifth of the time is saved at this speed for 1 % of bytes, which
the tuning gives back: 1 to 2 % beside libavif's own (tune=iq), which it is made from.
"""
_LARGE_AVIF = {
    **_AVIF,
    "use-intra-dct-only": "1",
    "disable-trellis-quant": "1",
    "deltaq-strength": "86",
}
"""Those of what is large, where most of the pixels are. One kind of transform in place of sixteen, for 2 % of
bytes, and no second thoughts on what may be rounded to nothing, which gives them back and keeps fine detail,
save a quarter of the time. The strength, a finer step than quality has, tells how much more is spent where
the eye looks.
"""
_JPEG_QUALITY = 80
_MOVING_QUALITY = 79
_WHITE = (255, 255, 255)


def encode(image: Image.Image, format: Format, profile: bytes | None, credit: str) -> bytes:
    """Return a picture as a file of a format, with its profile and credit and no other metadata.

    :param image: grey, RGB or RGBA; what is transparent becomes white in JPEG.
    :raises OSError: or ValueError, if it is larger than the format can hold.
    """
    buffer = io.BytesIO()
    # Pillow notes on the image how it is being saved, and other threads save the same one in other formats.
    _WRITERS[format](image.copy(), buffer, {"icc_profile": profile} if profile else {}, credit)
    return buffer.getvalue()


def encode_animation(animation: Animation, credit: str) -> bytes:
    """Return a moving picture as WebP.

    :raises OSError: or ValueError, if it is larger than WebP can hold.
    """
    buffer = io.BytesIO()
    first, *others = animation.frames
    first.save(
        buffer,
        "WEBP",
        save_all=True,
        append_images=others,
        duration=list(animation.durations),
        loop=animation.loop,
        quality=_MOVING_QUALITY,
        method=4,
        # Most moving pictures are drawn: flat areas are smaller, and sharp, without loss.
        allow_mixed=True,
        background=(0, 0, 0, 0),
        icc_profile=animation.profile or b"",
        xmp=credit_packet(credit) if credit else b"",
    )
    return buffer.getvalue()


def _write_avif(image: Image.Image, buffer: io.BytesIO, options: dict[str, Any], credit: str) -> None:
    if credit:
        options["xmp"] = credit_packet(credit)
    image.save(
        buffer,
        "AVIF",
        quality=_by_width(image, 49, 46, 46),
        # 5 takes four times as long for 3 % fewer bytes, and 7 three fifths as long for 6 % more.
        speed=6,
        subsampling="4:4:4",
        # How many threads there are would decide the tiles, and so the bytes.
        max_threads=1,
        advanced=_LARGE_AVIF if image.width > _MIDDLE else _AVIF,
        **options,
    )


def _write_webp(image: Image.Image, buffer: io.BytesIO, options: dict[str, Any], credit: str) -> None:
    if credit:
        options["xmp"] = credit_packet(credit)
    # 2 takes two fifths as long as 4 for 5 % more bytes, and most of the pixels are in the large ones.
    method = _by_width(image, 4, 4, 2)
    image.save(buffer, "WEBP", quality=_by_width(image, 81, 79, 79), method=method, **options)


def _write_jpeg(image: Image.Image, buffer: io.BytesIO, options: dict[str, Any], credit: str) -> None:
    if credit:
        options["xmp"] = credit_packet(credit)
    if image.mode == "RGBA":
        opaque = Image.new("RGB", image.size, _WHITE)
        opaque.paste(image, mask=image.getchannel("A"))
        image = opaque
    # Progressive is 3 % smaller than baseline with Huffman tables of its own, and shows something sooner.
    image.save(buffer, "JPEG", quality=_JPEG_QUALITY, progressive=True, optimize=True, **options)


def _write_png(image: Image.Image, buffer: io.BytesIO, options: dict[str, Any], credit: str) -> None:
    if credit:
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", credit_packet(credit).decode())
    image.save(buffer, "PNG", optimize=True, **options)


def _by_width(image: Image.Image, small: int, middling: int, large: int) -> int:
    if image.width <= _SMALL:
        return small
    return middling if image.width <= _MIDDLE else large


_WRITERS: dict[str, Callable[[Image.Image, io.BytesIO, dict[str, Any], str], None]] = {
    "avif": _write_avif,
    "webp": _write_webp,
    "jpeg": _write_jpeg,
    "png": _write_png,
}
