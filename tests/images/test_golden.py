"""Every kind of source image in every published format: it looks the same, without metadata."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from drammenworks.images.display_p3 import display_p3, rgb_profile
from drammenworks.images.encode_variants import encode_all
from drammenworks.images.open import open_image
from drammenworks.images.variants import CropBox, Format, Variant
from tests.images.samples import BLUE, RED, sample_image, save, unread_probe, with_exif

FORMATS: tuple[Format, ...] = ("avif", "webp", "jpeg", "png")
TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
ADOBE_RGB = rgb_profile(
    "Adobe RGB (1998)",
    ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)),
    (2.19921875,),
)
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">hemmelig</x:xmpmeta>'


def make(
    file: Path, format: Format, size: tuple[int, int], *, crop: CropBox | None = None, credit: str = ""
) -> bytes:
    """Return the published file of an image with the upright size ``size``."""
    wanted = Variant(unread_probe(file, *size), *size, format, crop, credit)
    if crop:
        wanted = Variant(wanted.probe, crop[2] - crop[0], crop[3] - crop[1], format, crop, credit)
    encoded, failures = encode_all([wanted], file.parent / "cache")
    assert failures == []
    return encoded.files[wanted].path.read_bytes()


def shown(data: bytes) -> Image.Image:
    """Return a published image."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def colour(image: Image.Image, at: tuple[int, int], mode: str = "RGB") -> tuple[int, ...]:
    """Return a pixel."""
    pixel = image.convert(mode).getpixel(at)
    assert isinstance(pixel, tuple)
    return pixel


def is_near(one: tuple[int, ...], other: tuple[int, ...], tolerance: int = 14) -> bool:
    """Return whether two colours look the same."""
    return all(abs(mine - theirs) <= tolerance for mine, theirs in zip(one, other, strict=True))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("orientation", TURNS)
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tiff", "a.webp", "a.avif"])
def test_a_rotated_image_is_upright_in_every_format(
    tmp_path: Path, name: str, orientation: int, format: Format
) -> None:
    """The EXIF orientation is applied, and every corner is in its position."""
    turn = TURNS[orientation]
    stored = sample_image().transpose(turn) if turn is not None else sample_image()
    file = save(tmp_path, name, stored, exif=with_exif(orientation=orientation), quality=95)
    image = shown(make(file, format, (60, 40)))
    assert image.size == (60, 40)
    assert not image.getexif()
    for corner, expected in (((5, 5), RED), ((55, 5), BLUE), ((5, 35), BLUE), ((55, 35), BLUE)):
        assert is_near(colour(image, corner), expected, 30)


def test_a_heic_photo_is_upright_and_cropped(tmp_path: Path) -> None:
    """HEIC has an orientation of its own; a crop box is in pixels of the upright image."""
    import pillow_heif

    file = tmp_path / "IMG_0001.HEIC"
    stored = sample_image((120, 80)).transpose(Image.Transpose.ROTATE_90)
    pillow_heif.from_pillow(stored).save(file, quality=95, exif=with_exif(orientation=6).tobytes())
    with open_image(file.read_bytes()) as opened:
        assert opened.size == (120, 80)
    image = shown(make(file, "webp", (120, 80)))
    assert is_near(colour(image, (10, 10)), RED, 30)
    assert is_near(colour(image, (110, 70)), BLUE, 30)
    red = shown(make(file, "png", (120, 80), crop=(0, 0, 50, 30)))
    assert is_near(colour(red, (45, 25)), RED, 30)


def _noise(size: tuple[int, int]) -> Image.Image:
    """Return an image in which no two neighbours are alike, as photos are with their grain."""
    return Image.merge("RGB", [Image.effect_noise(size, 60) for _ in range(3)])


def _has_half_colours(data: bytes) -> bool:
    """Return what the configuration of the codec says of both directions (AV1-ISOBMFF § 2.3.3)."""
    return data[data.index(b"av1C") + 6] & 0b1100 == 0b1100


@pytest.mark.parametrize(
    ("image", "is_half"),
    [
        (sample_image((1200, 20)), True),
        (sample_image((1200, 1)), True),
        (sample_image((1200, 20), "RGBA"), True),
        (sample_image((900, 20)), False),
        (_noise((1200, 20)), False),
    ],
    ids=["large", "line", "transparent", "small", "photo"],
)
def test_only_large_drawings_have_colours_at_half_the_resolution(
    tmp_path: Path, image: Image.Image, is_half: bool
) -> None:
    """Small ones are shown pixel for pixel, and photos gain nothing."""
    file = save(tmp_path, "a.png", image)
    assert _has_half_colours(make(file, "avif", image.size)) == is_half


def _sixteen(mode: str) -> Image.Image:
    return Image.new("I;16", (60, 40), 0x6060) if mode == "I;16" else Image.new("I", (60, 40), 0x6060)


