"""Plan the sizes and formats of a picture from its header, so that pages need not wait for pixels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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

MIME_TYPES: dict[Format, str] = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
}
_SUFFIXES: dict[Format, str] = {"avif": "avif", "webp": "webp", "jpeg": "jpg", "png": "png", "svg": "svg"}
_LONGEST_STEM = 60
"""Characters: a name of 255 bytes leaves no room for what we add."""
RECIPE = f"6 {PIL.__version__}"
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
        """The file that holds it, under the site's output folder.

        All sizes and formats of a picture share what looks random in a name, so that it is packed once.
        """
        stem = slugify(PurePath(self.probe.file).stem)[:_LONGEST_STEM].strip("-") or "bilde"
        group = digest_parts(self.probe.digest, repr(self.crop), self.credit, RECIPE)[:8]
        return f"media/{stem}.{group}-{self.width}.{_SUFFIXES[self.format]}"


@dataclass(frozen=True, slots=True)
class VariantSet:
    """The variants that a page offers of one picture."""

    fallback: Variant
    """For browsers that know none of the others."""
    alternatives: tuple[tuple[Variant, ...], ...]
    """The variants of each format from the narrowest to the widest; the best format first."""
    fallbacks: tuple[Variant, ...]
    """The fallback's format, from the narrowest to the widest."""

    @property
    def all(self) -> tuple[Variant, ...]:
        """Every variant."""
        return (*(variant for variants in self.alternatives for variant in variants), *self.fallbacks)


def plan_variants(
    probe: Probe,
    widths: Iterable[int],
    *,
    formats: Sequence[Format] = ("webp",),
    crop: Box | None = None,
    widest: int | None = None,
    drawn: bool = False,
    credit: str = "",
) -> VariantSet:
    """Return the variants of a picture at ``widths``; it is never made larger than it is.

    :param formats: what is offered before the fallback, the best first.
    :param crop: what of the picture is shown; all of it when None.
    :param widest: CSS pixels that it is shown in at most; what is wider than twice that is not offered.
    :param drawn: it has few colours, and its fallback is a PNG.
    :param credit: whom the files name as the creator.
    """
    if probe.is_drawing:
        drawing = Variant(probe, probe.width, probe.height, "svg")
        return VariantSet(drawing, (), (drawing,))
    left, top, right, bottom = crop or (0, 0, probe.width, probe.height)
    usable = _offered(widths, right - left, widest)

    def variants(format: Format, widths: Iterable[int]) -> tuple[Variant, ...]:
        box = (left, top, right, bottom)
        return tuple(Variant(probe, width, height_of(width, box), format, crop, credit) for width in widths)

    # Moving pictures are a matter of WebP; AVIF's are large and slow to make.
    best: Sequence[Format] = ("webp",) if probe.is_animated else formats
    alternatives = tuple(variants(kind, usable) for kind in best)
    # Browsers without the alternatives are old and few: one middling size serves them.
    [fallback] = variants("png" if probe.has_alpha or drawn else "jpeg", [usable[len(usable) // 2]])
    fallbacks = (fallback,) if alternatives else variants(fallback.format, usable)
    return VariantSet(fallback, alternatives, fallbacks)


def height_of(width: int, box: Box) -> int:
    """Return how high what is in a box becomes when it is made ``width`` pixels wide."""
    left, top, right, bottom = box
    return max(1, round((bottom - top) * width / (right - left)))


def _offered(widths: Iterable[int], whole: int, widest: int | None) -> list[int]:
    usable = sorted({min(width, whole) for width in widths}) or [whole]
    enough = next((width for width in usable if widest is not None and width >= 2 * widest), usable[-1])
    return [width for width in usable if width <= enough]
