"""The page of a project: the text at once, and one list of all that there is more of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.project import Project

ROOT = Path(__file__).parents[2]


@pytest.fixture
def themed(project: Project) -> Project:
    """The valid project with the real base theme."""
    project.remove("themes/base")
    shutil.copytree(ROOT / "themes/base", project.root / "themes/base")
    return project


def page_of(project: Project) -> LexborHTMLParser:
    """Return the page of the project « Nytt »."""
    return LexborHTMLParser(project.output("a/prosjekter/nytt/index.html"))


def test_the_text_comes_before_facts_and_figures(themed: Project) -> None:
    """Only the title and the summary stand before it."""
    themed.write(
        "content/projects/nytt.md",
        "---\ntitle: Nytt\nsummary: Sammendrag\ngoals: [Målet]\npartners: [organisasjon]\n"
        "key_figures: [{id: tall, label: Tallet, value: 7}]\n---\nTeksten.\n",
    )
    themed.report()
    main = themed.output("a/prosjekter/nytt/index.html").partition("<main")[2]
    places = [
        main.index(part) for part in ("<h1", "Sammendrag", "Teksten.", "Tallet", "Målet", "partners__list")
    ]
    assert places == sorted(places)


def test_what_mentions_a_project_is_one_list(themed: Project) -> None:
    """Of which eight are in view, and the rest, however many, is there without a script."""
    themed.write("content/projects/nytt.md", "---\ntitle: Nytt\n---\nTeksten.\n")
    for number in range(200):
        themed.write(
            f"content/news/nyhet-{number}.md",
            f"---\ntitle: Nyhet {number}\ndate: 2026-01-01\nsites: [a]\n---\n[Nytt](project:nytt)\n",
        )
    themed.report()
    page = page_of(themed)
    sections = [node.text(strip=True) for node in page.css("h2")]
    assert sections == ["Mer om prosjektet"]
    assert len(page.css(".rows > li")) == 200
    assert len(page.css("details .rows > li")) == 192
    assert page.css_first("summary").text(strip=True) == "Vis 192 til"


def test_a_project_that_nothing_mentions_has_no_list(themed: Project) -> None:
    """Nor an empty heading."""
    themed.write("content/projects/nytt.md", "---\ntitle: Nytt\n---\nTeksten.\n")
    themed.report()
    assert page_of(themed).css("h2") == []
