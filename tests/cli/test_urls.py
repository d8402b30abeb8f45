"""``drammenworks urls``: the ledgers are kept by a command."""

from __future__ import annotations

import pytest

from tests.project import AT, Project

LEDGER = "content/urls/a.txt"


def _lines(project: Project, site: str = "a") -> list[str]:
    return [line for line in project.read(f"content/urls/{site}.txt").splitlines() if line[0] != "#"]


def test_it_shows_what_it_would_write(project: Project) -> None:
    """And writes nothing unless asked to."""
    outcome = project.run("urls", "--at", AT)
    assert outcome.code == 0
    assert "  + /aktuelt/nyhet/\n" in outcome.stdout
    assert not (project.root / "content/urls").exists()


def test_all_that_is_public_is_kept(project: Project) -> None:
    """Pages, lists, terms and former addresses; in the order of their characters, one on each line."""
    project.change("content/pages/om.md", "title:", "aliases: [/eldre.html, /uten-strek]\ntitle:")
    project.run("urls", "--write", "--at", AT)
    lines = _lines(project)
    assert lines == sorted(lines)
    assert {"/", "/om/", "/eldre.html", "/uten-strek/", "/emner/vekst/", "/aktuelt/2026/", "/en/"} <= {*lines}
    project.build()


def test_writing_again_changes_nothing(project: Project) -> None:
    """Whatever order a merge left the lines in, they are in order again once there is something new."""
    project.run("urls", "--write", "--at", AT)
    before = project.read(LEDGER)
    assert "0 nye adresser" in project.run("urls", "--write", "--at", AT).stdout
    assert project.read(LEDGER) == before


def test_what_may_go_again_is_not_kept(project: Project) -> None:
    """Examples, further pages of lists, drafts, what is public only later, and pages of errors."""
    project.change("content/pages/om.md", "title:", "example: true\ntitle:")
    project.change("content/people/person.yaml", "name:", "draft: true\nname:")
    project.change("content/events/mote.md", "title:", "publish_at: 2027-01-01 12:00\ntitle:")
    project.change("content/sites/a.yaml", "theme:", "per_page: 1\ntheme:")
    for number in range(4):
        project.write(
            f"content/news/sak-{number}.md", f"---\ntitle: Sak {number}\ndate: 2026-11-01\n---\nOrd.\n"
        )
    project.run("urls", "--write", "--at", AT)
    kept = {*_lines(project)}
    assert {"/aktuelt/", "/aktuelt/sak-1/"} <= kept
    unwanted = ("/om/", "/personer/person/", "/arrangementer/mote/", "/404.html")
    assert not [line for line in kept if line in unwanted or "/side/" in line]


def test_a_list_of_examples_alone_is_not_kept(project: Project) -> None:
    """It goes with them; the list of a section stays."""
    project.change("content/news/nyhet.md", "title:", "example: true\ntitle:")
    project.change("content/news/nyhet.md", "[Vekst]", "[Prøve]")
    project.run("urls", "--write", "--at", AT)
    kept = {*_lines(project)}
    assert "/aktuelt/" in kept
    assert kept.isdisjoint({"/aktuelt/2026/", "/emner/prove/", "/aktuelt/nyhet/"})


def test_nothing_is_ever_taken_out(project: Project) -> None:
    """What is lost is told of, and stays."""
    project.write(LEDGER, "/zzz/\n/aktuelt/borte/\n")
    outcome = project.run("urls", "--at", AT)
    assert outcome.code == 1
    assert "  - /aktuelt/borte/  (borte)" in outcome.stdout
    project.write("content/urls/gone.yaml", "gone:\n- {site: a, address: /zzz/}\n")
    project.change("content/pages/om.md", "title:", "aliases: [/aktuelt/borte/]\ntitle:")
    assert project.run("urls", "--write", "--at", AT).code == 0
    assert {"/zzz/", "/aktuelt/borte/", "/om/"} <= {*_lines(project)}


@pytest.mark.parametrize("broken", ["content/pages/om.md", "content/sites/a.yaml"])
def test_nothing_is_written_while_something_is_wrong(project: Project, broken: str) -> None:
    """What cannot be published is not public."""
    project.change(broken, "title:" if broken.endswith(".md") else "name:", "feil:")
    outcome = project.run("urls", "--write", "--at", AT)
    assert outcome.code == 1
    assert "feil DW" in outcome.stderr
    assert not (project.root / "content/urls").exists()


def test_an_embargoed_address_is_in_no_ledger_a_second_before(project: Project) -> None:
    """The ledger may be public as well."""
    project.change("content/events/mote.md", "title:", "publish_at: 2026-11-22 12:00\ntitle:")
    project.run("urls", "--write", "--at", "2026-11-22T11:59:59")
    assert "/arrangementer/mote/" not in _lines(project)
    project.run("urls", "--write", "--at", "2026-11-22T12:00:00")
    assert "/arrangementer/mote/" in _lines(project)
