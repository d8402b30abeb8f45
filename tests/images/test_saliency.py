"""Analysis of an image: its focal point, its tones, and whether it is a graphic."""

from __future__ import annotations

import io
import random
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFilter

from drammenworks.images.analyse import analyse_image
from tests.images.samples import with_exif


def _data(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def _scene(size: tuple[int, int] = (900, 600), at: tuple[int, int] = (700, 180)) -> Image.Image:
    """Return a grey hall with one red balloon."""
    image = Image.linear_gradient("L").resize(size).point(lambda level: 110 + level // 8).convert("RGB")
    ImageDraw.Draw(image).ellipse((at[0] - 60, at[1] - 60, at[0] + 60, at[1] + 60), (210, 30, 30))
    return image.filter(ImageFilter.GaussianBlur(1))


def _noise(size: tuple[int, int]) -> Image.Image:
    return Image.frombytes("RGB", size, random.Random(7).randbytes(size[0] * size[1] * 3))


@pytest.mark.parametrize("at", [(700, 180), (150, 450), (450, 300), (760, 500)])
def test_the_focal_point_is_at_the_salient_object(at: tuple[int, int]) -> None:
    """A crop around it would contain the object."""
    x, y = analyse_image(_data(_scene(at=at), "JPEG")).focal
    assert abs(x - at[0] / 900) <= 0.15
    assert abs(y - at[1] / 600) <= 0.15


def test_without_a_subject_the_focal_point_is_the_centre() -> None:
    """A plain wall, or a pattern all over, has no salient side."""
    pattern = _noise((300, 200))
    assert analyse_image(_data(Image.new("RGB", (300, 200), "teal"))).focal == (0.5, 0.5)
    assert all(abs(place - 0.5) <= 0.1 for place in analyse_image(_data(pattern)).focal)


def test_the_exif_orientation_is_applied() -> None:
    """A phone held upright stores a rotated image."""
    lying = _scene().transpose(Image.Transpose.ROTATE_90)
    data = _data(lying, "JPEG", exif=with_exif(orientation=6))
    x, y = analyse_image(data).focal
    assert x > 0.6
    assert y < 0.45


def test_the_tones_are_the_means_of_both_halves() -> None:
    """Sky above and sand below."""
    image = Image.new("RGB", (400, 300), (120, 180, 240))
    image.paste((220, 190, 120), (0, 150, 400, 300))
    assert analyse_image(_data(image)).tones == ((120, 180, 240), (220, 190, 120))


def test_a_transparent_image_has_no_tones() -> None:
    """The page is visible through it, so that it needs no placeholder."""
    image = Image.new("RGBA", (100, 100), (200, 0, 0, 0))
    assert analyse_image(_data(image)).tones is None
    assert analyse_image(_data(Image.new("RGBA", (100, 100), (200, 0, 0, 255)))).tones is not None


def test_a_lossless_image_with_few_colours_is_a_graphic() -> None:
    """A photo saved as PNG has many colours, and JPEG is always a photo."""
    chart = Image.new("RGB", (200, 100), "white")
    ImageDraw.Draw(chart).rectangle((20, 20, 60, 90), "navy")
    assert analyse_image(_data(chart)).few_colours
    assert not analyse_image(_data(chart, "JPEG")).few_colours
    assert not analyse_image(_data(_noise((200, 100)))).few_colours


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16"])
def test_every_pixel_mode_is_analysed(mode: str) -> None:
    """Grey, CMYK and palette images have tones as well."""
    bright = 255 if mode == "1" else 0x60
    image = Image.new("I;16", (60, 40), 0x6000) if mode == "I;16" else Image.new("L", (60, 40), bright)
    analysis = analyse_image(
        _data(image if mode == "I;16" else image.convert(mode), "TIFF" if mode == "CMYK" else "PNG")
    )
    assert analysis.tones is not None
    assert all(abs(level - bright) <= 2 for tone in analysis.tones for level in tone)


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (5000, 1)])
def test_an_image_one_pixel_wide_is_analysed(size: tuple[int, int]) -> None:
    """There is no division by zero."""
    assert analyse_image(_data(Image.new("RGB", size, "green"))).focal == (0.5, 0.5)
