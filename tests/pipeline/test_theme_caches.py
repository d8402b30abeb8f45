"""What workers make of themes for a first build."""

from __future__ import annotations

import pytest

from drammenworks.engine import pool
from tests.engine.test_pool import METHODS
from tests.project import Project, tree


def _built(project: Project, jobs: int) -> dict[str, bytes]:
    project.report("--clean", "--output", f"output{jobs}", "--jobs", str(jobs))
    return tree(project.root / f"output{jobs}")


def _with_fonts(project: Project) -> None:
    theme = "themes/base/theme.yaml"
    project.write(theme, project.read(theme) + "fonts:\n  heading: {family: Figtree}\n")


def test_a_first_build_is_the_same_with_workers(project: Project) -> None:
    """Byte for byte."""
    _with_fonts(project)
    one, two = _built(project, 1), _built(project, 2)
    assert {path: data for path, data in one.items() if "/.drammenworks" not in path} == {
        path: data for path, data in two.items() if "/.drammenworks" not in path
    }


@pytest.mark.parametrize("method", METHODS)
def test_what_is_wrong_with_a_theme_is_told_of_with_workers(
    project: Project, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the same words, and once."""
    monkeypatch.setattr(pool, "default_method", lambda: method)
    project.write("themes/base/templates/page.html", "{% if %}")
    project.write("themes/base/assets/css/base.css", "a { color: ")
    project.write("themes/base/assets/favicon.svg", "<p>")
    expected = project.report("--clean", "--jobs", "1")["findings"]
    outcome = project.run("build", "--at", "2026-11-21", "--format", "json", "--clean", "--jobs", "2")
    assert project.report("--jobs", "1")["findings"] == expected
    assert outcome.stdout.count('"DW') == len(expected) > 0
