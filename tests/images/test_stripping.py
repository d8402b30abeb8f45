"""Stripping of metadata from originals for download."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageOps
from PIL.PngImagePlugin import PngInfo

from drammenworks.images.open import open_image
from drammenworks.images.probe_result import UnusableImageError
from drammenworks.images.stripping import strip_metadata
from drammenworks.images.stripping.isobmff import strip_isobmff
from tests.images.samples import sample_image

SECRETS = (b"Kari Nordmann", b"hemmelig", b"Canon EOS")
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">hemmelig</x:xmpmeta>'
IPTC = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x14\x1c\x02\x50\0\x0dKari Nordmann\0\0"


def _exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[274], exif[315], exif[272] = orientation, "Kari Nordmann", "Canon EOS"
    exif.get_ifd(0x8825).update({1: "N", 2: (59.0, 44.0, 37.5)})
    return exif


def _jpeg() -> bytes:
    buffer = io.BytesIO()
    sample_image((64, 48)).save(buffer, "JPEG", exif=_exif(6), xmp=XMP, comment=b"hemmelig", progressive=True)
    data = buffer.getvalue()
    # What Photoshop, phones and attackers add: IPTC, an unknown application segment, and data after the end.
    iptc = b"\xff\xed" + (len(IPTC) + 2).to_bytes(2, "big") + IPTC
    note = b"\xff\xe7\x00\x0ahemmelig"
    return data[:2] + iptc + note + data[2:] + b"PK\x03\x04 hemmelig"


def _png() -> bytes:
    texts = PngInfo()
    texts.add_text("Author", "Kari Nordmann")
    texts.add_itxt("Comment", "hemmelig", zip=False)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    buffer = io.BytesIO()
    sample_image(mode="RGBA").save(buffer, "PNG", exif=_exif(6), pnginfo=texts)
    return buffer.getvalue() + b"hemmelig"


def _saved(kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    sample_image((64, 48)).save(buffer, kind, **options)
    return buffer.getvalue()


def _heic() -> bytes:
    import pillow_heif

    buffer = io.BytesIO()
    heif = pillow_heif.from_pillow(sample_image((64, 48)))
    heif.save(buffer, format="HEIF", exif=_exif().tobytes(), xmp=XMP)
    return buffer.getvalue()


def _gif() -> bytes:
    buffer = io.BytesIO()
    frames = [sample_image(mode="P"), sample_image().rotate(90, expand=False).convert("P")]
    frames[0].save(
        buffer, "GIF", save_all=True, append_images=frames[1:], loop=0, comment=b"hemmelig", duration=80
    )
    return buffer.getvalue()


ORIGINALS = {
    "jpeg": _jpeg,
    "png": _png,
    "webp": lambda: _saved("WEBP", exif=_exif(6), xmp=XMP),
    "avif": lambda: _saved("AVIF", exif=_exif(), xmp=XMP),
    "tiff": lambda: _saved("TIFF", exif=_exif(6), compression="tiff_lzw"),
    "gif": _gif,
    "heic": _heic,
}


def _seen(data: bytes) -> bytes:
    """Return the upright pixels."""
    with open_image(data) as image:
        return ImageOps.exif_transpose(image).convert("RGBA").tobytes()


@pytest.mark.parametrize("kind", ORIGINALS)
def test_metadata_is_removed_and_the_pixels_remain(kind: str) -> None:
    """The file contains no name, position, camera or comment, and its pixels are the same."""
    original = ORIGINALS[kind]()
    stripped = strip_metadata(original)
    assert any(secret in original for secret in SECRETS)
    assert [secret for secret in SECRETS if secret in stripped] == []
    assert _seen(stripped) == _seen(original)
    with open_image(stripped) as image:
        assert set(image.getexif()) <= {274, *range(254, 300), 317, 338, 339}
        assert not image.getexif().get_ifd(0x8825)


def test_an_animation_remains_animated() -> None:
    """The loop count and the durations of the frames remain."""
    with Image.open(io.BytesIO(strip_metadata(_gif()))) as image:
        assert (image.n_frames, image.info["loop"], image.info["duration"]) == (2, 0, 80)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_the_colour_profile_remains(kind: str) -> None:
    """Without its profile an image would have different colours."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    with Image.open(io.BytesIO(strip_metadata(_saved(kind, icc_profile=profile)))) as image:
        assert image.info["icc_profile"] == profile


def test_the_adobe_segment_of_a_cmyk_jpeg_remains() -> None:
    """Without it the colours are inverted."""
    buffer = io.BytesIO()
    sample_image(mode="CMYK").save(buffer, "JPEG")
    assert _seen(strip_metadata(buffer.getvalue())) == _seen(buffer.getvalue())


def test_a_jfif_thumbnail_is_removed() -> None:
    """It may show what was cropped from the image."""
    data = _saved("JPEG")
    assert data[2:4] == b"\xff\xe0"
    pixels = b"\x01\x01" + b"hem"
    header = b"\xff\xe0" + (16 + 3).to_bytes(2, "big") + data[6:18] + pixels
    stripped = strip_metadata(data[:2] + header + data[20:])
    assert b"hem" not in stripped
    assert stripped == strip_metadata(data)


@pytest.mark.parametrize("kind", ORIGINALS)
def test_stripping_is_idempotent(kind: str) -> None:
    """A stripped image is unchanged."""
    once = strip_metadata(ORIGINALS[kind]())
    assert strip_metadata(once) == once


@pytest.mark.parametrize("kind", ORIGINALS)
def test_a_damaged_original_is_refused_or_stripped(kind: str) -> None:
    """Truncated anywhere, it gives an error or a file without metadata."""
    original = ORIGINALS[kind]()
    for end in range(0, len(original), max(1, len(original) // 60)):
        try:
            stripped = strip_metadata(original[:end])
        except UnusableImageError:
            continue
        assert [secret for secret in SECRETS if secret in stripped] == []


def test_an_item_count_beyond_the_file_is_refused() -> None:
    """A few damaged bytes may claim four billion items, which must not be read."""

    def box(kind: bytes, contents: bytes) -> bytes:
        return (len(contents) + 8).to_bytes(4, "big") + kind + contents

    places = box(b"iloc", bytes(6) + b"\xff\xff")
    with pytest.raises(ValueError, match="truncated"):
        strip_isobmff(box(b"meta", bytes(4) + box(b"iinf", bytes(6)) + places), 1)


def test_a_file_that_is_not_an_image_is_refused(tmp_path: Path) -> None:
    """It is not published unstripped."""
    for data in (b"", b"<html>hemmelig", b"\xff\xd8\xff", b"GIF89a"):
        with pytest.raises(UnusableImageError):
            strip_metadata(data)
