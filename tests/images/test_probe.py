"""Pictures measured by their headers."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from drammenworks.images.probe import UnusablePictureError, probe
from tests.images.pictures import picture, save


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif", "a.tiff", "a.avif"])
def test_a_picture_is_measured_whatever_its_format(tmp_path: Path, name: str) -> None:
    """The formats that cameras, phones and drawing programs write are known."""
    measured = probe(save(tmp_path, name))
    assert (measured.width, measured.height, measured.has_alpha) == (60, 40, False)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"ikke et bilde",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
    ],
)
def test_what_is_no_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    """A file that has a picture's name only is told of, and why."""
    file = tmp_path / "a.jpg"
    file.write_bytes(data)
    with pytest.raises(UnusablePictureError, match="skadet"):
        probe(file)


def test_a_picture_that_went_away_is_refused(tmp_path: Path) -> None:
    """Between finding and measuring, a file may be deleted."""
    with pytest.raises(UnusablePictureError, match="finnes ikke"):
        probe(tmp_path / "a.jpg")


def test_a_picture_that_claims_billions_of_pixels_is_refused(tmp_path: Path) -> None:
    """A bomb is refused by its header, and its pixels are never made."""
    file = save(tmp_path, "a.png")
    data = bytearray(file.read_bytes())
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    file.write_bytes(bytes(data))
    with pytest.raises(UnusablePictureError, match="piksler"):
        probe(file)


def test_transparency_is_seen_in_the_header(tmp_path: Path) -> None:
    """The fallback's format depends on it."""
    assert probe(save(tmp_path, "a.png", picture(mode="RGBA"))).has_alpha
    assert not probe(save(tmp_path, "b.png", picture(mode="P"))).has_alpha