KINDS: dict[str, tuple[Callable[[], Image.Image], str]] = {
    "grey": (lambda: Image.new("L", (60, 40), 0x60), "a.png"),
    "grey with alpha": (lambda: Image.new("LA", (60, 40), (0x60, 255)), "a.png"),
    "palette": (lambda: Image.new("RGB", (60, 40), (0x60,) * 3).quantize(8), "a.png"),
    "sixteen bits": (lambda: _sixteen("I;16"), "a.png"),
    "sixteen bits in a scan": (lambda: _sixteen("I;16"), "a.tiff"),
    "thirty-two bits": (lambda: _sixteen("I"), "a.tiff"),
    "floating point": (lambda: Image.new("F", (60, 40), 0x60 / 255), "a.tiff"),
    "inks": (lambda: Image.new("L", (60, 40), 0x60).convert("CMYK"), "a.tiff"),
    "inks in a JPEG": (lambda: Image.new("L", (60, 40), 0x60).convert("CMYK"), "a.jpg"),
    "lightness": (lambda: Image.new("LAB", (60, 40), (0x69, 128, 128)), "a.tiff"),
    "brightness and colour": (lambda: Image.new("L", (60, 40), 0x60).convert("YCbCr"), "a.tiff"),
}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_pixel_mode_has_the_same_brightness(tmp_path: Path, kind: str, format: Format) -> None:
    """Also those of printers, scanners and scientific instruments."""
    image, name = KINDS[kind]
    file = save(tmp_path, name, image(), **({"quality": 95} if name.endswith("jpg") else {}))
    rendered = colour(shown(make(file, format, (60, 40))), (30, 20))
    assert is_near(rendered, (0x60,) * 3, 6)


def test_all_sixteen_bits_of_colour_are_read(tmp_path: Path) -> None:
    """A PNG of a camera's raw converter has two bytes for each channel, the more significant first."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\0" + struct.pack(">HHH", 0xC8FF, 0x1E00, 0x1E80) * 6
    file = tmp_path / "a.png"
    file.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 6, 4, 16, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(row * 4))
        + chunk(b"IEND", b"")
    )
    assert is_near(colour(shown(make(file, "png", (6, 4))), (3, 2)), (0xC8, 0x1E, 0x1E), 1)


@pytest.mark.parametrize("format", ["avif", "webp", "png"])
@pytest.mark.parametrize("name", ["a.png", "a.gif"])
def test_transparent_pixels_remain_transparent(tmp_path: Path, name: str, format: Format) -> None:
    """Also those of a transparent palette colour."""
    image = sample_image().quantize(8)
    nothing = image.getpixel((0, 0))
    file = save(tmp_path, name, image, transparency=nothing)
    rendered = shown(make(file, format, (60, 40)))
    assert colour(rendered, (5, 5), "RGBA")[3] == 0
    assert colour(rendered, (55, 35), "RGBA")[3] == 255
    assert is_near(colour(rendered, (55, 35)), BLUE, 30)


def test_transparent_pixels_are_white_in_jpeg(tmp_path: Path) -> None:
    """JPEG has no transparency, and the hidden colour is often black."""
    file = save(tmp_path, "a.png", Image.new("RGBA", (60, 40), (0, 0, 0, 0)))
    assert is_near(colour(shown(make(file, "jpeg", (60, 40))), (30, 20)), (255, 255, 255))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("profile", "stored", "rendered"),
    [
        (display_p3(), (180, 100, 90), (193, 95, 86)),
        (ADOBE_RGB, (150, 120, 90), (162, 121, 88)),
        (SRGB, (180, 100, 90), (180, 100, 90)),
    ],
    ids=["Display P3", "Adobe RGB", "sRGB"],
)
def test_colours_within_srgb_are_converted_to_srgb(
    tmp_path: Path,
    format: Format,
    profile: bytes,
    stored: tuple[int, int, int],
    rendered: tuple[int, int, int],
) -> None:
    """No profile is embedded: browsers assume sRGB."""
    file = save(tmp_path, "a.png", Image.new("RGB", (60, 40), stored), icc_profile=profile)
    image = shown(make(file, format, (60, 40)))
    assert "icc_profile" not in image.info
    assert is_near(colour(image, (30, 20)), rendered, 4)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("profile", "stored", "rendered"),
    [
        (display_p3(), (255, 20, 20), (255, 20, 20)),
        (ADOBE_RGB, (100, 210, 90), (62, 208, 96)),
    ],
    ids=["Display P3", "Adobe RGB"],
)
def test_colours_outside_srgb_are_converted_to_display_p3(
    tmp_path: Path,
    format: Format,
    profile: bytes,
    stored: tuple[int, int, int],
    rendered: tuple[int, int, int],
) -> None:
    """A saturated red of a phone's photo remains, with a profile in the file."""
    file = save(tmp_path, "a.png", Image.new("RGB", (60, 40), stored), icc_profile=profile)
    image = shown(make(file, format, (60, 40)))
    assert image.info["icc_profile"] == display_p3()
    assert is_near(colour(image, (30, 20)), rendered, 8)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tiff", "a.webp", "a.avif"])
