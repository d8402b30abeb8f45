"""Plan the sizes and formats of an image from its header alone, before it is encoded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import Literal

import PIL

from drammenworks.base.digests import digest_parts
from drammenworks.base.text.slugs import file_stem
from drammenworks.errors import Phrase
from drammenworks.images.probe_result import Probe

Format = Literal["avif", "webp", "jpeg", "png", "svg"]
"""A published format; ``webp`` of an animated image is animated, ``svg`` is sanitised."""

CropBox = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels of the upright source image; right and bottom are exclusive."""

MIME_TYPES: dict[Format, str] = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
}
TOO_LARGE = Phrase("den er altfor høy eller bred")
"""Why an image is unusable of which a variant is larger than its format allows."""
_MAX_SIDES: dict[Format, int] = {"webp": 16_383, "jpeg": 65_500, "avif": 65_536}
"""The largest width and height that the encoders take, in pixels; that of PNG is beyond any image."""
_SUFFIXES: dict[Format, str] = {"avif": "avif", "webp": "webp", "jpeg": "jpg", "png": "png", "svg": "svg"}
ENCODER_VERSION = f"7 {PIL.__version__}"
"""Part of every cache key: increment it when the encoding changes. Pillow contains the encoders."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One size of an image in one format."""

    probe: Probe
    width: int
    height: int
    format: Format
    crop: CropBox | None = None
    """The part of the image to show; all of it when None."""
    credit: str = ""
    """The creator to write into the file's metadata; none when empty."""

    @property
    def key(self) -> str:
        """The cache key: a digest of the source's bytes, the operation and the encoder version."""
        size = f"{self.width}x{self.height}"
        return digest_parts(
            self.probe.digest, size, self.format, repr(self.crop), self.credit, ENCODER_VERSION
        )

    @property
    def is_too_large(self) -> bool:
        """Whether its format has no such size."""
        limit = _MAX_SIDES.get(self.format)
        return limit is not None and max(self.width, self.height) > limit

    @property
    def output_path(self) -> str:
        """The path of the published file under the site's output folder.

        All sizes and formats of an image share the fingerprint in their names, so that it compresses well.
        """
        group = _group(self.probe.digest, self.crop, self.credit)
        return f"media/{_stem(self.probe.file)}.{group}-{self.width}.{_SUFFIXES[self.format]}"


@lru_cache(maxsize=4096)
def _stem(file: PurePath) -> str:
    """Return the name of a source file as it is in the names of its variants."""
    return file_stem(file.stem, "bilde")


@lru_cache(maxsize=4096)
def _group(digest: str, crop: CropBox | None, credit: str) -> str:
    """Return what the names of the variants of one crop of an image have in common."""
    return digest_parts(digest, repr(crop), credit, ENCODER_VERSION)[:8]


@dataclass(frozen=True, slots=True)
class VariantSet:
    """The variants of one image that a page offers."""

    fallback: Variant
    """For browsers that support none of ``alternatives``."""
    alternatives: tuple[tuple[Variant, ...], ...]
    """The variants of each format, in ascending width; the preferred format first."""
    fallbacks: tuple[Variant, ...]
    """The variants of the fallback's format, in ascending width."""

    @property
    def all(self) -> tuple[Variant, ...]:
        """Every variant."""
        return (*(variant for variants in self.alternatives for variant in variants), *self.fallbacks)


def plan_variants(
    probe: Probe,
    widths: Iterable[int],
    *,
    formats: Sequence[Format] = ("avif",),
    crop: CropBox | None = None,
    max_css_width: int | None = None,
    least_width: int = 0,
    few_colours: bool = False,
    credit: str = "",
) -> VariantSet:
    """Return the variants of an image at ``widths``; it is never enlarged.

    :param formats: what is offered before the fallback, in order of preference.
    :param crop: the part of the image to show; all of it when None.
    :param max_css_width: the largest width that it is shown at; variants wider than twice that are left out.
    :param least_width: the device pixels that it is shown at, at least; no narrower variant is ever fetched.
    :param few_colours: whether PNG suits it better than JPEG as the fallback.
    :param credit: the creator to write into the files' metadata.
    """
    if probe.is_svg:
        variant = Variant(probe, probe.width, probe.height, "svg")
        return VariantSet(variant, (), (variant,))
    left, top, right, bottom = crop or (0, 0, probe.width, probe.height)
    usable = _offered(widths, right - left, max_css_width, least_width)

    def variants(format: Format, widths: Iterable[int]) -> tuple[Variant, ...]:
        box = (left, top, right, bottom)
        return tuple(Variant(probe, width, height_of(width, box), format, crop, credit) for width in widths)

    # Animated AVIF is large and slow to encode.
    offered: Sequence[Format] = ("webp",) if probe.is_animated else formats
    alternatives = tuple(variants(kind, usable) for kind in offered)
    # Browsers that need the fallback are old and few: one medium size is enough.
    medium = usable[(len(usable) - 1) // 2]
    [fallback] = variants("png" if probe.has_alpha or few_colours else "jpeg", [medium])
    fallbacks = (fallback,) if alternatives else variants(fallback.format, usable)
    return VariantSet(fallback, alternatives, fallbacks)


def height_of(width: int, box: CropBox) -> int:
    """Return the height of the contents of a box when they are scaled to ``width``."""
    left, top, right, bottom = box
    return max(1, round((bottom - top) * width / (right - left)))


def _offered(
    widths: Iterable[int], source_width: int, max_css_width: int | None, least_width: int
) -> list[int]:
    usable = sorted({min(width, source_width) for width in widths}) or [source_width]
    wide_enough = (width for width in usable if max_css_width is not None and width >= 2 * max_css_width)
    widest = next(wide_enough, usable[-1])
    return [width for width in usable if width <= widest and (width >= least_width or width == widest)]
