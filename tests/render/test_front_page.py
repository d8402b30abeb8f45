"""What front pages are made of: ways in, and lists without what is made up."""

from __future__ import annotations

import pytest

from tests.project import Project

HOME = "content/pages/hjem.md"


def write_home(project: Project, template: str, fields: str = "") -> None:
    """Give the site a, a front page that shows a template."""
    for file in (project.root / "content/pages").glob("*.md"):
        text = file.read_text(encoding="utf-8")
        if "template: home" in text and ".en." not in file.name:
            name = file.relative_to(project.root).as_posix()
            project.write(name, text.replace("template: home\n", f"template: home\n{fields}", 1))
    project.write("themes/base/templates/home.html", template)


def home_of(project: Project, site: str = "a") -> str:
    """Return the front page."""
    project.report()
    return project.output(f"{site}/index.html").strip()


ENTRANCES = "{% for one in doc.entrances %}{{ one.title }}: {{ one.text }} {{ one.url }};{% endfor %}"


def test_an_entrance_leads_to_a_document(project: Project) -> None:
    """With its title, and a text if it has one."""
    write_home(
        project,
        ENTRANCES,
        "entrances:\n  - {title: Jeg leter, text: Se her., to: page:om}\n  - {title: Annet, to: project:prosjekt}\n",
    )
    assert home_of(project) == "Jeg leter: Se her. /om/;Annet: None /prosjekter/prosjekt/;"


def test_an_entrance_to_what_the_site_does_not_publish_is_left_out(project: Project) -> None:
    """As on a site without projects."""
    write_home(project, ENTRANCES, "entrances:\n  - {title: Annet, to: project:prosjekt}\n")
    assert home_of(project, "b") == ""


def test_an_entrance_to_nothing_is_a_finding(project: Project) -> None:
    """As any reference."""
    write_home(project, "", "entrances:\n  - {title: Annet, to: project:prosjektet}\n")
    found = [finding for finding in project.report()["findings"] if "prosjektet" in finding["message"]]
    assert {finding["path"] for finding in found} == {"content/pages/hjem.md", "content/pages/hjem-b.md"}


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_lists_can_leave_out_what_is_made_up(project: Project, limit: int) -> None:
    """However many examples come before what is real."""
    for number in range(9):
        example = "" if number in {5, 8} else "example: true\n"
        project.write(
            f"content/events/e{number}.md",
            f"---\ntitle: E{number}\nsites: [a]\n{example}start: 2026-11-{22 + number} 10:00\n---\nTekst.\n",
        )
    write_home(
        project,
        "{% for one in query.upcoming(" + str(limit) + ", examples=false) %}{{ one.name }} {% endfor %}",
    )
    assert home_of(project).split()[:2] == ["e5", "e8"][:limit]
