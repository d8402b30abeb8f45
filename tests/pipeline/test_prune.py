"""Pruning the cache."""

from __future__ import annotations

import json

from tests.engine.versions import BUILD
from tests.project import Project


def test_what_the_last_build_uses_is_kept(project: Project) -> None:
    """After pruning, the next build makes nothing anew."""
    project.run(*BUILD)
    project.run("cache", "prune")
    outcome = project.run(*BUILD, "--output", "elsewhere", "--format", "json")
    again = json.loads(outcome.stdout)
    assert again["rendered"] == 0
    assert again["images"]["encoded"] == 0


def test_what_no_page_uses_any_longer_is_removed(project: Project) -> None:
    """The page that an edit replaced is gone, and what is left is what the site has."""
    project.run(*BUILD)
    pages = project.root / ".cache" / "pages"
    before = {file.name for file in pages.iterdir()}
    home = project.root / "content" / "pages" / "hjem.md"
    home.write_text(home.read_text(encoding="utf-8") + "\nEn setning til.\n", encoding="utf-8")
    project.run(*BUILD)
    project.run("cache", "prune")
    after = {file.name for file in pages.iterdir()}
    assert before - after
    assert after - before


def test_with_no_days_everything_goes(project: Project) -> None:
    """Keeping nothing leaves no pages."""
    project.run(*BUILD)
    project.run("cache", "prune", "--days", "0")
    assert list((project.root / ".cache" / "pages").iterdir()) == []


def _draw(project: Project, colour: str) -> None:
    """Give the theme a logo to make icons of."""
    project.write("themes/base/theme.yaml", 'styles: [css/base.css]\ncolour: "#0b2a3c"\n')
    project.write(
        "themes/base/assets/favicon.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">'
        f'<path fill="{colour}" d="M0 0h8v8H0z"/></svg>',
    )


def _icons(project: Project) -> set[str]:
    return {file.name for file in (project.root / ".cache" / "themes").iterdir()}


def test_icons_of_a_former_logo_are_removed(project: Project) -> None:
    """Those of the present one stay, and are not drawn anew."""
    _draw(project, "red")
    project.run(*BUILD)
    former = _icons(project)
    _draw(project, "blue")
    project.run(*BUILD)
    present = _icons(project) - former
    project.run("cache", "prune")
    assert former
    assert present
    assert _icons(project) == present


def test_a_broken_theme_loses_nothing(project: Project) -> None:
    """What it will use when it is mended cannot be told."""
    _draw(project, "red")
    project.run(*BUILD)
    kept = _icons(project)
    project.write("themes/base/assets/favicon.svg", "<svg")
    assert project.run("cache", "prune").code == 0
    assert _icons(project) == kept
