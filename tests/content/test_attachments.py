"""Files that the public may fetch: what they are called, and what they become."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image

from drammenworks.content.attachments import Attachments, attach
from drammenworks.engine.cache import Cache
from drammenworks.engine.store import Store
from drammenworks.errors import Location
from tests.images.samples import save, with_exif


def _attach(root: Path, *files: str, originals: tuple[str, ...] = ()) -> Attachments:
    cache = Cache(root / "cache", "1")
    store = Store(root / "originals").open()
    try:
        return attach(root, files, originals, cache, store, existing={*files, *originals})
    finally:
        cache.close()


def test_a_file_is_published_as_it_is_under_a_name_of_its_bytes(tmp_path: Path) -> None:
    """Hosts may cache it for ever: another report has another name."""
    (tmp_path / "Årsrapport 2025.PDF").write_bytes(b"%PDF-1.7\n" + bytes(3000))
    found = _attach(tmp_path, "Årsrapport 2025.PDF")
    report = found.usable["Årsrapport 2025.PDF"]
    assert report.output_path == f"files/arsrapport-2025.{report.digest[:10]}.pdf"
    assert (report.format, report.size) == ("PDF", 3009)
    assert found.files["Årsrapport 2025.PDF"] == tmp_path / "Årsrapport 2025.PDF"


def test_an_original_is_published_without_what_the_camera_wrote(tmp_path: Path) -> None:
    """Where it was taken stays here; its pixels do not change."""
    file = save(tmp_path, "a.jpg", exif=with_exif(orientation=1, artist="Kari Nordmann"))
    found = _attach(tmp_path, originals=("a.jpg",))
    data = found.files["a.jpg"].read_bytes()
    assert b"Kari" in file.read_bytes()
    assert b"Kari" not in data
    assert found.usable["a.jpg"].size == len(data)
    assert found.usable["a.jpg"].format == "JPEG"
    with Image.open(io.BytesIO(data)) as published, Image.open(file) as original:
        assert published.tobytes() == original.tobytes()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", b"<html>", "den er ikke en PDF"),
        ("a.pdf", b"", "filen er tom"),
        ("a.mp4", b"\x1aE\xdf\xa3", "den er ikke en video i formatet MP4"),
        ("a.webm", b"\0\0\0\x18ftypmp42", "den er ikke en video i formatet WebM"),
        ("a.html", b"<html>", "navnet må slutte på .pdf, .mp4, .m4v, .webm eller .vtt"),
    ],
)
def test_what_is_not_what_its_name_says_is_not_published(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    """A page called a report would be a page of ours."""
    (tmp_path / name).write_bytes(data)
    assert _attach(tmp_path, name) == Attachments({}, {}, {name: reason})


def test_what_is_to_be_written_in_captions_is_known_from_one_build_to_the_next(tmp_path: Path) -> None:
    """The file is not read again, and what is missing in it is still missing."""
    file = tmp_path / "a.vtt"
    file.write_text("WEBVTT\n\n00:00.000 --> 00:02.000\n– FYLL INN: teksten\n", encoding="utf-8")
    os.utime(file, (0, 0))
    for _ in range(2):
        found = _attach(tmp_path, "a.vtt")
        assert found.unfilled == {"a.vtt": (Location("a.vtt", 4, 3),)}
        assert [*found.usable] == ["a.vtt"]


def test_captions_that_players_would_not_show_are_not_published(tmp_path: Path) -> None:
    """What is wrong is told of where it stands in them."""
    (tmp_path / "a.vtt").write_bytes(b"1\n00:00")
    found = _attach(tmp_path, "a.vtt")
    assert (found.usable, found.unusable) == ({}, {})
    assert [finding.code for finding in found.findings["a.vtt"]] == ["DW707"]


def test_a_changed_file_is_another_file_and_an_unchanged_one_is_remembered(tmp_path: Path) -> None:
    """What the cache knows is used only as long as it holds."""
    file = tmp_path / "a.vtt"
    file.write_bytes(b"WEBVTT\n")
    first = _attach(tmp_path, "a.vtt")
    assert _attach(tmp_path, "a.vtt") == first
    file.write_bytes(b"WEBVTT\n\nNOTE mer\n")
    assert _attach(tmp_path, "a.vtt").usable["a.vtt"].digest != first.usable["a.vtt"].digest
