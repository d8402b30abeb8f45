"""What a page offers of a picture: its part, its sizes and formats, and what stands in for it meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from drammenworks.config.site import ImageSettings
from drammenworks.content.image_info import ImageInfo
from drammenworks.images.analysis_result import ImageAnalysis
from drammenworks.images.crop import FocalPoint, crop_box, focal_in_crop, parse_ratio
from drammenworks.images.lqip import lqip_classes
from drammenworks.images.variants import MIME_TYPES, Variant, VariantSet, plan_variants
from drammenworks.render.views import Image, PictureSource
from drammenworks.site.base_urls import Addresses

_MIDDLE = (0.5, 0.5)
_STILL = "(prefers-reduced-motion: reduce)"


class PicturePlace(NamedTuple):
    """A place of a page that shows a picture, and what the content says of it there."""

    focal: FocalPoint | None
    """The focal point; the estimated one when None."""
    credit: str
    shape: str | None
    """What it is cropped to, such as ``16:9``; the whole of it when None."""
    widest: int | None
    """CSS pixels that it is shown in at most."""
    narrowest: int
    """Device pixels that it is shown in at least."""


class OfferedPicture(NamedTuple):
    """A picture as a page offers it."""

    variants: tuple[Variant, ...]
    """To be encoded."""
    view: Image


@dataclass(frozen=True, slots=True)
class PlannedPicture:
    """A picture as one place of a page shows it."""

    variants: VariantSet
    focal: FocalPoint
    """Where the subject is in what is shown, for style sheets that cut it further."""
    impression: ImageAnalysis | None


@lru_cache(maxsize=4096)
def offered_picture(
    seen: ImageInfo, place: PicturePlace, settings: ImageSettings, addresses: Addresses
) -> OfferedPicture:
    """Return a picture as pages offer it; a picture is in several places, and on pages in each language.

    :raises ValueError: if the shape is none.
    """
    planned = plan_picture(seen, place, settings)
    return OfferedPicture(planned.variants.all, image_view(planned, addresses.href))


def plan_picture(seen: ImageInfo, place: PicturePlace, settings: ImageSettings) -> PlannedPicture:
    """Return what a page offers of a picture.

    :raises ValueError: if the shape is none.
    """
    probe, impression = seen.probe, seen.impression
    focal = place.focal or (impression.focal if impression is not None else _MIDDLE)
    wanted = parse_ratio(place.shape) if place.shape is not None else None
    crop = None
    # A drawing is cut by the style sheet alone: it is one file for all places.
    if wanted is not None and not probe.is_svg:
        crop = crop_box(probe.width, probe.height, wanted, focal)
    variants = plan_variants(
        probe,
        settings.widths,
        formats=settings.formats,
        crop=crop,
        max_css_width=place.widest,
        least_width=place.narrowest,
        few_colours=impression is not None and impression.few_colours,
        credit=place.credit,
    )
    if crop is not None:
        focal = focal_in_crop(crop, probe.width, probe.height, focal)
    return PlannedPicture(variants, focal, impression)


def image_view(planned: PlannedPicture, href: Callable[[str], str]) -> Image:
    """Return a planned picture as templates see it.

    :param href: gives the URL of a path under the site's root.
    """

    def url(variant: Variant) -> str:
        return href(f"/{variant.output_path}")

    def srcset(variants: Sequence[Variant]) -> str:
        return ", ".join(f"{url(variant)} {variant.width}w" for variant in variants)

    variants = planned.variants
    fallback, largest = variants.fallback, max(variants.all, key=lambda variant: variant.width)
    sources = [PictureSource(MIME_TYPES[group[0].format], srcset(group)) for group in variants.alternatives]
    if fallback.probe.is_animated:
        # Those who do not want anything to move see the first frame (WCAG 2.2.2).
        sources.insert(0, PictureSource(MIME_TYPES[fallback.format], srcset([fallback]), _STILL))
    return Image(
        src=url(fallback),
        src_width=fallback.width,
        srcset=srcset(variants.fallbacks) if len(variants.fallbacks) > 1 else "",
        sources=tuple(sources),
        width=largest.width,
        height=largest.height,
        classes=" ".join(_classes(planned)),
    )


def _classes(planned: PlannedPicture) -> tuple[str, ...]:
    """Return what the style sheet needs to know; the middle goes without saying."""
    tones = planned.impression.tones if planned.impression is not None else None
    places = (("focal-x", planned.focal[0]), ("focal-y", planned.focal[1]))
    rounded = [(name, round(value * 10) * 10) for name, value in places]
    return (*lqip_classes(tones), *(f"{name}{tenth}" for name, tenth in rounded if tenth != 50))
