"""What pages say of time: as much as is known, and what no longer holds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.project import Project

ROOT = Path(__file__).parents[2]
EVENT = "content/events/kurs.md"
NEWS = "content/news/for.md"


@pytest.fixture
def themed(project: Project) -> Project:
    """The valid project with the real base theme."""
    project.remove("themes/base")
    shutil.copytree(ROOT / "themes/base", project.root / "themes/base")
    return project


def page(project: Project, path: str) -> LexborHTMLParser:
    """Return a page of the site a."""
    return LexborHTMLParser(project.output(f"a/{path}index.html"))


def main_text(found: LexborHTMLParser) -> str:
    """Return the text of what a page is about."""
    return " ".join(found.css_first("main").text().split())


@pytest.mark.parametrize(
    ("start", "shown", "machine", "sign"),
    [
        ("2017-09", "september 2017", "2017-09", "sep 2017"),
        ("2016-spring", "våren 2016", None, "vår 2016"),
        ("2017", "2017", "2017", "2017"),
        ("unknown", "dato ukjent", None, "?"),
    ],
)
def test_no_day_of_an_event_is_shown_that_nobody_knows(
    themed: Project, start: str, shown: str, machine: str | None, sign: str
) -> None:
    """On its page and in the list; what HTML has no form for is text, and there is nothing for a calendar."""
    themed.write(EVENT, f"---\ntitle: Kurs\nsites: [a]\nstart: {start}\n---\nTekst.\n")
    themed.build()
    found = page(themed, "arrangementer/kurs/")
    assert shown in main_text(found)
    assert [node.attributes["datetime"] for node in found.css(".panel time")] == (
        [machine] if machine else []
    )
    assert found.css_first('a[type="text/calendar"]') is None
    [ticket] = [one for one in page(themed, "arrangementer/").css(".ticket") if "Kurs" in one.text()]
    assert ticket.css_first(".ticket__when").text().strip() == shown
    assert " ".join(ticket.css_first(".ticket__date").text().split()) == sign


def test_an_event_without_a_new_time_says_that_one_comes(themed: Project) -> None:
    """The old time is struck through, and the event is not over when that has passed."""
    fields = "title: Kurs\nsites: [a]\nstart: 2026-12-01 18:00\nstatus: postponed"
    themed.write(EVENT, f"---\n{fields}\n---\nTekst.\n")
    for at in ("2026-11-21", "2026-12-24"):
        themed.build(at=at)
        found = page(themed, "arrangementer/kurs/")
        assert "Nytt tidspunkt kommer" in main_text(found)
        assert "1. desember 2026" in found.css_first("main s").text()
        assert found.css_first(".notice--over") is None
        assert found.css_first("h1").text().startswith("Utsatt:")


def test_an_event_with_a_new_time_says_it(themed: Project) -> None:
    """And when it was to be; nothing of it is struck through, and it is over after its own time."""
    fields = "title: Kurs\nsites: [a]\nstart: 2027-01-14 18:00\nprevious_start: 2026-12-01 18:00\nstatus: postponed"
    themed.write(EVENT, f"---\n{fields}\n---\nTekst.\n")
    themed.build()
    found = page(themed, "arrangementer/kurs/")
    text = main_text(found)
    assert "skulle ha vært tirsdag 1. desember 2026 kl. 18.00" in text
    assert "torsdag 14. januar 2027" in text
    assert "kommer" not in text
    assert found.css_first("main s") is None
    assert found.css_first("h1").text().strip() == "Kurs"
    themed.build(at="2027-01-15")
    assert page(themed, "arrangementer/kurs/").css_first(".notice--over") is not None


def test_news_that_look_back_say_so(themed: Project) -> None:
    """On their page and in lists, with the time that they tell of."""
    fields = "title: Før\nsites: [a]\ndate: 2026-11-01\nperiod: {from: 2017-09, to: 2018-02}"
    themed.write(NEWS, f"---\n{fields}\n---\nDa.\n")
    themed.build()
    mark = "Bakgrunn · september 2017 – februar 2018"
    assert page(themed, "aktuelt/for/").css_first(".document__kicker").text().strip() == mark
    kickers = [node.text().strip() for node in page(themed, "aktuelt/").css(".card__kicker")]
    assert mark in kickers


def test_news_of_a_month_have_no_day(themed: Project) -> None:
    """Published in a month, for readers and for machines."""
    themed.write(NEWS, "---\ntitle: Før\nsites: [a]\ndate: 2018-02\n---\nDa.\n")
    themed.build()
    [time] = page(themed, "aktuelt/for/").css(".byline time")
    assert (time.text(), time.attributes["datetime"]) == ("februar 2018", "2018-02")
    assert 'property="article:published_time"' not in themed.output("a/aktuelt/for/index.html")


def test_a_position_says_when_it_was_held(themed: Project) -> None:
    """On the person's page and card."""
    themed.write("content/people/person.yaml", "name: Kari\nrole: Næringssjef\nrole_date: 2018\nsites: [a]\n")
    themed.build()
    for path in ("personer/person/", "personer/"):
        assert "Næringssjef (2018)" in main_text(page(themed, path))
