"""Encoding of batches: each image once, with bounded memory, and no partial files."""

from __future__ import annotations

import errno
import io
import random
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from drammenworks.images.decode import DecodedImage, decode
from drammenworks.images.encode_variants import encode_all
from drammenworks.images.memory import encoding_peak
from drammenworks.images.probe import probe
from drammenworks.images.probe_result import Probe, UnusableImageError
from drammenworks.images.tasks import EncodeTask
from drammenworks.images.variants import Format, Variant, plan_variants
from tests.images.samples import BLUE, RED, sample_image, save, with_exif
from tests.waiting import PATIENCE


def _bytes(file: Path, cache: Path, width: int, kind: str) -> bytes:
    wanted = plan_variants(probe(file), [width], formats=("avif", "webp")).all
    encoded, failures = encode_all(wanted, cache)
    assert failures == []
    [variant] = [variant for variant in wanted if variant.format == kind]
    return encoded.files[variant].path.read_bytes()


def _encode(file: Path, cache: Path, width: int, kind: str) -> Image.Image:
    return Image.open(io.BytesIO(_bytes(file, cache, width, kind)))


def _failures(
    file: Path, cache: Path, width: int = 40, formats: tuple[Format, ...] = ("avif", "webp")
) -> list[str]:
    _, failures = encode_all(plan_variants(probe(file), [width], formats=formats).all, cache)
    return [reason for _, reason in failures]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_rotated_image_is_probed_and_encoded_upright(tmp_path: Path, orientation: int) -> None:
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
    stored = sample_image()
    if orientation > 1:
        stored = stored.transpose(turns[orientation])
    file = save(tmp_path, "a.jpg", stored, exif=with_exif(orientation=orientation), quality=95)
    probed = probe(file)
    assert (probed.width, probed.height) == (60, 40)
    shown = _encode(file, tmp_path / "cache", 60, "jpeg")
    assert shown.size == (60, 40)
    for corner, colour in (((5, 5), RED), ((55, 5), BLUE), ((5, 35), BLUE), ((55, 35), BLUE)):
        pixel = shown.getpixel(corner)
        assert isinstance(pixel, tuple)
        assert all(abs(one - other) < 30 for one, other in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("kind", ["webp", "jpeg"])
def test_no_metadata_is_published(tmp_path: Path, kind: str) -> None:
    """Neither Exif, XMP nor a comment: a GPS position may be somebody's address."""
    file = save(
        tmp_path, "a.jpg", exif=with_exif(artist="Kari Nordmann"), comment=b"hemmelig", xmp=b"<x:hemmelig/>"
    )
    assert b"Kari" in file.read_bytes()
    data = _bytes(file, tmp_path / "cache", 40, kind)
    assert not Image.open(io.BytesIO(data)).getexif()
    assert b"Kari" not in data
    assert b"hemmelig" not in data


def test_transparency_remains(tmp_path: Path) -> None:
    """In WebP, and in PNG for old browsers."""
    image = sample_image(mode="RGBA")
    image.putpixel((59, 39), (0, 0, 0, 0))
    file = save(tmp_path, "a.png", image)
    probed = probe(file)
    assert probed.has_alpha
    assert plan_variants(probed, [60]).fallback.format == "png"
    for kind in ("png", "webp"):
        shown = _encode(file, tmp_path / "cache", 60, kind)
        assert shown.convert("RGBA").getpixel((59, 39))[3] == 0  # type: ignore[index]
        assert shown.convert("RGBA").getpixel((0, 0))[3] == 255  # type: ignore[index]


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "CMYK", "I;16"])
def test_every_pixel_mode_has_the_same_brightness(tmp_path: Path, mode: str) -> None:
    """Grey, CMYK and palette images are as bright as before."""
    bright = 255 if mode == "1" else 0x60
    if mode == "I;16":
        image = Image.new("I;16", (60, 40), 0x6000)
    else:
        image = Image.new("L", (60, 40), bright).convert(mode)
    file = save(tmp_path, "a.tiff" if mode == "CMYK" else "a.png", image)
    for kind in ("webp", "png" if mode == "LA" else "jpeg"):
        shown = _encode(file, tmp_path / "cache", 60, kind).convert("L").getpixel((30, 20))
        assert isinstance(shown, int)
        assert abs(shown - bright) < 12


