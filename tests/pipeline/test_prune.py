"""Pruning the cache."""

from __future__ import annotations

import json

from tests.project import Project


def test_what_the_last_build_uses_is_kept(project: Project) -> None:
    """After pruning, the next build makes nothing anew."""
    project.run("build")
    project.run("cache", "prune")
    outcome = project.run("build", "--output", "elsewhere", "--format", "json")
    again = json.loads(outcome.stdout)
    assert again["rendered"] == 0
    assert again["images"]["encoded"] == 0


def test_what_no_page_uses_any_longer_is_removed(project: Project) -> None:
    """The page that an edit replaced is gone, and what is left is what the site has."""
    project.run("build")
    pages = project.root / ".cache" / "pages"
    before = {file.name for file in pages.iterdir()}
    home = project.root / "content" / "pages" / "hjem.md"
    home.write_text(home.read_text(encoding="utf-8") + "\nEn setning til.\n", encoding="utf-8")
    project.run("build")
    project.run("cache", "prune")
    after = {file.name for file in pages.iterdir()}
    assert before - after
    assert after - before


def test_with_no_days_everything_goes(project: Project) -> None:
    """Keeping nothing leaves no pages."""
    project.run("build")
    project.run("cache", "prune", "--days", "0")
    assert list((project.root / ".cache" / "pages").iterdir()) == []
