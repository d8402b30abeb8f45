"""Plan the sizes and formats of a picture from its header, so that pages need not wait for pixels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

import PIL

from drammenworks.base.digests import digest_parts
from drammenworks.base.text.slugs import slugify
from drammenworks.images.probe import Probe

Format = Literal["avif", "webp", "jpeg", "png", "svg"]
"""A format that we publish; ``webp`` of an animated picture is animated, ``svg`` is sanitised."""

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in the pixels of the source, turned upright; right and bottom are outside."""

_SUFFIXES: dict[Format, str] = {"avif": "avif", "webp": "webp", "jpeg": "jpg", "png": "png", "svg": "svg"}
QUALITY: dict[Format, int] = {"avif": 50, "webp": 80, "jpeg": 82, "png": 0}
RECIPE = f"2 {PIL.__version__}"
"""How pictures are made: raised when the encoding is changed, and with Pillow, which holds the encoders."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One size of a picture in one format."""

    probe: Probe
    width: int
    height: int
    format: Format
    crop: Box | None = None
    """What of the picture is shown; all of it when None."""
    credit: str = ""
    """Whom the published file names as its creator; nobody when empty."""

    @property
    def key(self) -> str:
        """Tells this result from any other: the source's bytes, the operation and the recipe."""
        size = f"{self.width}x{self.height}"
        return digest_parts(self.probe.digest, size, self.format, repr(self.crop), self.credit, RECIPE)

    @property
    def output_path(self) -> str:
        """The file that holds it, under the site's output folder."""
        stem = slugify(PurePath(self.probe.file).stem) or "bilde"
        return f"media/{stem}-{self.width}.{self.key[:8]}.{_SUFFIXES[self.format]}"


@dataclass(frozen=True, slots=True)
class VariantSet:
    """The variants that a page offers of one picture."""

    fallback: Variant
    """For browsers that know none of the others."""
    alternatives: tuple[tuple[str, tuple[Variant, ...]], ...]
    """MIME type and its variants from the narrowest to the widest; the best format first."""
    fallbacks: tuple[Variant, ...]
    """The fallback's format, from the narrowest to the widest."""

    @property
    def all(self) -> tuple[Variant, ...]:
        """Every variant."""
        others = (variant for _, variants in self.alternatives for variant in variants)
        return (*others, *self.fallbacks)


def plan_variants(probe: Probe, widths: Iterable[int]) -> VariantSet:
    """Return the variants of a picture at ``widths``; it is never made larger than it is."""
    usable = sorted({min(width, probe.width) for width in widths}) or [probe.width]
    fallback_format: Format = "png" if probe.has_alpha else "jpeg"
    webp = tuple(_variant(probe, width, "webp") for width in usable)
    # Browsers without WebP are old and few: one middling size serves them.
    fallback = _variant(probe, usable[len(usable) // 2], fallback_format)
    return VariantSet(fallback, (("image/webp", webp),), (fallback,))


def _variant(probe: Probe, width: int, format: Format) -> Variant:
    return Variant(probe, width, max(1, round(probe.height * width / probe.width)), format)
