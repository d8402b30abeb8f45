"""Custom properties of picture presets."""

from __future__ import annotations

from drammenworks.config.picture_presets import PicturePreset, Width, WidthFrom
from drammenworks.outputs.picture_styles import picture_styles

CARD = PicturePreset(
    (WidthFrom(0, Width(92, 0)), WidthFrom(44, Width(44, 0, 2)), WidthFrom(80, Width(0, 23.5, 2))),
    "16:9",
    (),
    600,
)


def test_each_breakpoint_says_what_changes_there() -> None:
    """From narrow windows to wide ones, so that the widest that holds wins; what stays is not repeated."""
    sheet = ".a { inline-size: var(--picture-card-width); --n: var( --picture-card-columns ) }"
    assert picture_styles({"card": CARD}, [sheet]).splitlines() == [
        "@layer tokens { :root { --picture-card-width: 92vw; --picture-card-columns: 1; } }",
        (
            "@media (min-width: 44rem) "
            "{ @layer tokens { :root { --picture-card-width: 44vw; --picture-card-columns: 2; } } }"
        ),
        "@media (min-width: 80rem) { @layer tokens { :root { --picture-card-width: 23.5rem; } } }",
    ]


def test_what_no_style_sheet_uses_is_left_out() -> None:
    """A preset may be for ``sizes`` alone."""
    assert picture_styles({"card": CARD}, [".a { aspect-ratio: var(--picture-car-shape) }"]) == ""
    assert picture_styles({"card": CARD}, [".a { aspect-ratio: var(--picture-card-shape) }"]) == (
        "@layer tokens { :root { --picture-card-shape: 16 / 9; } }\n"
    )