def test_colours_are_converted_to_srgb(tmp_path: Path) -> None:
    """An image with a damaged profile is taken as sRGB."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    good = save(tmp_path, "a.png", icc_profile=profile)
    bad = save(tmp_path, "b.png", icc_profile=b"not a profile")
    for file in (good, bad):
        shown = _encode(file, tmp_path / "cache", 60, "jpeg")
        pixel = shown.getpixel((5, 5))
        assert isinstance(pixel, tuple)
        assert abs(pixel[0] - RED[0]) < 20
        assert "icc_profile" not in shown.info


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif", "a.tiff"])
def test_a_damaged_image_is_refused_or_encoded(tmp_path: Path, name: str) -> None:
    """Truncated, or with bytes changed anywhere."""
    whole = save(tmp_path, name, exif=with_exif(orientation=6, artist="x")).read_bytes()
    chance = random.Random(name)
    for round_ in range(40):
        data = bytearray(whole[: chance.randrange(len(whole))] if round_ % 2 else whole)
        for _ in range(chance.randrange(1, 6)):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        file = tmp_path / f"{round_}-{name}"
        file.write_bytes(bytes(data))
        try:
            probed = probe(file)
        except UnusableImageError:
            continue
        wanted = plan_variants(probed, [20]).all
        encoded, failures = encode_all(wanted, tmp_path / "cache")
        if failures:
            assert [failed for failed, _ in failures] == [probed]
            assert all(reason for _, reason in failures)
            continue
        for variant in wanted:
            with Image.open(encoded.files[variant].path) as shown:
                shown.load()
                assert shown.size == (variant.width, variant.height)


def test_missing_pixels_are_reported_when_the_image_is_encoded(tmp_path: Path) -> None:
    """The header is intact, so that probing does not detect it."""
    file = save(tmp_path, "a.jpg", sample_image((200, 200)))
    file.write_bytes(file.read_bytes()[:700])
    assert _failures(file, tmp_path / "cache") == ["den er skadet og lar seg ikke åpne"]
    assert list((tmp_path / "cache").glob("*")) == []


def test_an_image_that_is_too_tall_for_webp_is_reported(tmp_path: Path) -> None:
    """A screenshot of a whole page may be 20 000 pixels tall; WebP's maximum is 16 383."""
    file = save(tmp_path, "a.png", Image.new("1", (16, 20_000)))
    assert _failures(file, tmp_path / "cache") == ["den er altfor høy eller bred"]


def test_a_cached_variant_is_not_encoded_again(tmp_path: Path) -> None:
    """Only new variants are encoded."""
    source = probe(save(tmp_path, "a.jpg"))
    first = plan_variants(source, [20, 40]).all
    encoded, _ = encode_all(first, tmp_path / "cache")
    assert (encoded.encoded, encoded.reused) == (3, 0)
    again, _ = encode_all([*first, *first], tmp_path / "cache")
    assert (again.encoded, again.reused) == (0, 3)
    assert again.files == encoded.files


def test_encoding_is_reproducible(tmp_path: Path) -> None:
    """Two caches hold the same bytes, so that two machines publish the same site."""
    source = probe(save(tmp_path, "a.jpg"))
    wanted = plan_variants(source, [20, 40]).all
    one, _ = encode_all(wanted, tmp_path / "one")
    two, _ = encode_all(wanted, tmp_path / "two")
    for variant in wanted:
        assert one.files[variant].path.read_bytes() == two.files[variant].path.read_bytes()


