"""Files that are not what they seem: a reason or the right picture, and never a traceback, a wait or half of
one."""

from __future__ import annotations

import io
import os
import random
import struct
import unicodedata
import zlib
from pathlib import Path

import pytest
from PIL import Image

from drammenworks.images.batch import EncodeResult, encode_all
from drammenworks.images.probe import Probe, UnusableImageError
from drammenworks.images.probing import probe
from drammenworks.images.variants import Format, Variant
from tests.images.samples import RED, sample_image, save, unread_probe

FORMATS: tuple[Format, ...] = ("avif", "webp", "jpeg", "png")


def encode_every_format(measured: Probe) -> tuple[EncodeResult, list[str]]:
    """Make a picture in every format, and return what was made and why not all."""
    wanted = [Variant(measured, 20, 13, kind) for kind in FORMATS]
    encoded, failures = encode_all(wanted, measured.file.parent / "cache")
    return encoded, [str(reason) for _, reason in failures]


def claimed(file: Path) -> Probe:
    """Return measures of a file that was not looked at, as if its header had been whole."""
    return unread_probe(file, 60, 40)


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*chunks: bytes, size: tuple[int, int] = (60, 40)) -> bytes:
    """Return a PNG with these chunks before its pixels."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, 2, 0, 0, 0))
    rows = zlib.compress(b"".join(b"\0" + bytes(RED) * 60 for _ in range(40)))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(**options: object) -> bytes:
    """Return a JPEG."""
    buffer = io.BytesIO()
    sample_image().save(buffer, "JPEG", **options)
    return buffer.getvalue()


def looping_tiff() -> bytes:
    """Return a TIFF whose directory is its own next one."""
    entries = [
        (256, 4, 1, 60),
        (257, 4, 1, 40),
        (258, 3, 1, 8),
        (262, 3, 1, 1),
        (273, 4, 1, 8),
        (279, 4, 1, 9),
    ]
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + body + struct.pack("<I", 8)


REFUSED = {
    "empty.jpg": b"",
    "a page.jpg": b"<!doctype html><title>404</title>",
    "text.png": b"ikke et bilde",
    "signature.png": b"\x89PNG\r\n\x1a\n",
    "cut.jpg": jpeg()[:400],
    "cut.png": png()[:60],
    "wrong-checksum.png": png()
    .replace(zlib.crc32(b"IEND").to_bytes(4, "big"), b"\0\0\0\0")
    .replace(b"IHDR\0\0\0\x3c", b"IHDR\0\0\0\x3d"),
    "bomb.png": png(size=(100_000, 100_000)),
    "bomb.gif": b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + b"\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\x02\0;",
    "notes.png": png(chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(100 << 20)))),
    "loop.tiff": looping_tiff(),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_reason(tmp_path: Path, name: str) -> None:
    """By its header, or when its pixels are read; nothing of it is published."""
    file = tmp_path / name
    file.write_bytes(REFUSED[name])
    encoded, reasons = encode_every_format(claimed(file))
    assert (encoded.files, len(reasons)) == ({}, 1)
    assert not list((tmp_path / "cache").glob("*"))


SHOWN = {
    "wrong-ending.png": jpeg(),
    "no-ending": png(),
    "polyglot.jpg": jpeg() + b"PK\x03\x04<script>alert(1)</script>",
    "polyglot.png": png() + b"<script>alert(1)</script>",
    "comment.jpg": jpeg(comment=b"<script>alert(1)</script>"),
    "bad-exif.jpg": jpeg(exif=b"Exif\0\0II*\0\xff\xff\xff\xff" + bytes(40)),
    "bad-profile.jpg": jpeg(icc_profile=b"no profile at all"),
    "profile-of-grey.jpg": jpeg(icc_profile=b"\0" * 12 + b"mntrGRAYXYZ " + bytes(120)),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_browsers_would_show_is_shown_and_carries_nothing_along(tmp_path: Path, name: str) -> None:
    """The bytes decide what a file is; what it holds besides the picture stays behind."""
    file = tmp_path / name
    file.write_bytes(SHOWN[name])
    encoded, reasons = encode_every_format(probe(file))
    assert reasons == []
    for variant, made in encoded.files.items():
        data = made.path.read_bytes()
        assert b"script" not in data
        with Image.open(io.BytesIO(data)) as image:
            assert (image.format or "").lower() == variant.format
            image.load()


def test_a_file_that_vanishes_is_told_of(tmp_path: Path) -> None:
    """Between being measured and being read."""
    measured = probe(save(tmp_path, "a.jpg"))
    measured.file.unlink()
    assert encode_every_format(measured)[1] == ["den finnes ikke lenger"]


def test_a_file_that_changes_is_told_of(tmp_path: Path) -> None:
    """Its size, which pages tell already, may be another by now."""
    measured = probe(save(tmp_path, "a.jpg"))
    save(tmp_path, "a.jpg", sample_image((20, 80)))
    assert encode_every_format(measured)[1] == ["den ble endret mens nettstedet ble bygget"]


def test_a_folder_with_a_pictures_name_is_told_of(tmp_path: Path) -> None:
    """It is no file, and cannot be read as one."""
    measured = probe(save(tmp_path, "a.jpg"))
    measured.file.unlink()
    measured.file.mkdir()
    assert encode_every_format(measured)[1] == ["den finnes ikke lenger"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told_of(tmp_path: Path) -> None:
    """As one that is gone."""
    measured = probe(save(tmp_path, "a.jpg"))
    measured.file.chmod(0)
    assert len(encode_every_format(measured)[1]) == 1


@pytest.mark.parametrize(
    "name",
    [
        "med mellomrom og (1).jpg",
        "Ærlig Østfold på Ås.jpg",
        unicodedata.normalize("NFD", "Ås på øy.jpg"),
        "🎉🇳🇴.jpg",
        "100 % %20 #1?.jpg",
        "-rf.jpg",
        "a" * 251 + ".jpg",
    ],
)
def test_a_file_may_be_called_anything(tmp_path: Path, name: str) -> None:
    """What is kept is named by what it is of, never by what that is called."""
    encoded, reasons = encode_every_format(probe(save(tmp_path, name)))
    assert (len(encoded.files), reasons) == (4, [])


def test_a_film_is_not_a_moving_picture(tmp_path: Path) -> None:
    """Thousands of frames would take all memory; a video player shows them one by one."""
    file = tmp_path / "a.gif"
    frames = [Image.new("1", (1200, 800), number % 2) for number in range(300)]
    frames[0].save(file, save_all=True, append_images=frames[1:])
    wanted = Variant(unread_probe(file, 1200, 800), 1200, 800, "webp")
    _, [(_, reason)] = encode_all([wanted], tmp_path / "cache")
    assert "video" in reason


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif", "a.tiff", "a.avif", "a.heic"])
def test_damage_anywhere_is_a_reason_or_a_picture(tmp_path: Path, name: str) -> None:
    """Cut short or with bytes changed, nothing fails in another way, and what is published is whole."""
    import pillow_heif

    file = tmp_path / name
    if name == "a.heic":
        pillow_heif.from_pillow(sample_image()).save(file)
    else:
        save(tmp_path, name)
    whole, chance = file.read_bytes(), random.Random(name)
    for number in range(40):
        data = bytearray(whole[: chance.randrange(len(whole))] if number % 2 else whole)
        for _ in range(chance.randrange(1, 6)):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        damaged = tmp_path / f"{number}-{name}"
        damaged.write_bytes(bytes(data))
        encoded, _ = encode_every_format(claimed(damaged))
        for made in encoded.files.values():
            with Image.open(made.path) as image:
                image.load()
                assert image.size == (20, 13)


def test_a_bomb_of_another_format_is_refused_as_well(tmp_path: Path) -> None:
    """HEIC is read by another library, which allows more than Pillow does."""
    import pillow_heif

    file = tmp_path / "a.heic"
    pillow_heif.from_pillow(sample_image((64, 64))).save(file)
    data = file.read_bytes()
    at = data.index(b"ispe") + 8
    assert data[at : at + 8] == struct.pack(">II", 64, 64)
    file.write_bytes(data[:at] + struct.pack(">II", 30_000, 30_000) + data[at + 8 :])
    with pytest.raises(UnusableImageError):
        probe(file)


def test_a_photo_of_a_thousand_passes_is_refused_before_its_pixels_are_read(tmp_path: Path) -> None:
    """Each pass goes through the whole picture, however few bytes it has; a photo has a dozen."""
    file = tmp_path / "a.jpg"
    photo = jpeg(progressive=True)
    last = photo[photo.rindex(b"\xff\xda") : -2]
    file.write_bytes(photo[:-2] + last * 3000 + photo[-2:])
    with pytest.raises(UnusableImageError, match="omganger"):
        probe(file)
    file.write_bytes(photo)
    assert probe(file).width == 60


def test_a_bomb_is_refused_before_its_pixels_are_made(tmp_path: Path) -> None:
    """A PNG of ten milliard pixels is a few kilobytes long."""
    file = tmp_path / "a.png"
    file.write_bytes(REFUSED["bomb.png"])
    with pytest.raises(UnusableImageError, match="piksler"):
        probe(file)
