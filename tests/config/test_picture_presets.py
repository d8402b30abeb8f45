"""Picture presets: what theme.yaml says of the sizes of pictures, and what follows from it."""

from __future__ import annotations

import pytest

from drammenworks.config.load_theme import load_theme
from drammenworks.config.picture_presets import PicturePreset
from drammenworks.errors import ContentError, Location
from tests.project import Project

BASE = "themes/base/theme.yaml"
ASKED = Location("content/sites/b.yaml", 4, 1)


def _presets(project: Project, *lines: str) -> dict[str, PicturePreset]:
    project.write(
        BASE, "\n".join(["styles: [css/base.css]", "pictures:", *(f"  {line}" for line in lines), ""])
    )
    return dict(load_theme(project.root, "base", named_at=ASKED).pictures)


def _preset(project: Project, preset: str) -> PicturePreset:
    return _presets(project, f"card: {preset}")["card"]


def test_sizes_go_from_wide_windows_to_narrow_ones(project: Project) -> None:
    """In whatever order they stand: a browser takes the first length whose condition holds."""
    preset = _preset(project, "{widths: {80rem: 3 x 23.5rem, 0rem: 92vw - 1.25rem, 44rem: 2 x 44vw}}")
    assert preset.sizes == "(min-width: 80rem) 23.5rem, (min-width: 44rem) 44vw, calc(92vw - 1.25rem)"


@pytest.mark.parametrize(
    ("preset", "widest"),
    [
        # 44 rem of 92 per cent, at 16 pixels, is wider than what follows.
        ("{widths: {0rem: 92vw, 44rem: 44vw, 67rem: 23.5rem}}", 648),
        ("{widths: {0rem: 92vw, 46rem: 50rem}}", 800),
        ("{widths: {0rem: 92vw - 1.25rem, 44rem: 10rem}}", 628),
        ("{widths: {0rem: 4.5rem}}", 72),
        # It grows with the window, without end.
        ("{widths: {0rem: 92vw}}", None),
        ("{widths: {0rem: 92vw}, widest: 600}", 600),
        ("{widths: {0rem: 100vw}, wide: {widths: {60rem: 50vw}}}", 960),
    ],
)
def test_the_widest_follows_from_the_widths(project: Project, preset: str, widest: int | None) -> None:
    """Files larger than anything that is shown are not needed."""
    assert _preset(project, preset).widest == widest


@pytest.mark.parametrize(
    ("preset", "narrowest"),
    [
        # 320 pixels are the narrowest window, of a screen with two pixels for each.
        ("{widths: {0rem: 100vw}}", 640),
        ("{widths: {0rem: 92vw - 1.25rem}}", 548),
        ("{widths: {0rem: 4.5rem}}", 72),
        # 29 % of 67 rem, on a laptop's screen.
        ("{widths: {0rem: 92vw, 44rem: 44vw, 67rem: 29vw, 80rem: 23.5rem}}", 310),
        # A quarter of 40 rem, two pixels for each: less than a quarter of what laptops have.
        ("{widths: {0rem: 92vw, 40rem: 25vw, 60rem: 40rem}}", 192),
        ("{widths: {0rem: 100vw}, wide: {widths: {30rem: 10vw}}}", 640),
        # Windows narrower than any are all that it is for.
        ("{widths: {0rem: 100vw}, wide: {widths: {10rem: 10vw}}}", 0),
    ],
)
def test_the_narrowest_follows_from_the_widths(project: Project, preset: str, narrowest: int) -> None:
    """In device pixels: phones have at least two for each CSS pixel, other screens may have one."""
    assert _preset(project, preset).narrowest == narrowest


def test_a_wide_preset_has_limits_of_its_own(project: Project) -> None:
    """It is never shown in narrow windows."""
    wide = _preset(project, "{widths: {0rem: 100vw}, wide: {widths: {60rem: 50vw, 92rem: 55vw}}}").wide
    assert wide is not None
    assert (wide.narrowest, wide.widest) == (480, None)


def test_a_wide_preset_takes_its_place_in_wide_windows(project: Project) -> None:
    """With files, shape and sizes of its own, from its first width on."""
    text = "{shape: '4:3', widths: {0rem: 100vw}, wide: {shape: '2:1', widths: {60rem: 51rem, 92rem: 55vw}}}"
    preset = _preset(project, text)
    assert preset.wide is not None
    assert (preset.wide.media, preset.wide.sizes) == ("(min-width: 60rem)", "(min-width: 92rem) 55vw, 51rem")
    assert preset.properties()["shape"] == {0: "4 / 3", 60: "2 / 1"}
    assert preset.properties()["width"] == {0: "100vw", 60: "51rem", 92: "55vw"}


def test_properties_say_how_many_stand_side_by_side(project: Project) -> None:
    """From the same widths as ``sizes``, and what the style sheet alone cuts further."""
    properties = _preset(
        project, "{shape: '16:9', cuts: {64rem: '21:9'}, widths: {0rem: 92vw, 44rem: 2 x 44vw}}"
    ).properties()
    assert properties["columns"] == {0: "1", 44: "2"}
    assert properties["shape"] == {0: "16 / 9", 64: "21 / 9"}


def test_a_preset_may_be_like_a_different_one(project: Project) -> None:
    """In all but its widths, unless it says otherwise."""
    presets = _presets(
        project,
        "card: {shape: '16:9', widest: 600, widths: {0rem: 92vw}}",
        "pair: {like: card, widths: {0rem: 44vw}}",
        "square: {like: card, shape: '1:1', widths: {0rem: 44vw}}",
    )
    assert (presets["pair"].shape, presets["pair"].widest, presets["pair"].sizes) == ("16:9", 600, "44vw")
    assert (presets["square"].shape, presets["square"].widest) == ("1:1", 600)


def test_a_preset_is_like_one_that_stands_by_itself(project: Project) -> None:
    """A misspelt name is reported where it stands, with the nearest one."""
    with pytest.raises(ContentError) as caught:
        _presets(project, "card: {widths: {0rem: 92vw}}", "pair:", "  like: cart", "  widths: {0rem: 44vw}")
    [finding] = caught.value.findings
    assert (finding.code, str(finding.location)) == ("DW212", f"{BASE}:5:5")
    assert "card" in finding.hint


def test_a_brand_has_presets_of_its_own(project: Project) -> None:
    """One of the same name takes the place of that of the theme below, also for what is like it."""
    _presets(project, "card: {widths: {0rem: 92vw}}", "pair: {like: card, widths: {0rem: 44vw}}")
    project.write(
        "themes/plain/theme.yaml",
        "extends: base\npictures:\n  card: {shape: '1:1', widths: {0rem: 50vw}}\n",
    )
    presets = load_theme(project.root, "plain", named_at=ASKED).pictures
    assert presets["card"].sizes == "50vw"
    assert presets["pair"].shape == "1:1"
