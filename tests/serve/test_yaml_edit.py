"""Setting one field by a minimal edit."""

from __future__ import annotations

import pytest

from drammenworks.serve.yaml_edit import YamlEditError, set_pair

VALUES = ("0.75", "0.3")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("image:\n  src: a.jpg\n  alt: En\n", "image:\n  src: a.jpg\n  focal: [0.75, 0.3]\n  alt: En\n"),
        (
            "image:\n    alt: En\n    src: a.jpg",
            "image:\n    alt: En\n    src: a.jpg\n    focal: [0.75, 0.3]",
        ),
        ("image: {src: a.jpg, alt: En} # x\n", "image: {src: a.jpg, focal: [0.75, 0.3], alt: En} # x\n"),
        (
            "image:\n  src: 'a b.jpg' # x\ntags: [a]\n",
            "image:\n  src: 'a b.jpg' # x\n  focal: [0.75, 0.3]\ntags: [a]\n",
        ),
        ("image:\n  focal: [ 0.1,0.2 ] # her\n  src: a\n", "image:\n  focal: [ 0.75,0.3 ] # her\n  src: a\n"),
        (
            "image:\n  focal:\n    - 0.1 # x\n    - 0.2\n  src: a\n",
            "image:\n  focal:\n    - 0.75 # x\n    - 0.3\n  src: a\n",
        ),
        ("image:\n  focal:\n  src: a\n", "image:\n  focal: [0.75, 0.3]\n  src: a\n"),
        ("# Øverst\r\nimage:\r\n  src: a\r\n", "# Øverst\r\nimage:\r\n  src: a\r\n  focal: [0.75, 0.3]\r\n"),
    ],
)
def test_edits(before: str, after: str) -> None:
    """The value is set in the style of the field; comments, quotes and line ends stay."""
    assert set_pair(before, ("image",), "focal", VALUES, after="src") == after


def test_deep_in_a_list() -> None:
    """The mapping may be anywhere."""
    before = "a:\n  - b: {src: x}\n  - b: {src: y}\n"
    after = "a:\n  - b: {src: x}\n  - b: {src: y, focal: [0.75, 0.3]}\n"
    assert set_pair(before, ("a", 1, "b"), "focal", VALUES, after="src") == after


@pytest.mark.parametrize(
    "text",
    [
        "image: a.jpg\n",
        "annet: {src: a}\n",
        "image: {alt: En}\n",
        "image: {src: a, focal: midten}\n",
        "image: {src: a, focal: [1]}\n",
        "image: [\n",
        "",
        "- a\n",
    ],
)
def test_what_cannot_be_edited(text: str) -> None:
    """A text without the field's mapping, or with a form that cannot be edited, is rejected."""
    with pytest.raises(YamlEditError):
        set_pair(text, ("image",), "focal", VALUES, after="src")
