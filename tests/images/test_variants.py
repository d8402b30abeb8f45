"""Sizes and formats, planned from the header alone."""

from __future__ import annotations

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
    assert [_widths(group) for _, group in variants.alternatives] == [made]
    assert variants.fallback.width in made


def test_variants_keep_the_proportions() -> None:
    """And the thinnest line is still one pixel high."""
    assert [
        variant.height for variant in plan_variants(_probe(1500, 1000), [480, 961]).alternatives[0][1]
    ] == [
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
    assert plan_variants(_probe(600, 400, "🎉.jpg"), [480]).fallback.output_path.startswith(
        "media/bilde-480."
    )


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