def test_no_metadata_is_published(tmp_path: Path, name: str, format: Format) -> None:
    """Neither Exif, XMP, IPTC nor a comment: a GPS position may be somebody's address."""
    exif = with_exif(artist="Kari Nordmann")
    texts = PngInfo()
    texts.add_text("Author", "Kari Nordmann")
    options = {"pnginfo": texts} if name == "a.png" else {} if name == "a.tiff" else {"xmp": XMP}
    file = save(tmp_path, name, exif=exif, **options)
    assert b"Kari" in file.read_bytes()
    data = make(file, format, (60, 40))
    assert [
        word for word in (b"Kari", b"hemmelig", b"Exif", b"eXIf", b"xmpmeta", b"8BIM") if word in data
    ] == []
    assert not shown(data).getexif()


@pytest.mark.parametrize("format", FORMATS)
def test_the_credit_is_the_only_metadata(tmp_path: Path, format: Format) -> None:
    """A downloaded file names its creator, and no position."""
    file = save(tmp_path, "a.jpg", exif=with_exif(artist="Ola Ukjent"))
    data = make(file, format, (60, 40), credit="Kari Nordmann & <sønn>")
    assert "Kari Nordmann &amp; &lt;sønn&gt;".encode() in data
    assert b"Ola" not in data
    assert not shown(data).getexif()


def test_an_animation_is_encoded_as_animated_webp(tmp_path: Path) -> None:
    """With its frames, durations and loop count; the remaining formats show its first frame."""
    frames = [Image.new("RGB", (60, 40), one) for one in (RED, BLUE, (30, 200, 30))]
    file = tmp_path / "a.gif"
    frames[0].save(file, save_all=True, append_images=frames[1:], duration=[80, 200, 10], loop=3)
    with Image.open(io.BytesIO(make(file, "webp", (60, 40)))) as moving:
        assert (moving.n_frames, moving.info["loop"]) == (3, 3)
        for number, (expected, duration) in enumerate(
            zip((RED, BLUE, (30, 200, 30)), (80, 200, 100), strict=True)
        ):
            moving.seek(number)
            moving.load()
            assert is_near(colour(moving, (30, 20)), expected)
            assert moving.info["duration"] == duration
    for kind in ("avif", "jpeg", "png"):
        still = shown(make(file, kind, (60, 40)))
        assert getattr(still, "n_frames", 1) == 1
        assert is_near(colour(still, (30, 20)), RED)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "1"])
def test_an_animated_png_keeps_its_motion(tmp_path: Path, mode: str) -> None:
    """Whatever its mode; an image for programs that show no motion is none of its frames."""
    frames = [Image.new("RGB", (60, 40), one).convert(mode) for one in ("black", "white", "black")]
    for name, options, count in (("a.png", {}, 3), ("b.png", {"default_image": True}, 2)):
        file = tmp_path / name
        frames[0].save(file, save_all=True, append_images=frames[1:], duration=200, **options)
        with Image.open(io.BytesIO(make(file, "webp", (60, 40)))) as moving:
            assert (moving.n_frames, moving.info["loop"]) == (count, 0)


def test_the_pages_of_a_tiff_are_not_an_animation(tmp_path: Path) -> None:
    """A TIFF of several pages shows its first."""
    file = tmp_path / "a.tiff"
    sample_image().save(file, save_all=True, append_images=[Image.new("RGB", (60, 40))])
    assert getattr(shown(make(file, "webp", (60, 40))), "n_frames", 1) == 1


@pytest.mark.parametrize("format", FORMATS)
def test_an_image_of_one_pixel_is_encoded(tmp_path: Path, format: Format) -> None:
    """In every format."""
    file = save(tmp_path, "a.png", Image.new("RGB", (1, 1), RED))
    assert is_near(colour(shown(make(file, format, (1, 1))), (0, 0)), RED)


@pytest.mark.parametrize("format", ["avif", "jpeg", "png"])
@pytest.mark.parametrize("size", [(1, 20_000), (20_000, 1)])
def test_an_image_one_pixel_wide_is_encoded(tmp_path: Path, format: Format, size: tuple[int, int]) -> None:
    """Where the format supports its length."""
    file = save(tmp_path, "a.png", Image.new("RGB", size, RED))
    image = shown(make(file, format, size))
    assert image.size == size
    assert is_near(colour(image, (size[0] - 1, size[1] - 1)), RED)


@pytest.mark.parametrize("format", FORMATS)
def test_a_crop_shows_its_box_at_any_scale(tmp_path: Path, format: Format) -> None:
    """A JPEG is decoded at an eighth here, and the box still shows red alone."""
    file = save(tmp_path, "a.jpg", sample_image((1600, 1200)), quality=95)
    wanted = Variant(unread_probe(file, 1600, 1200), 50, 37, format, (0, 0, 797, 597))
    encoded, _ = encode_all([wanted], tmp_path / "cache")
    image = shown(encoded.files[wanted].path.read_bytes())
    assert image.size == (50, 37)
    for corner in ((0, 0), (48, 0), (0, 35), (48, 35)):
        assert is_near(colour(image, corner), RED, 30)
