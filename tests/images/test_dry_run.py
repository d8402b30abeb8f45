"""What ``check`` tells of images is what encoding them would tell."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from drammenworks.content.image_info import ImageInfo
from drammenworks.content.inspect_image import probe_image
from drammenworks.images.encode_variants import encode_all
from drammenworks.images.find_unusable import find_unusable
from drammenworks.images.variants import TOO_LARGE, Format, Variant, plan_variants
from tests.images.samples import sample_image, unread_probe

_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'


def _saved(format: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    sample_image((300, 200)).save(buffer, format, **options)
    return buffer.getvalue()


def _animation(format: str, count: int = 4, size: tuple[int, int] = (120, 80)) -> bytes:
    frames = [Image.new("RGB", size, (number * 40 % 255, 90, 200)) for number in range(count)]
    frames[-1].paste("white", (5, 5, 60, 60))
    buffer = io.BytesIO()
    frames[0].save(buffer, format, save_all=True, append_images=frames[1:], duration=60)
    return buffer.getvalue()


_WHOLE = {
    "a.jpg": _saved("JPEG"),
    "b.jpg": _saved("JPEG", progressive=True),
    "a.png": _saved("PNG"),
    "a.webp": _saved("WEBP"),
    "a.tif": _saved("TIFF", compression="tiff_lzw"),
    "a.gif": _animation("GIF"),
    "b.webp": _animation("WEBP"),
    "b.png": _animation("PNG"),
    "a.svg": _SVG,
}


def _damaged(data: bytes, count: int) -> Iterator[bytes]:
    chance = random.Random(7)
    for _ in range(count):
        broken = bytearray(data)
        for _ in range(chance.choice((1, 3, 20))):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        yield bytes(broken[: chance.randrange(1, len(broken))] if chance.random() < 0.4 else broken)


def _reasons(file: Path, data: bytes) -> tuple[list[str], list[str]] | None:
    """Return what encoding and the dry run find wrong with an image; None if it is not even shown."""
    file.write_bytes(data)
    found = probe_image(file.name, data)
    if not isinstance(found, ImageInfo):
        return None
    variants = plan_variants(replace(found.probe, file=file), [40, 90], formats=("avif", "webp")).all
    unusable = [str(reason) for _, reason in find_unusable(variants, file.parent / "none")]
    _, failures = encode_all(variants, file.parent / "cache")
    return [str(reason) for _, reason in failures], unusable


@pytest.mark.parametrize("name", _WHOLE)
def test_a_damaged_image_is_told_of_alike(tmp_path: Path, name: str) -> None:
    """Bytes that differ, or that are missing."""
    encoded, unusable = _reasons(tmp_path / name, _WHOLE[name]) or (None, None)
    assert encoded == unusable == []
    for number, data in enumerate(_damaged(_WHOLE[name], 30)):
        (tmp_path / str(number)).mkdir()
        reasons = _reasons(tmp_path / str(number) / name, data)
        if reasons is not None:
            assert reasons[0] == reasons[1], number


def test_a_long_animation_is_told_of_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the pixels of its largest variant."""
    monkeypatch.setattr("drammenworks.images.animation._MAX_PIXELS", 20_000)
    encoded, unusable = _reasons(tmp_path / "a.gif", _WHOLE["a.gif"]) or ([], [])
    assert encoded == unusable == ["animasjonen er altfor lang; legg den ut som video"]


@pytest.mark.parametrize(
    ("kind", "side", "is_too_large"),
    [
        ("webp", 16_383, False),
        ("webp", 16_384, True),
        ("jpeg", 65_500, False),
        ("jpeg", 65_501, True),
        ("avif", 65_536, False),
        ("avif", 65_537, True),
        ("png", 70_000, False),
    ],
)
def test_a_size_that_a_format_does_not_have_is_told_of_alike(
    tmp_path: Path, kind: Format, side: int, is_too_large: bool
) -> None:
    """The limits of the encoders, to the pixel."""
    file = tmp_path / "a.png"
    Image.new("1", (1, side)).save(file)
    wanted = [Variant(unread_probe(file, 1, side), 1, side, kind)]
    expected = [TOO_LARGE] if is_too_large else []
    assert [reason for _, reason in find_unusable(wanted, tmp_path / "none")] == expected
    assert [reason for _, reason in encode_all(wanted, tmp_path / "cache")[1]] == expected


def test_an_encoded_variant_shows_that_its_image_is_usable(tmp_path: Path) -> None:
    """The file is not looked at again."""
    file = tmp_path / "a.gif"
    file.write_bytes(_WHOLE["a.gif"])
    variants = plan_variants(unread_probe(file, 120, 80), [40]).all
    encode_all(variants, tmp_path / "cache")
    file.unlink()
    assert find_unusable(variants, tmp_path / "cache") == []
