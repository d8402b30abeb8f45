"""Cutting to a shape: the focal point is always inside, and stands well."""

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
    """Wherever the subject is, and whatever the shape."""
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
def test_nothing_larger_has_the_shape(
    width: int, height: int, shape: Fraction, focal: tuple[float, float]
) -> None:
    """One side is kept whole, and the other is as long as the shape allows."""
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
def test_the_part_follows_the_subject(focal: tuple[float, float], box: tuple[int, int, int, int]) -> None:
    """Where it stood in the whole, between the thirds; then up to the edge."""
    assert crop_box(1600, 900, Fraction(1), focal) == box


def test_a_picture_that_nearly_has_the_shape_is_left_whole() -> None:
    """A pixel of rounding is not worth files of its own."""
    assert crop_box(1600, 900, Fraction(16, 9), (0.5, 0.5)) is None
    assert crop_box(1599, 900, Fraction(16, 9), (0.5, 0.5)) is None
    assert crop_box(1500, 900, Fraction(16, 9), (0.5, 0.5)) is not None


def test_the_focal_point_is_known_within_the_part_as_well() -> None:
    """Style sheets may cut further, and never outside the part."""
    assert focal_in_crop((400, 0, 1000, 600), 1600, 600, (0.5, 0.25)) == (pytest.approx(2 / 3), 0.25)
    assert focal_in_crop((400, 0, 1000, 600), 1600, 600, (0.1, 1)) == (0, 1)


@pytest.mark.parametrize("text", ["", "16", "16:0", "0:9", "-4:3", "16/9", "bred"])
def test_what_is_no_shape_is_told_of(text: str) -> None:
    """A template's mistake is a finding that names the template."""
    with pytest.raises(ValueError, match="16:9"):
        parse_ratio(text)
    assert parse_ratio("16:9") == Fraction(16, 9)
