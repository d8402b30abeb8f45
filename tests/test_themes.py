"""The themes: one source for the sizes of pictures, nothing computed in templates, and lines that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from drammenworks.base.strict_yaml import load
from drammenworks.base.yaml_common import Value
from drammenworks.config.load_theme import load_theme
from drammenworks.config.theme import Theme
from drammenworks.errors import Location
from drammenworks.outputs.picture_styles import picture_styles
from drammenworks.render.filters import FILTERS

ROOT = Path(__file__).parents[1]
NAMES = ("base", "drammenworks", "opplevhokksund")
LONGEST_LINE = 110
WINDOWS = (320, 400, 560, 720, 900, 1000, 1200, 1280, 1600, 2400)
"""CSS pixels."""

_PROPERTY = re.compile(r"--picture-([a-z0-9-]+)-(width|columns|shape)")
_COMPUTING = {"abs", "max", "min", "round", "sum"}


def _files(*suffixes: str) -> list[Path]:
    return sorted(file for file in (ROOT / "themes").rglob("*") if file.suffix in suffixes)


def _shown(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _parsed() -> Iterator[tuple[str, nodes.Template]]:
    """Yield the templates of pages; cards are drawings, which have coordinates."""
    environment = Environment()
    environment.filters.update(FILTERS)
    for file in _files(".html", ".xml"):
        yield _shown(file), environment.parse(file.read_text(encoding="utf-8"))


@pytest.fixture(params=NAMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(ROOT, request.param, named_at=Location("themes"))


def _sheets(theme: Theme) -> list[str]:
    return [theme.assets[style].read_text(encoding="utf-8") for style in theme.styles]


def test_no_line_scrolls_sideways() -> None:
    """In templates, style sheets and settings; a drawing has its path on one line."""
    files = [*_files(".css", ".html", ".xml", ".yaml"), *(ROOT / "themes").rglob("templates/**/*.svg")]
    long = [
        f"{_shown(file)}:{number}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > LONGEST_LINE
    ]
    assert long == []


def test_templates_compute_nothing() -> None:
    """Figures come from views; ``+`` joins lists of documents."""
    arithmetic = (nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)
    computed = [
        f"{name}:{node.lineno}"
        for name, template in _parsed()
        for node in template.find_all((*arithmetic, nodes.Filter))
        if not isinstance(node, nodes.Filter) or node.name in _COMPUTING
    ]
    assert computed == []


def test_templates_do_not_ask_what_kind_a_document_is() -> None:
    """A kind has templates of its own instead; a new one is added without a change to any."""
    asked = [
        f"{name}:{node.lineno}"
        for name, template in _parsed()
        for node in template.find_all(nodes.Compare)
        if isinstance(node.expr, nodes.Getattr)
        and node.expr.attr == "kind"
        and any(isinstance(operand.expr, nodes.Const) for operand in node.ops)
    ]
    assert asked == []


def test_only_theme_yaml_says_how_large_pictures_are() -> None:
    """Templates state no sizes, and style sheets no shapes."""
    stated = [
        f"{_shown(file)}: {found}"
        for file in _files(".css", ".html")
        for found in re.findall(
            r"aspect-ratio: *[0-9][^;]*" if file.suffix == ".css" else r"min-width[^)]*|[0-9]+:[0-9]+\"",
            file.read_text(encoding="utf-8"),
        )
    ]
    assert stated == []


def test_templates_and_style_sheets_name_presets_that_exist(theme: Theme) -> None:
    """A misspelt custom property would be no error in CSS, and have no effect."""
    used = {(name, part) for sheet in _sheets(theme) for name, part in _PROPERTY.findall(sheet)}
    known = {
        (name, part)
        for name, preset in theme.pictures.items()
        for part, values in preset.properties().items()
        if values
    }
    assert used - known == set()


def test_every_shape_that_files_are_cut_to_is_that_of_the_style_sheet(theme: Theme) -> None:
    """A preset that states a shape has it in the style sheet; one that is like it has the same."""
    used = {name for sheet in _sheets(theme) for name, part in _PROPERTY.findall(sheet) if part == "shape"}
    stated: dict[str, Value] = {}
    for name in reversed(theme.chain):
        text = (ROOT / f"themes/{name}/theme.yaml").read_text(encoding="utf-8")
        presets = load(text, path="theme.yaml")["pictures"]
        assert isinstance(presets, dict)
        stated.update(presets)
    shaped = {name for name, preset in stated.items() if isinstance(preset, dict) and "shape" in preset}
    assert shaped - used == set()


@pytest.mark.parametrize("window", WINDOWS)
def test_style_sheets_and_sizes_say_the_same(theme: Theme, window: int) -> None:
    """For every preset, in windows of every width: as CSS cascades, and as HTML reads ``sizes``."""
    every = "".join(f"var(--picture-{name}-width)" for name in theme.pictures)
    cascaded: dict[str, str] = {}
    for line in picture_styles(theme.pictures, [every]).splitlines():
        if _holds(line, window):
            cascaded.update(re.findall(r"--picture-([a-z0-9-]+)-width: ([^;]+);", line))
    in_sizes = {}
    for name, preset in theme.pictures.items():
        shown = preset.wide if preset.wide and _holds(preset.wide.media, window) else preset
        in_sizes[name] = next(
            re.sub(r"^\(.*?\) ", "", length) for length in shown.sizes.split(", ") if _holds(length, window)
        )
    assert cascaded == in_sizes


def _holds(text: str, window: int) -> bool:
    """Tell whether the media condition in a text holds, if there is one."""
    condition = re.search(r"\(min-width: ([0-9.]+)rem\)", text)
    return condition is None or window >= float(condition[1]) * 16
