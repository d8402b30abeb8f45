"""Pictures: measured by their headers, planned, and encoded."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from drammenworks.images.encode import encode_all
from drammenworks.images.probe import Probe, UnusablePictureError, probe
from drammenworks.images.variants import Variant, plan_variants

RED, BLUE = (200, 30, 30), (30, 30, 200)


def _picture(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> Image.Image:
    """Return a picture whose top left quarter is red and whose rest is blue."""
    image = Image.new("RGB", size, BLUE)
    image.paste(RED, (0, 0, size[0] // 2, size[1] // 2))
    return image.convert(mode)


def _save(folder: Path, name: str, image: Image.Image | None = None, **options: Any) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    (image or _picture()).save(file, **options)
    return file


def _encode(file: Path, cache: Path, width: int, format: str) -> Image.Image:
    source = probe(file)
    wanted = plan_variants(source, [width]).all
    encoded, failures = encode_all(wanted, cache)
    assert failures == []
    [variant] = [variant for variant in wanted if variant.format == format]
    return Image.open(io.BytesIO(encoded.files[variant].read_bytes()))


def _failures(file: Path, cache: Path, width: int = 40) -> list[str]:
    _, failures = encode_all(plan_variants(probe(file), [width]).all, cache)
    return [reason for _, reason in failures]


def _with_exif(**tags: Any) -> Image.Exif:
    exif = Image.Exif()
    for tag, value in tags.items():
        exif[{"orientation": 274, "artist": 315}[tag]] = value
    exif.get_ifd(0x8825)[1] = "N"  # A position, as a phone writes it.
    return exif


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif", "a.tiff", "a.avif"])
def test_a_picture_is_measured_whatever_its_format(tmp_path: Path, name: str) -> None:
    """The formats that cameras, phones and drawing programs write are known."""
    measured = probe(_save(tmp_path, name))
    assert (measured.width, measured.height, measured.has_alpha) == (60, 40, False)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_picture_is_measured_and_shown_upright(tmp_path: Path, orientation: int) -> None:
    """The EXIF orientation decides which way is up, and the corners end where they belong."""
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = _picture()
    if orientation > 1:
        stored = stored.transpose(turns[orientation])
    file = _save(tmp_path, "a.jpg", stored, exif=_with_exif(orientation=orientation), quality=95)
    measured = probe(file)
    assert (measured.width, measured.height) == (60, 40)
    shown = _encode(file, tmp_path / "cache", 60, "jpeg")
    assert shown.size == (60, 40)
    for corner, colour in (((5, 5), RED), ((55, 5), BLUE), ((5, 35), BLUE), ((55, 35), BLUE)):
        pixel = shown.getpixel(corner)
        assert isinstance(pixel, tuple)
        assert all(abs(one - other) < 30 for one, other in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("format", ["webp", "jpeg"])
def test_nothing_about_photographer_or_place_is_published(tmp_path: Path, format: str) -> None:
    """Metadata stays at home: where a picture was taken may be somebody's address."""
    file = _save(
        tmp_path, "a.jpg", exif=_with_exif(artist="Kari Nordmann"), comment=b"hemmelig", xmp=b"<x:hemmelig/>"
    )
    assert b"Kari" in file.read_bytes()
    shown = _encode(file, tmp_path / "cache", 40, format)
    data = shown.fp.read() if shown.fp else b""
    assert not shown.getexif()
    assert not {"exif", "xmp", "comment", "icc_profile"} & shown.info.keys()
    assert b"Kari" not in data
    assert b"hemmelig" not in data


