"""Builds while a theme is broken, and after it is mended."""

from __future__ import annotations

import pytest

from tests.project import Project

STYLE = "themes/base/assets/css/base.css"
THEME = "themes/base/theme.yaml"


@pytest.mark.parametrize(("path", "broken"), [(STYLE, "a { color: }}"), (THEME, "styles: [")])
def test_a_mended_theme_renders_nothing_again(project: Project, path: str, broken: str) -> None:
    """What pages read of the theme is what it was before the fault."""
    project.build()
    whole = project.read(path)
    project.write(path, broken)
    assert project.codes() != []
    project.write(path, whole)
    assert project.build()["rendered"] == 0


def test_an_edit_that_mends_a_theme_reaches_all_pages(project: Project) -> None:
    """A style sheet with new rules has a new name, which all pages link to."""
    project.build()
    before = project.output("a/index.html")
    whole = project.read(STYLE)
    project.write(STYLE, "a { color: }}")
    assert project.codes() != []
    project.write(STYLE, whole + "\nmain { margin: 3px }\n")
    report = project.build()
    assert report["reused"] == 0
    assert project.output("a/index.html") != before


def test_a_site_with_its_theme_is_removed(project: Project) -> None:
    """What its pages read of the theme is forgotten, and the findings are those of a build with an empty cache."""
    project.build()
    project.remove("content/sites/b.yaml")
    findings = project.findings()
    assert findings == project.findings("--clean")
    assert findings != []