def test_a_damaged_image_does_not_affect_the_rest(tmp_path: Path) -> None:
    """The rest are encoded, and progress counts all of them."""
    good = probe(save(tmp_path, "a.jpg"))
    bad = probe(save(tmp_path, "b.jpg", sample_image((200, 200))))
    bad.file.write_bytes(bad.file.read_bytes()[:700])
    reports: list[tuple[int, int]] = []
    wanted = [plan_variants(bad, [20]).fallback, plan_variants(good, [20]).fallback]
    encoded, failures = encode_all(
        wanted, tmp_path / "cache", progress=lambda done, of: reports.append((done, of))
    )
    assert [source for source, _ in failures] == [bad]
    assert encoded.encoded == 1
    assert reports == [(1, 2), (2, 2)]


def test_a_crop_shows_its_box_alone(tmp_path: Path) -> None:
    """The box is in pixels of the upright image."""
    stored = sample_image().transpose(Image.Transpose.ROTATE_90)
    probed = probe(save(tmp_path, "a.png", stored, exif=with_exif(orientation=6)))
    wanted = Variant(probed, 15, 10, "png", (0, 0, 30, 20))
    encoded, _ = encode_all([wanted], tmp_path / "cache")
    with Image.open(encoded.files[wanted].path) as shown:
        assert shown.convert("RGB").getcolors() == [(150, RED)]


@pytest.mark.parametrize(("memory", "expected_peak"), [(1, 1), (60 * 40 * 59 * 2, 2), (1 << 30, 4)])
def test_concurrency_is_limited_by_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, memory: int, expected_peak: int
) -> None:
    """At least one image, however little memory there is, and at expected_peak one per thread."""
    running, peak, lock, full = 0, 0, threading.Lock(), threading.Event()

    def slow_decode(source: Probe, wanted: Sequence[Variant]) -> list[EncodeTask[Variant]]:
        nonlocal running, peak
        with lock:
            running += 1
            peak = max(peak, running)
            if peak >= expected_peak:
                full.set()
        # Wait until the expected number runs, and then give one too many time to start.
        full.wait(PATIENCE)
        time.sleep(0.05)
        with lock:
            running -= 1
        return [EncodeTask(variant, lambda: b"x", encoding_peak([variant])) for variant in wanted]

    monkeypatch.setattr("drammenworks.images.scheduler.decode_source", slow_decode)
    files = [save(tmp_path, f"{number}.png", Image.new("L", (60, 40), number)) for number in range(8)]
    wanted = [Variant(probe(file), 60, 40, "webp") for file in files]
    encoded, _ = encode_all(wanted, tmp_path / "cache", memory=memory, workers=4)
    assert (len(encoded.files), peak) == (8, expected_peak)


