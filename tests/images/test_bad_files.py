"""Damaged and misleading files: each gives a reason or a correct image, without a crash or a hang."""

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

from drammenworks.images.encode_variants import EncodeResult, encode_all
from drammenworks.images.probe import probe
from drammenworks.images.probe_result import Probe, UnusableImageError
from drammenworks.images.variants import Format, Variant
from tests.images.samples import RED, sample_image, save, unread_probe

FORMATS: tuple[Format, ...] = ("avif", "webp", "jpeg", "png")


def encode_every_format(probed: Probe) -> tuple[EncodeResult, list[str]]:
    """Encode an image in every format, and return the files and the reasons of failures."""
    wanted = [Variant(probed, 20, 13, kind) for kind in FORMATS]
    encoded, failures = encode_all(wanted, probed.file.parent / "cache")
    return encoded, [str(reason) for _, reason in failures]


def pretended_probe(file: Path) -> Probe:
    """Return a probe of a file as if its header were intact."""
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
    """Return a TIFF whose directory is its own successor."""
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
def test_a_damaged_file_is_refused_with_a_reason(tmp_path: Path, name: str) -> None:
    """When it is probed or when it is decoded; nothing of it is published."""
    file = tmp_path / name
    file.write_bytes(REFUSED[name])
    encoded, reasons = encode_every_format(pretended_probe(file))
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
def test_a_misleading_file_is_published_without_its_extra_content(tmp_path: Path, name: str) -> None:
    """Its bytes decide the format, not its name; everything besides the image is removed."""
    file = tmp_path / name
    file.write_bytes(SHOWN[name])
    encoded, reasons = encode_every_format(probe(file))
    assert reasons == []
    for variant, encoded_file in encoded.files.items():
        data = encoded_file.path.read_bytes()
        assert b"script" not in data
        with Image.open(io.BytesIO(data)) as image:
            assert (image.format or "").lower() == variant.format
            image.load()


def test_a_file_that_disappears_is_reported(tmp_path: Path) -> None:
    """Between probing and decoding."""
    probed = probe(save(tmp_path, "a.jpg"))
    probed.file.unlink()
    assert encode_every_format(probed)[1] == ["den finnes ikke lenger"]


def test_a_file_that_changes_is_reported(tmp_path: Path) -> None:
    """Its size, which pages already contain, may be different now."""
    probed = probe(save(tmp_path, "a.jpg"))
    save(tmp_path, "a.jpg", sample_image((20, 80)))
    assert encode_every_format(probed)[1] == ["den ble endret mens nettstedet ble bygget"]


def test_a_folder_with_an_image_name_is_reported(tmp_path: Path) -> None:
    """It cannot be read as a file."""
    probed = probe(save(tmp_path, "a.jpg"))
    probed.file.unlink()
    probed.file.mkdir()
    assert encode_every_format(probed)[1] == ["den finnes ikke lenger"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_read_permission_is_reported(tmp_path: Path) -> None:
    """As a missing file."""
    probed = probe(save(tmp_path, "a.jpg"))
    probed.file.chmod(0)
    assert len(encode_every_format(probed)[1]) == 1


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
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    """Cached files are named by a digest, not by the source's name."""
    encoded, reasons = encode_every_format(probe(save(tmp_path, name)))
    assert (len(encoded.files), reasons) == (4, [])


def test_an_animation_as_long_as_a_video_is_refused(tmp_path: Path) -> None:
    """Thousands of frames would take all memory."""
    file = tmp_path / "a.gif"
    frames = [Image.new("1", (1200, 800), number % 2) for number in range(300)]
    frames[0].save(file, save_all=True, append_images=frames[1:])
    wanted = Variant(unread_probe(file, 1200, 800), 1200, 800, "webp")
    _, [(_, reason)] = encode_all([wanted], tmp_path / "cache")
    assert "video" in reason


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif", "a.tiff", "a.avif", "a.heic"])
def test_a_damaged_file_is_refused_or_encoded(tmp_path: Path, name: str) -> None:
    """Truncated or with bytes changed, it gives a reason or a complete image."""
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
        encoded, _ = encode_every_format(pretended_probe(damaged))
        for encoded_file in encoded.files.values():
            with Image.open(encoded_file.path) as image:
                image.load()
                assert image.size == (20, 13)


def test_a_heic_decompression_bomb_is_refused(tmp_path: Path) -> None:
    """HEIC is decoded by a different library, which has a higher limit than Pillow."""
    import pillow_heif

    file = tmp_path / "a.heic"
    pillow_heif.from_pillow(sample_image((64, 64))).save(file)
    data = file.read_bytes()
    at = data.index(b"ispe") + 8
    assert data[at : at + 8] == struct.pack(">II", 64, 64)
    file.write_bytes(data[:at] + struct.pack(">II", 30_000, 30_000) + data[at + 8 :])
    with pytest.raises(UnusableImageError):
        probe(file)


def test_a_photo_with_thousands_of_scans_is_refused_by_its_header(tmp_path: Path) -> None:
    """Each scan takes time for all pixels, however few bytes it has; a photo has a dozen."""
    file = tmp_path / "a.jpg"
    photo = jpeg(progressive=True)
    last = photo[photo.rindex(b"\xff\xda") : -2]
    file.write_bytes(photo[:-2] + last * 3000 + photo[-2:])
    with pytest.raises(UnusableImageError, match="omganger"):
        probe(file)
    file.write_bytes(photo)
    assert probe(file).width == 60


def test_a_decompression_bomb_is_refused_by_its_header(tmp_path: Path) -> None:
    """A PNG of ten billion pixels has a few kilobytes."""
    file = tmp_path / "a.png"
    file.write_bytes(REFUSED["bomb.png"])
    with pytest.raises(UnusableImageError, match="piksler"):
        probe(file)
