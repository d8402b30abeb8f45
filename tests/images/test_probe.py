"""Probing of images by their headers."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from PIL import Image

from drammenworks.images.probe import probe
from drammenworks.images.probe_result import UnusableImageError
from tests.images.samples import sample_image, save, with_exif


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif", "a.tiff", "a.avif"])
def test_every_supported_format_is_probed(tmp_path: Path, name: str) -> None:
    """The formats of cameras, phones and drawing programs."""
    probed = probe(save(tmp_path, name))
    assert (probed.width, probed.height, probed.has_alpha) == (60, 40, False)


@pytest.mark.parametrize(
    "data",
    [
        b"ikke et bilde",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
    ],
)
def test_a_file_that_is_not_an_image_is_refused(tmp_path: Path, data: bytes) -> None:
    """An image suffix is not enough, and the reason is given."""
    file = tmp_path / "a.jpg"
    file.write_bytes(data)
    with pytest.raises(UnusableImageError, match="skadet"):
        probe(file)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "filen er tom"),
        (b"<!DOCTYPE html><html></html>", "den er en nettside"),
        (b"%PDF-1.7", "den er et PDF-dokument"),
        (b"8BPS\x00\x01", "den er et Photoshop-dokument"),
        (b"\x00\x00\x00\x18ftypmp42", "den er en video"),
        (b"\x00\x00\x00\x18ftypcrx ", "den er et råbilde fra et kamera"),
    ],
)
def test_an_unsupported_file_is_described(tmp_path: Path, data: bytes, reason: str) -> None:
    """The editor learns what the file is, whatever its suffix."""
    file = tmp_path / "a.jpg"
    file.write_bytes(data)
    with pytest.raises(UnusableImageError) as caught:
        probe(file)
    assert str(caught.value) == reason


def test_an_animated_gif_is_detected(tmp_path: Path) -> None:
    """By its number of frames."""
    frames = [sample_image(), sample_image().rotate(90)]
    assert probe(save(tmp_path, "a.gif", frames[0], save_all=True, append_images=frames[1:])).is_animated
    assert not probe(save(tmp_path, "b.gif")).is_animated


def test_a_gps_position_is_detected(tmp_path: Path) -> None:
    """The editor is informed that it is not published."""
    assert probe(save(tmp_path, "a.jpg", exif=with_exif(orientation=1))).has_gps
    assert not probe(save(tmp_path, "b.jpg")).has_gps


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ("width='200' height='100'", (200, 100)),
        ("viewBox='0 0 24 12'", (24, 12)),
        ("width='48' viewBox='0 0 24 12'", (48, 24)),
        ("height='48px' viewBox='0,0,24,12'", (96, 48)),
        ("width='25.4mm' height='1in'", (96, 96)),
        ("width='100%' height='100%' viewBox='0 0 30 20'", (30, 20)),
    ],
)
def test_the_size_of_an_svg_is_that_of_its_root_element(
    tmp_path: Path, root: str, size: tuple[int, int]
) -> None:
    """In CSS pixels, from its width and height or the aspect ratio of its viewBox."""
    file = tmp_path / "a.svg"
    file.write_text(
        f"<?xml version='1.0'?>\n<!-- x -->\n<svg xmlns='http://www.w3.org/2000/svg' {root}><g/></svg>"
    )
    probed = probe(file)
    assert (probed.width, probed.height) == size
    assert probed.is_svg


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A file may be deleted between discovery and probing."""
    with pytest.raises(UnusableImageError, match="finnes ikke"):
        probe(tmp_path / "a.jpg")


def test_an_image_with_billions_of_pixels_is_refused(tmp_path: Path) -> None:
    """A decompression bomb is refused by its header, before its pixels are decoded."""
    file = save(tmp_path, "a.png")
    data = bytearray(file.read_bytes())
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    file.write_bytes(bytes(data))
    with pytest.raises(UnusableImageError, match="piksler"):
        probe(file)


def test_transparency_is_detected_in_the_header(tmp_path: Path) -> None:
    """The fallback's format depends on it."""
    assert probe(save(tmp_path, "a.png", sample_image(mode="RGBA"))).has_alpha
    assert not probe(save(tmp_path, "b.png", sample_image(mode="P"))).has_alpha


def test_pages_and_thumbnails_are_not_an_animation(tmp_path: Path) -> None:
    """TIFF has pages, and MPO has previews of a photo."""
    pages = {"append_images": [sample_image(), sample_image()], "save_all": True}
    assert not probe(save(tmp_path, "a.tiff", sample_image(), **pages)).is_animated
    assert not probe(save(tmp_path, "a.mpo", sample_image(), **pages)).is_animated
    moving = [sample_image().rotate(angle) for angle in (90, 180)]
    for name in ("a.gif", "a.webp", "a.png"):
        assert probe(save(tmp_path, name, sample_image(), save_all=True, append_images=moving)).is_animated


def test_a_heic_photo_has_its_upright_size(tmp_path: Path) -> None:
    """HEIC has an orientation of its own, beside that of EXIF."""
    import pillow_heif

    file = tmp_path / "IMG_0001.HEIC"
    turned = sample_image((120, 80)).transpose(Image.Transpose.ROTATE_90)
    pillow_heif.from_pillow(turned).save(file, exif=with_exif(orientation=6).tobytes())
    probed = probe(file)
    assert (probed.width, probed.height, probed.format) == (120, 80, "HEIF")
    assert probed.has_gps


def test_an_animated_png_without_its_motion_is_detected(tmp_path: Path) -> None:
    """Pillow shows the first image alone when a part of it is there twice."""
    frames = [sample_image(), Image.new("RGB", (60, 40))]
    file = save(tmp_path, "a.png", frames[0], save_all=True, append_images=frames[1:])
    assert not probe(file).has_lost_frames
    data = file.read_bytes()
    start = data.index(b"acTL") - 4
    file.write_bytes(data[:start] + data[start : start + 20] * 2 + data[start + 20 :])
    assert probe(file).has_lost_frames
    assert not probe(file).is_animated
    assert not probe(save(tmp_path, "b.png")).has_lost_frames
