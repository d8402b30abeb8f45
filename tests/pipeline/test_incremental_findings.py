"""What findings suggest and where they point follows the files, as in a build from nothing."""

from __future__ import annotations

import pytest

from tests.project import Project

PAGE = "content/pages/om.md"
REFERRING = "---\ntitle: Om\nsites: [a]\npeople: [Kari Nordman]\n---\nVi.\n"
NAMING = "---\ntitle: Om\nsites: [a]\n---\nVi er bedre enn Beta.\n"


def _told(project: Project, *expected: str) -> None:
    """Check that the next build tells of these, and that a build from nothing tells the same."""
    told = project.findings()
    assert told == project.findings("--cache", "elsewhere/cache", "--output", "elsewhere/output")
    project.remove("elsewhere")
    for words in expected:
        assert any(words in line for line in told), (words, told)


@pytest.mark.parametrize("name", ["person", "kari"])
def test_the_person_that_was_meant(project: Project, name: str) -> None:
    """Someone of that name comes, is renamed and goes."""
    project.write(PAGE, REFERRING)
    project.write("content/people/person.yaml", "name: Noen Andre\n")
    _told(project, "Finnes det ikke ennå")
    project.write(f"content/people/{name}.yaml", "name: Kari Nordmann\n")
    _told(project, f"Mente du «{name}»?")
    project.write(f"content/people/{name}.yaml", "name: Helt Fremmed\n")
    _told(project, "Finnes det ikke ennå")


def test_the_original_that_was_renamed(project: Project) -> None:
    """Another file may become the most likely original, or none be left."""
    project.write("content/news/frokosten.en.md", "---\ntitle: Breakfast\n---\nText.\n")
    _told(project, "nytt-navn.en.md")
    project.write("content/news/frokost.md", "---\ntitle: Frokost\ndate: 2026-11-01\n---\nTekst.\n")
    _told(project, "slik: «content/news/frokost.en.md»")
    project.write("content/news/frokost.en.md", "---\ntitle: Breakfast\n---\nText.\n")
    _told(project, "nytt-navn.en.md")


def test_the_line_of_another_brand(project: Project) -> None:
    """It moves with a comment above it, which changes nothing on the page."""
    project.write(PAGE, NAMING)
    _told(project, f"{PAGE}:5:17: error DW810")
    project.write(PAGE, NAMING.replace("sites:", "# En merknad.\nsites:"))
    _told(project, f"{PAGE}:6:17: error DW810")


def test_the_line_of_another_brand_with_workers(project: Project) -> None:
    """Workers read the source as this process does."""
    project.write(PAGE, NAMING)
    outcome = project.run("build", "--at", "2026-11-21", "--jobs", "2", "--format", "json", "--clean")
    assert '"line": 5' in outcome.stdout


def test_the_site_that_was_meant(project: Project) -> None:
    """By its name, also after it got another one."""
    project.write(PAGE, REFERRING.replace("[a]", "[Gamma]").replace("people", "#people"))
    _told(project, "Nettstedet «Gamma» finnes ikke.")
    project.change("content/sites/a.yaml", "Alfa", "Gamma")
    _told(project, "Mente du «a»?")
