"""Sizes and formats, planned from the header alone."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from drammenworks.images.probe_result import Probe
from drammenworks.images.variants import Variant, plan_variants


def _probe(width: int, height: int, name: str = "Bilde på Øya.jpg", *, alpha: bool = False) -> Probe:
    return Probe(Path("content/media") / name, "d" * 32, width, height, alpha)


def _widths(variants: tuple[Variant, ...]) -> list[int]:
    return [variant.width for variant in variants]


@pytest.mark.parametrize(
    ("width", "wanted", "expected"),
    [
        (2000, (480, 960, 1600), [480, 960, 1600]),
        (1000, (480, 960, 1600), [480, 960, 1000]),
        (960, (480, 960, 1600), [480, 960]),
        (300, (480, 960, 1600), [300]),
        (300, (), [300]),
        (2000, (960, 480, 960), [480, 960]),
    ],
)
def test_an_image_is_never_enlarged(width: int, wanted: tuple[int, ...], expected: list[int]) -> None:
    """Widths above its own are replaced by its own."""
    variants = plan_variants(_probe(width, 100), wanted)
    assert [_widths(group) for group in variants.alternatives] == [expected]
    assert variants.fallback.width in expected


def test_variants_have_the_aspect_ratio_of_the_source() -> None:
    """A line of one pixel remains one pixel high."""
    assert [variant.height for variant in plan_variants(_probe(1500, 1000), [480, 961]).alternatives[0]] == [
        320,
        641,
    ]
    assert plan_variants(_probe(5000, 1), [480]).fallback.height == 1


def test_the_file_name_of_a_variant_is_readable_and_has_a_fingerprint() -> None:
    """It is safe in a URL, and differs for a different image."""
    one = plan_variants(_probe(600, 400), [480]).fallback
    assert re.fullmatch(r"media/bilde-pa-oya\.[0-9a-f]{8}-480\.jpg", one.output_path)
    other = Variant(Probe(one.probe.file, "e" * 32, 600, 400, False), 480, 320, "jpeg")
    assert one.output_path != other.output_path
    assert one.output_path != replace(one, crop=(0, 0, 480, 320)).output_path
    assert plan_variants(_probe(600, 400, "🎉.jpg"), [480]).fallback.output_path.startswith("media/bilde.")
    long = plan_variants(_probe(600, 400, "å" * 120 + ".jpg"), [480]).fallback.output_path
    assert len(long) < 100


def test_all_sizes_and_formats_of_an_image_share_a_fingerprint() -> None:
    """A page names a dozen of them, which compresses well."""
    variants = plan_variants(_probe(1600, 900), [400, 800], formats=("avif", "webp"))
    assert len({variant.output_path.rpartition("-")[0] for variant in variants.all}) == 1
    assert len({variant.output_path for variant in variants.all}) == 5


@pytest.mark.parametrize(
    ("widest", "offered"),
    [(None, [400, 800, 1200, 1600]), (900, [400, 800, 1200, 1600]), (600, [400, 800, 1200]), (72, [400])],
)
def test_variants_wider_than_twice_the_css_width_are_not_offered(
    widest: int | None, offered: list[int]
) -> None:
    """Twice the CSS pixels are sharp on any screen."""
    variants = plan_variants(_probe(3000, 2000), (400, 800, 1200, 1600), max_css_width=widest)
    assert _widths(variants.alternatives[0]) == offered


@pytest.mark.parametrize(
    ("width", "least", "offered"),
    [
        (3000, 0, [240, 400, 800, 1600]),
        (3000, 241, [400, 800, 1600]),
        (3000, 400, [400, 800, 1600]),
        (3000, 640, [800, 1600]),
        (3000, 5000, [1600]),
        (500, 640, [500]),
        (100, 640, [100]),
    ],
)
def test_variants_that_no_screen_fetches_are_not_offered(width: int, least: int, offered: list[int]) -> None:
    """Browsers take the next larger one, and the largest where none is large enough."""
    variants = plan_variants(_probe(width, width), (240, 400, 800, 1600), least_width=least)
    assert _widths(variants.alternatives[0]) == offered
    assert variants.fallback.width in offered


def test_a_crop_is_planned_by_its_own_size() -> None:
    """A square crop of a landscape is at most as wide as the landscape is high."""
    [variants] = plan_variants(_probe(1600, 900), (400, 1200), crop=(350, 0, 1250, 900)).alternatives
    assert [(variant.width, variant.height) for variant in variants] == [(400, 400), (900, 900)]


def test_the_fallback_is_png_for_transparency_and_graphics() -> None:
    """JPEG is for photos."""
    assert plan_variants(_probe(600, 400), [400]).fallback.format == "jpeg"
    assert plan_variants(_probe(600, 400, alpha=True), [400]).fallback.format == "png"
    assert plan_variants(_probe(600, 400), [400], few_colours=True).fallback.format == "png"


def test_without_other_formats_the_fallback_comes_in_all_sizes() -> None:
    """A site may be configured without AVIF and WebP."""
    variants = plan_variants(_probe(1600, 900), (400, 800), formats=())
    assert variants.alternatives == ()
    assert _widths(variants.fallbacks) == [400, 800]


def test_an_svg_is_one_file_for_all_sizes() -> None:
    """It is sharp at any size."""
    svg = Probe(Path("a.svg"), "d" * 32, 24, 12, True, format="SVG")
    variants = plan_variants(svg, (400, 800), formats=("avif", "webp"), max_css_width=72)
    assert [variant.format for variant in variants.all] == ["svg"]
    assert (variants.fallback.width, variants.fallback.height) == (24, 12)


def test_an_animation_is_webp_with_a_still_fallback() -> None:
    """Readers who prefer reduced motion get the first frame."""
    moving = Probe(Path("a.gif"), "d" * 32, 500, 300, False, format="GIF", is_animated=True)
    variants = plan_variants(moving, (400, 800), formats=("avif", "webp"))
    assert [variant.format for variant in variants.all] == ["webp", "webp", "jpeg"]


def test_the_operation_decides_the_key() -> None:
    """A different crop, height, format or credit is a different file."""
    asked = [
        Variant(_probe(600, 400), 300, 200, "webp"),
        Variant(_probe(600, 400), 300, 200, "avif"),
        Variant(_probe(600, 400), 300, 300, "webp"),
        Variant(_probe(600, 400), 300, 200, "webp", (0, 0, 300, 200)),
        Variant(_probe(600, 400), 300, 200, "webp", (0, 1, 300, 201)),
        Variant(_probe(600, 400), 300, 200, "webp", credit="Kari Nordmann"),
    ]
    assert len(asked) == len({variant.key for variant in asked})
