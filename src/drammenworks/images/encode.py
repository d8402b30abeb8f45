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

from drammenworks.base.files import write_atomic
from drammenworks.images.probe import Probe, UnusablePictureError
from drammenworks.images.variants import QUALITY, Variant

_SRGB = ImageCms.createProfile("sRGB")


@dataclass(slots=True)
class Encoded:
    """What the wave of encoding did."""

    files: dict[Variant, Path]
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
    by_source: dict[Probe, list[Variant]] = {}
    for variant in dict.fromkeys(variants):
        file = cache / variant.file_name
        result.files[variant] = file
        if _is_whole(file):
            result.reused += 1
        else:
            by_source.setdefault(variant.probe, []).append(variant)
    failures: list[tuple[Probe, str]] = []
    # Pillow lets go of the interpreter while it decodes, resizes and encodes: threads are enough.
    with warnings.catch_warnings(), ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        # What it thinks of a picture's metadata, in English, is no help to anybody.
        warnings.simplefilter("ignore")
        jobs = {
            source: pool.submit(_encode_source, source, wanted, result.files)
            for source, wanted in by_source.items()
        }
        for done, (source, job) in enumerate(jobs.items(), start=1):
            try:
                result.encoded += job.result()
            except UnusablePictureError as error:
                failures.append((source, str(error)))
            if progress is not None:
                progress(done, len(jobs))
    return result, failures


def _is_whole(file: Path) -> bool:
    """Tell whether a result is kept from its first byte to its last, whoever restored the cache."""
    try:
        with file.open("rb") as kept:
            start = kept.read(12)
            size = kept.seek(0, os.SEEK_END)
            kept.seek(max(0, size - 12))
            end = kept.read()
    except OSError:
        return False
    if start.startswith(b"RIFF"):
        return int.from_bytes(start[4:8], "little") + 8 == size
    return (start.startswith(b"\xff\xd8") and end.endswith(b"\xff\xd9")) or (
        start.startswith(b"\x89PNG") and end.endswith(b"IEND\xaeB`\x82")
    )


def _encode_source(source: Probe, wanted: list[Variant], files: dict[Variant, Path]) -> int:
    try:
        pixels = _decode(source.file)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise UnusablePictureError("den er skadet og lar seg ikke åpne") from None
    for variant in wanted:
        size = (variant.width, variant.height)
        scaled = pixels if pixels.size == size else pixels.resize(size, Image.Resampling.LANCZOS)
        try:
            data = _encode(scaled, variant)
        except (OSError, ValueError):
            # WebP takes 16 383 pixels each way, and JPEG 65 535.
            raise UnusablePictureError("den er altfor høy eller bred") from None
        write_atomic(files[variant], data)
    return len(wanted)


def _decode(file: Path) -> Image.Image:
    """Return the pixels as they are meant to be seen, in sRGB and without metadata."""
    with Image.open(file) as image:
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
    elif variant.format == "jpeg":
        pixels.convert("RGB").save(buffer, "JPEG", quality=quality, progressive=True, optimize=True)
    else:
        pixels.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
