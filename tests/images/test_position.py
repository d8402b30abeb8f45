"""The position of a picture is removed from its file, and nothing else."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps
from PIL.PngImagePlugin import PngInfo

from drammenworks.authoring.strip_gps import clean_picture
from drammenworks.images.open import open_image
from drammenworks.images.stripping.gps import without_position
from tests.images.samples import sample_image
from tests.project import Project

XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="59,44.6N" '
    b"exif:GPSLongitude='10,12.3E' exif:ExposureTime=\"1/60\"><exif:GPSAltitude>7/1</exif:GPSAltitude>"
    b"<exif:ISOSpeed>100</exif:ISOSpeed></rdf:Description></rdf:RDF></x:xmpmeta>"
)
TAGS = {272: "Canon EOS", 274: 6, 315: "Kari Nordmann", 33432: "Kari Nordmann 2026"}


def _exif(*, byte_order: str = ">") -> Image.Exif:
    exif = Image.Exif()
    exif.endian = byte_order
    for tag, value in TAGS.items():
        exif[tag] = value
    exif.get_ifd(0x8769)[36867] = "2026:11:21 18:00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (59.0, 44.0, 37.5), 3: "E", 4: (10.0, 12.0, 16.25)})
    return exif


def _saved(kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    sample_image((64, 48)).save(buffer, kind, **options)
    return buffer.getvalue()


def _png() -> bytes:
    texts = PngInfo()
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return _saved("PNG", exif=_exif(), pnginfo=texts)


def _heic() -> bytes:
    import pillow_heif

    buffer = io.BytesIO()
    heif = pillow_heif.from_pillow(sample_image((64, 48)))
    heif.save(buffer, format="HEIF", exif=_exif().tobytes(), xmp=XMP)
    return buffer.getvalue()


PICTURES = {
    "jpeg": lambda: _saved("JPEG", exif=_exif(), xmp=XMP),
    "jpeg-little-endian": lambda: _saved("JPEG", exif=_exif(byte_order="<")),
    "png": _png,
    "webp": lambda: _saved("WEBP", exif=_exif(), xmp=XMP),
    "avif": lambda: _saved("AVIF", exif=_exif(), xmp=XMP),
    "heic": _heic,
}


def _upright(data: bytes) -> bytes:
    with open_image(data) as image:
        return ImageOps.exif_transpose(image).convert("RGBA").tobytes()


@pytest.mark.parametrize("kind", PICTURES)
def test_the_position_goes_and_the_rest_stays(kind: str) -> None:
    """The size of the file, the pixels, who made it, when, and the orientation."""
    data = PICTURES[kind]()
    cleaned = without_position(data)
    assert len(cleaned) == len(data)
    assert _upright(cleaned) == _upright(data)
    with open_image(data) as before, open_image(cleaned) as after:
        assert before.getexif().get_ifd(0x8825)
        assert 0x8825 not in after.getexif()
        for tag in set(TAGS) & set(before.getexif()):
            assert after.getexif()[tag] == before.getexif()[tag]
        assert after.getexif().get_ifd(0x8769) == before.getexif().get_ifd(0x8769)
    assert b"GPS" not in cleaned.replace(b"GPSInfo", b"")
    assert struct.pack(">II", 59, 1) not in cleaned
    assert without_position(cleaned) == cleaned


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_a_picture_without_a_position_stays_as_it_is(kind: str) -> None:
    """Byte for byte."""
    data = _saved(kind)
    assert without_position(data) == data


@given(st.binary(max_size=80), st.sampled_from([b"II*\0", b"MM\0*"]), st.binary(max_size=300))
def test_bytes_that_look_like_exif_by_chance_do_no_harm(before: bytes, header: bytes, after: bytes) -> None:
    """The file keeps its size, and nothing is raised."""
    data = before + header + after
    assert len(without_position(data)) == len(data)


def test_what_cannot_be_removed_in_place_is_removed_with_all_metadata(tmp_path: Path) -> None:
    """As in Exif that ImageMagick has packed."""
    exif = _exif().tobytes()
    texts = PngInfo()
    texts.add_text("Raw profile type exif", f"\nexif\n{len(exif):8}\n{exif.hex()}\n", zip=True)
    data = _saved("PNG", pnginfo=texts)
    with open_image(clean_picture(tmp_path / "x.png", data)) as image:
        assert 0x8825 not in image.getexif()


@pytest.mark.parametrize("data", [b"", b"no picture", b"\xff\xd8\xff", PICTURES["jpeg"]()[:400]])
def test_a_damaged_picture_is_left_to_the_checks(tmp_path: Path, data: bytes) -> None:
    """They say what is wrong with it."""
    assert clean_picture(tmp_path / "x.jpg", data) == data


def test_the_command_names_what_it_changed(project: Project) -> None:
    """And changes nothing else."""
    project.write("content/media/ute.jpg", PICTURES["jpeg"]())
    project.write("content/media/inne.png", _saved("PNG"))
    assert project.run("strip").stdout == "content/media/ute.jpg\n"
    outcome = project.run("strip")
    assert (outcome.code, outcome.stdout) == (0, "")
    assert outcome.stderr == "Tok bort stedet fra 0 bilder.\n"
    assert project.run("strip", "content/pages/om.md").stderr == ""
    assert project.run("strip", "nope.jpg").code == 2


def test_positions_are_told_of_once_per_run(project: Project) -> None:
    """However many pictures have one."""
    shown = []
    for number in range(3):
        project.write(f"content/media/{number}.jpg", PICTURES["jpeg"]())
        shown.append(f"![Noe rødt](/media/{number}.jpg)")
    project.write("content/pages/om.md", "---\ntitle: Om\nsites: [a]\n---\n" + "\n\n".join(shown) + "\n")
    (finding,) = project.report()["findings"]
    assert finding["path"] == "content/media/0.jpg"
    assert finding["message"].startswith(
        "Bildet «0.jpg» forteller hvor det er tatt, og det gjør 2 andre også. "
    )
