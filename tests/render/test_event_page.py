"""The page of an event: what visitors came for stands first."""

from __future__ import annotations

import re
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


def event(project: Project, name: str, fields: str) -> None:
    """Write an event of the site a."""
    project.write(
        f"content/events/{name}.md", f"---\ntitle: {name.title()}\nsites: [a]\n{fields}\n---\nTekst.\n"
    )


def page_of(project: Project, name: str) -> LexborHTMLParser:
    """Return the page of an event."""
    return LexborHTMLParser(project.output(f"a/arrangementer/{name}/index.html"))


def test_the_answer_stands_before_the_text(themed: Project) -> None:
    """When, where, the way there, registration, the calendar and whom to ask, then the programme and the text."""
    themed.write("content/people/kari.yaml", "name: Kari\nemail: kari@nett.example\n")
    event(
        themed,
        "kurs",
        "summary: Et kurs\nstart: 2026-12-01 18:00\nend: 2026-12-01 20:00\npeople: [kari]\n"
        "venue: {name: Huset, address: {street: Storgata 1, postal_code: '3044', city: Drammen}}\n"
        "registration: {url: 'https://pamelding.example/kurs'}\nprogramme: [{time: '18:00', title: Kaffe}]",
    )
    themed.build()
    main = themed.output("a/arrangementer/kurs/index.html").partition("<main")[2]
    expected = [
        "<h1",
        "18.00–20.00",
        "Huset",
        "search?query=Storgata%201%203044%20Drammen",
        "https://pamelding.example/kurs",
        "mailto:kari@nett.example",
        "Et kurs",
        "Kaffe",
        "Tekst.",
    ]
    places = [main.index(part) for part in expected]
    assert places == sorted(places)


def test_a_position_gives_the_way_to_it(themed: Project) -> None:
    """Rather than a search for its street."""
    event(themed, "kurs", "start: 2026-12-01 18:00\nvenue: {name: Huset, geo: {lat: 59.74, lon: 10.2}}")
    themed.build()
    assert "directions?to=59.74%2C10.2" in themed.output("a/arrangementer/kurs/index.html")


@pytest.mark.parametrize(("status", "word"), [("cancelled", "Avlyst"), ("postponed", "Utsatt")])
def test_what_is_called_off_says_so_before_its_title(themed: Project, status: str, word: str) -> None:
    """On its page, in the window's title, where its address is shared, in lists and on cards."""
    event(themed, "kurs", f"start: 2026-12-01 18:00\nstatus: {status}\nrelated: [event:annet]")
    event(themed, "annet", "start: 2026-12-03 18:00\nrelated: [event:kurs]")
    themed.build()
    page = page_of(themed, "kurs")
    listed = LexborHTMLParser(themed.output("a/arrangementer/index.html"))
    beside = page_of(themed, "annet")
    texts = [
        page.css_first("h1").text(),
        page.css_first("title").text(),
        page.css_first('meta[property="og:title"]').attributes["content"],
        next(node.text() for node in listed.css(".ticket__title") if "Kurs" in node.text()),
        beside.css_first(".card--event .card__title").text(),
    ]
    assert [" ".join((text or "").split())[: len(word) + 6] for text in texts] == [f"{word}: Kurs"] * 5
    assert page.css_first(".panel a.button") is None


def test_what_comes_next_is_offered(themed: Project) -> None:
    """Of the same series before others, without those that are called off; the next one first."""
    event(themed, "avlyst", "start: 2026-12-01 18:00\nstatus: cancelled\nseries: kaffe")
    event(themed, "andre", "start: 2026-12-02 18:00")
    event(themed, "tredje", "start: 2026-12-03 18:00\nseries: kaffe")
    event(themed, "fjerde", "start: 2026-12-04 18:00\nseries: kaffe")
    event(themed, "femte", "start: 2026-12-05 18:00\nseries: kaffe\nstatus: postponed")
    themed.build()
    page = page_of(themed, "avlyst")
    names = [node.text(strip=True) for node in page.css("[id='event:next'] .ticket__title")]
    assert names == ["Tredje", "Fjerde"]
    assert page.css_first('.notice--cancelled a[href="#event:next"]') is not None


def test_the_hours_are_on_a_line_of_their_own(themed: Project) -> None:
    """So that no line ends between from and to; for the eye alone, the text is one."""
    event(themed, "kurs", "start: 2026-12-01 18:00\nend: 2026-12-01 20:00")
    themed.build()
    text = page_of(themed, "kurs").css_first(".panel time").text()
    assert re.sub(r"\s+", " ", text).strip() == "tirsdag 1. desember 2026 kl. 18.00–20.00"


@pytest.mark.parametrize(
    ("fields", "is_led_there"),
    [
        ("start: 2026-12-01 18:00", True),
        ("start: 2026-12-01 18:00\nstatus: cancelled", False),
        ("start: 2025-12-01 18:00", False),
    ],
    ids=["coming", "cancelled", "over"],
)
def test_nobody_is_led_to_a_meeting_that_is_over_or_called_off(
    themed: Project, fields: str, is_led_there: bool
) -> None:
    """Neither by the page nor by what search engines read."""
    event(themed, "mote", f"{fields}\nonline: {{url: 'https://moterom.example/abc'}}")
    themed.build()
    assert ("moterom.example" in themed.output("a/arrangementer/mote/index.html")) is is_led_there


def test_what_is_cancelled_is_not_called_over_as_well(themed: Project) -> None:
    event(themed, "kurs", "start: 2025-12-01 18:00\nstatus: cancelled")
    themed.build()
    notices = [node.text(strip=True) for node in page_of(themed, "kurs").css(".notice")]
    assert len(notices) == 1


@pytest.mark.parametrize(
    "fields",
    [
        "start: unknown\nprevious_start: 2026-12-06 18:00",
        "start: 2026-12-06 18:00\nprevious_start: 2026-12-06 18:00",
        "start: 2026-12-06 18:00",
    ],
    ids=["new time unknown", "the same time", "no time"],
)
def test_a_postponed_event_without_a_new_time_waits_for_one(themed: Project, fields: str) -> None:
    event(themed, "kurs", f"{fields}\nstatus: postponed")
    themed.build()
    text = page_of(themed, "kurs").css_first("main").text()
    assert "Nytt tidspunkt kommer" in text
    assert "over" not in [word.strip(".") for word in text.split()]


def test_a_place_without_an_address_has_none_in_structured_data(themed: Project) -> None:
    themed.write("content/places/kafeen.md", "---\nname: Kafeen\ncategory: eatery\nsites: [b]\n---\nTekst.\n")
    themed.build()
    assert '"address"' not in themed.output("b/steder/kafeen/index.html")
