"""Cropping to an aspect ratio: the focal point is always inside, and well placed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from drammenworks.images.crop import crop_box, focal_in_crop, parse_ratio

_SIDE = st.integers(3, 20_000)
_SHAPE = st.builds(Fraction, st.integers(1, 21), st.integers(1, 21))
_FOCAL = st.tuples(st.floats(0, 1), st.floats(0, 1))


@given(_SIDE, _SIDE, _SHAPE, _FOCAL)
def test_the_focal_point_is_inside_and_within_the_thirds_unless_an_edge_forbids_it(
    width: int, height: int, shape: Fraction, focal: tuple[float, float]
) -> None:
    """For any focal point and aspect ratio."""
    box = crop_box(width, height, shape, focal)
    assume(box is not None)
    assert box is not None
    for start, end, whole, at in ((box[0], box[2], width, focal[0]), (box[1], box[3], height, focal[1])):
        assert 0 <= start < end <= whole
        # Half a pixel is what whole numbers cost.
        place, slack = at * whole - start, 0.5 / (end - start)
        assert -0.5 <= place <= end - start + 0.5
        within = place / (end - start)
        assert start == 0 or within >= 1 / 3 - slack
        assert end == whole or within <= 2 / 3 + slack


@given(_SIDE, _SIDE, _SHAPE, _FOCAL)
def test_no_larger_crop_has_the_aspect_ratio(
    width: int, height: int, shape: Fraction, focal: tuple[float, float]
) -> None:
    """One side is full, and the other is as long as the aspect ratio allows."""
    box = crop_box(width, height, shape, focal)
    shown = (box[2] - box[0], box[3] - box[1]) if box else (width, height)
    assert width in shown[:1] or height in shown[1:]
    if box is not None:
        assert abs(shown[0] - shown[1] * shape) <= max(1, shape)


@pytest.mark.parametrize(
    ("focal", "box"),
    [
        ((0.5, 0.5), (350, 0, 1250, 900)),
        ((0.4, 0.2), (280, 0, 1180, 900)),
        ((0.1, 0.5), (0, 0, 900, 900)),
        ((0.7, 0.5), (520, 0, 1420, 900)),
        ((1.0, 0.5), (700, 0, 1600, 900)),
    ],
)
def test_the_crop_follows_the_focal_point(focal: tuple[float, float], box: tuple[int, int, int, int]) -> None:
    """At its relative position, between the thirds, up to the edge."""
    assert crop_box(1600, 900, Fraction(1), focal) == box


def test_an_image_with_nearly_the_aspect_ratio_is_not_cropped() -> None:
    """A rounding error of one pixel is not worth separate files."""
    assert crop_box(1600, 900, Fraction(16, 9), (0.5, 0.5)) is None
    assert crop_box(1599, 900, Fraction(16, 9), (0.5, 0.5)) is None
    assert crop_box(1500, 900, Fraction(16, 9), (0.5, 0.5)) is not None


def test_the_focal_point_relative_to_the_crop() -> None:
    """Style sheets may crop further, within the crop."""
    assert focal_in_crop((400, 0, 1000, 600), 1600, 600, (0.5, 0.25)) == (pytest.approx(2 / 3), 0.25)
    assert focal_in_crop((400, 0, 1000, 600), 1600, 600, (0.1, 1)) == (0, 1)


@pytest.mark.parametrize("text", ["", "16", "16:0", "0:9", "-4:3", "16/9", "bred"])
def test_an_invalid_aspect_ratio_is_an_error(text: str) -> None:
    """A finding names the template with the mistake."""
    with pytest.raises(ValueError, match="16:9"):
        parse_ratio(text)
    assert parse_ratio("16:9") == Fraction(16, 9)