def test_the_heaviest_images_are_never_decoded_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of images above their share one is decoded at a time, first, with light ones beside it."""
    running: list[int] = []
    concurrent: list[list[int]] = []
    lock = threading.Lock()

    def slow_decode(source: Probe, wanted: Sequence[Variant]) -> list[EncodeTask[Variant]]:
        with lock:
            running.append(source.width)
            concurrent.append(sorted(running))
        time.sleep(0.05)
        with lock:
            running.remove(source.width)
        return [EncodeTask(variant, lambda: b"x", encoding_peak([variant])) for variant in wanted]

    monkeypatch.setattr("drammenworks.images.scheduler.decode_source", slow_decode)
    monkeypatch.setattr("drammenworks.images.memory._DECODING_PER_WORKER", 60 * 40 * 9)
    widths = (20, 21, 22, 80, 81, 82)
    wanted = [
        Variant(probe(save(tmp_path, f"{width}.png", Image.new("L", (width, 40)))), 20, 10, "webp")
        for width in widths
    ]
    encoded, _ = encode_all(wanted, tmp_path / "cache", workers=2)
    assert len(encoded.files) == 6
    assert concurrent[0] == [82]
    assert [20, 82] in concurrent
    assert not [both for both in concurrent if len(both) == 2 and min(both) > 60]


@pytest.mark.parametrize("width", [300, 700, 1000])
@pytest.mark.parametrize("format", ["avif", "webp", "jpeg"])
def test_every_width_class_is_encoded(tmp_path: Path, width: int, format: Format) -> None:
    """The encoder settings differ by width, and the encoder accepts all of them."""
    source = probe(save(tmp_path, "a.png", sample_image((1000, 50))))
    wanted = Variant(source, width, width // 20, format)
    encoded, failures = encode_all([wanted], tmp_path / "cache")
    assert failures == []
    shown = Image.open(encoded.files[wanted].path)
    assert shown.size == (width, width // 20)
    left, right = (shown.convert("RGB").getpixel((x, 2)) for x in (width // 4, width * 3 // 4))
    for pixel, colour in ((left, RED), (right, BLUE)):
        assert isinstance(pixel, tuple)
        assert all(abs(one - other) < 20 for one, other in zip(pixel, colour, strict=True))


def test_copies_of_an_image_are_encoded_once(tmp_path: Path) -> None:
    """Both files get the same variant."""
    one, two = probe(save(tmp_path, "a.png")), probe(save(tmp_path, "b/c.png"))
    wanted = [Variant(source, 20, 13, "webp") for source in (one, two)]
    encoded, _ = encode_all(wanted, tmp_path / "cache")
    assert encoded.encoded == 1
    assert encoded.files[wanted[0]] == encoded.files[wanted[1]]


NOISE = Image.effect_noise((3400, 2000), 60).convert("RGB")


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_a_variant_does_not_depend_on_the_batch(tmp_path: Path, name: str) -> None:
    """A build that adds a size gets the same bytes for the cached ones."""
    source = probe(save(tmp_path, name, NOISE))
    box = (400, 300, 2400, 1300)
    whole = [Variant(source, width, width * 10 // 17, "jpeg") for width in (1700, 2400, 1200, 800, 400)]
    parts = [Variant(source, width, width // 2, "jpeg", box) for width in (300, 600, 1900)]
    together, _ = encode_all([*whole, *parts], tmp_path / "together")
    for variant in (*whole, *parts):
        alone, _ = encode_all([variant], tmp_path / f"{variant.width}")
        assert together.files[variant].path.read_bytes() == alone.files[variant].path.read_bytes()


def test_the_limit_of_an_animation_is_per_size(tmp_path: Path) -> None:
    """A further size is no reason to refuse the rest."""
    frames = [Image.new("L", (1000, 1000), shade) for shade in range(30)]
    file = save(tmp_path, "a.gif", frames[0], save_all=True, append_images=frames[1:])
    wanted = [Variant(probe(file), width, width, "webp") for width in (1000, 900, 800)]
    _, failures = encode_all(wanted, tmp_path / "cache")
    assert failures == []


def test_each_source_is_decoded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For the common sizes in every format; and not at all when all are cached."""
    opened: list[bytes] = []

    def counting(data: bytes, min_scale: float) -> DecodedImage:
        opened.append(data)
        return decode(data, min_scale)

    monkeypatch.setattr("drammenworks.images.tasks.decode", counting)
    source = probe(save(tmp_path, "a.jpg"))
    formats: tuple[Format, ...] = ("avif", "webp", "jpeg", "png")
    wanted = [Variant(source, width, width * 2 // 3, kind) for kind in formats for width in (20, 40, 60)]
    encode_all(wanted, tmp_path / "cache")
    assert len(opened) == 1
    encode_all(wanted, tmp_path / "cache")
    assert len(opened) == 1


def test_cached_files_are_found_quickly(tmp_path: Path) -> None:
    """A second build takes less than 2 ms per variant."""
    source = probe(save(tmp_path, "a.png", Image.new("L", (2000, 10))))
    wanted = [Variant(source, width, 1, "png") for width in range(1, 401)]
    encode_all(wanted, tmp_path / "cache")
    started = time.process_time()
    encoded, _ = encode_all(wanted, tmp_path / "cache")
    assert encoded.encoded == 0
    assert (time.process_time() - started) / len(wanted) < 0.002


def test_no_partial_file_is_left_in_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk leaves the cache unchanged."""
    source = probe(save(tmp_path, "a.jpg"))
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(Path, "replace", lambda self, target: (_ for _ in ()).throw(full))
    with pytest.raises(OSError, match="No space"):
        encode_all([Variant(source, 20, 13, "webp")], tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []
