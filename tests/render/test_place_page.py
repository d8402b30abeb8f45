"""The page of a place: whether it is open, where it is and how to call, right under its title."""

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


def place(project: Project, fields: str, text: str = "Tekst.") -> None:
    """Write a place."""
    project.write("content/places/sted.md", f"---\nname: Stedet\ncategory: eatery\n{fields}\n---\n{text}\n")


def page_of(project: Project, path: str = "b/steder/sted/index.html") -> LexborHTMLParser:
    """Return its page."""
    return LexborHTMLParser(project.output(path))


def words(text: str | None) -> str:
    """Return text with ordinary spaces."""
    return re.sub(r"\s+", " ", text or "").strip()


HOURS = """\
opening_hours:
  - {days: [monday, tuesday, wednesday, friday], opens: "07:00", closes: "17:00"}
  - {days: [thursday], opens: "07:00", closes: "12:00"}
  - {days: [thursday], opens: "18:00", closes: "01:00"}
"""


def test_the_answer_stands_before_the_text(themed: Project) -> None:
    """Hours, address, map and telephone, then what it is and its picture."""
    place(
        themed,
        f"summary: Et sted\nphone: '32 00 00 00'\ngeo: {{lat: 59.7, lon: 9.9}}\n{HOURS}"
        "address: {street: Storgata 1, city: Hokksund}\nimage: {src: /media/bilde.png, alt: En elv}",
    )
    themed.build()
    main = themed.output("b/steder/sted/index.html").partition("<main")[2]
    expected = [
        "<h1",
        "07.00–17.00",
        "Storgata 1",
        "openstreetmap",
        "tel:32000000",
        "Et sted",
        "<img",
        "Tekst.",
    ]
    places = [main.index(part) for part in expected]
    assert places == sorted(places)


def test_weekdays_in_a_row_with_the_same_hours_are_told_of_together(themed: Project) -> None:
    """Several spans of a day included, and days when it is closed."""
    place(themed, HOURS)
    themed.build()
    rows = [words(row.text()) for row in page_of(themed).css(".hours__row")]
    assert rows == [
        "mandag–onsdag07.00–17.00",
        "torsdag07.00–12.00 og 18.00–01.00",
        "fredag07.00–17.00",
        "lørdag–søndagStengt",
    ]


def test_an_exception_goes_when_its_day_is_over(themed: Project) -> None:
    """By the clock: the page, what machines read and scripts forget it, and the report tells when that will be."""
    place(
        themed,
        HOURS + 'exceptions:\n  - {date: 2026-12-25, closed: true}\n  - {date: 2026-12-24, opens: "08:00",'
        ' closes: "12:00", reason: Julaften}',
    )
    report = themed.build(at="2026-12-24T12:00:00+01:00")
    page = themed.output("b/steder/sted/index.html")
    assert 'data-exceptions="2026-12-24=08:00-12:00;2026-12-25="' in page
    assert page.index("24. desember") < page.index("25. desember")
    assert report["next_change"] == "2026-12-25T00:00:00+01:00"
    themed.build(at="2026-12-25T00:00:00+01:00")
    page = themed.output("b/steder/sted/index.html")
    assert "Julaften" not in page
    assert "2026-12-24" not in page
    assert "2026-12-25" in page
    themed.build(at="2026-12-26T00:00:00+01:00")
    assert "2026-12-25" not in themed.output("b/steder/sted/index.html")
    assert "Avvikende" not in themed.output("b/steder/sted/index.html")


def test_scripts_read_the_hours_of_each_day(themed: Project) -> None:
    """From Monday, in the place's own time zone, which the script is told."""
    place(themed, HOURS)
    themed.build()
    page = page_of(themed)
    assert page.css_first("h2[data-hours]").attributes["data-hours"] == (
        "07:00-17:00;07:00-17:00;07:00-17:00;07:00-12:00,18:00-01:00;07:00-17:00;;"
    )
    assert page.css_first("script[data-zone]").attributes["data-zone"] == "Europe/Oslo"


def test_a_card_shows_hours_in_short(themed: Project) -> None:
    """And the address of a place without hours."""
    place(themed, HOURS + "address: {city: Hokksund}")
    themed.write(
        "content/places/annet.md", "---\nname: Annet\ncategory: shop\naddress: {city: Hokksund}\n---\n"
    )
    themed.build()
    cards = {
        words(card.css_first(".card__title").text()): words(card.css_first(".card__detail").text())
        for card in page_of(themed, "b/steder/index.html").css(".card--place")
        if card.css_first(".card__detail") is not None
    }
    assert cards["Stedet"] == ("man.–ons. 07.00–17.00 tors. 07.00–12.00 og 18.00–01.00 fre. 07.00–17.00")
    assert cards["Annet"] == "Hokksund"


def test_english_hours_are_written_as_in_english(themed: Project) -> None:
    """With colons."""
    place(themed, HOURS)
    themed.write("content/places/sted.en.md", "---\nname: The place\n---\nText.\n")
    site = themed.root / "content/sites/a.yaml"
    sections = "sections:\n  place: {nb: /steder/, en: /places/}\n"
    text = site.read_text(encoding="utf-8").replace("sections:\n", sections, 1)
    themed.write("content/sites/a.yaml", text)
    themed.report()
    page = page_of(themed, "a/en/places/sted/index.html")
    assert words(page.css_first(".hours__row").text()) == "Monday–Wednesday07:00–17:00"


@pytest.mark.parametrize("fields", ["", "opening_hours: []\nexceptions: [{date: 2026-01-01, closed: true}]"])
def test_a_place_without_hours_says_nothing_of_them(themed: Project, fields: str) -> None:
    """Nor one whose exceptions are all over; and it needs no script."""
    place(themed, fields)
    themed.report()
    page = themed.output("b/steder/sted/index.html")
    assert "open-hours" not in page
    assert "open-now" not in page
