"""Several versions of a project that share a cache, as the revisions do that ``diff`` compares."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.project import Project, tree


@pytest.fixture
def versions(project: Project, tmp_path: Path) -> tuple[Project, Project]:
    """Two copies of a project, one of which has a cache that both use."""
    other = tmp_path / "other"
    shutil.copytree(project.root, other, ignore=shutil.ignore_patterns(".cache"))
    return project, Project(other)


def test_a_page_shows_the_documents_of_its_own_version(versions: tuple[Project, Project]) -> None:
    """Also when it is rendered again after the other version was built."""
    one, other = versions
    cache = ("--cache", str(one.root / ".cache"))
    link = "---\ntitle: Om\nsites: [a]\n---\nLes [om nyheten](article:nyhet)%s\n"
    one.write("content/pages/om.md", link % ".")
    one.change("content/news/nyhet.md", "title: ", "title: Første ")
    other.change("content/news/nyhet.md", "title: ", "title: Andre ")
    one.build(*cache)
    other.build(*cache)
    one.write("content/pages/om.md", link % " nå.")
    one.change("themes/base/templates/layout.html", "</main>", "<!-- ny --></main>")
    one.build(*cache)
    shown = tree(one.root / "output")
    assert not any(b"Andre" in data for data in shown.values())
    one.build("--clean", "--output", str(one.root / "clean"))
    assert tree(one.root / "clean" / "a") == tree(one.root / "output" / "a")


def test_what_went_while_stamps_were_lost_is_noticed(project: Project) -> None:
    """A picture that a page shows is gone, and nothing says when."""
    project.build()
    for file in (project.root / ".cache/build").glob("stamps-*"):
        file.unlink()
    project.remove("content/media/bilde.png")
    assert project.codes() == project.codes("--clean") != []