def test_transparency_is_kept(tmp_path: Path) -> None:
    """A logo on nothing stays on nothing, as PNG for old browsers and as WebP."""
    image = _picture(mode="RGBA")
    image.putpixel((59, 39), (0, 0, 0, 0))
    file = _save(tmp_path, "a.png", image)
    measured = probe(file)
    assert measured.has_alpha
    assert plan_variants(measured, [60]).fallback.format == "png"
    for format in ("png", "webp"):
        shown = _encode(file, tmp_path / "cache", 60, format)
        assert shown.convert("RGBA").getpixel((59, 39))[3] == 0  # type: ignore[index]
        assert shown.convert("RGBA").getpixel((0, 0))[3] == 255  # type: ignore[index]


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "CMYK", "I;16"])
def test_every_kind_of_pixels_becomes_a_picture_that_shows_the_same(tmp_path: Path, mode: str) -> None:
    """Grey, printing and palette pictures are shown as bright as they are."""
    bright = 255 if mode == "1" else 0x60
    if mode == "I;16":
        image = Image.new("I;16", (60, 40), 0x6000)
    else:
        image = Image.new("L", (60, 40), bright).convert(mode)
    file = _save(tmp_path, "a.tiff" if mode == "CMYK" else "a.png", image)
    for format in ("webp", "png" if mode == "LA" else "jpeg"):
        shown = _encode(file, tmp_path / "cache", 60, format).convert("L").getpixel((30, 20))
        assert isinstance(shown, int)
        assert abs(shown - bright) < 12


