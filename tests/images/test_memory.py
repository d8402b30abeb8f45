"""What a picture is reckoned to take, which decides how many are made at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from drammenworks.images.decode import decode, shrink_factor
from drammenworks.images.memory import decoding_peak
from drammenworks.images.probing import probe
from drammenworks.images.variants import Variant
from tests.images.samples import sample_image, save

SIZE = (3200, 2000)
PIXELS = 3200 * 2000


def _cost(file: Path, width: int) -> int:
    source = probe(file)
    return decoding_peak(source, [Variant(source, width, width * 5 // 8, "webp")])


@pytest.mark.parametrize(("width", "each"), [(3200, 9), (1601, 9), (1600, 3), (40, 3)])
def test_a_photo_takes_what_it_is_decoded_to(tmp_path: Path, width: int, each: float) -> None:
    """A byte for each pixel of its file, and eight for each that is decoded: as few as do for what is usual."""
    file = save(tmp_path, "a.jpg", sample_image(SIZE))
    assert _cost(file, width) == PIXELS * each


def test_other_pictures_are_decoded_whole(tmp_path: Path) -> None:
    """PNG has no smaller picture in it."""
    assert _cost(save(tmp_path, "a.png", sample_image(SIZE)), 40) == PIXELS * 9


@pytest.mark.parametrize(("subsampling", "each"), [("4:4:4", 6), ("4:2:2", 4), ("4:2:0", 3)])
def test_a_progressive_photo_is_held_whole(tmp_path: Path, subsampling: str, each: int) -> None:
    """Its pixels are spread over the file: libjpeg holds two bytes for each sample until it has read it all."""
    options = {"progressive": True, "subsampling": subsampling}
    file = save(tmp_path, "a.jpg", sample_image(SIZE), **options)
    assert probe(file).coefficient_bytes == PIXELS * each
    assert _cost(file, 40) == PIXELS * (3 + each)
    grey = save(tmp_path, "b.jpg", Image.new("L", SIZE), progressive=True)
    assert probe(grey).coefficient_bytes == PIXELS * 2


@pytest.mark.parametrize("least", [1, 0.6, 0.5, 0.3, 0.25, 0.2, 0.125, 0.01])
@pytest.mark.parametrize("size", [(320, 200), (97, 61), (16, 9)])
def test_what_is_decoded_is_as_reckoned(tmp_path: Path, least: float, size: tuple[int, int]) -> None:
    """Of photos whose sides are no multiples of eight, too."""
    file = save(tmp_path, "a.jpg", sample_image(size))
    times = shrink_factor("JPEG", least)
    assert times * least <= 1
    pixels = decode(file.read_bytes(), least)
    assert pixels.image.size == tuple(-(-side // times) for side in size)
