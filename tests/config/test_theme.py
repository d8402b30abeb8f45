"""Themes and what they take over from each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from drammenworks.config.load_theme import load_theme
from drammenworks.errors import ContentError, Location
from tests.project import Project

ASKED = Location("content/sites/b.yaml", 4, 1)


def _findings(root: Path, name: str = "plain") -> list[tuple[str, str]]:
    with pytest.raises(ContentError) as caught:
        load_theme(root, name, named_at=ASKED)
    return [(found.code, str(found.location)) for found in caught.value.findings]


def test_style_sheets_cascade_from_the_bottom(project: Project) -> None:
    """What a theme extends comes before its own, each style sheet once."""
    project.write("themes/plain/theme.yaml", "extends: base\nstyles: [css/plain.css, css/base.css]\n")
    theme = load_theme(project.root, "plain", named_at=ASKED)
    assert theme.chain == ("plain", "base")
    assert theme.styles == ("css/base.css", "css/plain.css")


def test_the_nearest_file_of_a_name_wins(project: Project) -> None:
    """A theme overrides single assets and strings of the theme that it extends, and inherits the rest."""
    project.write("themes/plain/assets/logo.svg", "<svg/>")
    project.write("themes/plain/strings/nb.yaml", "nav:\n  home: Hjem\n")
    theme = load_theme(project.root, "plain", named_at=ASKED)
    assert theme.assets["logo.svg"] == project.root / "themes/plain/assets/logo.svg"
    assert theme.assets["css/base.css"] == project.root / "themes/base/assets/css/base.css"
    assert theme.strings["nb"]["nav.home"] == "Hjem"
    assert theme.strings["nb"]["nav.page_n"] == "Side {number}"
    assert theme.strings["en"]["nav.home"] == "Home"


def test_files_of_the_system_are_no_part_of_a_theme(project: Project) -> None:
    """What an operating system leaves behind is not published, and is no text of the theme."""
    before = load_theme(project.root, "base", named_at=ASKED)
    for path in ("assets/.DS_Store", "assets/css/Icon\r", "assets/Thumbs.db", "assets/__MACOSX/a.css"):
        project.write(f"themes/base/{path}", "x")
    project.write("themes/base/strings/._nb.yaml", b"\0\x05\x16\x07")
    project.write("themes/base/templates/Icon\r", b"\0")
    after = load_theme(project.root, "base", named_at=ASKED)
    assert (after.assets, after.strings, after.templates) == (before.assets, before.strings, before.templates)


def test_an_unknown_theme_is_reported_where_it_is_named(project: Project) -> None:
    """The site's file is at fault, or the theme that extends it."""
    assert _findings(project.root, "plane") == [("DW601", "content/sites/b.yaml:4:1")]
    project.write("themes/plain/theme.yaml", "description: x\nextends: bas\n")
    assert _findings(project.root) == [("DW601", "themes/plain/theme.yaml:2:1")]


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_ring_of_themes_is_reported(project: Project, length: int) -> None:
    """However long the ring, it ends with a finding at the theme that closes it."""
    for number in range(length):
        project.write(f"themes/t{number}/theme.yaml", f"extends: t{(number + 1) % length}\n")
    assert _findings(project.root, "t0") == [("DW602", f"themes/t{length - 1}/theme.yaml:1:1")]


def test_every_missing_style_sheet_is_reported_where_it_is_named(project: Project) -> None:
    """Also when it is the theme below that names it."""
    project.write("themes/plain/theme.yaml", "extends: base\nstyles: [css/plane.css]\n")
    project.write("themes/base/theme.yaml", "styles: [css/base.css, css/bas.css]\n")
    assert _findings(project.root) == [
        ("DW606", "themes/plain/theme.yaml:2:10"),
        ("DW606", "themes/base/theme.yaml:1:24"),
    ]


def test_a_style_sheet_outside_assets_is_refused(project: Project) -> None:
    """A theme cannot publish a file that is not its own."""
    project.write("themes/plain/theme.yaml", "styles: [../../../content/sites/a.yaml]\n")
    assert _findings(project.root) == [("DW228", "themes/plain/theme.yaml:1:10")]
