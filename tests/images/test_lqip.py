"""Placeholders of two tones, by two CSS classes."""

from __future__ import annotations

import itertools
import re

import pytest

from drammenworks.images.analysis_result import Tone
from drammenworks.images.lqip import lqip_classes, lqip_styles

_RULE = re.compile(r"\.([tb]-\d{3})\{--([tb]):#([0-9a-f]{3})\}")


def _rules() -> dict[str, Tone]:
    return {
        name: tuple(int(level * 2, 16) for level in colour)  # type: ignore[misc]
        for name, _, colour in _RULE.findall(lqip_styles())
    }


def test_every_class_has_a_rule_and_the_rules_are_few() -> None:
    """Every class for a tone is in the style sheet."""
    rules = _rules()
    levels = (0, 60, 128, 190, 255)
    for tone in itertools.product(levels, repeat=3):
        assert set(lqip_classes((tone, (255, 255, 255)))) <= rules.keys()
    assert len(rules) == 250
    assert len(lqip_styles()) <= 4000


@pytest.mark.parametrize(
    "tone", [(128, 128, 128), (196, 208, 203), (118, 155, 127), (60, 86, 93), (211, 188, 154)]
)
def test_a_muted_tone_is_nearly_exact(tone: Tone) -> None:
    """The levels are densest near grey, as the means of photos are."""
    [name] = lqip_classes((tone, tone))
    assert max(abs(one - other) for one, other in zip(_rules()[name], tone, strict=True)) <= 45


def test_equal_tones_take_one_class_and_transparency_takes_none() -> None:
    """A redundant class is not written."""
    assert lqip_classes(((10, 10, 10), (12, 12, 12))) == ("b-022",)
    assert lqip_classes(((255, 255, 255), (12, 12, 12))) == ("t-422", "b-022")
    assert lqip_classes(None) == ()
