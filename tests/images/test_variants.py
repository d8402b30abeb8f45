"""Sizes and formats, planned from the header alone."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from drammenworks.images.probe import Probe
from drammenworks.images.variants import Variant, plan_variants


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
def test_a_picture_is_never_made_larger_than_it_is(
    width: int, wanted: tuple[int, ...], made: list[int]
) -> None:
    """Of the widths wanted, those that the picture has, and its own in place of the larger ones."""
    variants = plan_variants(_probe(width, 100), wanted)
    assert [_widths(group) for group in variants.alternatives] == [made]
    assert variants.fallback.width in made


def test_variants_keep_the_proportions() -> None:
    """And the thinnest line is still one pixel high."""
    assert [variant.height for variant in plan_variants(_probe(1500, 1000), [480, 961]).alternatives[0]] == [
        320,
        641,
    ]
    assert plan_variants(_probe(5000, 1), [480]).fallback.height == 1


def test_the_name_of_a_variant_says_what_it_is_and_changes_with_its_bytes() -> None:
    """The name is for people and caches: readable, safe in a URL, and another one for another picture."""
    one = plan_variants(_probe(600, 400), [480]).fallback
    assert re.fullmatch(r"media/bilde-pa-oya\.[0-9a-f]{8}-480\.jpg", one.output_path)
    other = Variant(Probe(one.probe.file, "e" * 32, 600, 400, False), 480, 320, "jpeg")
    assert one.output_path != other.output_path
    assert one.output_path != replace(one, crop=(0, 0, 480, 320)).output_path
    assert plan_variants(_probe(600, 400, "🎉.jpg"), [480]).fallback.output_path.startswith("media/bilde.")
    long = plan_variants(_probe(600, 400, "å" * 120 + ".jpg"), [480]).fallback.output_path
    assert len(long) < 100


def test_all_sizes_and_formats_of_a_picture_share_the_part_of_the_name_that_looks_random() -> None:
    """A page names a dozen of them; the shared part is packed once."""
    variants = plan_variants(_probe(1600, 900), [400, 800], formats=("avif", "webp"))
    assert len({variant.output_path.rpartition("-")[0] for variant in variants.all}) == 1
    assert len({variant.output_path for variant in variants.all}) == 5


@pytest.mark.parametrize(
    ("widest", "offered"),
    [(None, [400, 800, 1200, 1600]), (900, [400, 800, 1200, 1600]), (600, [400, 800, 1200]), (72, [400])],
)
def test_what_is_wider_than_the_place_needs_is_not_offered(widest: int | None, offered: list[int]) -> None:
    """Twice the CSS pixels are sharp on any screen."""
    variants = plan_variants(_probe(3000, 2000), (400, 800, 1200, 1600), max_css_width=widest)
    assert _widths(variants.alternatives[0]) == offered


def test_a_part_is_planned_by_its_own_measures() -> None:
    """A square of a landscape is as wide as the landscape is high."""
    [variants] = plan_variants(_probe(1600, 900), (400, 1200), crop=(350, 0, 1250, 900)).alternatives
    assert [(variant.width, variant.height) for variant in variants] == [(400, 400), (900, 900)]


def test_the_fallback_is_png_where_something_shines_through_or_it_is_drawn() -> None:
    """JPEG is for photos."""
    assert plan_variants(_probe(600, 400), [400]).fallback.format == "jpeg"
    assert plan_variants(_probe(600, 400, alpha=True), [400]).fallback.format == "png"
    assert plan_variants(_probe(600, 400), [400], few_colours=True).fallback.format == "png"


def test_without_other_formats_the_fallback_comes_in_all_sizes() -> None:
    """A site may do without AVIF and WebP."""
    variants = plan_variants(_probe(1600, 900), (400, 800), formats=())
    assert variants.alternatives == ()
    assert _widths(variants.fallbacks) == [400, 800]


def test_a_drawing_is_one_file_for_all_sizes() -> None:
    """It is sharp at any."""
    drawing = Probe(Path("a.svg"), "d" * 32, 24, 12, True, format="SVG")
    variants = plan_variants(drawing, (400, 800), formats=("avif", "webp"), max_css_width=72)
    assert [variant.format for variant in variants.all] == ["svg"]
    assert (variants.fallback.width, variants.fallback.height) == (24, 12)


def test_a_moving_picture_moves_as_webp_and_stands_still_as_the_fallback() -> None:
    """Those who want nothing to move get the first frame."""
    moving = Probe(Path("a.gif"), "d" * 32, 500, 300, False, format="GIF", is_animated=True)
    variants = plan_variants(moving, (400, 800), formats=("avif", "webp"))
    assert [variant.format for variant in variants.all] == ["webp", "webp", "jpeg"]


def test_what_is_asked_for_decides_the_key() -> None:
    """Another crop, height or credit is another file."""
    asked = [
        Variant(_probe(600, 400), 300, 200, "webp"),
        Variant(_probe(600, 400), 300, 200, "avif"),
        Variant(_probe(600, 400), 300, 300, "webp"),
        Variant(_probe(600, 400), 300, 200, "webp", (0, 0, 300, 200)),
        Variant(_probe(600, 400), 300, 200, "webp", (0, 1, 300, 201)),
        Variant(_probe(600, 400), 300, 200, "webp", credit="Kari Nordmann"),
    ]
    assert len(asked) == len({variant.key for variant in asked})
