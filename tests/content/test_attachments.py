"""Files that the public may fetch: what they are called, and what they become."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from drammenworks.content.attachment_formats import FORMATS
from drammenworks.content.attachments import Attached, Attachment, attachment, originals_store
from drammenworks.content.graph_queries import file as file_query
from drammenworks.engine.contexts import RecordingContext
from drammenworks.engine.graph import Graph
from drammenworks.errors import Location
from tests.documents import graph_in
from tests.images.samples import save, with_exif


def _attach(graph: Graph, path: str, *, is_image: bool = False) -> Attached:
    return attachment(RecordingContext(graph), path, is_image)


def _published(root: Path, path: str, *, is_image: bool = False) -> Attachment:
    found = _attach(graph_in(root), path, is_image=is_image)
    assert found.attachment is not None, found
    return found.attachment


def test_a_file_is_published_as_it_is_under_a_name_of_its_bytes(tmp_path: Path) -> None:
    """Hosts may cache it for ever: a changed report has a different name."""
    (tmp_path / "Årsrapport 2025.PDF").write_bytes(b"%PDF-1.7\n" + bytes(3000))
    report = _published(tmp_path, "Årsrapport 2025.PDF")
    assert report.output_path == f"files/arsrapport-2025.{report.digest[:10]}.pdf"
    assert (report.format, report.size) == ("PDF", 3009)
    assert not report.is_original


def test_an_original_is_published_without_what_the_camera_wrote(tmp_path: Path) -> None:
    """Where it was taken stays here; its pixels do not change."""
    file = save(tmp_path, "a.jpg", exif=with_exif(orientation=1, artist="Kari Nordmann"))
    published = _published(tmp_path, "a.jpg", is_image=True)
    assert published.is_original
    data = originals_store(tmp_path / "cache").file(published.digest).read_bytes()
    assert b"Kari" in file.read_bytes()
    assert b"Kari" not in data
    assert published.size == len(data)
    assert published.format == "JPEG"
    with Image.open(io.BytesIO(data)) as stripped, Image.open(file) as original:
        assert stripped.tobytes() == original.tobytes()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", b"<html>", "den er ikke en PDF"),
        ("a.pdf", b"", "filen er tom"),
        ("a.mp4", b"\x1aE\xdf\xa3", "den er ikke en video i formatet MP4"),
        ("a.webm", b"\0\0\0\x18ftypmp42", "den er ikke en video i formatet WebM"),
        (
            "a.html",
            b"<html>",
            f"navnet må slutte på {', '.join(FORMATS)}",
        ),
    ],
)
def test_what_is_not_what_its_name_says_is_not_published(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    """A page called a report would be a page of ours."""
    (tmp_path / name).write_bytes(data)
    assert _attach(graph_in(tmp_path), name) == Attached(None, reason)


def test_what_is_to_be_written_in_captions_is_known(tmp_path: Path) -> None:
    """They are published only if what offers them is a draft, which others decide."""
    (tmp_path / "a.vtt").write_text(
        "WEBVTT\n\n00:00.000 --> 00:02.000\n– FYLL INN: teksten\n", encoding="utf-8"
    )
    found = _attach(graph_in(tmp_path), "a.vtt")
    assert found.unfilled == (Location("a.vtt", 4, 3),)
    assert found.attachment is not None


def test_captions_that_players_would_not_show_are_not_published(tmp_path: Path) -> None:
    """What is wrong is reported at its place in them."""
    (tmp_path / "a.vtt").write_bytes(b"1\n00:00")
    found = _attach(graph_in(tmp_path), "a.vtt")
    assert (found.attachment, found.reason) == (None, None)
    assert [finding.code for finding in found.findings] == ["DW707"]


def test_an_attachment_follows_its_file(tmp_path: Path) -> None:
    """A changed file is a different file, and one that only looks changed is the same."""
    file = tmp_path / "a.vtt"
    file.write_bytes(b"WEBVTT\n")
    graph = graph_in(tmp_path)
    first = _attach(graph, "a.vtt")
    for data, is_same in ((b"WEBVTT\n", True), (b"WEBVTT\n\nNOTE mer\n", False)):
        file.write_bytes(data)
        graph.suspect(file_query.key("a.vtt"))
        graph.settle_between()
        assert (_attach(graph, "a.vtt") == first) is is_same


def test_a_file_that_went_is_not_published(tmp_path: Path) -> None:
    """The reason is that of the file system."""
    found = _attach(graph_in(tmp_path), "a.pdf")
    assert found.attachment is None
    assert found.reason is not None
    assert "kan ikke leses" in found.reason
