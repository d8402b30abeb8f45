"""Encode scaled images: the settings of each format, with their reasons."""

from __future__ import annotations

import io
from collections.abc import Callable
from html import escape
from typing import Any

from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

from drammenworks.images.animation import Animation
from drammenworks.images.variants import Format

_SMALL, _MEDIUM = 480, 960
"""The largest widths in pixels of small and medium images.

A small image takes few bytes and is mostly shown pixel for pixel; a large one is mostly shown on dense
screens. So quality decreases with width: docs/decisions/0033 has the measurements.
"""
_AVIF = {"enable-rect-partitions": "0", "tune": "ssimulacra2", "enable-intrabc": "0"}
"""Options of libaom. Without rectangular partitions encoding takes a fifth less time and 1 % more bytes at
this speed. The tuning saves 1 to 2 % of bytes compared with libavif's default (tune=iq), which it is derived
from. Looking for repeated blocks takes a quarter of the time of a drawing, saves nothing, and is never done
for photos.
"""
_LARGE_AVIF = {
    **_AVIF,
    "use-intra-dct-only": "1",
    "disable-trellis-quant": "1",
    "deltaq-strength": "86",
}
"""Options for large images, which have most of the pixels. They take a quarter less time: DCT alone, of
sixteen transform types, takes 2 % more bytes; without trellis quantisation those are saved and fine detail is
preserved. The strength controls how many more bits salient blocks get, in finer steps than quality does.
"""
_DRAWN = 0.6
"""The share of equal neighbours in a row from which on an image is drawn: illustrations have 0.64 to 0.95 at
the sizes of large images, and photos less than half.
"""
_JPEG_QUALITY = 80
_ANIMATION_QUALITY = 79
_WHITE = (255, 255, 255)
_XMP = """\
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">\
<dc:creator><rdf:Seq><rdf:li>{credit}</rdf:li></rdf:Seq></dc:creator>\
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def encode(image: Image.Image, format: Format, profile: bytes | None, credit: str) -> bytes:
    """Return an image as a file, with its profile and credit and no other metadata.

    :param image: grey, RGB or RGBA; transparent pixels become white in JPEG.
    :param profile: the ICC profile to embed.
    :param credit: the creator to write into the metadata; none when empty.
    :raises OSError: or ValueError, if it exceeds the format's maximum width or height.
    """
    buffer = io.BytesIO()
    # A copy, because Pillow stores save options on the image, and threads encode it in several formats at
    # once.
    _WRITERS[format](image.copy(), buffer, {"icc_profile": profile} if profile else {}, credit)
    return buffer.getvalue()


def encode_animation(animation: Animation, credit: str) -> bytes:
    """Return an animated image as WebP.

    :raises OSError: or ValueError, if it exceeds WebP's maximum width or height.
    """
    buffer = io.BytesIO()
    first, *rest = animation.frames
    first.save(
        buffer,
        "WEBP",
        save_all=True,
        append_images=rest,
        duration=list(animation.durations),
        loop=animation.loop,
        quality=_ANIMATION_QUALITY,
        method=4,
        # Most animations are graphics: lossless frames are smaller and sharper for flat areas.
        allow_mixed=True,
        background=(0, 0, 0, 0),
        icc_profile=animation.profile or b"",
        xmp=_xmp_packet(credit) if credit else b"",
    )
    return buffer.getvalue()


def _write_avif(image: Image.Image, buffer: io.BytesIO, options: dict[str, Any], credit: str) -> None:
    if credit:
        options["xmp"] = _xmp_packet(credit)
    is_large = image.width > _MEDIUM
    # Of a large drawing, speed 7 and colours at half the resolution take half the time, for as many bytes and
    # the same score. Photos need 10 % more bytes at that speed, and small drawings look worse.
    drawn = is_large and _is_drawn(image)
    image.save(
        buffer,
        "AVIF",
        quality=50 if drawn else _by_width(image, 49, 46, 46),
        # 5 takes four times as long for 3 % fewer bytes, and 7 three fifths as long for 6 % more.
        speed=7 if drawn else 6,
        subsampling="4:2:0" if drawn else "4:4:4",
        # The number of threads would decide the tiles, and so the bytes.
        max_threads=1,
        advanced=_LARGE_AVIF if is_large else _AVIF,
        **options,
    )


def _is_drawn(image: Image.Image) -> bool:
    """Return whether large parts of an image have one colour each, as those of illustrations and maps."""
    grey = image.convert("L")
    right = grey.crop((1, 0, grey.width, grey.height))
    differences = ImageChops.difference(grey.crop((0, 0, grey.width - 1, grey.height)), right)
    equal, *_ = differences.histogram()
    return equal >= _DRAWN * right.width * right.height


def _write_webp(image: Image.Image, buffer: io.BytesIO, options: dict[str, Any], credit: str) -> None:
    if credit:
        options["xmp"] = _xmp_packet(credit)
    # 2 takes two fifths as long as 4 for 5 % more bytes, and large images have most of the pixels.
    method = _by_width(image, 4, 4, 2)
    image.save(buffer, "WEBP", quality=_by_width(image, 81, 79, 79), method=method, **options)


def _write_jpeg(image: Image.Image, buffer: io.BytesIO, options: dict[str, Any], credit: str) -> None:
    if credit:
        options["xmp"] = _xmp_packet(credit)
    if image.mode == "RGBA":
        opaque = Image.new("RGB", image.size, _WHITE)
        opaque.paste(image, mask=image.getchannel("A"))
        image = opaque
    # Progressive is 3 % smaller than baseline with optimised Huffman tables, and renders sooner.
    image.save(buffer, "JPEG", quality=_JPEG_QUALITY, progressive=True, optimize=True, **options)


def _write_png(image: Image.Image, buffer: io.BytesIO, options: dict[str, Any], credit: str) -> None:
    if credit:
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", _xmp_packet(credit).decode())
    image.save(buffer, "PNG", optimize=True, **options)


def _xmp_packet(credit: str) -> bytes:
    """Return an XMP packet (ISO 16684-1) with the creator, the only metadata that is published."""
    return _XMP.format(credit=escape(credit, quote=False)).encode()


def _by_width(image: Image.Image, small: int, medium: int, large: int) -> int:
    if image.width <= _SMALL:
        return small
    return medium if image.width <= _MEDIUM else large


_WRITERS: dict[str, Callable[[Image.Image, io.BytesIO, dict[str, Any], str], None]] = {
    "avif": _write_avif,
    "webp": _write_webp,
    "jpeg": _write_jpeg,
    "png": _write_png,
}
