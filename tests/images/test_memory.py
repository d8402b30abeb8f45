"""The memory estimates of images, which decide how many are processed at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from drammenworks.images.decode import decode, shrink_factor
from drammenworks.images.memory import decoding_peak
from drammenworks.images.probe import probe
from drammenworks.images.variants import Variant
from tests.images.samples import sample_image, save

SIZE = (3200, 2000)
PIXELS = 3200 * 2000


def _cost(file: Path, width: int) -> int:
    source = probe(file)
    return decoding_peak(source, [Variant(source, width, width * 5 // 8, "webp")])


@pytest.mark.parametrize(("width", "each"), [(3200, 9), (1601, 9), (1600, 3), (40, 3)])
def test_a_photo_takes_memory_by_its_decoded_size(tmp_path: Path, width: int, each: float) -> None:
    """A byte per pixel of the file and eight per decoded pixel; common widths share one decoding."""
    file = save(tmp_path, "a.jpg", sample_image(SIZE))
    assert _cost(file, width) == PIXELS * each


def test_other_formats_are_decoded_at_full_size(tmp_path: Path) -> None:
    """PNG has no shrink-on-load."""
    assert _cost(save(tmp_path, "a.png", sample_image(SIZE)), 40) == PIXELS * 9


@pytest.mark.parametrize(("subsampling", "each"), [("4:4:4", 6), ("4:2:2", 4), ("4:2:0", 3)])
def test_coefficients_of_a_progressive_photo_are_buffered(
    tmp_path: Path, subsampling: str, each: int
) -> None:
    """libjpeg buffers two bytes for each sample until it has read the whole file."""
    options = {"progressive": True, "subsampling": subsampling}
    file = save(tmp_path, "a.jpg", sample_image(SIZE), **options)
    assert probe(file).coefficient_bytes == PIXELS * each
    assert _cost(file, 40) == PIXELS * (3 + each)
    grey = save(tmp_path, "b.jpg", Image.new("L", SIZE), progressive=True)
    assert probe(grey).coefficient_bytes == PIXELS * 2


@pytest.mark.parametrize("least", [1, 0.6, 0.5, 0.3, 0.25, 0.2, 0.125, 0.01])
@pytest.mark.parametrize("size", [(320, 200), (97, 61), (16, 9)])
def test_the_decoded_size_follows_from_the_shrink_factor(
    tmp_path: Path, least: float, size: tuple[int, int]
) -> None:
    """Also for photos whose sides are not multiples of eight."""
    file = save(tmp_path, "a.jpg", sample_image(size))
    times = shrink_factor("JPEG", least)
    assert times * least <= 1
    pixels = decode(file.read_bytes(), least)
    assert pixels.image.size == tuple(-(-side // times) for side in size)
