"""The first look at a picture: its subject, its tones, and whether it is drawn."""

from __future__ import annotations

import io
import random
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFilter

from drammenworks.images.saliency import analyse_image
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
def test_the_subject_is_where_something_stands_out(at: tuple[int, int]) -> None:
    """A crop around it would keep it."""
    x, y = analyse_image(_data(_scene(at=at), "JPEG")).focal
    assert abs(x - at[0] / 900) <= 0.15
    assert abs(y - at[1] / 600) <= 0.15


def test_without_a_subject_the_middle_is_kept() -> None:
    """A plain wall, and a pattern all over, give no reason to cut on one side."""
    pattern = _noise((300, 200))
    assert analyse_image(_data(Image.new("RGB", (300, 200), "teal"))).focal == (0.5, 0.5)
    assert all(abs(place - 0.5) <= 0.1 for place in analyse_image(_data(pattern)).focal)


def test_a_picture_is_seen_the_right_way_up() -> None:
    """A phone held upright stores the picture lying, and says so."""
    lying = _scene().transpose(Image.Transpose.ROTATE_90)
    data = _data(lying, "JPEG", exif=with_exif(orientation=6))
    x, y = analyse_image(data).focal
    assert x > 0.6
    assert y < 0.45


def test_the_tones_are_those_of_the_upper_and_the_lower_half() -> None:
    """Sky above and sand below."""
    image = Image.new("RGB", (400, 300), (120, 180, 240))
    image.paste((220, 190, 120), (0, 150, 400, 300))
    assert analyse_image(_data(image)).tones == ((120, 180, 240), (220, 190, 120))


def test_what_is_seen_through_has_no_tones() -> None:
    """The page shines through a logo, before it has come as well as after."""
    image = Image.new("RGBA", (100, 100), (200, 0, 0, 0))
    assert analyse_image(_data(image)).tones is None
    assert analyse_image(_data(Image.new("RGBA", (100, 100), (200, 0, 0, 255)))).tones is not None


def test_few_colours_tell_a_drawing_from_a_photo() -> None:
    """A chart is sharp as PNG; a photo saved as PNG is still a photo, and JPEG is always one."""
    chart = Image.new("RGB", (200, 100), "white")
    ImageDraw.Draw(chart).rectangle((20, 20, 60, 90), "navy")
    assert analyse_image(_data(chart)).few_colours
    assert not analyse_image(_data(chart, "JPEG")).few_colours
    assert not analyse_image(_data(_noise((200, 100)))).few_colours


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16"])
def test_every_kind_of_pixels_is_seen(mode: str) -> None:
    """Grey, printing and palette pictures have tones like any other."""
    bright = 255 if mode == "1" else 0x60
    image = Image.new("I;16", (60, 40), 0x6000) if mode == "I;16" else Image.new("L", (60, 40), bright)
    seen = analyse_image(
        _data(image if mode == "I;16" else image.convert(mode), "TIFF" if mode == "CMYK" else "PNG")
    )
    assert seen.tones is not None
    assert all(abs(level - bright) <= 2 for tone in seen.tones for level in tone)


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (5000, 1)])
def test_the_thinnest_line_is_seen(size: tuple[int, int]) -> None:
    """And nothing is divided by nothing."""
    assert analyse_image(_data(Image.new("RGB", size, "green"))).focal == (0.5, 0.5)