def test_colours_are_turned_into_those_of_the_web(tmp_path: Path) -> None:
    """A picture with a profile of its own is converted, and one with a damaged profile is taken as it is."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    good = _save(tmp_path, "a.png", icc_profile=profile)
    bad = _save(tmp_path, "b.png", icc_profile=b"not a profile")
    for file in (good, bad):
        shown = _encode(file, tmp_path / "cache", 60, "jpeg")
        pixel = shown.getpixel((5, 5))
        assert isinstance(pixel, tuple)
        assert abs(pixel[0] - RED[0]) < 20
        assert "icc_profile" not in shown.info


@pytest.mark.parametrize(
    "data", [b"", b"ikke et bilde", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"]
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
    file = _save(tmp_path, "a.png")
    data = bytearray(file.read_bytes())
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    file.write_bytes(bytes(data))
    with pytest.raises(UnusablePictureError, match="piksler"):
        probe(file)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif", "a.tiff"])
def test_a_damaged_picture_is_a_reason_and_never_a_crash(tmp_path: Path, name: str) -> None:
    """Cut short or with bytes changed anywhere, a picture is shown or refused."""
    whole = _save(tmp_path, name, exif=_with_exif(orientation=6, artist="x")).read_bytes()
    chance = random.Random(name)
    for round_ in range(40):
        data = bytearray(whole[: chance.randrange(len(whole))] if round_ % 2 else whole)
        for _ in range(chance.randrange(1, 6)):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        file = tmp_path / f"{round_}-{name}"
        file.write_bytes(bytes(data))
        try:
            measured = probe(file)
        except UnusablePictureError:
            continue
        encode_all(plan_variants(measured, [20]).all, tmp_path / "cache")


def test_a_picture_whose_pixels_are_missing_is_told_of_when_it_is_encoded(tmp_path: Path) -> None:
    """The header is whole, so that only the second wave finds out."""
    file = _save(tmp_path, "a.jpg", _picture((200, 200)))
    file.write_bytes(file.read_bytes()[:700])
    assert _failures(file, tmp_path / "cache") == ["den er skadet og lar seg ikke åpne"]
    assert list((tmp_path / "cache").glob("*")) == []


def test_a_picture_that_is_too_tall_for_webp_is_told_of(tmp_path: Path) -> None:
    """A screenshot of a whole page may be 20 000 pixels tall; WebP ends at 16 383."""
    file = _save(tmp_path, "a.png", Image.new("1", (16, 20_000)))
    assert _failures(file, tmp_path / "cache") == ["den er altfor høy eller bred"]


def _probe(width: int, height: int, name: str = "Bilde på Øya.jpg", *, alpha: bool = False) -> Probe:
    return Probe(Path("content/media") / name, "d" * 32, width, height, alpha)


def _widths(variants: tuple[Variant, ...]) -> list[int]:
    return [variant.width for variant in variants]


@pytest.mark.parametrize(
    ("width", "wanted", "made"),
    [
        (2000, (480, 960, 1600), [480, 960, 1600]),
        (1000, (480, 960, 1600), [480, 960, 1000]),
        (960, (480, 960, 1600), [480, 960]),
        (300, (480, 960, 1600), [300]),
        (300, (), [300]),
        (2000, (960, 480, 960), [480, 960]),
    ],
)
def test_a_picture_is_never_made_larger_than_it_is(width: int, wanted: tuple[int, ...], made: list[int]) -> None:
    """Of the widths wanted, those that the picture has, and its own in place of the larger ones."""
    variants = plan_variants(_probe(width, 100), wanted)
    assert [_widths(group) for _, group in variants.alternatives] == [made]
    assert variants.fallback.width in made


def test_variants_keep_the_proportions() -> None:
    """And the thinnest line is still one pixel high."""
    assert [variant.height for variant in plan_variants(_probe(1500, 1000), [480, 961]).alternatives[0][1]] == [
        320,
        641,
    ]
    assert plan_variants(_probe(5000, 1), [480]).fallback.height == 1


def test_the_name_of_a_variant_says_what_it_is_and_changes_with_its_bytes() -> None:
    """The name is for people and caches: readable, safe in a URL, and another one for another picture."""
    one = plan_variants(_probe(600, 400), [480]).fallback
    assert one.output_path == f"media/bilde-pa-oya-480.{one.key[:8]}.jpg"
    other = Variant(Probe(one.probe.file, "e" * 32, 600, 400, False), 480, 320, "jpeg")
    assert one.key != other.key
    assert plan_variants(_probe(600, 400, "🎉.jpg"), [480]).fallback.output_path.startswith("media/bilde-480.")


def test_what_was_encoded_once_is_not_encoded_again(tmp_path: Path) -> None:
    """The cache answers for every variant that it has; only what is new is made."""
    source = probe(_save(tmp_path, "a.jpg"))
    first = plan_variants(source, [20, 40]).all
    encoded, _ = encode_all(first, tmp_path / "cache")
    assert (encoded.encoded, encoded.reused) == (3, 0)
    again, _ = encode_all([*first, *first], tmp_path / "cache")
    assert (again.encoded, again.reused) == (0, 3)
    assert again.files == encoded.files


def test_encoding_is_the_same_every_time(tmp_path: Path) -> None:
    """Two caches hold the same bytes, so that two machines publish the same site."""
    source = probe(_save(tmp_path, "a.jpg"))
    wanted = plan_variants(source, [20, 40]).all
    one, _ = encode_all(wanted, tmp_path / "one")
    two, _ = encode_all(wanted, tmp_path / "two")
    for variant in wanted:
        assert one.files[variant].read_bytes() == two.files[variant].read_bytes()


def test_one_bad_picture_does_not_spoil_the_others(tmp_path: Path) -> None:
    """The others are encoded, and progress is told for all of them."""
    good = probe(_save(tmp_path, "a.jpg"))
    bad = probe(_save(tmp_path, "b.jpg", _picture((200, 200))))
    bad.file.write_bytes(bad.file.read_bytes()[:700])
    told: list[tuple[int, int]] = []
    wanted = [plan_variants(bad, [20]).fallback, plan_variants(good, [20]).fallback]
    encoded, failures = encode_all(wanted, tmp_path / "cache", progress=lambda done, of: told.append((done, of)))
    assert [source for source, _ in failures] == [bad]
    assert encoded.encoded == 1
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"", lambda data: b"\0" * len(data)])
@pytest.mark.parametrize("alpha", [False, True])
def test_a_damaged_result_is_made_again(tmp_path: Path, damage: Callable[[bytes], bytes], alpha: bool) -> None:
    """A cache that was restored half is not published."""
    source = probe(_save(tmp_path, "a.png", _picture(mode="RGBA" if alpha else "RGB")))
    wanted = plan_variants(source, [20]).all
    encoded, _ = encode_all(wanted, tmp_path / "cache")
    whole = {file: file.read_bytes() for file in encoded.files.values()}
    for file, data in whole.items():
        file.write_bytes(damage(data))
    again, failures = encode_all(wanted, tmp_path / "cache")
    assert (again.encoded, again.reused, failures) == (2, 0, [])
    assert {file: file.read_bytes() for file in whole} == whole
