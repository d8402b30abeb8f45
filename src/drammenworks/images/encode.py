"""Encode the wanted variants: each picture is decoded once, and no result is made twice."""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from drammenworks.base.digests import digest
from drammenworks.base.files import write_atomic
from drammenworks.errors import Phrase
from drammenworks.images.probe import Probe, UnusablePictureError
from drammenworks.images.variants import QUALITY, Variant

_SRGB = ImageCms.createProfile("sRGB")


@dataclass(frozen=True, slots=True)
class EncodedFile:
    """A finished picture."""

    path: Path
    digest: str
    """Of its bytes when it was made."""


@dataclass(slots=True)
class Encoded:
    """What the wave of encoding did."""

    files: dict[Variant, EncodedFile]
    encoded: int = 0
    reused: int = 0


def encode_all(
    variants: Iterable[Variant], cache: Path, *, progress: Callable[[int, int], None] | None = None
) -> tuple[Encoded, list[tuple[Probe, str]]]:
    """Return a file for every variant, and the pictures that could not be read with the reason.

    :param cache: the folder that keeps results between builds.
    :param progress: told how many of how many pictures are done.
    """
    result = Encoded({})
    kept = _kept(cache)
    by_source: dict[Probe, list[Variant]] = {}
    for variant in dict.fromkeys(variants):
        file = kept.get((variant.key, f".{variant.format}"))
        if file is not None:
            result.files[variant] = file
            result.reused += 1
        else:
            by_source.setdefault(variant.probe, []).append(variant)
    failures: list[tuple[Probe, str]] = []
    # Pillow lets go of the interpreter while it decodes, resizes and encodes: threads are enough.
    # What Pillow thinks of a picture's metadata, in English, is no help to anybody.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pool = ThreadPoolExecutor(max_workers=os.cpu_count())
        try:
            jobs = {
                source: pool.submit(_encode_source, source, wanted, cache)
                for source, wanted in by_source.items()
            }
            for done, (source, job) in enumerate(jobs.items(), start=1):
                try:
                    files = job.result()
                    result.files.update(files)
                    result.encoded += len(files)
                except UnusablePictureError as error:
                    failures.append((source, error.reason))
                if progress is not None:
                    progress(done, len(jobs))
        finally:
            # Ctrl-C does not wait for pictures that were not begun.
            pool.shutdown(cancel_futures=True)
    return result, failures


def _kept(cache: Path) -> dict[tuple[str, str], EncodedFile]:
    """Return the results of former builds by key and suffix; the name of each holds its digest."""
    kept: dict[tuple[str, str], EncodedFile] = {}
    for file in sorted(cache.glob("*.*.*")):
        key, _, name = file.stem.partition(".")
        kept[key, file.suffix] = EncodedFile(file, name)
    return kept


def _encode_source(source: Probe, wanted: list[Variant], cache: Path) -> dict[Variant, EncodedFile]:
    try:
        data = source.file.read_bytes()
    except OSError:
        raise UnusablePictureError(Phrase("den finnes ikke lenger")) from None
    if digest(data) != source.digest:
        raise UnusablePictureError(Phrase("den ble endret mens nettstedet ble bygget"))
    try:
        pixels = _decode(data)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise UnusablePictureError(Phrase("den er skadet og lar seg ikke åpne")) from None
    files: dict[Variant, EncodedFile] = {}
    for variant in wanted:
        size = (variant.width, variant.height)
        # The resampling of a box alone would look at what lies outside it.
        shown = pixels.crop(variant.crop) if variant.crop else pixels
        scaled = shown.resize(size, Image.Resampling.LANCZOS)
        try:
            encoded = _encode(scaled, variant)
        except (OSError, ValueError):
            # WebP takes 16 383 pixels each way, and JPEG 65 535.
            raise UnusablePictureError(Phrase("den er altfor høy eller bred")) from None
        name = digest(encoded)
        files[variant] = EncodedFile(cache / f"{variant.key}.{name}.{variant.format}", name)
        write_atomic(files[variant].path, encoded)
    return files


def _decode(data: bytes) -> Image.Image:
    """Return the pixels as they are meant to be seen, in sRGB and without metadata."""
    with Image.open(io.BytesIO(data)) as image:
        turned = ImageOps.exif_transpose(image)
        if turned.mode.startswith("I"):
            # Converting cuts 16 bits off at 255, and leaves a white picture.
            turned = turned.convert("I").point(lambda value: value * (1 / 257) + 0).convert("L")
        mode = "RGBA" if turned.has_transparency_data else "RGB"
        profile = turned.info.get("icc_profile")
        if profile and turned.mode in ("RGB", "RGBA", "CMYK", "L"):
            try:
                source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
                converted = ImageCms.profileToProfile(turned, source, _SRGB, outputMode=mode)
                if converted is not None:
                    turned = converted
            except (ImageCms.PyCMSError, OSError):
                pass  # A damaged profile says nothing about the colours; sRGB is the usual case.
        pixels = turned.convert(mode)
    pixels.info.clear()
    return pixels


def _encode(pixels: Image.Image, variant: Variant) -> bytes:
    buffer = io.BytesIO()
    quality = QUALITY[variant.format]
    if variant.format == "webp":
        pixels.save(buffer, "WEBP", quality=quality, method=4)
    elif variant.format == "avif":
        pixels.save(buffer, "AVIF", quality=quality, speed=7)
    elif variant.format == "jpeg":
        pixels.convert("RGB").save(buffer, "JPEG", quality=quality, progressive=True, optimize=True)
    else:
        pixels.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
